//! The forms of the sample's text files: Markdown and Python with TOML on top.

use serde_json::{Map, Value};

use super::sample_error::SampleError;

const FENCE: &str = "+++\n";
const ACTIONS: &str = "\n+++ actions\n";
const COMMENT: &str = "#:";

/// A topic: TOML between two `+++`, the content, and after a line `+++ actions` the actions.
pub(super) fn topic(file: &str, text: &str) -> Result<Value, SampleError> {
    let (mut topic, body) = markdown(file, text)?;
    let (content, actions) = body.split_once(ACTIONS).unwrap_or((body, ""));
    topic.insert("content".to_owned(), content.trim().into());
    topic.insert("actions".to_owned(), actions.trim().into());
    Ok(topic.into())
}

/// A step of a flow: TOML between two `+++`, then the prompt.
pub(super) fn step(file: &str, text: &str) -> Result<Value, SampleError> {
    let (mut step, prompt) = markdown(file, text)?;
    step.insert("prompt".to_owned(), prompt.trim().into());
    Ok(step.into())
}

/// A function: lines that begin with `#:` are TOML, what follows is the code.
pub(super) fn function(file: &str, text: &str) -> Result<Value, SampleError> {
    let above: Vec<_> = text.lines().map_while(|line| line.strip_prefix(COMMENT)).collect();
    let code = text.lines().skip(above.len()).skip_while(|line| line.is_empty());
    let code = code.flat_map(|line| [line, "\n"]).collect::<String>();
    let mut function = toml(file, &above.join("\n"))?;
    function.insert("code".to_owned(), code.into());
    Ok(function.into())
}

/// TOML as JSON, in the order of the file.
pub(super) fn toml(file: &str, text: &str) -> Result<Map<String, Value>, SampleError> {
    toml::from_str(text).map_err(|error| SampleError::new(file, error))
}

fn markdown<'a>(file: &str, text: &'a str) -> Result<(Map<String, Value>, &'a str), SampleError> {
    let parts = text.strip_prefix(FENCE).and_then(|text| text.split_once(FENCE));
    let (above, body) =
        parts.ok_or_else(|| SampleError::new(file, "has no TOML between two +++"))?;
    Ok((toml(file, above)?, body))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_topic_has_content_and_maybe_actions() {
        let both =
            topic("t", "+++\nname = \"Pool\"\n+++\nAt 7 am.\n\n+++ actions\nSay it.\n").unwrap();
        assert_eq!(both, json!({"name": "Pool", "content": "At 7 am.", "actions": "Say it."}));
        let one = topic("t", "+++\nname = \"Pool\"\n+++\nAt 7 am.\n").unwrap();
        assert_eq!(one["actions"], "");
    }

    #[test]
    fn the_code_of_a_function_is_unchanged() {
        let text = "#: description = \"Ends.\"\n\n\nimport re\n\n\ndef end():\n    pass\n";
        let expected =
            json!({"description": "Ends.", "code": "import re\n\n\ndef end():\n    pass\n"});
        assert_eq!(function("f", text).unwrap(), expected);
    }

    #[test]
    fn an_error_names_its_file() {
        let error = topic("hotels/topics/pool.md", "Pool").unwrap_err();
        assert_eq!(error.to_string(), "sample/hotels/topics/pool.md: has no TOML between two +++");
    }
}
