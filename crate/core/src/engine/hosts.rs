//! Rules that are nothing but a host, seven in ten: `||host^` and `||host^$third-party`.
//!
//! A finite-state map from host to the rule's place, asked for those names of the request's host that pass the sieve. A
//! hit is exact.

use std::collections::BTreeMap;

use fst::Map;
use serde::{Deserialize, Serialize};

use super::query::Query;
use crate::facts::RequestType;
use crate::lists::{Effect, Methods, Names, NetworkRule, Pattern, Rank, Types};
use crate::party::Party;
use crate::sieve::Sieve;
use crate::stored::map;

/// A rule of this form.
pub(super) struct HostRule<'a> {
    host: &'a str,
    /// First parties' requests are not meant.
    third_only: bool,
}

impl<'a> HostRule<'a> {
    /// `None` for a rule of any other form.
    pub(super) fn of(rule: &'a NetworkRule) -> Option<Self> {
        let Pattern::Host(host) = &rule.pattern else { return None };
        let is_plain = rule.effect == Effect::Block(Rank::Normal)
            && rule.types == Types::ALL.without(RequestType::Document)
            && rule.party != Some(Party::First)
            && rule.frames == Names::default()
            && rule.hosts == Names::default()
            && rule.methods == Methods::ALL;
        is_plain.then_some(Self { host, third_only: rule.party.is_some() })
    }
}

/// Where the rule stands that matched.
#[derive(Debug, Clone, Copy)]
pub(super) struct HostHit {
    pub(super) list: usize,
    pub(super) line: u32,
}

/// All of them, by host.
#[derive(Serialize, Deserialize)]
pub(super) struct HostRules {
    #[serde(with = "map")]
    places: Map<Vec<u8>>,
    sieve: Sieve,
    lists: u64,
}

/// A rule's place, packed into the map's value.
#[derive(Clone, Copy)]
struct Place {
    line: u32,
    list: usize,
    third_only: bool,
}

impl Place {
    /// As small a number as can be, of `lists` lists: the map is made of these.
    fn pack(self, lists: u64) -> u64 {
        (u64::from(self.line) * lists + self.list as u64) << 1 | u64::from(self.third_only)
    }

    fn unpack(value: u64, lists: u64) -> Option<Self> {
        let (line, list) = ((value >> 1).checked_div(lists)?, (value >> 1).checked_rem(lists)?);
        Some(Self { line: line.try_into().ok()?, list: list.try_into().ok()?, third_only: value & 1 == 1 })
    }
}

impl HostRules {
    /// Takes each list's rules with their lines. Of two rules for one host the wider wins, then the first.
    pub(super) fn build<'a>(lists: impl Iterator<Item = Vec<(u32, HostRule<'a>)>>) -> Self {
        let mut places: BTreeMap<&str, Place> = BTreeMap::new();
        let mut count = 0;
        for (list, rules) in lists.enumerate() {
            count += 1;
            for (line, HostRule { host, third_only }) in rules {
                let place = Place { line, list, third_only };
                let known = places.entry(host).or_insert(place);
                if known.third_only && !third_only {
                    *known = place;
                }
            }
        }
        let sieve = Sieve::of(places.keys().copied());
        let packed = places.into_iter().map(|(host, place)| (host, place.pack(count)));
        // Keys of a BTreeMap are sorted and unique, the only things the builder can object to.
        Self { places: Map::from_iter(packed).unwrap_or_default(), sieve, lists: count }
    }

    /// The rule for the request's host or the nearest parent that has one.
    pub(super) fn find(&self, query: &Query<'_>) -> Option<HostHit> {
        let host = query.url.name();
        let passing = query.url.labels().iter().filter(|label| self.sieve.has(label.hash));
        passing.map(|label| &host[label.start..]).find_map(|host| {
            let Place { line, list, third_only } = Place::unpack(self.places.get(host)?, self.lists)?;
            (!third_only || query.party() == Party::Third).then_some(HostHit { list, line })
        })
    }
}
