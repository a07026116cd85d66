//! Rules that are nothing but a host, seven in ten: `||host^` and `||host^$third-party`.
//!
//! A finite-state map from host to the rule's place, probed once a label of the request's host. A hit is exact, and the
//! rule's text follows from the key, so nothing else is stored.

use std::collections::BTreeMap;

use fst::Map;

use super::EngineError;
use super::query::Query;
use super::sieve::Sieve;
use crate::facts::RequestType;
use crate::lists::{Effect, Methods, Names, Pattern, Rank, RuleLine, Types};
use crate::party::Party;
use crate::verdict::Rule;

/// A rule of this form.
pub(super) struct HostRule<'a> {
    host: &'a str,
    /// Its place in [`OPTIONS`].
    option: usize,
}

/// What follows `||host^` in the forms that are understood; the place in this table is stored with each rule.
const OPTIONS: [&str; 3] = ["", "$third-party", "$3p"];

impl<'a> HostRule<'a> {
    /// `None` for a rule of any other form, or one whose text would not follow from its host.
    pub(super) fn of(line: &'a RuleLine<'_>) -> Option<Self> {
        let rule = &line.rule;
        let Pattern::Host(host) = &rule.pattern else { return None };
        let is_plain = rule.effect == Effect::Block(Rank::Normal)
            && rule.types == Types::ALL.without(RequestType::Document)
            && rule.party != Some(Party::First)
            && rule.frames == Names::default()
            && rule.hosts == Names::default()
            && rule.methods == Methods::ALL;
        let after = line.text.strip_prefix("||")?.strip_prefix(host.as_str())?.strip_prefix('^')?;
        let option = OPTIONS.iter().position(|option| *option == after)?;
        is_plain.then_some(Self { host, option })
    }
}

/// All of them, by host.
pub(super) struct HostRules {
    places: Map<Vec<u8>>,
    sieve: Sieve,
}

/// A rule's place, packed into the map's value: line, list, option, from high bits to low.
#[derive(Clone, Copy)]
struct Place {
    line: u32,
    list: usize,
    option: usize,
}

impl Place {
    fn pack(self) -> u64 {
        (u64::from(self.line) << 24) | ((self.list as u64 & 0xffff) << 8) | (self.option as u64 & 0xff)
    }

    fn unpack(value: u64) -> Self {
        let [option, low, high, a, b, c, d, _] = value.to_le_bytes();
        let list = u16::from_le_bytes([low, high]);
        Self { line: u32::from_le_bytes([a, b, c, d]), list: list.into(), option: option.into() }
    }
}

impl HostRules {
    /// Takes each list's rules with their lines. Of two rules for one host the wider wins, then the first.
    pub(super) fn build<'a>(lists: impl Iterator<Item = Vec<(u32, HostRule<'a>)>>) -> Self {
        let mut places: BTreeMap<&str, Place> = BTreeMap::new();
        for (list, rules) in lists.enumerate() {
            for (line, rule) in rules {
                let HostRule { option, .. } = rule;
                let place = Place { line, list, option };
                let known = places.entry(rule.host).or_insert(place);
                if known.option > 0 && option == 0 {
                    *known = place;
                }
            }
        }
        let sieve = Sieve::of(places.keys().copied());
        let packed = places.into_iter().map(|(host, place)| (host, place.pack()));
        // Keys of a BTreeMap are sorted and unique, the only things the builder can object to.
        Self { places: Map::from_iter(packed).unwrap_or_default(), sieve }
    }

    /// `places` and `sieve` as they were saved.
    pub(super) fn load(places: &[u8], sieve: &[u8]) -> Result<Self, EngineError> {
        let places = Map::new(places.to_vec()).map_err(|error| EngineError::Damaged(error.to_string()))?;
        Ok(Self { places, sieve: Sieve::load(sieve) })
    }

    pub(super) fn save(&self) -> (&[u8], Vec<u8>) {
        (self.places.as_fst().as_bytes(), self.sieve.save())
    }

    /// The rule for the request's host or the nearest parent that has one.
    pub(super) fn find(&self, query: &Query<'_>, lists: &[String]) -> Option<Rule> {
        self.sieve.passing(query.host, "").find_map(|host| {
            let place = Place::unpack(self.places.get(host)?);
            if place.option > 0 && query.party == Party::First {
                return None;
            }
            let option = OPTIONS.get(place.option).copied().unwrap_or_default();
            let list = lists.get(place.list).cloned().unwrap_or_default();
            Some(Rule { list, line: place.line, text: format!("||{host}^{option}") })
        })
    }
}
