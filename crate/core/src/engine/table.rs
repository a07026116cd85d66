//! Rules of like purpose, each filed in one drawer of which every request it matches has the key.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// What rules are filed under. Two keys may share a number: what lies in a drawer is tested in full.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Key {
    /// Every request.
    Any,
    /// A token of the URL.
    Token(u32),
    /// A name that the requested host answers to.
    Host(u32),
    /// A name that the requesting document's host answers to.
    Frame(u32),
    /// A gram where a token begins or ends ([`super::grams`]).
    Edge(u32),
    /// A gram at a place that is a multiple of four.
    Fourth(u32),
    /// A gram anywhere.
    Gram(u32),
}

impl Key {
    pub(super) fn number(self) -> u32 {
        let mixed = |value: u32, salt: u32| (value ^ salt).wrapping_mul(0x9e37_79b1).rotate_left(15);
        match self {
            Self::Any => 0,
            Self::Token(hash) => hash,
            Self::Host(name) => mixed(name, 0x85eb_ca6b),
            Self::Frame(name) => mixed(name, 0xc2b2_ae35),
            Self::Edge(gram) => mixed(gram, 0x27d4_eb2f),
            Self::Fourth(gram) => mixed(gram, 0x9e37_79b9),
            Self::Gram(gram) => mixed(gram, 0x1656_67b1),
        }
    }
}

/// A rule in a drawer, with what spares most looks at the rule itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Filed {
    /// The first word of the rule's record.
    pub(super) when: u32,
    /// What must stand behind the token that it is filed under ([`guard`]).
    pub(super) guard: u32,
    /// Its number.
    pub(super) rule: u32,
}

/// Rules by their keys. A rule may be filed under several, of which each request that it matches has one.
pub(super) type Drawers = BTreeMap<Key, Vec<Filed>>;

/// The drawers: where those whose keys begin with the same bits start, and what lies in them, in the order of keys.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Table {
    #[serde(with = "saved_starts")]
    starts: Vec<u32>,
    /// Four words each: the key's number, and what is [`Filed`].
    #[serde(with = "saved")]
    filed: Vec<u32>,
}

const WORDS: usize = 4;

impl Table {
    pub(super) fn build(drawers: &Drawers) -> Self {
        let mut all: Vec<(u32, Filed)> =
            drawers.iter().flat_map(|(key, filed)| filed.iter().map(|filed| (key.number(), *filed))).collect();
        all.sort_by_key(|(number, filed)| (*number, filed.rule));
        if all.is_empty() {
            return Self::default();
        }
        let bits = all.len().next_power_of_two().trailing_zeros().clamp(1, 20);
        let mut starts = vec![0u32; (1 << bits) + 1];
        for (number, _) in &all {
            starts[(number >> (32 - bits)) as usize + 1] += 1;
        }
        let mut sum = 0;
        for start in &mut starts {
            sum += *start;
            *start = sum;
        }
        let filed = all.into_iter().flat_map(|(number, filed)| [number, filed.when, filed.guard, filed.rule]);
        Self { starts, filed: filed.collect() }
    }

    /// The rules filed under the key of this number.
    pub(super) fn drawer(&self, number: u32) -> impl Iterator<Item = Filed> {
        let size = self.starts.len().saturating_sub(1);
        let place = ((u64::from(number) * size as u64) >> 32) as usize;
        let (start, end) = match self.starts.get(place..place + 2) {
            Some([start, end]) => (*start as usize, *end as usize),
            _ => (0, 0),
        };
        let (filed, _) = self.filed.as_chunks::<WORDS>();
        let filed = filed.get(start..end).unwrap_or_default();
        filed.iter().filter(move |filed| filed[0] == number).map(|[_, when, guard, rule]| Filed {
            when: *when,
            guard: *guard,
            rule: *rule,
        })
    }

    /// The numbers of all keys, some more than once.
    pub(super) fn numbers(&self) -> impl Iterator<Item = u32> {
        self.filed.iter().step_by(WORDS).copied()
    }
}

/// Keys rise.
mod saved {
    use serde::de::Deserializer;
    use serde::ser::Serializer;

    use crate::stored::columns;

    pub(super) fn serialize<S: Serializer>(rows: &[u32], to: S) -> Result<S::Ok, S::Error> {
        columns::serialize::<{ super::WORDS }, 0b0001, S>(rows, to)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<u32>, D::Error> {
        columns::deserialize::<{ super::WORDS }, 0b0001, D>(from)
    }
}

/// Starts rise.
mod saved_starts {
    use serde::de::Deserializer;
    use serde::ser::Serializer;

    use crate::stored::columns;

    pub(super) fn serialize<S: Serializer>(rows: &[u32], to: S) -> Result<S::Ok, S::Error> {
        columns::serialize::<1, 1, S>(rows, to)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<u32>, D::Error> {
        columns::deserialize::<1, 1, D>(from)
    }
}

/// What stands behind a token in a pattern: four bytes, the first lowest. Zero stands for whatever there is.
pub(super) fn guard(after: &[u8]) -> u32 {
    let mut guard = [0; 4];
    let known = after.iter().take_while(|byte| **byte != b'*');
    for (byte, known) in guard.iter_mut().zip(known) {
        // What is no separator itself stands for several.
        *byte = if *known == b'^' || !known.is_ascii() { 0 } else { known.to_ascii_lowercase() };
    }
    u32::from_le_bytes(guard)
}

/// Whether a guard lets the four bytes pass that stand behind a token in a URL in lower case.
pub(super) fn passes(guard: u32, found: u32) -> bool {
    // A byte of ones for each byte that is known; all known ones are ASCII.
    let known = ((guard + 0x7f7f_7f7f) & 0x8080_8080) >> 7;
    (guard ^ found) & (known * 0xff) == 0
}

#[cfg(test)]
mod tests {
    use super::{guard, passes};

    #[test]
    fn a_guard_lets_pass_what_a_pattern_may_stand_before() {
        let of = |text: &[u8; 4]| u32::from_le_bytes(*text);
        for (after, found, expected) in [
            (&b"/ads.js"[..], b"/ads", true),
            (b"/ads.js", b"/adx", false),
            (b"/Ad", b"/ad\0", true),
            (b"/ad", b"/adx", true),
            (b"^ad", b"?adx", true),
            (b"*ad", b"1234", true),
            (b"", b"\0\0\0\0", true),
            (b".", b"\0\0\0\0", false),
        ] {
            assert_eq!(passes(guard(after), of(found)), expected, "{after:?} {found:?}");
        }
    }
}
