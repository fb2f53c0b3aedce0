//! What is drawn for which schema.

use serde_json::json;

use super::*;
use crate::pattern::testing::TestPatterns;
use crate::schema::Document;

fn field(schema: Value, value: Option<Value>) -> Field {
    let whole = Schema::whole(&Document::new(schema));
    Field::of(Some(&whole), value.as_ref(), &TestPatterns)
}

fn group_of(schema: Value, value: Option<Value>) -> Group {
    match field(schema, value).editor {
        Editor::Object(group) => group,
        other => panic!("{other:?}"),
    }
}

fn keys(group: &Group) -> Vec<&str> {
    group.properties.iter().map(|property| property.key.as_str()).collect()
}

#[test]
fn every_type_has_its_editor() {
    let table = [
        (json!({"type": "string", "maxLength": 40}), Editor::Text(TextKind::Line)),
        (json!({"type": "string"}), Editor::Text(TextKind::Lines)),
        (json!({"type": "string", "format": "date"}), Editor::Text(TextKind::Date)),
        (json!({"format": "email"}), Editor::Text(TextKind::Email)),
        (
            json!({"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"}),
            Editor::Text(TextKind::Clock),
        ),
        (
            json!({"type": "string", "pattern": r"^\+[1-9][0-9]{6,14}$"}),
            Editor::Text(TextKind::Phone),
        ),
        (json!({"type": "integer"}), Editor::Number),
        (json!({"type": ["integer", "number"]}), Editor::Number),
        (json!({"minimum": 1}), Editor::Number),
        (json!({"type": "boolean"}), Editor::Switch),
        (json!({"const": 5}), Editor::Constant(json!(5))),
        (json!({}), Editor::Raw),
        (json!(true), Editor::Raw),
        (json!({"type": ["array", "string"]}), Editor::Raw),
        (json!("no schema"), Editor::Raw),
    ];
    for (schema, editor) in table {
        assert_eq!(field(schema.clone(), None).editor, editor, "{schema}");
    }
}

#[test]
fn choices_come_from_enum_and_from_fixed_forms_with_their_titles() {
    let labels = |schema: Value| match field(schema, None).editor {
        Editor::Choice(all) => all.into_iter().map(|choice| choice.label).collect::<Vec<_>>(),
        other => panic!("{other:?}"),
    };
    assert_eq!(labels(json!({"enum": ["yellow", 2, true]})), ["yellow", "2", "yes"]);
    let titled = json!({"oneOf": [{"const": "a", "title": "First"}, {"enum": ["b"]}]});
    assert_eq!(labels(titled), ["First", "b"]);
    let both = json!({"allOf": [{"enum": ["a", "b"]}, {"enum": ["b", "c"]}]});
    assert_eq!(labels(both), ["b"]);
}

#[test]
fn null_makes_a_field_that_may_be_empty() {
    let nullable = [
        json!({"type": ["string", "null"], "maxLength": 5}),
        json!({"anyOf": [{"type": "string", "maxLength": 5}, {"type": "null"}]}),
        json!({"oneOf": [{"type": "null"}, {"$ref": "#/definitions/a"}], "definitions": {"a": {"type": "string", "maxLength": 5}}}),
    ];
    for schema in nullable {
        let found = field(schema.clone(), Some(Value::Null));
        assert!(found.is_nullable, "{schema}");
        assert_eq!(found.editor, Editor::Text(TextKind::Line), "{schema}");
    }
}

#[test]
fn references_and_combined_schemas_are_one_group() {
    let schema = json!({
        "$ref": "#/definitions/site",
        "title": "This site",
        "definitions": {
            "site": {"allOf": [
                {"properties": {"name": {"type": "string"}}, "required": ["name"]},
                {"type": "object", "properties": {"phone": {"type": "string"}}},
            ]},
        },
    });
    assert_eq!(field(schema.clone(), None).title.as_deref(), Some("This site"));
    let group = group_of(schema, None);
    assert_eq!(keys(&group), ["name", "phone"]);
    assert!(group.properties[0].is_required && !group.properties[1].is_required);
}

#[test]
fn a_condition_shows_the_fields_of_the_half_that_holds() {
    let schema = json!({
        "type": "object",
        "properties": {"is_closed": {"type": "boolean"}},
        "if": {"properties": {"is_closed": {"const": true}}, "required": ["is_closed"]},
        "then": {"properties": {"reason": {"type": "string"}}, "required": ["reason"]},
        "else": {"properties": {"opens": {"type": "string"}}},
    });
    assert_eq!(
        keys(&group_of(schema.clone(), Some(json!({"is_closed": true})))),
        ["is_closed", "reason"]
    );
    assert_eq!(
        keys(&group_of(schema.clone(), Some(json!({"is_closed": false})))),
        ["is_closed", "opens"]
    );
    assert_eq!(keys(&group_of(schema, None)), ["is_closed", "opens"]);
}

#[test]
fn one_of_several_forms_is_found_by_what_it_fixes() {
    let schema = json!({
        "type": "object",
        "properties": {"name": {"type": "string"}},
        "oneOf": [
            {"title": "Phone", "properties": {"kind": {"const": "phone"}, "number": {"type": "string"}}, "required": ["kind", "number"]},
            {"properties": {"kind": {"const": "web"}, "page": {"type": "string"}}, "required": ["kind", "page"]},
        ],
    });
    let group = group_of(schema.clone(), Some(json!({"name": "x", "kind": "web"})));
    let forms = group.alternatives.clone().unwrap();
    assert_eq!(forms.chosen, Some(1));
    assert_eq!(
        forms.all.iter().map(|(label, _)| label.as_str()).collect::<Vec<_>>(),
        ["Phone", "web"]
    );
    assert_eq!(keys(&group), ["name"], "the form has its own fields");
    assert_eq!(group_of(schema, None).alternatives.unwrap().chosen, None);
}

#[test]
fn what_the_schema_does_not_know_is_drawn_all_the_same() {
    let schema = json!({"type": "object", "properties": {"a": {"type": "integer"}}});
    let group = group_of(schema, Some(json!({"a": 1, "old": {"deep": [1]}})));
    assert_eq!(keys(&group), ["a", "old"]);
    assert_eq!(group.properties[1].schema, None);
    assert_eq!(Field::of(None, Some(&json!({"deep": [1]})), &TestPatterns).editor, Editor::Raw);
    assert_eq!(Field::of(None, Some(&json!(5)), &TestPatterns).editor, Editor::Number);
}

#[test]
fn a_value_that_its_editor_cannot_show_is_json_to_edit() {
    let group = json!({"type": "object", "properties": {"a": {"type": "string"}}});
    assert_eq!(field(group, Some(json!([1]))).editor, Editor::Raw);
    assert_eq!(field(json!({"type": "array"}), Some(json!("x"))).editor, Editor::Raw);
    assert_eq!(field(json!({"type": "boolean"}), Some(json!("yes"))).editor, Editor::Raw);
    let number = json!({"type": "integer"});
    assert_eq!(
        field(number, Some(json!("12 or so"))).editor,
        Editor::Number,
        "what was typed stays"
    );
}

#[test]
fn days_are_a_week_and_a_few_short_fields_stand_in_a_line() {
    let day = json!({"type": "object", "properties": {"from": {"type": "string", "format": "date"}, "until": {"type": "string", "format": "date"}}});
    assert_eq!(group_of(day.clone(), None).layout, Layout::Line);
    let days: Map<String, Value> =
        DAYS.iter().map(|name| ((*name).to_owned(), day.clone())).collect();
    assert_eq!(group_of(json!({"type": "object", "properties": days}), None).layout, Layout::Week);
    let long =
        json!({"type": "object", "properties": {"a": {"type": "string"}, "b": {"type": "string"}}});
    assert_eq!(group_of(long, None).layout, Layout::Rows);
}

#[test]
fn the_entries_of_a_list_have_their_schemas_by_place() {
    let of = |schema: Value| match field(schema, None).editor {
        Editor::List(list) => list,
        other => panic!("{other:?}"),
    };
    let pair = of(
        json!({"type": "array", "items": [{"type": "string"}, {"type": "integer"}], "additionalItems": false}),
    );
    assert!(!pair.is_open && pair.first.len() == 2);
    let open = of(
        json!({"type": "array", "prefixItems": [{"type": "string"}], "items": {"type": "integer"}}),
    );
    assert_eq!(open.schema_of(0).unwrap().pointer(), "/prefixItems/0");
    assert_eq!(open.schema_of(5).unwrap().pointer(), "/items");
    let free = of(json!({"type": "array"}));
    assert!(free.is_open && free.schema_of(0).is_none());
}

#[test]
fn rules_are_said_before_anything_is_wrong() {
    let rules = |schema: Value| field(schema, None).rules;
    assert_eq!(rules(json!({"type": "integer", "minimum": 0, "maximum": 90})), "0 to 90");
    assert_eq!(
        rules(json!({"type": "number", "minimum": 1, "multipleOf": 5})),
        "at least 1, a multiple of 5"
    );
    assert_eq!(rules(json!({"type": "string", "maxLength": 240})), "at most 240 characters");
    assert_eq!(
        rules(json!({"type": "array", "maxItems": 1, "uniqueItems": true})),
        "at most 1 entry, no entry twice"
    );
    assert_eq!(rules(json!({"type": "string"})), "");
}

#[test]
fn keys_are_read_as_titles() {
    for (key, title) in [
        ("queue_minutes", "Queue minutes"),
        ("queueMinutes", "Queue minutes"),
        ("URL", "URL"),
        ("is-open", "Is open"),
        ("été", "Été"),
        ("_", "_"),
    ] {
        assert_eq!(title_of(key), title);
    }
}

#[test]
fn a_schema_that_refers_to_itself_or_to_nothing_is_drawn() {
    let circle = json!({"$ref": "#/definitions/a", "definitions": {"a": {"allOf": [{"$ref": "#/definitions/a"}]}}});
    assert_eq!(field(circle, None).editor, Editor::Raw);
    assert_eq!(
        field(json!({"$ref": "https://example.com/x"}), Some(json!("a"))).editor,
        Editor::Text(TextKind::Lines)
    );
}
