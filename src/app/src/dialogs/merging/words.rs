//! Questions, decisions and warnings in words.

use model::{Decision, Matter, MergeWarning, Party, Question};

/// "Parking › Content".
pub(super) fn title(question: &Question) -> String {
    match &question.matter {
        Matter::Twice { name, noun, .. } => {
            let (first, rest) = noun.split_at(1);
            format!("{}{rest} named “{name}”", first.to_uppercase())
        }
        _ if question.field.is_empty() => question.item.clone(),
        _ => format!("{} › {}", question.item, question.field),
    }
}

/// What has happened, in a sentence.
pub(super) fn sentence(question: &Question, branch: &str) -> String {
    match &question.matter {
        Matter::Deleted { by: Party::Target, .. } => {
            format!("main deleted “{}”, and {branch} edited it.", question.item)
        }
        Matter::Deleted { .. } => {
            format!("{branch} deleted “{}”, and main edited it.", question.item)
        }
        Matter::Twice { name, noun, claims } => {
            let did = claims.iter().map(|claim| {
                let whose = if claim.party == Party::Target { "main" } else { branch };
                match &claim.renamed_from {
                    Some(old) => format!("{whose} renamed “{old}” to “{name}”"),
                    None => format!("{whose} added a {noun} named “{name}”"),
                }
            });
            let did = did.collect::<Vec<_>>().join(", and ");
            let before = if claims.len() == 1 { ", a name that another one has" } else { "" };
            format!("{did}{before}. Names of {noun}s are unique.")
        }
        Matter::List(lists) if have_same_entries(lists) => {
            format!("main and {branch} put these into different orders.")
        }
        _ => format!("main and {branch} both changed this."),
    }
}

/// Whether lists differ in the order of their entries only.
fn have_same_entries(lists: &[Vec<String>; 3]) -> bool {
    let [before, target, branch] = lists.each_ref().map(|list| {
        let mut list: Vec<&String> = list.iter().collect();
        list.sort();
        list
    });
    before == target && target == branch
}

/// A decision in a few words.
pub(super) fn decision(decision: &Decision) -> &'static str {
    match decision {
        Decision::Take(Party::Target) => "main",
        Decision::Take(Party::Branch) => "branch",
        Decision::Take(Party::Before) => "as before both",
        Decision::Names(_) => "both, renamed",
        Decision::One(_) => "one of both",
        Decision::Text(_) | Decision::Places { .. } | Decision::List(_) => "edited",
    }
}

/// "12 of 50 left".
pub(super) fn left(open: usize, all: usize) -> String {
    match open {
        0 => "Everything is decided.".to_owned(),
        _ => format!("{open} of {all} left"),
    }
}

/// What nobody may have meant; broken references are listed on their own.
pub(super) fn warning(warning: &MergeWarning) -> Option<String> {
    match warning {
        MergeWarning::Emptied { variant, attributes } => {
            Some(format!("“{variant}” loses its values: {}.", attributes.join(", ")))
        }
        MergeWarning::Broken(_) => None,
        MergeWarning::Unanswered { variant, connector } => Some(format!(
            "The variant “{variant}” goes, and the numbers of “{connector}” get the default one."
        )),
    }
}

#[cfg(test)]
mod tests {
    use model::{MergeConflict, questions};
    use serde_json::json;

    use super::*;

    #[test]
    fn what_happened_is_told_in_a_sentence() {
        let path = ["knowledgeBase", "topics", "entities", "T"].map(str::to_owned).to_vec();
        let topic = |text: &str| Some(json!({ "name": "Pool", "content": text }));
        let deleted =
            MergeConflict { path: path.clone(), base: topic("a"), ours: None, theirs: topic("b") };
        let asked = &questions(&[deleted], &[])[0];
        assert_eq!(sentence(asked, "summer"), "main deleted “Pool”, and summer edited it.");
        assert_eq!(title(asked), "Pool");

        let path = [&path[..], &["exampleQueries".to_owned()]].concat();
        let lists = ["a b", "b a", "a b"].map(|list| Some(list.split(' ').collect()));
        let [base, ours, theirs] = lists;
        let moved = MergeConflict { path: path.clone(), base, ours, theirs };
        let asked = &questions(&[moved], &[])[0];
        assert_eq!(sentence(asked, "summer"), "main and summer put these into different orders.");

        let path = path[..4].to_vec();
        let added = MergeConflict { path, base: None, ours: None, theirs: topic("b") };
        let asked = &questions(&[added], &[])[0];
        assert_eq!(title(asked), "Topic named “Pool”");
        assert_eq!(
            sentence(asked, "summer"),
            "summer added a topic named “Pool”, a name that another one has. Names of topics are \
             unique."
        );
    }
}
