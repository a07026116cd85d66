//! The hosts that rules name, numbered, and the sets of them that rules are limited to. Exact: no name is a hash.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use fst::Map;
use serde::{Deserialize, Serialize};

use crate::address::Address;
use crate::labels;
use crate::lists::{Name, Names};
use crate::party::entity_name;
use crate::sieve::Sieve;
use crate::stored::map;

/// All the names of a layer.
#[derive(Serialize, Deserialize)]
pub(super) struct NameTable {
    #[serde(with = "map")]
    numbers: Map<Vec<u8>>,
    sieve: Sieve,
    /// Whether rules name entities of hosts that are requested; asking for those costs.
    has_host_entities: bool,
}

/// What a host answers to, of the names of a table: itself, those above it, and entities.
pub(super) type Answers = Vec<u32>;

impl NameTable {
    /// What `host` answers to where it is requested: of entities only if rules name any there.
    pub(super) fn answers_as_host(&self, host: &Address) -> Answers {
        if self.has_host_entities { self.answers(host) } else { self.plain_answers(host) }
    }

    fn plain_answers(&self, host: &Address) -> Answers {
        let name = host.name();
        let passing = host.labels().iter().filter(|label| self.sieve.has(label.hash));
        passing.filter_map(|label| self.number(&name[label.start..])).collect()
    }

    /// All that `host` answers to.
    pub(super) fn answers(&self, host: &Address) -> Answers {
        let mut answers = self.plain_answers(host);
        let name = entity_name(host.name());
        let mut state = labels::hash(".*");
        for (at, byte) in name.bytes().enumerate().rev() {
            state = labels::step(state, byte);
            let begins = at == 0 || name.as_bytes()[at - 1] == b'.';
            if begins && self.sieve.has(state) {
                answers.extend(self.number(&format!("{}.*", &name[at..])));
            }
        }
        answers
    }

    fn number(&self, name: &str) -> Option<u32> {
        self.numbers.get(name).and_then(|number| u32::try_from(number).ok())
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
pub(super) struct NameCollector {
    numbers: BTreeMap<String, u32>,
    words: Vec<u32>,
    places: HashMap<Names, u32>,
    has_host_entities: bool,
}

impl NameCollector {
    /// Numbers every name once: those of documents, and of hosts that are requested. Sets are made after that.
    pub(super) fn of<'a>(frames: impl Iterator<Item = &'a Name>, hosts: impl Iterator<Item = &'a Name>) -> Self {
        let mut has_host_entities = false;
        let hosts = hosts.inspect(|name| has_host_entities |= matches!(name, Name::Entity(_)));
        let sorted: BTreeSet<String> = frames.chain(hosts).map(key).collect();
        let numbers = sorted.into_iter().zip(0..).collect();
        // Place 0 holds the empty set, which admits every host.
        Self { numbers, words: vec![0, 0], places: HashMap::new(), has_host_entities }
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
        (NameTable { numbers, sieve, has_host_entities: self.has_host_entities }, self.words)
    }
}

fn key(name: &Name) -> String {
    match name {
        Name::Host(host) => host.clone(),
        Name::Entity(entity) => format!("{entity}.*"),
    }
}
