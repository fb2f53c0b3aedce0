//! References inside texts: `{{ho:…}}` and `$name`, the items that they stand for, and the names
//! that people read and type in the place of identifiers.

mod kind;
mod names;
mod places;
mod token;
mod translation;

pub use kind::{Notation, ReferenceKind};
pub use names::{NamedItem, Names, Standing};
pub use places::{BrokenReference, TextPlace, broken_references, brought_broken_references};
pub use token::{Reference, references};
pub use translation::Translated;
