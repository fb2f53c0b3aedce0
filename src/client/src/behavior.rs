//! The behavior text of a branch.

use model::BranchRef;

use crate::client::Client;
use crate::endpoint;
use crate::error::ApiError;
use crate::lost_answer::or_found;
use crate::transport::Transport;

impl<T: Transport> Client<T> {
    /// The rules every conversation follows.
    pub async fn behavior(&self, at: &BranchRef) -> Result<String, ApiError> {
        let answer: wire::Behavior = self.get(endpoint::behavior(at)).await?;
        Ok(answer.behavior)
    }

    /// Replaces the rules, which must not be empty. Returns what was saved.
    pub async fn set_behavior(&self, at: &BranchRef, text: &str) -> Result<String, ApiError> {
        let body = wire::Behavior { behavior: text.to_owned() };
        let answer = self.patch(endpoint::behavior(at), &body).await;
        let answer = answer.map(|answer: wire::Behavior| answer.behavior);
        or_found(answer, async {
            Ok(Some(self.behavior(at).await?).filter(|stored| *stored == text))
        })
        .await
    }
}
