//! Tokens: the runs of letters and digits in a URL. A rule is filed under one that every URL it matches must have, so
//! that a request meets few of the rules.

use crate::lists::{Anchor, Text};

/// The tokens' hashes, in order. `url` is in lower case.
pub(super) fn of_url(url: &[u8]) -> impl Iterator<Item = u32> {
    url.split(|byte| !is_in_token(*byte)).filter(|token| !token.is_empty()).map(hash)
}

/// Those tokens of a pattern that stand whole in every URL it matches: with an end on both sides.
pub(super) fn of_text(text: &Text) -> Vec<Vec<u8>> {
    let bytes = text.text.to_ascii_lowercase().into_bytes();
    let mut tokens = Vec::new();
    let mut start = 0;
    while start < bytes.len() {
        let length = bytes[start..].iter().take_while(|byte| is_in_token(**byte)).count();
        let end = start + length;
        let begins = start.checked_sub(1).map_or(text.anchor != Anchor::None, |before| bytes[before] != b'*');
        let ends = bytes.get(end).map_or(text.ends, |after| *after != b'*');
        if length > 0 && begins && ends {
            tokens.push(bytes[start..end].to_vec());
        }
        start = end + 1;
    }
    tokens
}

/// FNV-1a. Two tokens of one hash share a drawer, no more.
pub(super) fn hash(token: &[u8]) -> u32 {
    token.iter().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193))
}

pub(super) fn is_in_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'%'
}
