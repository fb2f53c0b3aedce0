//! A comparison for another program.

use std::borrow::Cow;

use serde_json::{Value, json};

use crate::{ChangeKind, Comparison, Presence, Totals, invisible, made_visible};

/// All changes with their texts, by section and item.
pub fn json(comparison: &Comparison) -> Value {
    let sections = comparison.sections.iter().map(|section| {
        let items = section.items.clone().map(|item| self::item(comparison, item));
        json!({
            "section": section.section.key(),
            "label": section.section.label(),
            "totals": totals(comparison.totals_of(section.changes.clone())),
            "items": items.collect::<Vec<_>>(),
        })
    });
    let not_compared = comparison.not_compared.iter().map(|section| section.key());
    json!({
        "totals": totals(comparison.totals()),
        "sections": sections.collect::<Vec<_>>(),
        "whitespaceLeftOut": comparison.whitespace_left_out,
        "notCompared": not_compared.collect::<Vec<_>>(),
    })
}

fn item(comparison: &Comparison, index: usize) -> Value {
    let item = &comparison.items[index];
    let changes = item.changes.clone().map(|at| &comparison.changes[at]);
    let own = changes.filter(|change| change.item == index).map(|change| {
        let (old, new) = comparison.texts_of(change).unzip();
        let hidden = [&old, &new].map(|side| side.as_deref().is_some_and(has_hidden));
        let visible = hidden.contains(&true).then(|| {
            let visible = |side: &Option<Cow<str>>| {
                side.as_deref().map(|text| made_visible(text).into_owned())
            };
            json!({ "old": visible(&old), "new": visible(&new) })
        });
        let named = [(&old, true), (&new, false)]
            .map(|(side, is_old)| side.as_deref().map(|text| comparison.names.text(text, is_old)));
        let is_named = named.iter().zip([&old, &new]).any(|(named, side)| named != side);
        json!({
            "id": change.id.as_str(),
            "kind": change.kind.label(),
            "what": comparison.describe(change),
            "note": change.is_note,
            "whitespaceOnly": change.is_whitespace_only,
            "old": old,
            "new": new,
            // The texts with the characters written out that cannot be seen, if there are any.
            "visible": visible,
            // The texts with names in the place of references, if there are any.
            "named": is_named.then(|| json!({ "old": named[0], "new": named[1] })),
        })
    });
    let side = |side: &Option<crate::ItemSide>| {
        side.as_ref().map(|side| json!({ "id": side.id, "name": side.name }))
    };
    let presence = match item.presence {
        Presence::Old => "old",
        Presence::New => "new",
        Presence::Both => "both",
    };
    json!({
        "key": item.key,
        "noun": item.noun,
        "path": item.path,
        "presence": presence,
        "old": side(&item.old),
        "new": side(&item.new),
        "parent": item.parent.map(|parent| comparison.items[parent].key.as_str()),
        "changes": own.collect::<Vec<_>>(),
    })
}

fn totals(totals: Totals) -> Value {
    let kinds = ChangeKind::ALL.into_iter();
    let mut all: serde_json::Map<String, Value> =
        kinds.map(|kind| (kind.label().to_owned(), json!(totals.of(kind)))).collect();
    all.insert("changes".to_owned(), json!(totals.changes()));
    all.insert("notes".to_owned(), json!(totals.notes));
    Value::Object(all)
}

fn has_hidden(text: &str) -> bool {
    text.chars().any(|char| invisible(char).is_some())
}
