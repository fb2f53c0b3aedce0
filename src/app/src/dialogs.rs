//! What several pages start: each dialog shows what will change, and does it.

pub(crate) mod branch;
mod broken_references;
mod changes;
pub(crate) mod conflict;
mod create_branch;
pub(crate) mod discard;
pub(crate) mod merging;
mod move_edit;
pub(crate) mod move_to_branch;
pub(crate) mod move_version;
pub(crate) mod pieces;
pub(crate) mod publish;
pub(crate) mod revert;
mod update_branch;
