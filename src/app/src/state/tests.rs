//! The state without a browser: every transition of loading, saving and drafts.

mod api;
mod branches;
mod cells;
mod drafts;
mod following;
mod loading;
mod matrix;
mod merge_api;
mod merging;
mod network;
mod people;
mod plan;
mod private_api;
mod protected_main;
mod releases;
mod requests;
mod saving;
mod together;
mod topic_saving;
mod topics;
mod world;
