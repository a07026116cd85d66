//! Four bytes in a row. A rule without a whole token is filed under four that every URL it matches must have; there are
//! few such rules, so that one way along the URL finds out whether it has any of theirs.

use serde::{Deserialize, Serialize};

use crate::stored::words;

/// Bytes in a row.
pub(super) const LENGTH: usize = 4;
/// Of a number of 32 bits, those that choose a bit.
const BITS: u32 = 16;
const WORDS: usize = 1 << (BITS - 5);

/// The grams that rules are filed under: a Bloom filter of one bit a gram. The default has none.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Grams(#[serde(with = "words")] Vec<u32>);

impl Grams {
    pub(super) fn of(grams: impl Iterator<Item = u32>) -> Self {
        let mut words = Vec::new();
        for place in grams.map(place) {
            words.resize(WORDS, 0);
            words[place >> 5] |= 1 << (place & 31);
        }
        Self(words)
    }

    /// Those of `text`, in lower case, that may be among these.
    pub(super) fn in_text(&self, text: &[u8]) -> Vec<u32> {
        let mut found = Vec::new();
        // A size that is known spares a check for each byte.
        let (Some(words), Some((first, rest))) = (self.0.first_chunk::<WORDS>(), text.split_first_chunk()) else {
            return found;
        };
        let [a, b, c] = *first;
        let mut gram = u32::from_le_bytes([0, a, b, c]);
        for byte in rest {
            gram = gram >> 8 | u32::from(*byte) << 24;
            let place = place(gram);
            if words[place >> 5] >> (place & 31) & 1 == 1 {
                found.push(gram);
            }
        }
        found
    }
}

/// All of `text`; none of what is shorter than one.
pub(super) fn of_text(text: &[u8]) -> impl Iterator<Item = u32> {
    text.windows(LENGTH).filter_map(|window| window.first_chunk()).map(|gram| u32::from_le_bytes(*gram))
}

fn place(gram: u32) -> usize {
    (gram.wrapping_mul(0x9e37_79b1) >> (u32::BITS - BITS)) as usize
}

#[cfg(test)]
mod tests {
    use super::{Grams, of_text};

    #[test]
    fn grams_that_rules_are_filed_under_are_found_wherever_they_stand() {
        let grams = Grams::of(of_text(b"bann").chain(of_text(b"/ad?")));
        let found = |text: &str| {
            let found = grams.in_text(text.as_bytes());
            found.iter().map(|gram| String::from_utf8_lossy(&gram.to_le_bytes()).into_owned()).collect::<Vec<_>>()
        };
        assert_eq!(found("https://news.example/ad?banner"), ["/ad?", "bann"]);
        assert_eq!(found("bann"), ["bann"]);
        assert!(found("ban").is_empty());
        assert!(Grams::default().in_text(b"banner").is_empty());
    }
}
