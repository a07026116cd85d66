//! Patterns of the catalogue: `host/path`, as docs/catalogue.md describes them. They mean what declarativeNetRequest
//! makes of `||host/path`, so that the core and Chrome agree.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::address::Address;

/// A host with all its subdomains, and what the URL's path and query begin with.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Pattern {
    host: String,
    path: String,
}

/// A text that is no pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum PatternError {
    /// Nothing after the host.
    #[error("a pattern needs a path, at least '/'")]
    NoPath,
    /// Not a host name as browsers spell it, nor `name.*`.
    #[error("a pattern begins with a lower-case host name")]
    Host,
    /// URLs are ASCII, and `|` means the end.
    #[error("a path is ASCII without spaces, and '|' stands at its end only")]
    Path,
}

impl Pattern {
    /// Reads `host/path`. An empty host means any; only [`Pattern::matches_path`] makes sense of such a pattern.
    ///
    /// # Errors
    /// If `text` is no pattern.
    pub fn parse(text: &str) -> Result<Self, PatternError> {
        let (host, path) = text.split_at(text.find('/').ok_or(PatternError::NoPath)?);
        let name = host.strip_suffix(".*").unwrap_or(host);
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-' || byte == b'.';
        let is_name = name.bytes().all(plain) && !name.starts_with('.') && !name.ends_with('.');
        if !is_name || name.is_empty() != host.is_empty() {
            return Err(PatternError::Host);
        }
        let inner = path.strip_suffix('|').unwrap_or(path);
        if !inner.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'|') {
            return Err(PatternError::Path);
        }
        // DNR compares without regard to case; one spelling for all makes duplicates visible.
        Ok(Self { host: host.to_owned(), path: path.to_ascii_lowercase() })
    }

    /// The host, or `name.*`.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The path as a declarativeNetRequest `urlFilter` has it after the host.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// Whether `rest`, a URL's path and query, fits; the host is the caller's to compare.
    pub fn matches_path(&self, rest: &str) -> bool {
        let (path, is_bound) = match self.path.strip_suffix('|') {
            Some(path) => (path, true),
            None => (self.path.as_str(), false),
        };
        let rest = rest.as_bytes();
        let mut pieces = path.split('*').peekable();
        let Some(mut at) = fits(pieces.next().unwrap_or_default(), rest, 0) else { return false };
        if pieces.peek().is_none() {
            return !is_bound || at == rest.len();
        }
        while let Some(piece) = pieces.next() {
            let must_end = is_bound && pieces.peek().is_none();
            let mut ends = (at..=rest.len()).filter_map(|start| fits(piece, rest, start));
            match ends.find(|end| !must_end || *end == rest.len()) {
                Some(end) => at = end,
                None => return false,
            }
        }
        true
    }

    /// A path and query that fits, as short as can be. By it the build finds patterns that cover each other.
    pub fn sample(&self) -> String {
        let path = self.path.strip_suffix('|').unwrap_or(&self.path);
        path.strip_suffix('^').unwrap_or(path).replace('*', "x").replace('^', "/")
    }
}

/// A URL's path and query as patterns see them: lower case, without the fragment.
pub fn path_of(address: &Address) -> String {
    let text = address.as_str();
    let text = text.split('#').next().unwrap_or(text);
    let after_scheme = text.find("://").map_or(0, |colon| colon + 3);
    let path = text[after_scheme..].find('/').map_or("", |slash| &text[after_scheme + slash..]);
    path.to_ascii_lowercase()
}

/// Where `piece`, which holds no `*`, ends in `text` if it begins at `start`. `^` fits a separator, or the end.
fn fits(piece: &str, text: &[u8], start: usize) -> Option<usize> {
    let mut at = start;
    for wanted in piece.bytes() {
        match (wanted, text.get(at)) {
            (b'^', None) => {}
            (b'^', Some(byte)) if is_separator(*byte) => at += 1,
            (_, Some(byte)) if *byte == wanted => at += 1,
            _ => return None,
        }
    }
    Some(at)
}

fn is_separator(byte: u8) -> bool {
    !byte.is_ascii_alphanumeric() && !b"_-.%".contains(&byte)
}
