//! What a schema allows, in words that stand below a field before anything is wrong.

use serde_json::Value;

use crate::editor::Editor;
use crate::effective::Effective;
use crate::problem::counted;

/// The rules of a field: "0 to 90", "at most 240 characters".
pub(crate) fn rules(parts: &Effective, editor: &Editor) -> String {
    let number = |keyword| parts.rule(keyword).filter(|value| value.is_number());
    let span = |least: Option<&Value>, most: Option<&Value>, one: &str, many: &str| {
        let noun = |bound: &Value| match one {
            "" => bound.to_string(),
            _ => counted(bound, one, many),
        };
        match (least, most) {
            (Some(least), Some(most)) if one.is_empty() => Some(format!("{least} to {most}")),
            (Some(least), Some(most)) if least == most => Some(noun(least)),
            (Some(least), Some(most)) => Some(format!("{least} to {}", noun(most))),
            (Some(least), None) => Some(format!("at least {}", noun(least))),
            (None, Some(most)) => Some(format!("at most {}", noun(most))),
            (None, None) => None,
        }
    };
    let mut said: Vec<String> = Vec::new();
    match editor {
        Editor::Number => {
            said.extend(span(number("minimum"), number("maximum"), "", ""));
            said.extend(number("exclusiveMinimum").map(|bound| format!("more than {bound}")));
            said.extend(number("exclusiveMaximum").map(|bound| format!("less than {bound}")));
            said.extend(number("multipleOf").map(|step| format!("a multiple of {step}")));
        }
        Editor::Text(_) => {
            let least = number("minLength").filter(|least| least.as_f64() > Some(1.0));
            said.extend(span(least, number("maxLength"), "character", "characters"));
        }
        Editor::List(_) => {
            said.extend(span(number("minItems"), number("maxItems"), "entry", "entries"));
            if parts.rule("uniqueItems") == Some(&Value::Bool(true)) {
                said.push("no entry twice".to_owned());
            }
        }
        _ => {}
    }
    said.join(", ")
}
