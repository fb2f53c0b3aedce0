//! The studio's nouns and the rules about them.
//!
//! Invariants: nothing here does I/O, reads a clock or fails on valid values. Everything is plain
//! data that can be built in a test by hand. Names are those of the product: agent, branch, topic,
//! variant, attribute, deployment, environment, version.

mod agent;
mod deployment;
mod grid;
mod id;
mod merge;
mod reference;
mod snapshot;
mod timeline;
mod timestamp;
mod topic;
mod variant;

pub use agent::{Agent, Branch, BranchRef, NewAgent};
pub use deployment::{Active, Deployment, DeploymentKind, Environment, Release};
pub use grid::{CellProblem, Grid, GridChange, RowEdit};
pub use id::{
    AccountId, AgentId, AttributeId, BranchId, DeploymentId, TopicId, VariantId, Version,
};
pub use merge::{Choice, MergeConflict, MergeOutcome, Resolution, with_noise};
pub use reference::{Reference, ReferenceKind, references};
pub use snapshot::{Coverage, Section, Snapshot};
pub use timeline::{Included, Timeline};
pub use timestamp::Timestamp;
pub use topic::{MAX_EXAMPLE_QUERIES, Topic, TopicEdit, TopicProblem};
pub use variant::{Attribute, AttributeProblem, MAX_ATTRIBUTES, MAX_VARIANTS, Variant};
