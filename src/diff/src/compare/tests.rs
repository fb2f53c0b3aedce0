//! Projections and their changes.

use model::Snapshot;
use serde_json::{Value, json};

use super::*;

/// Compares, and lists every change by kind and name, notes in brackets.
fn listed(old: &Value, new: &Value) -> Vec<String> {
    let side = |value: &Value| Snapshot::from_projection(value.clone());
    let comparison = compare(&side(old), &side(new));
    let line = |change: &crate::Change| {
        let text = format!("{} {}", change.kind.label(), change.id);
        if change.is_note { format!("({text})") } else { text }
    };
    comparison.changes.iter().map(line).collect()
}

#[test]
fn a_changed_value_is_one_change() {
    let side = |barge_in: bool| json!({"asrSettings": {"bargeIn": barge_in}});
    assert_eq!(listed(&side(true), &side(false)), ["edited asrSettings.bargeIn"]);
    assert_eq!(listed(&side(true), &side(true)), [""; 0]);
}
