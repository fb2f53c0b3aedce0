//! Functions: `functions.functions`.

use serde_json::Value;
use wire::{Function, FunctionIssue};

use super::collection;
use super::document::Projection;
use crate::refusal::Refusal;

const FUNCTIONS: [&str; 2] = ["functions", "functions"];

/// The functions that are not archived.
pub(crate) fn list(projection: &Projection) -> Vec<Function> {
    active(projection).map(|(key, item)| function(key, item)).collect()
}

/// One of them, or a refusal.
pub(crate) fn get(projection: &Projection, id: &str) -> Result<Function, Refusal> {
    let found = collection::find(projection.at(&FUNCTIONS), id);
    let found = found.filter(|(_, item)| item["archived"] != true);
    found.map(|(key, item)| function(key, item)).ok_or_else(|| Refusal::NoFunction(id.to_owned()))
}

/// The faults that can be seen without running Python: those the platform stored with a function,
/// and a function whose code does not define it.
pub(crate) fn issues(projection: &Projection) -> Vec<FunctionIssue> {
    let mut issues = Vec::new();
    for (key, item) in active(projection) {
        let name = text(item, "name");
        let mut report = |kind: &str, message: String| {
            issues.push(FunctionIssue {
                kind: kind.to_owned(),
                function_id: Some(key.to_owned()),
                function_name: Some(name.clone()),
                message: Some(message),
            });
        };
        for error in item["errors"].as_array().map(Vec::as_slice).unwrap_or_default() {
            report("stored_error", error.as_str().map_or_else(|| error.to_string(), str::to_owned));
        }
        let code = text(item, "code");
        if !code.contains(&format!("def {name}(")) {
            report("missing_definition", format!("the code defines no function named {name}"));
        }
    }
    issues
}

fn active(projection: &Projection) -> impl Iterator<Item = (&str, &Value)> {
    let items = collection::items(projection.at(&FUNCTIONS)).into_iter();
    items.filter(|(_, item)| item["archived"] != true)
}

fn function(key: &str, item: &Value) -> Function {
    Function {
        id: key.to_owned(),
        name: text(item, "name"),
        description: item["description"].as_str().map(str::to_owned),
    }
}

fn text(item: &Value, key: &str) -> String {
    item[key].as_str().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::projection::testing::projection;

    #[test]
    fn archived_functions_are_not_listed() {
        let mut edited = projection();
        assert_eq!(list(&edited)[0].name, "say_goodbye");
        edited.edit_at(&FUNCTIONS)["entities"]["F1"]["archived"] = json!(true);
        assert!(list(&edited).is_empty());
        assert!(matches!(get(&edited, "F1"), Err(Refusal::NoFunction(_))));
    }

    #[test]
    fn a_function_has_to_define_itself() {
        let mut edited = projection();
        assert_eq!(issues(&edited)[0].kind, "missing_definition");
        let item = &mut edited.edit_at(&FUNCTIONS)["entities"]["F1"];
        item["code"] = json!("def say_goodbye(conv):\n    pass");
        assert!(issues(&edited).is_empty());
    }
}
