//! A URL as the core sees it: parsed once, normalised, with its host and site at hand.
//!
//! Owns which schemes are judged at all. Does not know what a URL is used for.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::ops::Range;

use percent_encoding::percent_decode_str;
use url::{Position, Url};

use crate::labels::Labels;
use crate::party::registrable_domain_of;
use crate::tokens::Tokens;

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
#[derive(Debug, Clone)]
pub struct Address {
    text: String,
    scheme: Scheme,
    /// Where in the text the host stands.
    host: Option<Range<usize>>,
    /// Of the host without root dot.
    labels: Labels,
    tokens: Tokens,
    /// Where in the host the site stands, once somebody asked.
    site: OnceCell<Range<usize>>,
}

impl PartialEq for Address {
    fn eq(&self, other: &Self) -> bool {
        (&self.text, self.scheme, &self.host) == (&other.text, other.scheme, &other.host)
    }
}

impl Eq for Address {}

impl Default for Address {
    /// Of no text at all.
    fn default() -> Self {
        Self::new(String::new(), Scheme::Other, None)
    }
}

impl Address {
    /// Reads any text; what is no URL becomes an address of [`Scheme::Other`] without host.
    pub fn of_request(text: &str) -> Self {
        let mut address = Self::default();
        address.set_request(text);
        address
    }

    /// Becomes [`Address::of_request`] of another text, in the same place.
    pub fn set_request(&mut self, text: &str) {
        self.tokens.set(text);
        let Some(host) = plain_host(text, &self.tokens) else {
            *self = Self::parsed(text);
            return;
        };
        self.text.clear();
        self.text.push_str(text);
        self.scheme = Scheme::Web;
        self.labels.set(&text[host.clone()]);
        self.host = Some(host);
        self.site.take();
    }

    fn parsed(text: &str) -> Self {
        match Url::parse(&with_ascii_host(text)) {
            Ok(url) => Self::from_url(url),
            Err(_) => Self::new(text.to_owned(), Scheme::Other, None),
        }
    }

    fn new(text: String, scheme: Scheme, host: Option<Range<usize>>) -> Self {
        let (mut labels, mut tokens) = (Labels::default(), Tokens::default());
        if let Some(host) = &host {
            labels.set(without_root(&text[host.clone()]));
        }
        tokens.set(&text);
        Self { text, scheme, host, labels, tokens, site: OnceCell::new() }
    }

    /// As [`Address::of_request`], for a page or frame: a `blob:` document belongs to the origin inside its URL.
    pub fn of_document(text: &str) -> Self {
        Self::of_request(text.strip_prefix("blob:").unwrap_or(text))
    }

    fn from_url(mut url: Url) -> Self {
        // Browsers send it in a header; in the address it would only stand in the way of rules.
        let _ = url.set_username("").and_then(|()| url.set_password(None));
        let host = url.host().map(|_| url[..Position::BeforeHost].len()..url[..Position::AfterHost].len());
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
        let mut text: String = url.into();
        if let Some(host) = &host {
            // Parsing leaves the case of hosts as it is where the scheme is none of the web's.
            text[host.clone()].make_ascii_lowercase();
        }
        Self::new(text, scheme, host)
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
        self.host.as_ref().and_then(|host| self.text.get(host.clone()))
    }

    /// Where in the URL its host begins.
    pub(crate) fn host_start(&self) -> usize {
        self.host.as_ref().map_or(0, |host| host.start)
    }

    /// The host without the dot of the root zone; empty where the URL has none.
    pub(crate) fn name(&self) -> &str {
        without_root(self.host().unwrap_or_default())
    }

    /// The names of [`Address::name`] and of the hosts above it.
    pub(crate) fn labels(&self) -> &Labels {
        &self.labels
    }

    /// The tokens of the URL.
    pub(crate) fn tokens(&self) -> &Tokens {
        &self.tokens
    }

    /// The registrable domain of the host ([`crate::party::registrable_domain`]).
    pub fn site(&self) -> Option<&str> {
        let host = self.host()?;
        let site = self.site.get_or_init(|| {
            let end = without_root(host).len();
            end - registrable_domain_of(without_root(host), &self.labels).len()..end
        });
        host.get(site.clone()).filter(|site| !site.is_empty())
    }
}

fn without_root(host: &str) -> &str {
    host.strip_suffix('.').unwrap_or(host)
}

/// Where the host stands in what parsing leaves as it is: a domain name of letters, digits and single hyphens that is no IP
/// address and has nothing encoded, and a path. `tokens` are the text's.
fn plain_host(text: &str, tokens: &Tokens) -> Option<Range<usize>> {
    if !tokens.is_plain() {
        return None;
    }
    let start = if text.starts_with("https://") { 8 } else { 7 };
    let rest = if start == 8 { text.get(8..)? } else { text.strip_prefix("http://")? };
    // A dot before the first label makes all of them begin behind one.
    let (mut last, mut label_length, mut has_digit) = (b'.', 0, false);
    for (length, byte) in rest.bytes().enumerate() {
        match byte {
            b'a'..=b'z' => {}
            b'0'..=b'9' => has_digit = true,
            b'-' if last != b'.' && last != b'-' => has_digit = true,
            b'.' if last != b'.' && last != b'-' => {
                (label_length, has_digit, last) = (0, false, byte);
                continue;
            }
            b'/' => {
                // Of the top-level domain nothing but letters.
                let is_plain = length < LONGEST_HOST && last != b'.' && !has_digit;
                return is_plain.then_some(start..start + length);
            }
            _ => return None,
        }
        label_length += 1;
        if label_length > 63 {
            return None;
        }
        last = byte;
    }
    None
}

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

    use super::{Address, Tokens, plain_host};

    /// What is taken as it is; `None` for what is parsed.
    fn plain(text: &str) -> Option<Address> {
        let mut tokens = Tokens::default();
        tokens.set(text);
        plain_host(text, &tokens).map(|_| Address::of_request(text))
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4_000))]

        #[test]
        fn what_is_taken_as_it_is_is_what_parsing_gives(
            scheme in "https?://",
            host in "[a-z0-9.-]{1,20}(\\.(com|co\\.uk|0x1|7|xn--p1ai))?",
            path in "/([a-zA-Z0-9/?&=_.~%+,:;@!$()*\\[\\]-]|/\\.|%2e|\\PC){0,20}",
        ) {
            let text = format!("{scheme}{host}{path}");
            if let Some(plain) = plain(&text) {
                prop_assert_eq!(plain, Address::parsed(&text));
            }
        }
    }

    #[test]
    fn what_browsers_ask_for_is_taken_as_it_is() {
        for text in ["https://www.news.example/a/b.js?c=d%20e&f", "http://cdn-1.example.co.uk/"] {
            assert_eq!(plain(text), Some(Address::parsed(text)), "{text}");
        }
        for text in ["https://a.example", "https://1.2.3.4/", "https://a.example/../b", "https://a.example/#x"] {
            assert_eq!(plain(text), None, "{text}");
        }
    }
}
