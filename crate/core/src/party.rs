//! Whose a host is: its registrable domain, by the Public Suffix List, and whether two addresses share it.
//!
//! The list itself is a compact table made by `build.rs`; see [`suffix`]. Which *company* owns a domain is not
//! known here.

mod suffix;

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::address::Address;
use crate::labels::Labels;

/// How a request stands to a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Party {
    /// Both have the same site.
    First,
    /// Their sites differ, or the document has none (an opaque origin, say).
    Third,
}

impl Party {
    /// Judges `request` against `document`. As in browsers, `name.example.` is another site than `name.example`.
    pub fn of(request: &Address, document: &Address) -> Self {
        let is_rooted = |address: &Address| address.host().is_some_and(|host| host.ends_with('.'));
        let same_site = document.site().is_some_and(|site| {
            // Most requests go to quite another host, of which the site need not be looked up.
            request.name().ends_with(site) && request.site() == Some(site)
        });
        if same_site && is_rooted(request) == is_rooted(document) { Self::First } else { Self::Third }
    }
}

/// The registrable domain of `host`: its public suffix and one label more.
///
/// An IP address, a host of one label (`localhost`) and a host that is itself a public suffix (`github.io`) are
/// returned whole. `host` must be lower case and ASCII, as [`Address::host`] gives it; a trailing dot is ignored.
///
/// ```
/// # use bystander_core::party::registrable_domain;
/// assert_eq!(registrable_domain("www.news.co.uk"), "news.co.uk");
/// assert_eq!(registrable_domain("github.io"), "github.io");
/// assert_eq!(registrable_domain("192.0.2.7"), "192.0.2.7");
/// ```
pub fn registrable_domain(host: &str) -> &str {
    let host = host.strip_suffix('.').unwrap_or(host);
    let mut labels = Labels::default();
    labels.set(host);
    registrable_domain_of(host, &labels)
}

/// [`registrable_domain`] of a host without a dot at its end, of which the names are known.
pub(crate) fn registrable_domain_of<'a>(host: &'a str, labels: &Labels) -> &'a str {
    if is_ip(host) {
        return host;
    }
    let before_suffix = host.len() - suffix::public_suffix(host, labels).len();
    let Some(before_dot) = before_suffix.checked_sub(1) else {
        return host;
    };
    let start = host[..before_dot].rfind('.').map_or(0, |dot| dot + 1);
    &host[start..]
}

/// The names by which a rule's `domain=name.*` may call `host`: `www.google.co.uk` answers to `www.google.*` and
/// `google.*`. Empty for IP addresses, and under suffixes that [`entity_domains`] does not use.
pub fn entities(host: &str) -> impl Iterator<Item = String> {
    let name = entity_name(host);
    label_starts(name).map(|start| format!("{}.*", &name[start..]))
}

/// What stands before the `*` in the longest of [`entities`]; empty where there are none.
pub fn entity_name(host: &str) -> &str {
    let host = host.strip_suffix('.').unwrap_or(host);
    let suffix = if is_ip(host) { host } else { public_suffix(host) };
    let name = host.strip_suffix(suffix).and_then(|name| name.strip_suffix('.')).unwrap_or("");
    if stands_for_star(suffix) { name } else { "" }
}

/// Every registrable domain that `name.*` stands for: the inverse of [`entities`]. Chrome's rules must name them all,
/// so `*` stands for the usual suffixes only: each country's own, its `co` and `com`, and [`GENERIC`].
pub fn entity_domains(name: &str) -> impl Iterator<Item = String> {
    static SUFFIXES: LazyLock<Vec<String>> =
        LazyLock::new(|| suffix::all().into_iter().filter(|suffix| stands_for_star(suffix)).collect());
    let domains = SUFFIXES.iter().map(move |suffix| (suffix, format!("{name}.{suffix}")));
    // `blogspot.com` is a suffix itself, so that no site under it is called `blogspot.*`.
    domains.filter(|(suffix, domain)| public_suffix(domain) == *suffix).map(|(_, domain)| domain)
}

/// The registrable domains under which public suffixes lie: `amazonaws.com` has `s3.amazonaws.com` under it, and so pages
/// that are anybody's.
pub fn shared_domains() -> HashSet<String> {
    let suffixes = suffix::all_shared().into_iter();
    // Asked of the name above, because of the suffix itself nothing can be registered.
    let above =
        suffixes.filter_map(|name| name.split_once('.').map(|(_, parent)| registrable_domain(parent).to_owned()));
    above.filter(|domain| domain.contains('.')).collect()
}

/// Every name under which others may register.
pub fn public_suffixes() -> Vec<String> {
    suffix::all_shared()
}

/// The names above `host`, nearest first: `news.co.uk` lies under `co.uk` and `uk`.
pub fn names_above(host: &str) -> impl Iterator<Item = &str> {
    host.match_indices('.').map(|(dot, _)| &host[dot + 1..])
}

fn public_suffix(host: &str) -> &str {
    let mut labels = Labels::default();
    labels.set(host);
    suffix::public_suffix(host, &labels)
}

fn stands_for_star(suffix: &str) -> bool {
    let is_country = |label: &str| label.len() == 2 && label.bytes().all(|byte| byte.is_ascii_lowercase());
    match suffix.split_once('.') {
        None => is_country(suffix) || GENERIC.contains(&suffix),
        Some((second, top)) => matches!(second, "co" | "com") && is_country(top),
    }
}

/// Top-level domains without a country under which sites of one name are commonly found.
const GENERIC: &[&str] = &[
    "adult", "agency", "app", "art", "asia", "bar", "best", "bid", "biz", "blog", "buzz", "cam", "cat", "cfd", "click",
    "cloud", "club", "com", "cyou", "dev", "digital", "eus", "fun", "fyi", "gal", "games", "group", "guru", "host",
    "icu", "info", "ink", "life", "link", "live", "lol", "ltd", "media", "mobi", "mom", "monster", "movie", "name",
    "net", "network", "news", "ninja", "one", "online", "org", "page", "party", "plus", "porn", "press", "pro", "pw",
    "quest", "rest", "rip", "rocks", "run", "sbs", "sex", "sexy", "shop", "show", "site", "social", "space", "sport",
    "store", "stream", "studio", "surf", "team", "tech", "tel", "today", "tools", "top", "tube", "video", "vip",
    "watch", "website", "wiki", "win", "work", "world", "wtf", "xxx", "xyz", "zone",
];

/// Where each label of `name` starts, leftmost first.
fn label_starts(name: &str) -> impl Iterator<Item = usize> {
    let first = (!name.is_empty()).then_some(0);
    first.into_iter().chain(name.match_indices('.').map(|(dot, _)| dot + 1))
}

/// A host's last label is numeric in an IPv4 address and in no domain name (WHATWG URL, "ends in a number").
fn is_ip(host: &str) -> bool {
    let last = host.rsplit('.').next().unwrap_or(host);
    host.starts_with('[') || (!last.is_empty() && last.bytes().all(|byte| byte.is_ascii_digit()))
}
