//! Paths and query strings. Every segment and value is percent-encoded.

use form_urlencoded::Serializer;
use model::{AgentId, BranchRef};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// Everything but the unreserved characters of RFC 3986.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

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
        // A URL parser resolves a segment of dots, even an encoded one, and would request another
        // path. Nothing in the API has such a name: an empty segment is safely not found.
        if !matches!(*segment, "." | "..") {
            path.extend(utf8_percent_encode(segment, RESERVED));
        }
    }
    path
}

/// The path with the pairs that have a value as its query.
pub(super) fn with_query(path: String, pairs: &[(&str, Option<&str>)]) -> String {
    let pairs = pairs.iter().filter_map(|(name, value)| Some((name, (*value)?)));
    let start = path.len() + 1;
    let url = Serializer::for_suffix(path + "?", start).extend_pairs(pairs).finish();
    url.strip_suffix('?').map(str::to_owned).unwrap_or(url)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reserved_characters_in_a_segment_are_encoded() {
        let at = BranchRef::new("a/b", "x?y#z %+é");
        assert_eq!(
            of_branch(&at, &["behavior"]),
            "/v1/agents/a%2Fb/branches/x%3Fy%23z%20%25%2B%C3%A9/behavior"
        );
    }

    #[test]
    fn a_segment_of_dots_does_not_lead_to_another_path() {
        let at = BranchRef::new("..", ".");
        assert_eq!(of_branch(&at, &["behavior"]), "/v1/agents//branches//behavior");
        assert_eq!(of_agent(&"...".into(), &[]), "/v1/agents/...");
    }

    #[test]
    fn reserved_characters_in_a_query_are_encoded() {
        let pairs = [("limit", Some("5")), ("branchId", None), ("q", Some("a&b=c d#+é"))];
        assert_eq!(with_query("/v1".to_owned(), &pairs), "/v1?limit=5&q=a%26b%3Dc+d%23%2B%C3%A9");
        assert_eq!(with_query("/v1".to_owned(), &[("limit", None)]), "/v1");
    }
}
