//! Where a webhook goes.

use reqwest::Url;

/// The address of an endpoint.
#[derive(Debug, Clone)]
pub(crate) struct Target {
    pub(crate) url: Url,
    pub(crate) is_https: bool,
    /// Whether this server delivers there.
    pub(crate) is_allowed: bool,
}

impl Target {
    /// Reads an address; `hosts` are allowed beside the loopback addresses. `None` for what is not
    /// http or https.
    pub(crate) fn parse(url: &str, hosts: &[String]) -> Option<Self> {
        let parsed = Url::parse(url).ok()?;
        let is_https = match parsed.scheme() {
            "https" => true,
            "http" => false,
            _ => return None,
        };
        let host = parsed.host_str()?.trim_matches(['[', ']']).to_owned();
        let is_loopback = host == "localhost"
            || host.parse::<std::net::IpAddr>().is_ok_and(|address| address.is_loopback());
        let is_allowed = is_loopback || hosts.contains(&host);
        Some(Self { url: parsed, is_https, is_allowed })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_allowed(url: &str) -> Option<bool> {
        Target::parse(url, &["hooks.test".to_owned()]).map(|target| target.is_allowed)
    }

    #[test]
    fn only_this_machine_and_named_hosts_are_delivered_to() {
        for url in [
            "http://127.0.0.1:9000/a",
            "http://127.1.2.3",
            "http://2130706433",
            "http://[::1]:9000",
            "https://localhost/x",
            "http://LOCALHOST",
            "http://hooks.test/in",
        ] {
            assert_eq!(is_allowed(url), Some(true), "{url}");
        }
        for url in [
            "http://10.0.0.1",
            "https://example.com",
            "http://localhost.example.com",
            "http://127.0.0.1.example.com",
            "http://127.0.0.1@example.com",
            "http://[::ffff:10.0.0.1]",
            "http://a.hooks.test",
        ] {
            assert_eq!(is_allowed(url), Some(false), "{url}");
        }
        for url in ["", "localhost", "ftp://localhost", "file:///etc/passwd", "https://"] {
            assert_eq!(is_allowed(url), None, "{url}");
        }
    }
}
