//! Rules of like purpose, each filed in one drawer of which every request it matches has the key.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use super::words;

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
    /// The hash of a parameter's name.
    Parameter(u32),
}

impl Key {
    fn number(self) -> u32 {
        let mixed = |value: u32, salt: u32| (value ^ salt).wrapping_mul(0x9e37_79b1).rotate_left(15);
        match self {
            Self::Any => 0,
            Self::Token(hash) => mixed(hash, 0x5bd1_e995),
            Self::Host(name) => mixed(name, 0x85eb_ca6b),
            Self::Frame(name) => mixed(name, 0xc2b2_ae35),
            Self::Parameter(hash) => mixed(hash, 0x27d4_eb2f),
        }
    }
}

/// The drawers: open addressing, three words a slot (key's number, where its rules start, how many), and the rules.
#[derive(Debug, Default)]
pub(super) struct Table {
    slots: Vec<u32>,
    rules: Vec<u32>,
}

/// A table as bytes.
#[derive(Serialize, Deserialize)]
pub(super) struct SavedTable {
    #[serde(with = "bytes")]
    slots: Vec<u8>,
    #[serde(with = "bytes")]
    rules: Vec<u8>,
}

/// `postcard` would write a number a byte.
mod bytes {
    use serde::de::{Deserialize, Deserializer};
    use serde::ser::Serializer;

    pub(super) fn serialize<S: Serializer>(bytes: &[u8], to: S) -> Result<S::Ok, S::Error> {
        to.serialize_bytes(bytes)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<u8>, D::Error> {
        <&[u8]>::deserialize(from).map(<[u8]>::to_vec)
    }
}

const SLOT: usize = 3;

impl Table {
    /// `filed` are rules by their keys. A rule may be filed under several, of which each request that it matches has one.
    pub(super) fn build(filed: &BTreeMap<Key, Vec<u32>>) -> Self {
        let mut by_number: HashMap<u32, Vec<u32>> = HashMap::new();
        for (key, rules) in filed {
            by_number.entry(key.number()).or_default().extend(rules);
        }
        let mut numbers: Vec<_> = by_number.into_iter().collect();
        numbers.sort_unstable();
        let capacity = (numbers.len() * 2).next_power_of_two();
        let mut table = Self { slots: vec![0; capacity * SLOT], rules: Vec::new() };
        for (number, rules) in numbers {
            let start = table.rules.len();
            table.rules.extend(&rules);
            let slot = table.probe(number).find(|slot| table.slots[slot + 2] == 0);
            if let Some(slot) = slot {
                let words = [number as usize, start, rules.len()].map(|word| u32::try_from(word).unwrap_or(0));
                table.slots[slot..slot + SLOT].copy_from_slice(&words);
            }
        }
        table
    }

    /// The rules filed under `key`, and perhaps others.
    pub(super) fn drawer(&self, key: Key) -> &[u32] {
        let number = key.number();
        for slot in self.probe(number) {
            match self.slots.get(slot..slot + SLOT) {
                Some([found, start, length]) if *length > 0 => {
                    if *found == number {
                        let start = *start as usize;
                        return self.rules.get(start..start + *length as usize).unwrap_or(&[]);
                    }
                }
                _ => return &[],
            }
        }
        &[]
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    pub(super) fn save(&self) -> SavedTable {
        SavedTable { slots: words::write(&self.slots), rules: words::write(&self.rules) }
    }

    pub(super) fn load(saved: &SavedTable) -> Self {
        Self { slots: words::read(&saved.slots), rules: words::read(&saved.rules) }
    }

    /// The slots a key may be in, the likeliest first.
    fn probe(&self, number: u32) -> impl Iterator<Item = usize> + use<> {
        let capacity = self.slots.len() / SLOT;
        let first = number as usize & capacity.wrapping_sub(1);
        (0..capacity).map(move |step| ((first + step) & (capacity - 1)) * SLOT)
    }
}
