//! The address of an API: checked before a key is sent there, and named where a key is asked for.

/// The hosts that are this device: what goes there without encryption leaves it nowhere.
const THIS_DEVICE: [&str; 2] = ["localhost", "127.0.0.1"];

/// What is wrong with an address that was typed or preset.
///
/// What it lets through is so narrow (no name before the host, no backslash, no escape or letter
/// outside ASCII in it) that a browser cannot read another host out of it than is compared here.
pub(crate) fn problem(address: &str) -> Option<&'static str> {
    let Some((scheme, rest)) = address.split_once("://") else { return Some(SCHEME) };
    if rest.is_empty() {
        return Some("Give the host as well.");
    }
    if rest.contains(['?', '#', '@']) || rest.contains(char::is_whitespace) {
        return Some("Give the address only, without a question mark, a name or a key.");
    }
    let (place, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let (host, port) = parts(place);
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/%".contains(&byte);
    if !is_host(host) || !path.bytes().all(is_plain) {
        return Some("Write the host with letters from a to z, digits, dots and hyphens.");
    }
    if !port.is_none_or(|port| port.parse::<u16>().is_ok_and(|port| port > 0)) {
        return Some("Give the port as a number, such as https://api.example.com:8443.");
    }
    let is_this_device = THIS_DEVICE.iter().any(|own| host.eq_ignore_ascii_case(own));
    match scheme {
        "https" => None,
        "http" if is_this_device => None,
        _ => Some(SCHEME),
    }
}

const SCHEME: &str = "Begin with https:// (http:// only for this device).";

/// The host, and the port where one is given.
fn parts(place: &str) -> (&str, Option<&str>) {
    // The address of the newer internet protocol has colons of its own, in brackets.
    let end = place.find(']').map_or(0, |at| at + 1);
    match place[end..].find(':') {
        Some(at) => (&place[..end + at], Some(&place[end + at + 1..])),
        None => (place, None),
    }
}

fn is_host(host: &str) -> bool {
    match host.strip_prefix('[').and_then(|host| host.strip_suffix(']')) {
        Some(groups) => {
            let is_digit = |byte: u8| byte.is_ascii_hexdigit() || b":.".contains(&byte);
            groups.contains(':') && groups.bytes().all(is_digit)
        }
        None => {
            let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._".contains(&byte);
            !host.is_empty() && host.bytes().all(is_plain)
        }
    }
}

/// Where a key for the API at `base` goes, for the person who gives it: the whole host, with its
/// scheme where that does not encrypt. An empty base is the page's own origin.
pub(crate) fn destination(base: &str, own_origin: &str) -> String {
    let address = if base.is_empty() { own_origin } else { base };
    let (scheme, rest) = address.split_once("://").unwrap_or(("", address));
    let place = rest.split('/').next().unwrap_or(rest);
    if scheme == "https" { place.to_owned() } else { format!("{scheme}://{place}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_https_or_of_this_device_and_carries_no_secret() {
        for right in [
            "https://api.example.com",
            "https://api.example.com:8443/agents",
            "https://[2001:db8::1]:8443",
            "http://localhost:8080",
            "http://127.0.0.1",
            "http://LOCALHOST:8080/api",
        ] {
            assert_eq!(problem(right), None, "{right}");
        }
        for wrong in [
            "",
            "/v1",
            "//api.example.com",
            "api.example.com",
            "ftp://api.example.com",
            "http://api.example.com",
            "https://",
            "https:///v1",
            "https://:8443",
            "https://key@api.example.com",
            "https://api.example.com?key=1",
            "https://api.example.com#key",
            "https://api.example.com:port",
            "https://api.example.com:0",
            "https://api.example.com:",
            "https://[2001:db8::1",
            "https://[api.example.com]",
        ] {
            assert!(problem(wrong).is_some(), "{wrong}");
        }
    }

    #[test]
    fn a_host_that_only_begins_like_this_device_is_another_one() {
        for other in [
            "http://localhost.evil.example",
            "http://127.0.0.1.evil.example",
            "http://localhost-evil.example:80",
            "http://localhosts",
            "http://127.0.0.10",
            "http://localhost:8080@evil.example",
            "http://localhost\\@evil.example",
            "http://evil.example\\localhost",
            "http://localhost%2eevil.example",
            "http://localhost。evil.example",
            "http://localhost\t.evil.example",
        ] {
            assert!(problem(other).is_some(), "{other}");
        }
    }

    #[test]
    fn a_host_that_a_browser_could_read_as_another_one_is_refused() {
        for unclear in [
            "https://api.example.com\\.evil.example",
            "https://evil.example\\/api.example.com",
            "https://аpi.example.com",
            "https://api%2eexample.com",
        ] {
            assert!(problem(unclear).is_some(), "{unclear}");
        }
    }

    #[test]
    fn who_gives_a_key_reads_the_whole_host_and_whether_it_is_not_encrypted() {
        let own = "https://studio.example.com";
        assert_eq!(destination("https://api.us.poly.ai", own), "api.us.poly.ai");
        assert_eq!(
            destination("https://api.example.com:8443/agents/", own),
            "api.example.com:8443"
        );
        assert_eq!(destination("http://localhost:8080", own), "http://localhost:8080");
        assert_eq!(destination("", own), "studio.example.com");
        assert_eq!(destination("", "http://127.0.0.1:8080"), "http://127.0.0.1:8080");
    }
}
