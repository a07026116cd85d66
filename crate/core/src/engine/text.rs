//! Whether a URL contains a text with `*` and `^` in it, in time that grows with the URL's length times the text's.

use super::query::Query;
use crate::lists::{Anchor, Case};

/// A text among the engine's patterns, taken apart.
#[derive(Clone, Copy)]
pub(super) struct TextRef<'a> {
    pub(super) text: &'a [u8],
    pub(super) anchor: Anchor,
    pub(super) ends: bool,
    pub(super) case: Case,
}

impl TextRef<'_> {
    pub(super) fn matches(self, query: &Query<'_>) -> bool {
        let url = self.url(query);
        match self.anchor {
            Anchor::Start => self.parts(url, 0, false),
            Anchor::Host => query.label_places().any(|label| self.parts(url, label, false)),
            Anchor::None => self.parts(url, 0, true),
        }
    }

    /// Whether it matches beginning at `start`.
    pub(super) fn matches_at(self, start: u32, query: &Query<'_>) -> bool {
        let start = start as usize;
        let may_start = match self.anchor {
            Anchor::Start => start == 0,
            Anchor::Host => query.has_label_at(start),
            Anchor::None => true,
        };
        may_start && self.parts(self.url(query), start, false)
    }

    fn url<'a>(self, query: &'a Query<'_>) -> &'a [u8] {
        if self.case == Case::Matters { query.url.as_str().as_bytes() } else { query.url.tokens().lower_case() }
    }

    /// One part between stars after the other, each at the first place it fits; the last where the URL ends, if it must.
    fn parts(self, url: &[u8], start: usize, anywhere: bool) -> bool {
        let mut parts = self.text.split(|byte| *byte == b'*').peekable();
        let (mut at, mut may_move) = (start, anywhere);
        while let Some(part) = parts.next() {
            let is_last = parts.peek().is_none();
            let end = match (is_last && self.ends, may_move) {
                (true, may_move) => return fits_at_end(part, url, at, may_move),
                (false, true) => find(part, url, at, is_last),
                (false, false) => fit(part, url, at, is_last),
            };
            let Some(end) = end else { return false };
            (at, may_move) = (end, true);
        }
        true
    }
}

/// Where the first place at or after `from` ends that `part` fits.
fn find(part: &[u8], url: &[u8], from: usize, is_last: bool) -> Option<usize> {
    let rest = url.get(from..)?;
    match part.first() {
        None => Some(from),
        Some(b'^') => (from..=url.len()).find_map(|at| fit(part, url, at, is_last)),
        Some(first) => memchr::memchr_iter(*first, rest).find_map(|at| fit(part, url, from + at, is_last)),
    }
}

/// Where `part` ends if it fits at `at`. A separator that is the very last of the text also stands for the URL's end.
fn fit(part: &[u8], url: &[u8], at: usize, is_last: bool) -> Option<usize> {
    let mut place = at;
    for (index, wanted) in part.iter().enumerate() {
        match (wanted, url.get(place)) {
            (b'^', None) if is_last && index + 1 == part.len() => return Some(place),
            (b'^', Some(found)) if is_separator(*found) => {}
            (wanted, Some(found)) if wanted == found => {}
            _ => return None,
        }
        place += 1;
    }
    Some(place)
}

/// Whether `part` fits so that the URL ends with it, at or after `from`; at `from` itself if it may not move.
fn fits_at_end(part: &[u8], url: &[u8], from: usize, may_move: bool) -> bool {
    let shortest = part.len() - usize::from(part.ends_with(b"^"));
    (shortest..=part.len()).any(|length| {
        url.len().checked_sub(length).is_some_and(|at| {
            let stands = if may_move { at >= from } else { at == from };
            stands && fit(part, url, at, true) == Some(url.len())
        })
    })
}

/// Any character but a letter, a digit and `_`, `-`, `.`, `%`, as in Chrome.
fn is_separator(byte: u8) -> bool {
    !byte.is_ascii_alphanumeric() && !b"_-.%".contains(&byte)
}
