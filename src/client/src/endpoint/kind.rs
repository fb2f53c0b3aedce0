//! What an address asks for, read from its last segment.

/// Whether it is the whole content of a branch or version.
pub(crate) fn is_content(url: &str) -> bool {
    last_segment(url) == "projection"
}

/// Whether it releases content, or merges it into other content.
pub(crate) fn is_release(url: &str) -> bool {
    matches!(last_segment(url), "publish" | "promote" | "rollback" | "merge" | "sync")
}

/// Whether it belongs to the private API, to which a key of the public one may have no access
/// (contract §1.16).
pub(crate) fn is_private(url: &str) -> bool {
    url.contains("/adk/v1/")
}

fn last_segment(url: &str) -> &str {
    let path = url.split('?').next().unwrap_or_default();
    path.rsplit('/').next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_private_api_is_private() {
        assert!(is_private("https://api.us.poly.ai/adk/v1/accounts/a/projects"));
        assert!(!is_private("https://api.us.poly.ai/v1/agents"));
    }
}
