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
        // A segment of dots would be taken for a step in the hierarchy, encoded or not. Nothing in
        // the API is named so: an empty segment, which is not there, is better than another thing.
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

    #[test]
    fn values_cannot_break_out_of_their_place() {
        let pairs = [("limit", Some("5")), ("branchId", None), ("q", Some("a&b=c d#+é"))];
        assert_eq!(with_query("/v1".to_owned(), &pairs), "/v1?limit=5&q=a%26b%3Dc+d%23%2B%C3%A9");
        assert_eq!(with_query("/v1".to_owned(), &[("limit", None)]), "/v1");
    }
}
