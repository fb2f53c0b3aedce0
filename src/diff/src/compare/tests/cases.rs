//! Cases from public reports about other tools, and others in their spirit, as data: two sides, how
//! many changes there are, and what the Markdown of them must and must not hold.

use model::Snapshot;
use serde_json::Value;

use crate::export::{Heading, markdown};
use crate::{Whitespace, compare_with};

const CASES: &str = include_str!("cases.json");

#[test]
fn every_case_from_other_tools_is_told_as_it_is() {
    let cases: Vec<Value> = serde_json::from_str(CASES).unwrap();
    let mut wrong = Vec::new();
    for case in &cases {
        let whitespace = match case["ignore_whitespace"] {
            Value::Bool(true) => Whitespace::Ignored,
            _ => Whitespace::Significant,
        };
        let number = |key: &str| case[key].as_u64().unwrap() as usize;
        let side = |key: &str| Snapshot::from_projection(case[key].clone());
        let (old, new) = (side("old"), side("new"));
        let heading = Heading { agent: "Agent", old: ("old", ""), new: ("new", ""), link: None };
        let found = compare_with(&old, &new, whitespace);
        let text = markdown(&found, &heading);
        let holds = |key: &str| {
            case[key]
                .as_array()
                .unwrap()
                .iter()
                .map(|part| text.contains(part.as_str().unwrap()))
                .collect::<Vec<_>>()
        };
        for changes in
            [found.totals().changes(), compare_with(&new, &old, whitespace).totals().changes()]
        {
            if !(number("least")..=number("most")).contains(&changes) {
                wrong.push(format!("{}: {changes} changes\n{text}", case["id"]));
            }
        }
        if holds("markdown_has").contains(&false) || holds("markdown_has_not").contains(&true) {
            wrong.push(format!("{}: its words\n{text}", case["id"]));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
