//! A layer's tables, one a purpose, and which of them have rules under a token.

use serde::{Deserialize, Serialize};

use super::grams::Grams;
use super::table::{Drawers, Key, Table};
use crate::stored::bytes;

/// What rules are there for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// Blocking with `$important`.
    Important,
    Block,
    Allow,
    /// Of those that allow, such as spare a page with all it loads; matched against the page.
    Page,
    Stub,
    Clean,
    Header,
}

/// A set of purposes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Purposes(u8);

impl Purposes {
    pub(super) fn has(self, purpose: Purpose) -> bool {
        self.0 & 1 << purpose as u8 != 0
    }
}

/// How many there are.
pub(super) const PURPOSES: usize = 7;

/// The tables.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Tables {
    by_purpose: [Table; PURPOSES],
    /// A byte for each beginning of a token's hash, in which a bit for each purpose says that a rule may be filed there.
    #[serde(with = "bytes")]
    kept: Vec<u8>,
    pub(super) grams: Grams,
}

/// Bits of a hash that choose the byte.
const BITS: u32 = 16;

impl Tables {
    pub(super) fn build(drawers: &[Drawers; PURPOSES]) -> Self {
        let tables = drawers.each_ref().map(Table::build);
        let mut kept = vec![0; 1 << BITS];
        for (purpose, table) in tables.iter().enumerate() {
            for number in table.numbers() {
                kept[place(number)] |= 1 << purpose;
            }
        }
        let keys = drawers.iter().flat_map(|drawers| drawers.keys());
        let grams = Grams::of(keys.filter_map(|key| if let Key::Gram(gram) = key { Some(*gram) } else { None }));
        Self { by_purpose: tables, kept, grams }
    }

    pub(super) fn of(&self, purpose: Purpose) -> &Table {
        &self.by_purpose[purpose as usize]
    }

    /// For which purposes rules may be filed under a token of this hash.
    pub(super) fn under(&self, hash: u32) -> Purposes {
        Purposes(self.kept.get(place(hash)).copied().unwrap_or_default())
    }

    /// The same of any of several.
    pub(super) fn purposes(&self, hashes: impl Iterator<Item = u32>) -> Purposes {
        Purposes(hashes.fold(0, |all, hash| all | self.under(hash).0))
    }
}

fn place(hash: u32) -> usize {
    (hash >> (u32::BITS - BITS)) as usize
}
