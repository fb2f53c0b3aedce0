//! Merging a branch: what it will do, its conflicts, and what a person decides about them.

mod asking;
mod claims;
mod conflict;
mod decision;
mod names;
mod order;
mod question;
mod rows;
mod three_way;
mod value;
mod warning;
mod words;

pub use asking::questions;
pub use conflict::{
    Choice, MergeConflict, MergeOutcome, MergeRecord, Resolution, SyncOutcome, with_noise,
};
pub use decision::{Decision, Decisions};
pub use question::{Claim, Matter, NamedText, Party, Question};
pub use three_way::{ThreeWay, merge};
pub use value::Answers;
pub use warning::{MergeWarning, merge_warnings};
