//! What the parts of the page of branches share.

use leptos::prelude::*;
use model::{Branch, Letters, Search};

use crate::dialogs::pieces::BranchDialog;
use crate::state::standings::Standings;

/// What the rows share.
#[derive(Clone, Copy)]
pub(super) struct BranchesContext {
    pub(super) standings: Standings,
    pub(super) dialog: RwSignal<Option<BranchDialog>>,
}

/// Whether every word stands somewhere in what is known of a branch.
pub(super) fn matches(branch: &Branch, search: &Search, letters: &dyn Letters) -> bool {
    let tag = branch.tag.as_deref().unwrap_or_default();
    search.matches([branch.name.as_str(), &branch.created_by, tag], letters)
}

#[cfg(test)]
mod tests {
    use model::BranchId;

    use super::*;
    use crate::text::test_letters::Typed;

    #[test]
    fn a_branch_is_found_by_its_name_its_author_and_its_tag() {
        let branch = Branch {
            id: "BRANCH-1".into(),
            name: "Summer menu".into(),
            created_by: "ann@example.com".into(),
            created_at: None,
            updated_at: None,
            parent: BranchId::main(),
            parent_sequence: None,
            diverged: None,
            tag: Some("staging".into()),
        };
        let is_found = |words: &str| matches(&branch, &Search::new(words, &Typed), &Typed);
        for words in ["", "summer", "menu ANN", "staging"] {
            assert!(is_found(words), "{words}");
        }
        assert!(!is_found("winter"));
        assert!(!is_found("summer bob"));
    }
}
