//! Reads queries, forms and lists with colons. Nothing is an error: a cut or wrong escape stays as it is, bytes that are
//! no UTF-8 become U+FFFD.
//!
//! Does not know where in a request its text was.

use std::borrow::Cow;

use percent_encoding::percent_decode;

use super::request::Tell;

/// Browsers write some forty; RFC 2046 allows 70 and two dashes before them.
const LONGEST_BOUNDARY: usize = 72;
/// In a list with colons, the title of the page comes last and may have colons.
const TAKES_THE_REST: &str = "t";

/// `a=1&b=2`, or `a=1;b=2` throughout, as pieces that are still encoded. Without `=` there is no value.
pub(super) fn split(query: &[u8]) -> impl Iterator<Item = (&[u8], Option<&[u8]>)> {
    let has_value = |piece: &[u8]| piece.contains(&b'=');
    let by_semicolons = !query.contains(&b'&') && query.split(|byte| *byte == b';').all(has_value);
    let separator = if by_semicolons { b';' } else { b'&' };
    query.split(move |byte| *byte == separator).filter(|piece| !piece.is_empty()).map(|piece| {
        match piece.iter().position(|byte| *byte == b'=') {
            Some(at) => (&piece[..at], Some(&piece[at + 1..])),
            None => (piece, None),
        }
    })
}

/// Reads a query, or a body like one.
pub(super) fn read(query: &[u8], tell: &mut Tell<'_>) {
    for (name, value) in split(query) {
        tell(&unescape_form(name), value.map(unescape_form).as_deref());
    }
}

/// Percent-decodes text in which `+` is a space.
fn unescape_form(text: &[u8]) -> Cow<'_, str> {
    if !text.contains(&b'+') {
        return unescape(text);
    }
    let spaced: Vec<u8> = text.iter().map(|byte| if *byte == b'+' { b' ' } else { *byte }).collect();
    Cow::Owned(unescape(&spaced).into_owned())
}

/// Percent-decodes text in which `+` is itself.
pub(super) fn unescape(text: &[u8]) -> Cow<'_, str> {
    match Cow::from(percent_decode(text)) {
        Cow::Borrowed(plain) => String::from_utf8_lossy(plain),
        Cow::Owned(decoded) => Cow::Owned(String::from_utf8_lossy(&decoded).into_owned()),
    }
}

/// The line that stands between the parts of a multipart/form-data body, if it is one.
pub(super) fn boundary(body: &[u8]) -> Option<&[u8]> {
    let line = body.split(|byte| *byte == b'\n').next()?.trim_ascii_end();
    let header = &body[line.len()..].trim_ascii_start();
    let is_part = header.get(..DISPOSITION.len()).is_some_and(|start| start.eq_ignore_ascii_case(DISPOSITION));
    (line.starts_with(b"--") && (3..=LONGEST_BOUNDARY).contains(&line.len()) && is_part).then_some(line)
}

const DISPOSITION: &[u8] = b"content-disposition";

/// Reads multipart/form-data, in which nothing is percent-encoded.
pub(super) fn read_multipart(body: &[u8], tell: &mut Tell<'_>) {
    let Some(boundary) = boundary(body) else { return };
    let text = String::from_utf8_lossy(body);
    for part in text.split(&*String::from_utf8_lossy(boundary)) {
        let part = part.trim_start_matches(['\r', '\n']);
        let end = part.find("\r\n\r\n").map(|at| (at, 4)).or_else(|| part.find("\n\n").map(|at| (at, 2)));
        let Some((headers, value)) = end.map(|(at, long)| (&part[..at], &part[at + long..])) else { continue };
        match part_name(headers) {
            Some(name) => tell(name, Some(value.trim_end_matches(['\r', '\n']))),
            None => tell(value, None),
        }
    }
}

/// From `Content-Disposition: form-data; name="ud[em]"`.
fn part_name(headers: &str) -> Option<&str> {
    let (_, rest) = headers.split_once(" name=").or_else(|| headers.split_once(";name="))?;
    let quoted = rest.strip_prefix('"').and_then(|rest| rest.split_once('"'));
    Some(quoted.map_or_else(|| rest.split([';', '\r', '\n']).next().unwrap_or_default(), |(name, _)| name))
}

/// Reads `u:123:ls:456`: names and values by turns.
pub(super) fn read_colons(list: &str, tell: &mut Tell<'_>) {
    let mut rest = Some(list).filter(|list| !list.is_empty());
    while let Some(text) = rest {
        let Some((name, after)) = text.split_once(':') else { return tell(text, None) };
        let (value, next) = match after.split_once(':') {
            Some((value, next)) if name != TAKES_THE_REST => (value, Some(next)),
            _ => (after, None),
        };
        tell(name, Some(value));
        rest = next.filter(|next| !next.is_empty());
    }
}
