//! The behavior as something that is edited in place.

use client::ApiError;
use model::{BranchRef, Edit};

use crate::state::branch::resources::{Resources, saved_behavior};
use crate::state::drafts::Drafts;
use crate::state::save::Editable;
use crate::state::studio::Api;

/// The behavior of the open branch.
#[derive(Clone, Copy)]
pub(crate) struct Behavior;

impl Editable for Behavior {
    type Value = String;

    const NOT_SAVED: &'static str = "The behavior was not saved";

    fn label((): &()) -> Option<&'static str> {
        None
    }

    fn text(value: &String, (): &()) -> String {
        value.clone()
    }

    fn set_text(value: &mut String, (): &(), text: String) {
        *value = text;
    }

    async fn read(&self, api: &Api, at: &BranchRef) -> Result<Option<String>, ApiError> {
        saved_behavior(api, at).await.map(Some)
    }

    async fn write(
        &self,
        api: &Api,
        at: &BranchRef,
        _: &[()],
        value: String,
    ) -> Result<String, ApiError> {
        api.set_behavior(at, &value).await
    }

    fn show_stored(&self, resources: Resources, stored: String) {
        resources.behavior.set(stored);
    }

    fn edit(&self, drafts: &Drafts) -> Option<Edit<String>> {
        drafts.behavior.clone()
    }

    fn set_edit(&self, drafts: &mut Drafts, edit: Option<Edit<String>>) {
        drafts.behavior = edit;
    }
}
