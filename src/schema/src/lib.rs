//! JSON Schemas as forms.
#![doc = include_str!("../README.md")]

mod change;
mod editor;
mod effective;
mod field;
mod format;
mod infer;
mod merge;
mod number;
mod path;
mod pattern;
mod problem;
mod rules;
mod sample;
mod scalar;
mod schema;
mod start;
mod validate;

pub use change::{Change, changes};
pub use editor::{Alternatives, Choice, Editor, Group, Layout, List, Property, Rest, TextKind};
pub use field::{Field, title_of};
pub use infer::infer;
pub use merge::{Conflict, Decision, Merged, merge};
pub use number::equal;
pub use path::{Path, Step};
pub use pattern::Patterns;
pub use problem::{Problem, value_words};
pub use sample::{SAMPLES, Sample};
pub use schema::{Document, Draft, Schema};
pub use start::{fill, start};
pub use validate::{fits, own_problems, problems, problems_at};
