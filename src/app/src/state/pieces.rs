//! Where the program is cut: the bar above the pages compares and a save brings two edits of one text
//! together, which needs the engine. It comes with the dialogs that the bar opens, and no page waits
//! for it.

#![allow(
    unsafe_code,
    reason = "in wasm, a split point imports and exports a function of the linker"
)]

use std::pin::Pin;
use std::sync::Arc;

use client::{ApiError, TransportError};
use model::{AgentId, Branch, BranchRef, MergedText};
use wasm_split_helpers::{SplitLoaderError, wasm_split};

use super::following::content;
use super::merged_texts;
use super::pending::{self, Pending, Question};
use crate::remote::LoadError;
use crate::state::branch::drafts::BranchDrafts;
use crate::state::branch::resources::Resources;
use crate::state::standing::{self, Standing};
use crate::state::studio::{Api, Studio};

/// Something under way.
type Future<T> = Pin<Box<dyn std::future::Future<Output = T>>>;

/// Reads and compares what is not released yet, once the engine has arrived; fails if it does not.
pub(super) async fn pending(
    question: Question,
) -> Result<Result<Pending, LoadError>, SplitLoaderError> {
    #[wasm_split(dialogs, fallible)]
    fn start(question: Question) -> Result<Future<Result<Pending, LoadError>>, SplitLoaderError> {
        Ok(Box::pin(pending::read(question)))
    }
    // What a person waits for comes first.
    question.studio.device.idle().await;
    Ok(start(question).await?.await)
}

/// Finds out whether `main` takes no direct changes.
pub(crate) async fn is_main_protected(api: Api, agent: AgentId) -> Result<bool, ApiError> {
    #[wasm_split(dialogs, fallible)]
    fn ask(api: Api, agent: AgentId) -> Result<Future<Result<bool, ApiError>>, SplitLoaderError> {
        Ok(Box::pin(async move { api.is_main_protected(&agent).await }))
    }
    match ask(api, agent).await {
        Ok(answer) => answer.await,
        Err(_) => Err(ApiError::Unreachable(TransportError::Failed)),
    }
}

/// Finds out how a branch stands to its parent, once the engine has arrived.
pub(super) async fn standing(
    studio: Studio,
    api: Api,
    agent: AgentId,
    branch: Branch,
) -> Result<Arc<Standing>, LoadError> {
    #[wasm_split(dialogs, fallible)]
    fn start(
        studio: Studio,
        api: Api,
        agent: AgentId,
        branch: Branch,
    ) -> Result<Future<Result<Arc<Standing>, LoadError>>, SplitLoaderError> {
        Ok(Box::pin(async move { standing::reading::read(studio, &api, &agent, &branch).await }))
    }
    match start(studio, api, agent, branch).await {
        Ok(standing) => standing.await,
        Err(_) => Err(LoadError::Page),
    }
}

/// Reads again what the pages of a branch have loaded. Without its piece nothing is read this time.
pub(super) async fn changes(
    resources: Resources,
    drafts: BranchDrafts,
    api: Api,
    at: BranchRef,
) -> Result<Vec<String>, ApiError> {
    #[wasm_split(dialogs, fallible)]
    fn start(
        resources: Resources,
        drafts: BranchDrafts,
        api: Api,
        at: BranchRef,
    ) -> Result<Future<Result<Vec<String>, ApiError>>, SplitLoaderError> {
        Ok(Box::pin(async move { content::changes(resources, drafts, &api, &at).await }))
    }
    match start(resources, drafts, api, at).await {
        Ok(changes) => changes.await,
        Err(_) => Err(ApiError::Unreachable(TransportError::Failed)),
    }
}

/// Brings two edits of one text together: what stood there, one's own text, and the other person's.
/// Without the engine nothing is brought together, and a person decides about the whole text.
pub(crate) async fn merge_texts(texts: [String; 3]) -> MergedText {
    #[wasm_split(dialogs, fallible)]
    fn merge(texts: [String; 3]) -> Result<MergedText, SplitLoaderError> {
        Ok(merged_texts::merge(texts))
    }
    let undecided = MergedText::undecided(&texts[0], &texts[1], &texts[2]);
    merge(texts).await.unwrap_or(undecided)
}
