//! The hosts that rules name, numbered, and the sets of them that rules are limited to. Exact: no name is a hash.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use fst::Map;

use super::EngineError;
use super::sieve::Sieve;
use crate::lists::{Name, Names};
use crate::party::entity_name;

/// All the names of a layer.
pub(super) struct NameTable {
    numbers: Map<Vec<u8>>,
    sieve: Sieve,
}

/// What a host answers to, of the names of a table: itself, those above it, and entities.
pub(super) type Answers = Vec<u32>;

impl NameTable {
    /// `numbers` and `sieve` as they were saved.
    pub(super) fn load(numbers: &[u8], sieve: &[u8]) -> Result<Self, EngineError> {
        let numbers = Map::new(numbers.to_vec()).map_err(|error| EngineError::Damaged(error.to_string()))?;
        Ok(Self { numbers, sieve: Sieve::load(sieve) })
    }

    pub(super) fn save(&self) -> (&[u8], Vec<u8>) {
        (self.numbers.as_fst().as_bytes(), self.sieve.save())
    }

    /// `host` has no root dot.
    pub(super) fn answers(&self, host: &str) -> Answers {
        let plain = self.sieve.passing(host, "").filter_map(|host| self.numbers.get(host));
        let entities = self.sieve.passing(entity_name(host), ".*");
        let numbers = plain.chain(entities.filter_map(|name| self.numbers.get(format!("{name}.*"))));
        numbers.filter_map(|number| u32::try_from(number).ok()).collect()
    }
}

/// A set of names in the words of a layer: how many are included and excluded, then the numbers of either, sorted.
#[derive(Clone, Copy)]
pub(super) struct NameSet<'a> {
    included: &'a [u32],
    excluded: &'a [u32],
}

impl<'a> NameSet<'a> {
    /// The set at `place`; an empty one for a place that is none, which checked files do not have.
    pub(super) fn at(words: &'a [u32], place: usize) -> Self {
        let parts = || {
            let [included, excluded] = words.get(place..place + 2)?.try_into().ok()?;
            let (included, excluded): (usize, usize) = (u32::try_into(included).ok()?, u32::try_into(excluded).ok()?);
            let members = words.get(place + 2..place + 2 + included + excluded)?;
            Some(members.split_at(included))
        };
        let (included, excluded) = parts().unwrap_or_default();
        Self { included, excluded }
    }

    /// Whether a host that gives these answers is meant.
    pub(super) fn admits(self, answers: &[u32]) -> bool {
        let any = |set: &[u32]| answers.iter().any(|answer| set.binary_search(answer).is_ok());
        (self.included.is_empty() || any(self.included)) && !any(self.excluded)
    }
}

/// Numbers names and collects sets while a layer is built.
#[derive(Default)]
pub(super) struct NameCollector {
    numbers: BTreeMap<String, u32>,
    words: Vec<u32>,
    places: HashMap<Names, u32>,
}

impl NameCollector {
    /// Numbers every name of `all`, once; sets are made after that.
    pub(super) fn of<'a>(all: impl Iterator<Item = &'a Name>) -> Self {
        let sorted: BTreeSet<String> = all.map(key).collect();
        // Place 0 holds the empty set, which admits every host.
        Self { numbers: sorted.into_iter().zip(0..).collect(), words: vec![0, 0], places: HashMap::new() }
    }

    pub(super) fn number(&self, name: &Name) -> Option<u32> {
        self.numbers.get(&key(name)).copied()
    }

    /// Where the set stands among the words.
    pub(super) fn place(&mut self, names: &Names) -> u32 {
        if *names == Names::default() {
            return 0;
        }
        if let Some(place) = self.places.get(names) {
            return *place;
        }
        let place = u32::try_from(self.words.len()).unwrap_or(0);
        let numbers = |set: &BTreeSet<Name>| {
            let mut numbers: Vec<u32> = set.iter().filter_map(|name| self.number(name)).collect();
            numbers.sort_unstable();
            numbers
        };
        let (included, excluded) = (numbers(&names.include), numbers(&names.exclude));
        let lengths = [included.len(), excluded.len()].map(|length| u32::try_from(length).unwrap_or(0));
        self.words.extend(lengths.into_iter().chain(included).chain(excluded));
        self.places.insert(names.clone(), place);
        place
    }

    pub(super) fn finish(self) -> (NameTable, Vec<u32>) {
        let sieve = Sieve::of(self.numbers.keys().map(String::as_str));
        let numbered = self.numbers.into_iter().map(|(name, number)| (name, u64::from(number)));
        // Keys of a BTreeMap are sorted and unique, the only things the builder can object to.
        let numbers = Map::from_iter(numbered).unwrap_or_default();
        (NameTable { numbers, sieve }, self.words)
    }
}

fn key(name: &Name) -> String {
    match name {
        Name::Host(host) => host.clone(),
        Name::Entity(entity) => format!("{entity}.*"),
    }
}
