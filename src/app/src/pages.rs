//! One file per screen, in the order of the navigation.

pub(crate) mod agents;
pub(crate) mod behavior;
pub(crate) mod branches;
pub(crate) mod compare;
pub(crate) mod connect;
pub(crate) mod deployments;
pub(crate) mod discard;
pub(crate) mod not_found;
pub(crate) mod release;
pub(crate) mod shell;
pub(crate) mod take_back;
pub(crate) mod topics;
pub(crate) mod variants;
