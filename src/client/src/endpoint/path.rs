//! Paths and query strings. Every segment and value is percent-encoded.

use std::fmt::Write;

use model::{AgentId, BranchRef};

pub(super) fn of_agent(agent: &AgentId, rest: &[&str]) -> String {
    path(&[&["v1", "agents", agent.as_str()], rest].concat())
}

pub(super) fn of_branch(at: &BranchRef, rest: &[&str]) -> String {
    let start = ["v1", "agents", at.agent.as_str(), "branches", at.branch.as_str()];
    path(&[&start, rest].concat())
}

pub(super) fn path(segments: &[&str]) -> String {
    let mut path = String::new();
    for segment in segments {
        path.push('/');
        // A segment of dots would be taken for a step in the hierarchy, encoded or not. Nothing in
        // the API is named so: an empty segment, which is not there, is better than another thing.
        if !matches!(*segment, "." | "..") {
            encode(segment, &mut path);
        }
    }
    path
}

/// The question mark and the pairs that have a value; nothing where none has.
pub(super) fn query_string(pairs: &[(&str, Option<&str>)]) -> String {
    let mut query = String::new();
    for (name, value) in pairs {
        let Some(value) = value else { continue };
        query.push(if query.is_empty() { '?' } else { '&' });
        query.push_str(name);
        query.push('=');
        encode(value, &mut query);
    }
    query
}

/// Writes everything but the unreserved characters of RFC 3986 as percent and hex.
fn encode(text: &str, out: &mut String) {
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' | b'~' => {
                out.push(char::from(byte));
            }
            _ => {
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn segments_cannot_break_out_of_their_place() {
        let at = BranchRef::new("a/b", "x?y#z %+é");
        assert_eq!(
            of_branch(&at, &["behavior"]),
            "/v1/agents/a%2Fb/branches/x%3Fy%23z%20%25%2B%C3%A9/behavior"
        );
    }

    #[test]
    fn a_segment_of_dots_leads_nowhere_else() {
        let at = BranchRef::new("..", ".");
        assert_eq!(of_branch(&at, &["behavior"]), "/v1/agents//branches//behavior");
        assert_eq!(of_agent(&"...".into(), &[]), "/v1/agents/...");
    }
}
