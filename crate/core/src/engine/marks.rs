//! Which keys a layer's tables have certainly nothing under. Nearly all that a request has are such.

use serde::{Deserialize, Serialize};

use super::grams;
use super::table::Key;
use crate::stored::words;
use crate::tokens::Tokens;

/// So many that one in thirty-two absent keys passes at most.
const BITS_A_KEY: usize = 32;

/// A bit for each beginning of a key's number, set where a key begins so. The default has none.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Bits(#[serde(with = "words")] Vec<u32>);

impl Bits {
    fn of(numbers: &[u32]) -> Self {
        let mut bits = Self(Vec::new());
        if !numbers.is_empty() {
            bits.0.resize((numbers.len() * BITS_A_KEY).next_power_of_two() / 32, 0);
        }
        for number in numbers {
            let (word, bit) = bits.place(*number);
            bits.0[word] |= bit;
        }
        bits
    }

    fn has(&self, number: u32) -> bool {
        let (word, bit) = self.place(number);
        self.0.get(word).is_some_and(|word| word & bit != 0)
    }

    fn place(&self, number: u32) -> (usize, u32) {
        // As many words as a power of two.
        let place = number.unbounded_shr((u32::BITS - 5).saturating_sub(self.0.len().trailing_zeros()));
        ((place >> 5) as usize, 1 << (place & 31))
    }
}

/// The keys that there is something under, those of grams apart: they are few, and grams are many.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Marks {
    others: Bits,
    edges: Bits,
    fourths: Bits,
    grams: Bits,
}

impl Marks {
    pub(super) fn of<'a>(keys: impl Iterator<Item = &'a Key>) -> Self {
        let mut numbers: [Vec<u32>; 4] = Default::default();
        for key in keys {
            let kind = match key {
                Key::Any | Key::Token(_) | Key::Host(_) | Key::Frame(_) => 0,
                Key::Edge(_) => 1,
                Key::Fourth(_) => 2,
                Key::Gram(_) => 3,
            };
            numbers[kind].push(key.number());
        }
        let [others, edges, fourths, grams] = numbers.map(|numbers| Bits::of(&numbers));
        Self { others, edges, fourths, grams }
    }

    /// Tells `found` the numbers of those keys of the URL that may be among these, each token's with where it begins and
    /// ends.
    pub(super) fn in_url(&self, url: &Tokens, mut found: impl FnMut(u32, u32, u32)) {
        let has_edges = !self.edges.0.is_empty();
        for token in url.all() {
            if self.others.has(token.hash) {
                found(token.hash, token.start, token.end);
            }
            if has_edges {
                for gram in grams::edges(url, *token) {
                    let number = Key::Edge(gram).number();
                    if self.edges.has(number) {
                        found(number, 0, 0);
                    }
                }
            }
        }
        let fourths = url.lower_case().as_chunks().0.iter().map(|gram| Key::Fourth(u32::from_le_bytes(*gram)));
        let grams = grams::all_of(url.lower_case()).map(Key::Gram);
        self.fourths.among(fourths, &mut found);
        self.grams.among(grams, &mut found);
    }

    /// Tells `found` the numbers of those of `keys` that may be among these.
    pub(super) fn among(&self, keys: impl Iterator<Item = Key>, found: impl FnMut(u32, u32, u32)) {
        self.others.among(keys, found);
    }
}

impl Bits {
    fn among(&self, keys: impl Iterator<Item = Key>, mut found: impl FnMut(u32, u32, u32)) {
        if !self.0.is_empty() {
            let numbers = keys.map(Key::number).filter(|number| self.has(*number));
            numbers.for_each(|number| found(number, 0, 0));
        }
    }
}
