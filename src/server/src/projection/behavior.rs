//! The behavior prompt: `agentSettings.rules.behaviour` and its copy.

use serde_json::{Value, json};

use super::document::Projection;
use super::{bookkeeping, mirror, references};
use crate::clock::Act;
use crate::refusal::Refusal;

const RULES: [&str; 2] = ["agentSettings", "rules"];

/// The prompt.
pub(crate) fn get(projection: &Projection) -> Result<&str, Refusal> {
    projection.at(&RULES)["behaviour"].as_str().ok_or(Refusal::NoRules)
}

/// Replaces the prompt.
pub(crate) fn set(projection: &mut Projection, behavior: &str, act: &Act) -> Result<(), Refusal> {
    if get(projection)? == behavior {
        return Ok(());
    }
    let references =
        references::derive(projection, &[behavior], &projection.at(&RULES)["references"]);
    mirror::edit(projection, "rules", |rules: &mut Value| {
        rules["behaviour"] = json!(behavior);
        rules["references"] = references.clone();
        bookkeeping::updated(rules, act);
    });
    Ok(())
}

/// Derives the references of the prompt again, after a merge edited it.
pub(crate) fn refresh(projection: &mut Projection) {
    let Ok(behavior) = get(projection) else { return };
    let references =
        references::derive(projection, &[behavior], &projection.at(&RULES)["references"]);
    projection.edit_at(&RULES)["references"] = references;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::projection::testing::{act, check_unchanged_but, projection};

    #[test]
    fn an_edit_changes_the_prompt_and_its_copy_and_nothing_else() {
        let mut edited = projection();
        set(&mut edited, "Be brief. {{fn:F1}}", &act()).unwrap();
        assert_eq!(get(&edited).unwrap(), "Be brief. {{fn:F1}}");
        check_unchanged_but(
            &edited,
            &[
                "agentSettings.rules.behaviour",
                "agentSettings.rules.references.globalFunctions.F1",
                "agentSettings.rules.updatedAt",
                "agentSettings.rules.updatedBy",
                "multilingualAgentSettings.rules.behaviour",
                "multilingualAgentSettings.rules.references.globalFunctions.F1",
                "multilingualAgentSettings.rules.updatedAt",
                "multilingualAgentSettings.rules.updatedBy",
            ],
        );
    }

    #[test]
    fn the_same_prompt_is_no_edit() {
        let mut edited = projection();
        let same = get(&edited).unwrap().to_owned();
        set(&mut edited, &same, &act()).unwrap();
        check_unchanged_but(&edited, &[]);
    }

    #[test]
    fn a_branch_without_rules_says_so() {
        let mut empty = Projection::default();
        assert!(matches!(get(&empty), Err(Refusal::NoRules)));
        assert!(matches!(set(&mut empty, "x", &act()), Err(Refusal::NoRules)));
    }
}
