//! Which names are certainly not in a map. Nearly all that is looked up there is not, and a look in the map costs twenty
//! times as much.

use serde::{Deserialize, Serialize};

use crate::labels;
use crate::stored::words;

/// So many that one in two hundred absent names passes.
const BITS_A_KEY: usize = 16;

/// A Bloom filter whose bits for one name are all in one word: four of 32.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct Sieve(#[serde(with = "words")] Vec<u32>);

impl Sieve {
    pub(crate) fn of<'a>(names: impl ExactSizeIterator<Item = &'a str>) -> Self {
        let mut sieve = Self(vec![0; (names.len() * BITS_A_KEY).div_ceil(32)]);
        for name in names {
            let hash = labels::hash(name);
            let place = sieve.place(hash);
            if let Some(word) = sieve.0.get_mut(place) {
                *word |= bits(hash);
            }
        }
        sieve
    }

    /// What [`Sieve::to_bytes`] gave.
    pub(crate) fn of_bytes(bytes: &[u8]) -> Self {
        Self(words::read(bytes).collect())
    }

    /// For files that hold nothing else.
    #[allow(dead_code, reason = "for build.rs, which makes this module its own")]
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        words::write(&self.0)
    }

    /// Whether a name of this hash may be among those it was made of.
    pub(crate) fn has(&self, hash: u32) -> bool {
        let bits = bits(hash);
        self.0.get(self.place(hash)).is_some_and(|word| word & bits == bits)
    }

    fn place(&self, hash: u32) -> usize {
        // FNV's low bits are its best, and the high ones choose the place.
        let mixed = (hash ^ (hash >> 15)).wrapping_mul(0x9e37_79b1);
        ((u64::from(mixed) * self.0.len() as u64) >> 32) as usize
    }
}

fn bits(hash: u32) -> u32 {
    let mixed = (hash ^ (hash >> 13)).wrapping_mul(0x85eb_ca6b) >> 12;
    (0..4).fold(0, |bits, part| bits | 1 << (mixed >> (5 * part) & 31))
}

#[cfg(test)]
mod tests {
    use super::Sieve;
    use crate::labels::hash;

    #[test]
    fn every_name_in_the_map_passes_and_few_others_do() {
        let names: Vec<String> = (0..5000).map(|number| format!("h{number}.tracker.example")).collect();
        let sieve = Sieve::of(names.iter().map(String::as_str));
        for name in &names {
            assert!(sieve.has(hash(name)), "{name}");
        }
        let others = (0..5000).filter(|number| sieve.has(hash(&format!("o{number}.example")))).count();
        assert!(others < 100, "{others} of 5,000 others pass");
        assert!(!Sieve::of([].into_iter()).has(hash("a.example")));
    }
}
