//! A pattern's text as Chrome's `urlFilter`, alone or together with a parameter.
//!
//! The two mean the same, but for their edges: what stands first or last in a `urlFilter` can be an anchor.

use super::NotInDnr;
use crate::lists::{Anchor, Text};

/// The `urlFilter` that matches what `text` does.
pub(super) fn filter(text: &Text) -> Result<String, NotInDnr> {
    let segments: Vec<&str> = text.text.split('*').collect();
    joined(text.anchor, &segments, text.ends)
}

/// `urlFilter`s for URLs that `text` matches and that have a parameter's `marker` in them: `^name=`, or `?`.
#[derive(Debug, Default)]
pub(super) struct Filters {
    /// One of them matches every such URL, but for those of `lacks`.
    pub(super) filters: Vec<String>,
    /// Set if URLs are left out that have the parameter before a part of the text that belongs into a path.
    pub(super) lacks: Option<NotInDnr>,
}

/// The filters. Some also match URLs without the parameter, from which nothing can be removed. Where text and marker share
/// letters with more than one stretch of the text between its `*`, that is left out.
pub(super) fn filters_with(text: &Text, marker: &str) -> Result<Filters, NotInDnr> {
    let segments: Vec<&str> = text.text.split('*').collect();
    if segments.iter().any(|segment| contains(segment, marker)) {
        return Ok(Filters { filters: vec![joined(text.anchor, &segments, text.ends)?], lacks: None });
    }
    let mut found = Filters::default();
    for at in 0..=segments.len() {
        let is_before_anchor = at == 0 && text.anchor != Anchor::None;
        let is_after_end = at == segments.len() && text.ends;
        if is_before_anchor || is_after_end {
            continue;
        }
        if segments[at..].iter().any(|segment| !segment.contains(['?', '&', '='])) {
            found.lacks = Some(NotInDnr::ParameterOrder);
            continue;
        }
        // The separator may be the one that the stretch before ends with.
        let is_shared = marker.starts_with('^') && at > 0 && segments[at - 1].ends_with(['?', '&', '^']);
        let mut apart = segments.clone();
        apart.insert(at, if is_shared { marker.trim_start_matches('^') } else { marker });
        found.filters.push(joined(text.anchor, &apart, text.ends)?);
    }
    for (at, segment) in segments.iter().enumerate() {
        for Overlap { letters: shared, begins, ends } in overlaps(segment, marker) {
            let is_anchored = at == 0 && text.anchor != Anchor::None && !begins;
            let is_ended = at + 1 == segments.len() && text.ends && !ends;
            // The marker's separator is the segment's last letter: said above.
            let is_at_end = at + 1 == segments.len() && begins;
            let is_said = is_at_end && marker.starts_with('^') && shared.len() + 1 == segment.len() + marker.len();
            let leaves_path = segments[at + 1..].iter().all(|segment| segment.contains(['?', '&', '=']));
            if leaves_path && !(is_anchored || is_ended || is_said) {
                let mut over = segments.clone();
                over[at] = &shared;
                found.filters.push(joined(text.anchor, &over, text.ends)?);
            }
        }
    }
    found.filters.sort_unstable();
    found.filters.dedup();
    Ok(found)
}

fn joined(anchor: Anchor, segments: &[&str], ends: bool) -> Result<String, NotInDnr> {
    let text = segments.join("*");
    let before = match anchor {
        // `||*` is refused, and `|` after `|` would be another anchor.
        Anchor::Host | Anchor::Start if text.starts_with(['*', '|']) => return Err(NotInDnr::Edge),
        Anchor::Host => "||",
        Anchor::Start => "|",
        Anchor::None if text.starts_with('|') => "*",
        Anchor::None => "",
    };
    let after = if ends {
        "|"
    } else if text.ends_with('|') {
        "*"
    } else {
        ""
    };
    Ok(format!("{before}{text}{after}"))
}

/// Whether every URL with `segment` in it has `inside` in it, within the segment.
fn contains(segment: &str, inside: &str) -> bool {
    let (segment, inside) = (segment.as_bytes(), inside.as_bytes());
    segment.windows(inside.len()).any(|window| window.iter().zip(inside).all(|(have, want)| is_narrower(*have, *want)))
}

fn is_narrower(have: u8, want: u8) -> bool {
    have.eq_ignore_ascii_case(&want) || (want == b'^' && is_separator(have))
}

/// What both letters of patterns match; `None` for nothing.
fn common(one: u8, other: u8) -> Option<u8> {
    if one == other || (other == b'^' && is_separator(one)) {
        Some(one)
    } else if one == b'^' && is_separator(other) {
        Some(other)
    } else if one.eq_ignore_ascii_case(&other) {
        // The parameter's, whose case may matter; where it does not, either will do.
        Some(other)
    } else {
        None
    }
}

fn is_separator(letter: u8) -> bool {
    !letter.is_ascii_alphanumeric() && !b"_.%-*".contains(&letter)
}

/// A stretch in which a segment and a marker lie over each other.
struct Overlap {
    /// What both match.
    letters: String,
    /// It begins with the segment's beginning.
    begins: bool,
    /// It ends with the segment's end.
    ends: bool,
}

/// The stretches in which `segment` and `inside` lie over each other, in part or, as `segment` within `inside`, wholly.
fn overlaps(segment: &str, inside: &str) -> Vec<Overlap> {
    let (segment, inside) = (segment.as_bytes(), inside.as_bytes());
    let (length, reach) = (segment.len(), inside.len());
    // `inside` begins at `shift - reach` of the segment: from one letter shared at its front to one at its back.
    let shifted = (1..length + reach).filter_map(|shift| {
        let (segment_from, inside_from) = if shift < reach { (reach - shift, 0) } else { (0, shift - reach) };
        let width = (segment_from + length).max(inside_from + reach);
        let letter = |place: usize| {
            let of = |text: &[u8], from: usize| place.checked_sub(from).and_then(|at| text.get(at)).copied();
            match (of(segment, segment_from), of(inside, inside_from)) {
                (Some(one), Some(other)) => common(one, other),
                (one, other) => one.or(other),
            }
        };
        let letters = (0..width).map(letter).collect::<Option<Vec<u8>>>()?;
        // A parameter stands behind one of these.
        let is_parameter = b"?&^".contains(&letters[inside_from]);
        let letters = String::from_utf8(letters).ok().filter(|_| is_parameter)?;
        Some(Overlap { letters, begins: segment_from == 0, ends: segment_from + length == width })
    });
    shifted.collect()
}
