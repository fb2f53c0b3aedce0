//! Publishing, promoting and rolling back: each in a dialog that shows what changes, where it goes
//! and what comes along.

mod changes;
mod move_version;
mod publish;

pub(crate) use changes::{Changes, preview};
pub(crate) use move_version::{Move, MoveVersion};
pub(crate) use publish::Publish;
