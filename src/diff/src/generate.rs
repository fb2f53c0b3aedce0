//! Made-up texts and agents for tests and benches: the same for the same seed, in every build.

mod agent;
mod edit;
mod law;
mod plain_edit;
mod random;
mod text;

pub use agent::{Size, agent};
pub use edit::{Edited, Target, edit, edit_all};
pub use law::{Law, Unseen, shrink};
pub use plain_edit::{KEYS, PlainEdit, document};
pub use random::Random;
pub use text::{edited_lines, edited_words, lines, long_line, paragraph, prompt};
