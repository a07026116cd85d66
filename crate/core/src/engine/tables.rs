//! A layer's tables, one a purpose, and which of them have rules under a token.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::marks::Marks;
use super::table::{Drawers, Table};
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
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Purposes(u8);

impl Purposes {
    pub(super) fn is_empty(self) -> bool {
        self.0 == 0
    }

    pub(super) fn add(&mut self, others: Self) {
        self.0 |= others.0;
    }

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
    /// A byte for each beginning of a key's number, in which a bit for each purpose says that a rule may be filed there.
    #[serde(with = "bytes")]
    kept: Vec<u8>,
    pub(super) marks: Marks,
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
        let keys: BTreeSet<_> = drawers.iter().flat_map(|drawers| drawers.keys()).collect();
        Self { by_purpose: tables, kept, marks: Marks::of(keys.into_iter()) }
    }

    pub(super) fn of(&self, purpose: Purpose) -> &Table {
        &self.by_purpose[purpose as usize]
    }

    /// For which purposes rules may be filed under a key of this number.
    pub(super) fn under(&self, number: u32) -> Purposes {
        Purposes(self.kept.get(place(number)).copied().unwrap_or_default())
    }
}

fn place(number: u32) -> usize {
    (number >> (u32::BITS - BITS)) as usize
}
