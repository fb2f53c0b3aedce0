//! What outlives a page: the session, the open branch with its drafts, versions and settings.

pub(crate) mod api_address;
pub(crate) mod archive;
pub(crate) mod branch;
pub(crate) mod comparison;
pub(crate) mod creating;
pub(crate) mod device;
pub(crate) mod drafts;
mod following;
pub(crate) mod fork;
pub(crate) mod in_address;
pub(crate) mod loader;
mod merged_texts;
pub(crate) mod merging;
pub(crate) mod notices;
pub(crate) mod order;
pub(crate) mod pending;
mod pieces;
mod place;
pub(crate) mod plan;
pub(crate) mod preferences;
pub(crate) mod preset;
pub(crate) mod progress;
pub(crate) mod requests;
pub(crate) mod restored;
pub(crate) mod save;
pub(crate) mod side;
pub(crate) mod standing;
pub(crate) mod standings;
pub(crate) mod studio;
#[cfg(test)]
mod tests;
pub(crate) mod topics;
mod transport;
pub(crate) mod unpublished;
pub(crate) mod updating;
