//! Tokens: the runs of letters and digits in a URL. A rule is filed under one that every URL it matches must have, so
//! that a request meets few of the rules.

use crate::lists::{Anchor, Text};

/// A token of a URL.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Placed {
    pub(super) hash: u32,
    /// Where it begins and ends.
    pub(super) start: u32,
    pub(super) end: u32,
}

/// Bytes that are read at once.
const STEP: usize = 8;

/// Writes `url` in lower case over `lower`, and its tokens, in order, over `tokens`. Eight bytes behind the URL's end are
/// zero.
pub(super) fn of_url(url: &str, lower: &mut Vec<u8>, tokens: &mut Vec<Placed>) {
    lower.clear();
    tokens.clear();
    lower.reserve(url.len() + 2 * STEP);
    // Where the run begins that is not over yet.
    let mut open = None;
    let (chunks, rest) = url.as_bytes().as_chunks::<STEP>();
    let mut last = [0; STEP];
    last[..rest.len()].copy_from_slice(rest);
    for (number, chunk) in chunks.iter().chain(std::iter::once(&last)).enumerate() {
        let word = in_lower_case(u64::from_le_bytes(*chunk));
        lower.extend(word.to_le_bytes());
        let mut mask = in_tokens(word);
        let base = number * STEP;
        let mut at = 0;
        if let Some(start) = open {
            let length = mask.trailing_ones();
            if length as usize == STEP {
                continue;
            }
            tokens.push(placed(lower, start, base + length as usize));
            open = None;
            at = length;
            mask >>= length;
        }
        while mask != 0 {
            let gap = mask.trailing_zeros();
            let length = (mask >> gap).trailing_ones();
            let start = at + gap;
            if (start + length) as usize == STEP {
                open = Some(base + start as usize);
                break;
            }
            // The word holds the whole token.
            let token = word >> (start * 8) & ((1 << (length * 8)) - 1);
            let (start, end) = (base + start as usize, base + (start + length) as usize);
            tokens.push(Placed { hash: step(SEED, token), start: number_of(start), end: number_of(end) });
            at += gap + length;
            mask >>= gap + length;
        }
    }
    lower.truncate(url.len());
    lower.extend([0; STEP]);
    if let Some(start) = open {
        tokens.push(placed(lower, start, url.len()));
    }
}

fn placed(text: &[u8], start: usize, end: usize) -> Placed {
    Placed { hash: hash(&text[start..end]), start: number_of(start), end: number_of(end) }
}

/// No URL is longer than 4 GB.
fn number_of(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

const EACH: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x80 * EACH;

/// The high bit of each byte that is ASCII and at least `first` and at most `last`.
fn between(word: u64, first: u8, last: u8) -> u64 {
    let low = word & !HIGH;
    let from = low + u64::from(0x80 - first) * EACH;
    let beyond = low + u64::from(0x7f - last) * EACH;
    from & !beyond & !word & HIGH
}

fn in_lower_case(word: u64) -> u64 {
    word | between(word, b'A', b'Z') >> 2
}

/// A bit for each byte of a lower-case word that is in a token, the first byte's lowest.
fn in_tokens(word: u64) -> u32 {
    let found = between(word, b'a', b'z') | between(word, b'0', b'9');
    // Moves the eight bits side by side.
    ((found >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56) as u32
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

/// Two tokens of one hash share a drawer, no more.
pub(super) fn hash(token: &[u8]) -> u32 {
    token.chunks(STEP).fold(SEED, |state, chunk| step(state, word_of(chunk)))
}

fn word_of(bytes: &[u8]) -> u64 {
    let mut word = [0; STEP];
    word[..bytes.len()].copy_from_slice(bytes);
    u64::from_le_bytes(word)
}

const SEED: u32 = 0x811c_9dc5;

fn step(state: u32, word: u64) -> u32 {
    let mixed = (word ^ u64::from(state)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> 32) as u32 ^ ((mixed & 0xffff_ffff) as u32).rotate_left(7)
}

pub(super) fn is_in_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Placed, is_in_token, of_url, placed};

    /// The same, a byte at a time.
    fn plainly(url: &str) -> Vec<Placed> {
        let lower = url.to_ascii_lowercase().into_bytes();
        let mut tokens = Vec::new();
        let mut start = 0;
        for end in 0..=lower.len() {
            if end == lower.len() || !is_in_token(lower[end]) {
                if end > start {
                    tokens.push(placed(&lower, start, end));
                }
                start = end + 1;
            }
        }
        tokens
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4_000))]

        #[test]
        fn tokens_are_those_that_reading_byte_by_byte_finds(url in "([a-zA-Z0-9]{0,20}[/.?=&%_é{\\[@`:-]{0,3}){0,6}") {
            let (mut lower, mut tokens) = (vec![1], Vec::new());
            of_url(&url, &mut lower, &mut tokens);
            prop_assert_eq!(&tokens, &plainly(&url));
            let expected = url.to_ascii_lowercase();
            prop_assert_eq!(&lower[..url.len()], expected.as_bytes());
            prop_assert_eq!(&lower[url.len()..], [0; 8]);
        }
    }
}
