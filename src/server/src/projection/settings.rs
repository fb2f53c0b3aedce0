//! Single values that other parts of the server need to know.

use super::document::Projection;

/// The first words of a call.
pub(crate) fn greeting(projection: &Projection) -> &str {
    let greeting = &projection.at(&["agentSettings", "greeting"])["welcomeMessage"];
    greeting.as_str().filter(|text| !text.is_empty()).unwrap_or("Hello, how can I help?")
}

/// The language of the agent, for example `en-GB`.
pub(crate) fn language(projection: &Projection) -> &str {
    let language = projection.at(&["languages", "defaultLanguageCode"]).as_str();
    language.filter(|code| !code.is_empty()).unwrap_or("en-GB")
}
