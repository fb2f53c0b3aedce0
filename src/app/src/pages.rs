//! One file or folder a page, in the order of the navigation. A page never uses another page.

pub(crate) mod agents;
pub(crate) mod behavior;
pub(crate) mod branches;
pub(crate) mod compare;
pub(crate) mod connect;
pub(crate) mod deployments;
pub(crate) mod topics;
pub(crate) mod unsaved;
pub(crate) mod variants;
