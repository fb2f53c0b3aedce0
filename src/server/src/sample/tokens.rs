//! References inside texts: names in the files, ids in a projection.

use super::content::Content;
use super::ids::Ids;
use super::links::{Links, Place, Target};

/// Turns the texts of one agent into those of its projection.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tokens<'a> {
    pub(super) ids: &'a Ids,
    pub(super) content: &'a Content,
}

/// Where a text is: for its links, and for the names that are only valid there.
#[derive(Debug, Clone, Copy)]
pub(super) struct TextLocation<'a> {
    pub(super) place: Place,
    /// The id of what holds the text.
    pub(super) holder: &'a str,
    /// The flow, by its key, when the text is in one.
    pub(super) flow: Option<&'a str>,
}

impl Tokens<'_> {
    /// The text with ids in its tokens, for example `{{fn:FUNCTION-5C1B67FE}}`. What it refers to,
    /// `$variables` included, goes to `links`.
    ///
    /// # Errors
    ///
    /// The token or variable that cannot be resolved.
    pub(super) fn resolve(
        &self,
        text: &str,
        location: TextLocation<'_>,
        links: &mut Links,
    ) -> Result<String, String> {
        let from = (location.place, location.holder);
        let mut resolved = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((before, after)) = rest.split_once("{{") {
            let (token, after) = after.split_once("}}").ok_or_else(|| format!("{{{{{after}"))?;
            if is_literal(token) {
                resolved.extend([before, "{{", token, "}}"]);
            } else {
                let (target, id) = self
                    .resolve_token(token, location.flow)
                    .ok_or_else(|| format!("{{{{{token}}}}}"))?;
                let prefix = token.split(':').next().unwrap_or_default();
                resolved.extend([before, "{{", prefix, ":", &id, "}}"]);
                links.add(from, target, id);
            }
            rest = after;
        }
        resolved.push_str(rest);
        for name in names_after(text, "$") {
            let id = self.variable(name).ok_or_else(|| format!("${name}"))?;
            links.add(from, Target::Variables, id);
        }
        Ok(resolved)
    }

    /// Notes the variables that code reads and writes.
    pub(super) fn note_code(&self, code: &str, location: TextLocation<'_>, links: &mut Links) {
        for name in names_after(code, STATE) {
            links.add(
                (location.place, location.holder),
                Target::Variables,
                self.ids.id("VARIABLE-", &path(name)),
            );
        }
    }

    /// The names of the variables, in the order in which code first mentions them.
    pub(super) fn variables(&self) -> Vec<&str> {
        let own = self.content.functions.values();
        let code = own.chain(self.content.flows.values().flat_map(|flow| flow.functions.values()));
        let mut names = Vec::new();
        for name in code.flat_map(|function| names_after(&function.code, STATE)) {
            if !names.contains(&name) {
                names.push(name);
            }
        }
        names
    }

    fn variable(&self, name: &str) -> Option<String> {
        self.variables().contains(&name).then(|| self.ids.id("VARIABLE-", &path(name)))
    }

    fn resolve_token(&self, token: &str, flow: Option<&str>) -> Option<(Target, String)> {
        let (prefix, name) = token.split_once(':')?;
        let content = self.content;
        let id =
            |known: bool, prefix: &str, path: String| known.then(|| self.ids.id(prefix, &path));
        Some(match prefix {
            "fn" => {
                let known = content.functions.contains_key(name);
                (Target::GlobalFunctions, id(known, "FUNCTION-", format!("functions/{name}"))?)
            }
            "ft" => {
                let flow = flow?;
                let known = content.flows.get(flow)?.functions.contains_key(name);
                let path = format!("flows/{flow}/functions/{name}");
                (Target::TransitionFunctions, id(known, "FUNCTION-", path)?)
            }
            "ho" => {
                let known = content.handoffs.contains_key(name);
                (Target::Handoff, id(known, "HANDOFF-", format!("handoffs/{name}"))?)
            }
            "attr" => {
                let known = content.attributes.contains_key(name);
                (Target::Attributes, id(known, "ATTRIBUTE-", format!("attributes/{name}"))?)
            }
            "twilio_sms" => {
                let known = content.sms.contains_key(name);
                (Target::Sms, id(known, "SMS_TEMPLATE-", format!("sms/{name}"))?)
            }
            _ => return None,
        })
    }
}

/// Whether a token has an identifier already: what it stood for was deleted.
fn is_literal(token: &str) -> bool {
    token.split_once(':').is_some_and(|(_, name)| name.starts_with("HANDOFF-"))
}

/// How code reaches a variable.
const STATE: &str = "conv.state.";

fn path(variable: &str) -> String {
    format!("variables/{variable}")
}

/// The names that follow a mark.
fn names_after<'a>(text: &'a str, mark: &str) -> impl Iterator<Item = &'a str> {
    text.split(mark).skip(1).filter_map(|rest| {
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_');
        let name = &rest[..end.unwrap_or(rest.len())];
        name.starts_with(|c: char| c.is_ascii_lowercase()).then_some(name)
    })
}
