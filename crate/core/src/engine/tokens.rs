//! Tokens: the runs of letters and digits in a URL. A rule is filed under one that every URL it matches must have, so
//! that a request meets few of the rules.

use crate::lists::{Anchor, Text};

/// A token's hash, and where it begins.
pub(super) type Placed = (u32, u32);

/// The tokens in order. `url` is in lower case.
pub(super) fn of_url(url: &[u8]) -> Vec<Placed> {
    let mut tokens = Vec::new();
    let mut token = None;
    for (at, byte) in (0u32..).zip(url) {
        token = match (token, is_in_token(*byte)) {
            (None, true) => Some((step(START, *byte), at)),
            (Some((hash, start)), true) => Some((step(hash, *byte), start)),
            (token, false) => {
                tokens.extend(token);
                None
            }
        };
    }
    tokens.extend(token);
    tokens
}

/// A token that stands whole in every URL that a pattern matches: with an end on both sides.
pub(super) struct OfText {
    pub(super) token: Vec<u8>,
    /// How far it is from where the pattern begins; nothing behind a `*`.
    pub(super) offset: Option<usize>,
}

/// Those of a pattern.
pub(super) fn of_text(text: &Text) -> Vec<OfText> {
    let bytes = text.text.to_ascii_lowercase().into_bytes();
    let fixed = bytes.iter().position(|byte| *byte == b'*').unwrap_or(bytes.len());
    let mut tokens = Vec::new();
    let mut start = 0;
    while start < bytes.len() {
        let length = bytes[start..].iter().take_while(|byte| is_in_token(**byte)).count();
        let end = start + length;
        let begins = start.checked_sub(1).map_or(text.anchor != Anchor::None, |before| bytes[before] != b'*');
        let ends = bytes.get(end).map_or(text.ends, |after| *after != b'*');
        if length > 0 && begins && ends {
            tokens.push(OfText { token: bytes[start..end].to_vec(), offset: (start < fixed).then_some(start) });
        }
        start = end + 1;
    }
    tokens
}

/// FNV-1a. Two tokens of one hash share a drawer, no more.
pub(super) fn hash(token: &[u8]) -> u32 {
    token.iter().fold(START, |hash, byte| step(hash, *byte))
}

const START: u32 = 0x811c_9dc5;

fn step(hash: u32, byte: u8) -> u32 {
    (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
}

pub(super) fn is_in_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
}
