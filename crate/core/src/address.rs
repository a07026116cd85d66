//! A URL as the core sees it: parsed once, normalised, with its host and site at hand.
//!
//! Owns which schemes are judged at all. Does not know what a URL is used for.

use std::borrow::Cow;
use std::ops::Range;

use percent_encoding::percent_decode_str;
use url::{Host, Url};

use crate::party::registrable_domain;

/// What Bystander may say about a URL, by its scheme.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// `http`, `https`, `ws` or `wss`: traffic that can be judged.
    Web,
    /// The browser's own pages and extensions' pages: never judged.
    Browser,
    /// Everything else: `data:`, `blob:`, `about:blank`, `file:`, and what is no URL at all.
    Other,
}

/// A URL in the form browsers report it: lower-case ASCII host, default port left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Address {
    text: String,
    scheme: Scheme,
    host: Option<String>,
    /// Where in the host the site stands.
    site: Range<usize>,
}

impl Address {
    /// Reads any text; what is no URL becomes an address of [`Scheme::Other`] without host.
    pub fn of_request(text: &str) -> Self {
        Self::plain(text).unwrap_or_else(|| Self::parsed(text))
    }

    fn parsed(text: &str) -> Self {
        match Url::parse(&with_ascii_host(text)) {
            Ok(url) => Self::from_url(url),
            Err(_) => Self::new(text.to_owned(), Scheme::Other, None),
        }
    }

    /// What parsing leaves as it is, as nearly all that browsers ask for; `None` for the rest.
    fn plain(text: &str) -> Option<Self> {
        let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
        let (host, path) = rest.split_at(rest.find('/')?);
        (is_plain_host(host) && is_plain_path(path))
            .then(|| Self::new(text.to_owned(), Scheme::Web, Some(host.to_owned())))
    }

    fn new(text: String, scheme: Scheme, host: Option<String>) -> Self {
        let site = host.as_deref().map_or("", registrable_domain);
        let end = host.as_deref().map_or(0, |host| host.strip_suffix('.').unwrap_or(host).len());
        Self { text, scheme, site: end.saturating_sub(site.len())..end, host }
    }

    /// As [`Address::of_request`], for a page or frame: a `blob:` document belongs to the origin inside its URL.
    pub fn of_document(text: &str) -> Self {
        Self::of_request(text.strip_prefix("blob:").unwrap_or(text))
    }

    fn from_url(mut url: Url) -> Self {
        // Browsers send it in a header; in the address it would only stand in the way of rules.
        let _ = url.set_username("").and_then(|()| url.set_password(None));
        let host = match url.host() {
            Some(Host::Domain(domain)) => Some(domain.to_ascii_lowercase()),
            Some(Host::Ipv4(ip)) => Some(ip.to_string()),
            Some(Host::Ipv6(ip)) => Some(format!("[{ip}]")),
            None => None,
        };
        let is_name = host.as_ref().is_none_or(|host| host.len() <= LONGEST_HOST);
        let scheme = match (url.scheme(), url.path()) {
            _ if !is_name => Scheme::Other,
            ("http" | "https" | "ws" | "wss", _) => Scheme::Web,
            ("about", "blank" | "srcdoc") => Scheme::Other,
            (
                "about" | "chrome" | "chrome-extension" | "chrome-search" | "chrome-untrusted" | "devtools"
                | "moz-extension" | "resource" | "view-source",
                _,
            ) => Scheme::Browser,
            _ => Scheme::Other,
        };
        Self::new(url.into(), scheme, host)
    }

    /// The normalised URL, without user name and password.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Which kind of URL this is.
    pub fn scheme(&self) -> Scheme {
        self.scheme
    }

    /// Lower-case ASCII host without port; IPv6 in brackets. `None` where the URL has none.
    pub fn host(&self) -> Option<&str> {
        self.host.as_deref()
    }

    /// The registrable domain of the host ([`registrable_domain`]).
    pub fn site(&self) -> Option<&str> {
        self.host().and_then(|host| host.get(self.site.clone())).filter(|site| !site.is_empty())
    }
}

/// A domain name of letters, digits and single hyphens that is no IP address and has nothing encoded.
fn is_plain_host(host: &str) -> bool {
    let is_plain = |label: &str| {
        let [first, .., last] = label.as_bytes() else {
            return label.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit()) && !label.is_empty();
        };
        label.len() < 64
            && *first != b'-'
            && *last != b'-'
            && label.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
            && !label.contains("--")
    };
    let top = host.rsplit('.').next().unwrap_or(host);
    host.len() < LONGEST_HOST && host.split('.').all(is_plain) && top.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// Characters that stand in paths and queries as they are, and no `.` or `..` among the path's parts.
fn is_plain_path(path: &str) -> bool {
    let bytes = path.as_bytes();
    let is_dot = |at: usize| bytes[at] == b'.' || matches!(bytes.get(at..at + 3), Some(b"%2e" | b"%2E"));
    let is_plain = |(at, byte): (usize, &u8)| {
        PLAIN[usize::from(*byte)] && !(matches!(byte, b'.' | b'%') && at > 0 && bytes[at - 1] == b'/' && is_dot(at))
    };
    bytes.iter().enumerate().all(is_plain)
}

const PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let others = b"/?&=_-.~%+,:;@!$()*[]";
    let mut byte = 0u8;
    while byte < 128 {
        plain[byte as usize] = byte.is_ascii_alphanumeric();
        byte += 1;
    }
    let mut at = 0;
    while at < others.len() {
        plain[others[at] as usize] = true;
        at += 1;
    }
    plain
};

/// No longer name can be looked up (RFC 1035), a dot at the end included.
const LONGEST_HOST: usize = 254;

/// Schemes whose host the URL standard takes for a domain name.
const SPECIAL: [&str; 6] = ["http", "https", "ws", "wss", "ftp", "file"];

/// Encodes a host that is not ASCII, as people type it: lower case and Punycode, without the rest of UTS 46. Browsers
/// have done all of it before they ask.
fn with_ascii_host(text: &str) -> Cow<'_, str> {
    // The URL standard drops these, wherever they are, before it looks at anything else.
    let dropped = ['\t', '\n', '\r'];
    let text: Cow<'_, str> = if text.contains(dropped) { text.replace(dropped, "").into() } else { text.into() };
    let encoded = encode_host(text.trim_start_matches(|c: char| c <= ' '));
    encoded.map_or(text, Cow::Owned)
}

/// `None` if the host needs no encoding.
fn encode_host(text: &str) -> Option<String> {
    let (scheme, rest) = text.split_once(':')?;
    if !SPECIAL.iter().any(|special| scheme.eq_ignore_ascii_case(special)) {
        return None;
    }
    let slashes = rest.len() - rest.trim_start_matches(['/', '\\']).len();
    let (authority, path) =
        rest[slashes..].split_at(rest[slashes..].find(['/', '?', '#', '\\']).unwrap_or(rest.len() - slashes));
    let (user, host) = authority.rsplit_once('@').map_or(("", authority), |(user, host)| (user, host));
    if host.is_ascii() && !host.contains('%') {
        return None;
    }
    let host = encoded(&percent_decode_str(host).decode_utf8_lossy());
    let at = if user.is_empty() { "" } else { "@" };
    Some(format!("{scheme}://{user}{at}{host}{path}"))
}

/// A host as rules write it, in the form URLs have it: lower case and Punycode. `None` for one that cannot be encoded.
pub(crate) fn ascii_host(host: &str) -> Option<String> {
    Some(encoded(host)).filter(|host| host.is_ascii())
}

fn encoded(host: &str) -> String {
    let host = host.to_lowercase();
    let labels: Vec<Cow<'_, str>> = host.split(['.', '\u{3002}']).map(ascii_label).collect();
    labels.join(".")
}

/// `label` is lower case. A port may follow the last one.
fn ascii_label(label: &str) -> Cow<'_, str> {
    let (name, port) = label.split_at(label.find(':').unwrap_or(label.len()));
    match idna::punycode::encode_str(name) {
        Some(encoded) if !name.is_ascii() => format!("xn--{encoded}{port}").into(),
        _ => label.into(),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Address;

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4_000))]

        #[test]
        fn what_is_taken_as_it_is_is_what_parsing_gives(
            scheme in "https?://",
            host in "[a-z0-9.-]{1,20}(\\.(com|co\\.uk|0x1|7|xn--p1ai))?",
            path in "/([a-zA-Z0-9/?&=_.~%+,:;@!$()*\\[\\]-]|/\\.|%2e|\\PC){0,20}",
        ) {
            let text = format!("{scheme}{host}{path}");
            if let Some(plain) = Address::plain(&text) {
                prop_assert_eq!(plain, Address::parsed(&text));
            }
        }
    }

    #[test]
    fn what_browsers_ask_for_is_taken_as_it_is() {
        for text in ["https://www.news.example/a/b.js?c=d%20e&f", "http://cdn-1.example.co.uk/"] {
            assert_eq!(Address::plain(text), Some(Address::parsed(text)), "{text}");
        }
        for text in ["https://a.example", "https://1.2.3.4/", "https://a.example/../b", "https://a.example/#x"] {
            assert_eq!(Address::plain(text), None, "{text}");
        }
    }
}
