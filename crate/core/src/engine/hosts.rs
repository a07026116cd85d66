//! Rules that are nothing but a host: `||host^` and `||host^$third-party`.
//!
//! A finite-state map from host to the rule's place, probed once a label of the request's host. A hit is exact, and the
//! rule's text follows from the key, so nothing else is stored.

use std::collections::BTreeMap;

use adblock::request::Request;
use fst::Map;

use super::EngineError;
use super::matcher::Query;
use crate::lists::RuleLine;
use crate::verdict::Rule;

/// A rule of this form.
pub(super) struct HostRule<'a> {
    host: &'a str,
    option: &'static str,
}

/// What follows the host in the forms that are understood; the place in this table is stored with each rule.
const OPTIONS: [&str; 3] = ["", "third-party", "3p"];

impl<'a> HostRule<'a> {
    /// `None` for a rule of any other form.
    pub(super) fn of(rule: &RuleLine<'a>) -> Option<Self> {
        let host = rule.pattern.strip_prefix("||")?.strip_suffix('^')?;
        let option = match rule.options.as_slice() {
            [] => OPTIONS[0],
            [only] if !only.negated && only.value.is_none() => {
                OPTIONS[1..].iter().find(|option| **option == only.name)?
            }
            _ => return None,
        };
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-._".contains(&byte);
        let is_host = host.bytes().all(plain) && !host.starts_with('.') && !host.ends_with('.') && !host.is_empty();
        // A bare `$` and no options at all read alike but are not written alike.
        let as_written = option.is_empty() != rule.text.contains('$');
        (!rule.exception && is_host && as_written).then_some(Self { host, option })
    }
}

/// All of them, by host.
pub(super) struct HostRules(Map<Vec<u8>>);

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
                let option = OPTIONS.iter().position(|option| *option == rule.option).unwrap_or_default();
                let place = Place { line, list, option };
                let known = places.entry(rule.host).or_insert(place);
                if known.option > 0 && option == 0 {
                    *known = place;
                }
            }
        }
        let packed = places.into_iter().map(|(host, place)| (host, place.pack()));
        // Keys of a BTreeMap are sorted and unique, the only things the builder can object to.
        Self(Map::from_iter(packed).unwrap_or_default())
    }

    pub(super) fn load(bytes: &[u8]) -> Result<Self, EngineError> {
        Map::new(bytes.to_vec()).map(Self).map_err(|error| EngineError::Damaged(error.to_string()))
    }

    pub(super) fn save(&self) -> &[u8] {
        self.0.as_fst().as_bytes()
    }

    /// The rule for the request's host or the nearest parent that has one.
    pub(super) fn find(&self, query: &Query, lists: &[String]) -> Option<Rule> {
        let Request { hostname: host, is_third_party: third_party, .. } = query.request();
        let starts = std::iter::once(0).chain(host.match_indices('.').map(|(dot, _)| dot + 1));
        starts.map(|start| &host[start..]).find_map(|host| {
            let place = Place::unpack(self.0.get(host)?);
            if place.option > 0 && !*third_party {
                return None;
            }
            let option = OPTIONS.get(place.option).copied().unwrap_or_default();
            let text = if option.is_empty() { format!("||{host}^") } else { format!("||{host}^${option}") };
            Some(Rule { list: lists.get(place.list).cloned().unwrap_or_default(), line: place.line, text })
        })
    }
}
