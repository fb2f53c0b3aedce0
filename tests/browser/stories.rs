//! What people do.

mod agents;
mod branches;
mod compare;
mod composing;
mod connecting;
mod deployments;
mod discard;
mod editing;
mod failures;
mod first_run;
mod foreign_page;
mod late_answers;
mod lost_api;
mod merging;
mod pieces;
mod protected_main;
mod redirects;
mod references;
mod release;
mod screens;
mod sizes;
mod starting;
mod topics;
mod two_people;
mod unsaved;
mod variants;

use model::BranchRef;

/// The smallest agent of the sample workspace, which has nothing unpublished.
const LARCH: &str = "Larch Street Dental";

/// Its `main`.
fn larch() -> BranchRef {
    BranchRef::new("larch-street-dental", "main")
}

/// The largest agent of the sample workspace: `main`.
fn hotels() -> BranchRef {
    BranchRef::new("harbour-hotels", "main")
}
