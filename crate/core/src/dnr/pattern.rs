//! Patterns of Adblock syntax as conditions on the URL.
//!
//! `urlFilter` means nearly what a pattern means. The differences, all resolved towards matching less: `||name`
//! without separator matches whole labels in the core and any prefix in Chrome; URLs are ASCII in Chrome.

use super::NotInDnr;

/// A pattern in the form Chrome takes it.
pub(super) enum Pattern {
    /// Every URL.
    Any,
    /// A host and its subdomains, whatever follows.
    Host(String),
    /// A `urlFilter`.
    Filter(String),
    /// A `regexFilter`.
    Regex(String),
}

impl Pattern {
    /// `host` is the crate's reading of a `||` pattern's host: lower case, ASCII.
    pub(super) fn of(pattern: &str, host: Option<&str>) -> Result<Self, NotInDnr> {
        if let Some(regex) = pattern.strip_prefix('/').and_then(|rest| rest.strip_suffix('/'))
            && !regex.is_empty()
        {
            return if regex.is_ascii() { Ok(Self::Regex(regex.to_owned())) } else { Err(NotInDnr::NotAscii) };
        }
        match (pattern.strip_prefix("||"), host) {
            (Some(rest), Some(host)) => Self::anchored(rest, host),
            _ if pattern.trim_matches('*').is_empty() => Ok(Self::Any),
            _ if !pattern.is_ascii() => Err(NotInDnr::NotAscii),
            _ => Ok(Self::Filter(pattern.to_ascii_lowercase())),
        }
    }

    fn anchored(rest: &str, host: &str) -> Result<Self, NotInDnr> {
        let after_host = rest.find(['/', '^', '*', '|', ':', '?']).map_or("", |at| &rest[at..]);
        if !after_host.is_ascii() {
            return Err(NotInDnr::NotAscii);
        }
        let host_is_whole = matches!(after_host, "" | "^" | "^*") && !host.ends_with('.');
        if host_is_whole && !host.is_empty() {
            return Ok(Self::Host(host.to_owned()));
        }
        // `||*…` is refused by Chrome and says no more than the pattern without the anchor.
        let anchor = if host.is_empty() { "" } else { "||" };
        Ok(Self::Filter(format!("{anchor}{host}{}", after_host.to_ascii_lowercase())))
    }
}
