//! Lines with names, and comparisons of agents that name things otherwise.

use model::NamedItem;
use proptest::prelude::*;

use super::*;

fn names(items: &[(&str, &str)]) -> Names {
    let item = |(id, name): &(&str, &str)| NamedItem {
        kind: ReferenceKind::Handoff,
        id: (*id).to_owned(),
        name: (*name).to_owned(),
        detail: String::new(),
        exists: true,
    };
    Names::new(items.iter().map(item).collect(), &[ReferenceKind::Handoff])
}

#[test]
fn each_side_has_its_own_names() {
    let both = SideNames::new(names(&[("H-1", "Desk")]), names(&[("H-1", "Reception")]));
    assert_eq!(both.line("Ask {{ho:H-1}} at $site.", true).text, "Ask → Desk at $site.");
    assert_eq!(both.line("Ask {{ho:H-1}} at $site.", false).text, "Ask → Reception at $site.");
}

#[test]
fn what_was_made_again_under_the_same_name_is_told_apart() {
    let both = SideNames::new(names(&[("H-1", "Desk")]), names(&[("H-2", "Desk")]));
    assert_eq!(both.line("{{ho:H-1}}", true).text, "→ Desk (H-1)");
    assert_eq!(both.line("{{ho:H-2}}", false).text, "→ Desk (H-2)");
}

#[test]
fn what_does_not_exist_is_said_to_be_missing() {
    let both = SideNames::new(names(&[("H-1", "Desk")]), names(&[]));
    let line = both.line("{{ho:H-1}}{{fn:F}}", false);
    assert_eq!(line.text, "→ H-1 (missing)ƒ F");
    let standings: Vec<_> = line.references.iter().map(|one| one.standing).collect();
    assert_eq!(standings, [Standing::Missing, Standing::Unknown]);
}

#[test]
fn two_lines_that_differ_are_never_shown_alike() {
    let both = SideNames::new(names(&[("H-1", "Desk")]), names(&[("H-1", "Desk")]));
    let [old, new] = both.pair("→ Desk", "{{ho:H-1}}");
    assert_eq!((&*old.text, &*new.text), ("→ Desk", "{{ho:H-1}}"));
}

#[test]
fn positions_are_found_in_both() {
    let both = SideNames::new(names(&[]), names(&[("H-1", "Desk")]));
    let line = both.line("ask {{ho:H-1}}, $site!", false);
    assert_eq!(line.text, "ask → Desk, $site!");
    let shown = &line.text[line.range(4..14)];
    assert_eq!(shown, "→ Desk");
    assert_eq!(&line.text[line.range(14..16)], ", ");
    assert_eq!(line.back(line.text.len()), 22);
    assert_eq!(line.back(line.forward(4)), 4);
}

proptest! {
    #[test]
    fn lines_that_differ_differ_on_the_page(
        old_items in prop::collection::vec(("[ab]{1}", "[abc]{0,1}"), 0..4),
        new_items in prop::collection::vec(("[ab]{1}", "[abc]{0,1}"), 0..4),
        old in "(\\{\\{(ho|fn):[abc]\\}\\}|→ [ab]|a ){0,3}",
        new in "(\\{\\{(ho|fn):[abc]\\}\\}|→ [ab]|a ){0,3}",
    ) {
        fn of(items: &[(String, String)]) -> Names {
            let items: Vec<_> = items.iter().map(|(id, name)| (&**id, &**name)).collect();
            names(&items)
        }
        let both = SideNames::new(of(&old_items), of(&new_items));
        let [left, right] = both.pair(&old, &new);
        prop_assert_eq!(old == new, left.text == right.text || old == new);
        if old != new {
            prop_assert_ne!(left.text, right.text);
        }
    }
}

/// Two versions of an agent, of which the second names one handoff anew, has made another one again
/// and refers to one that does not exist.
fn versions() -> std::sync::Arc<crate::Comparison> {
    let agent = |handoffs: serde_json::Value, behaviour: &str| {
        Snapshot::from_projection(serde_json::json!({
            "agentSettings": { "rules": { "behaviour": behaviour } },
            "handoff": { "handoffs": { "ids": [], "entities": handoffs } },
        }))
    };
    let old = agent(
        serde_json::json!({ "H-1": { "name": "Desk" }, "H-2": { "name": "Spa" } }),
        "Ask {{ho:H-1}} first.\nThen the {{ho:H-2}} at noon.",
    );
    let new = agent(
        serde_json::json!({ "H-1": { "name": "Front desk" }, "H-3": { "name": "Spa" } }),
        "Ask {{ho:H-1}} first.\nThen the {{ho:H-3}} at noon, or {{ho:H-4}}.",
    );
    std::sync::Arc::new(crate::compare(&old, &new))
}

#[test]
fn a_reference_is_found_by_its_name_and_by_its_identifier() {
    let layout = crate::Layout::new(versions(), crate::View::default());
    let found = |query: &str| {
        let hits = crate::find(&layout, query, false);
        let lines = hits.iter().filter(|hit| matches!(hit.spot, crate::Spot::Line { .. }));
        lines.map(|hit| hit.range.clone()).collect::<Vec<_>>()
    };
    assert_eq!(found("front desk"), std::slice::from_ref(&(8..18)));
    assert_eq!(found("H-1"), std::slice::from_ref(&(4..18)));
    assert_eq!(found("{{ho:"), []);
}

#[test]
fn what_is_copied_is_what_is_stored() {
    let layout = crate::Layout::new(versions(), crate::View::default());
    let row = (0..layout.len())
        .find(|row| matches!(layout.row(*row), Some(crate::Row::Line(line)) if line.old.is_some()))
        .expect("there is a line");
    assert_eq!(layout.side_text(row..row + 1, true), "Ask {{ho:H-1}} first.");
    // "Ask → Desk" is ten characters long, and fourteen as it is stored.
    assert_eq!(layout.stored_offset(row, true, 10), 14);
    assert_eq!(layout.stored_offset(row, true, 4), 4);
}

#[test]
fn markdown_has_names_and_says_their_identifiers_once() {
    let heading = crate::export::Heading { agent: "A", old: ("1", ""), new: ("2", ""), link: None };
    let markdown = crate::export::markdown(&versions(), &heading);
    let line = "Then the ~~→ Spa (H-2)~~**→ Spa (H-3)** at noon<strong>, or → H-4 \
                (missing)</strong>.";
    assert!(markdown.contains(line), "{markdown}");
    let references = "### References\n\n- → H-4 (missing): `{{ho:H-4}}`\n- → Spa (H-2): `{{ho:H-2}}`\n\
                      - → Spa (H-3): `{{ho:H-3}}`\n";
    assert!(markdown.ends_with(references), "{markdown}");
    let json = crate::export::json(&versions()).to_string();
    assert!(json.contains("{{ho:H-3}}") && json.contains("→ Spa (H-3)"), "{json}");
}
