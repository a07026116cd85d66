//! Tokens: the runs of letters and digits in a URL, found on one way along it, eight bytes at a time. A rule is filed under
//! one that every URL it matches must have, so that a request meets few of the rules.
//!
//! What is filed is not known here ([`crate::engine`]).

use crate::lists::{Anchor, Text};

/// A URL's tokens, and what else one way along it tells.
#[derive(Debug, Clone, Default)]
pub(crate) struct Tokens {
    /// The URL in lower case, with zeros before and behind it.
    padded: Vec<u8>,
    length: usize,
    all: Vec<Placed>,
    is_plain: bool,
}

/// A token of a URL.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Placed {
    pub(crate) hash: u32,
    /// Where it begins and ends.
    pub(crate) start: u32,
    pub(crate) end: u32,
}

/// Bytes that are read at once, and zeros on either side.
const STEP: usize = 8;
/// Steps of which the bytes that are in tokens are told by one number.
const STEPS: usize = 8;
const BLOCK: usize = STEP * STEPS;

impl Tokens {
    /// Those of `url`, in place of what was here.
    pub(crate) fn set(&mut self, url: &str) {
        let blocks = url.len().div_ceil(BLOCK);
        self.padded.clear();
        self.padded.resize(blocks * BLOCK + 2 * STEP, 0);
        self.all.clear();
        (self.length, self.is_plain) = (url.len(), true);
        // Where the run begins that is not over yet.
        let mut open = None;
        for (number, block) in url.as_bytes().chunks(BLOCK).enumerate() {
            let base = number * BLOCK;
            let mask = self.lower(base, block);
            self.is_plain &= self.are_plain(base, !mask & (u64::MAX >> (BLOCK - block.len())));
            // A bit wherever a run begins or is over.
            let mut edges = mask ^ (mask << 1 | u64::from(open.is_some()));
            while edges != 0 {
                let place = base + edges.trailing_zeros() as usize;
                edges &= edges - 1;
                open = match open {
                    None => Some(place),
                    Some(start) => {
                        self.push(start, place);
                        None
                    }
                };
            }
        }
        if let Some(start) = open {
            self.push(start, url.len());
        }
    }

    /// In order.
    pub(crate) fn all(&self) -> &[Placed] {
        &self.all
    }

    /// The URL in lower case.
    pub(crate) fn lower_case(&self) -> &[u8] {
        self.padded.get(STEP..STEP + self.length).unwrap_or_default()
    }

    /// Whether it has nothing but ASCII that parsing leaves as it is, wherever it stands behind the host, and no part of
    /// its path begins with a dot.
    pub(crate) fn is_plain(&self) -> bool {
        self.is_plain
    }

    /// The four bytes at `place` in lower case, the first lowest; zeros behind the URL's end.
    pub(crate) fn four_at(&self, place: u32) -> u32 {
        self.four(place as usize + STEP)
    }

    /// The four that end at `place`; zeros before the URL's beginning.
    pub(crate) fn four_before(&self, place: u32) -> u32 {
        self.four(place as usize + STEP - 4)
    }

    fn four(&self, place: usize) -> u32 {
        let bytes = self.padded.get(place..).and_then(|rest| rest.first_chunk());
        bytes.map_or(0, |bytes| u32::from_le_bytes(*bytes))
    }

    fn eight(&self, place: usize) -> u64 {
        let bytes = self.padded.get(place..).and_then(|rest| rest.first_chunk());
        bytes.map_or(0, |bytes| u64::from_le_bytes(*bytes))
    }

    /// Writes `block`, which stands at `base`, in lower case; a bit for each of its bytes that is in a token.
    fn lower(&mut self, base: usize, block: &[u8]) -> u64 {
        let (to, _) = self.padded[STEP + base..].as_chunks_mut::<STEP>();
        let (chunks, rest) = block.as_chunks::<STEP>();
        let mut mask = 0;
        for (number, (chunk, to)) in chunks.iter().zip(&mut *to).enumerate() {
            let word = in_lower_case(u64::from_le_bytes(*chunk));
            *to = word.to_le_bytes();
            mask |= in_tokens(word) << (number * STEP);
        }
        if !rest.is_empty() {
            let word = in_lower_case(word_of(rest));
            to[chunks.len()] = word.to_le_bytes();
            mask |= in_tokens(word) << (chunks.len() * STEP);
        }
        mask
    }

    /// Whether the bytes of `gaps`, a bit for each from `base` on, are plain.
    fn are_plain(&self, base: usize, mut gaps: u64) -> bool {
        while gaps != 0 {
            let place = STEP + base + gaps.trailing_zeros() as usize;
            gaps &= gaps - 1;
            let byte = self.padded[place];
            let may_be_dot = byte == b'.' || byte == b'%';
            if !PLAIN[usize::from(byte)] || may_be_dot && self.padded[place - 1] == b'/' {
                return false;
            }
        }
        true
    }

    fn push(&mut self, start: usize, end: usize) {
        let length = end - start;
        let first = self.eight(STEP + start);
        let hash = if length <= STEP {
            hash_of(first & (u64::MAX >> (8 * (STEP - length))), 0, length)
        } else {
            hash_of(first, self.eight(end), length)
        };
        self.all.push(Placed { hash, start: number_of(start), end: number_of(end) });
    }
}

/// No URL is longer than 4 GB.
fn number_of(place: usize) -> u32 {
    u32::try_from(place).unwrap_or(u32::MAX)
}

/// What parsing leaves as it is in paths and queries, besides letters and digits.
const PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let bytes = b"/?&=_-.~%+,:;@!$()*[]";
    let mut at = 0;
    while at < bytes.len() {
        plain[bytes[at] as usize] = true;
        at += 1;
    }
    plain
};

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
fn in_tokens(word: u64) -> u64 {
    let found = between(word, b'a', b'z') | between(word, b'0', b'9');
    // Moves the eight bits side by side.
    (found >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56
}

/// A token that stands whole in every URL that a pattern matches: with an end on both sides.
pub(crate) struct OfText {
    pub(crate) token: Vec<u8>,
    /// How far it is from where the pattern begins; nothing behind a `*`.
    pub(crate) offset: Option<usize>,
}

/// Those of a pattern.
pub(crate) fn of_text(text: &Text) -> Vec<OfText> {
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

/// The hashes of those of a text that stands between bytes that are in no token.
pub(crate) fn of_name(name: &str) -> impl Iterator<Item = u32> {
    let runs = name.split(|letter: char| !letter.is_ascii_alphanumeric()).filter(|run| !run.is_empty());
    runs.map(|run| hash(run.to_ascii_lowercase().as_bytes()))
}

/// Two tokens of one hash share a drawer, no more.
pub(crate) fn hash(token: &[u8]) -> u32 {
    match (token.first_chunk(), token.last_chunk()) {
        (Some(first), Some(last)) if token.len() > STEP => {
            hash_of(u64::from_le_bytes(*first), u64::from_le_bytes(*last), token.len())
        }
        _ => hash_of(word_of(token), 0, token.len()),
    }
}

/// Of at most eight bytes all, or the first eight; the last eight of more.
fn hash_of(first: u64, last: u64, length: usize) -> u32 {
    let mixed = (first ^ last.rotate_left(29) ^ (length as u64) << 56).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (mixed >> 32) as u32 ^ ((mixed & 0xffff_ffff) as u32).rotate_left(7)
}

/// At most eight bytes, the first lowest.
fn word_of(bytes: &[u8]) -> u64 {
    bytes.iter().rev().fold(0, |word, byte| word << 8 | u64::from(*byte))
}

pub(crate) fn is_in_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Placed, Tokens, hash, is_in_token, number_of};

    /// The same, a byte at a time.
    fn plainly(url: &str) -> Vec<Placed> {
        let lower = url.to_ascii_lowercase().into_bytes();
        let mut tokens = Vec::new();
        let mut start = 0;
        for end in 0..=lower.len() {
            if end == lower.len() || !is_in_token(lower[end]) {
                if end > start {
                    let (hash, start, end) = (hash(&lower[start..end]), number_of(start), number_of(end));
                    tokens.push(Placed { hash, start, end });
                }
                start = end + 1;
            }
        }
        tokens
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(4_000))]

        #[test]
        fn tokens_are_those_that_reading_byte_by_byte_finds(
            before in "\\PC{0,20}",
            url in "([a-zA-Z0-9]{0,20}[/.?=&%_é{\\[@`:-]{0,3}){0,8}",
        ) {
            let mut tokens = Tokens::default();
            tokens.set(&before);
            tokens.set(&url);
            prop_assert_eq!(tokens.all(), &plainly(&url));
            let expected = url.to_ascii_lowercase();
            prop_assert_eq!(tokens.lower_case(), expected.as_bytes());
            let padded = format!("\0\0\0\0{expected}\0\0\0\0");
            for (place, four) in (0..).zip(padded.as_bytes().windows(4)) {
                let four = u32::from_le_bytes([four[0], four[1], four[2], four[3]]);
                prop_assert_eq!(tokens.four_before(place), four);
                prop_assert!(place < 4 || tokens.four_at(place - 4) == four);
            }
        }
    }
}
