//! Rules that differ in one set only become one rule with both sets; a set counts as nothing. What another rule says
//! already goes.

use std::collections::{BTreeMap, BTreeSet};

use super::convert::{Draft, whole_host};
use super::hosts::{covers, without_covered};
use super::ids;
use super::rule::{Condition, DnrAction, DnrRule, DomainType, Redirect, ResourceType, Transform};

/// Collects drafts. The finished rules depend on what was collected alone, not on its order.
#[derive(Default)]
pub(super) struct Merger {
    rules: BTreeMap<Said, BTreeSet<u32>>,
}

/// What a rule says.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Said {
    priority: u32,
    action: DnrAction,
    condition: Condition,
}

/// The sets in which rules may differ, in the order in which they are merged.
#[derive(Clone, Copy)]
enum Set {
    RequestDomains,
    InitiatorDomains,
    TopDomains,
    ResourceTypes,
    RequestMethods,
    Parameters,
}

const SETS: [Set; 6] = [
    Set::ResourceTypes,
    Set::InitiatorDomains,
    Set::TopDomains,
    Set::RequestMethods,
    Set::RequestDomains,
    Set::Parameters,
];

impl Merger {
    /// Adds what `line` says.
    pub(super) fn extend(&mut self, line: u32, drafts: Vec<Draft>) {
        for Draft { priority, action, condition } in drafts {
            self.rules.entry(Said { priority, action, condition }).or_default().insert(line);
        }
    }

    pub(super) fn finish(self) -> Vec<DnrRule> {
        let mut rules = self.rules;
        loop {
            let before = rules.len();
            for set in SETS {
                rules = merged(rules, set);
            }
            rules = without_said_elsewhere(rules);
            if rules.len() == before {
                break;
            }
        }
        let rules = rules.into_iter().map(|(said, lines)| {
            let Said { priority, action, condition } = said;
            DnrRule { id: 0, priority, action, condition, list: 0, lines: lines.into_iter().collect() }
        });
        ids::numbered(rules.collect())
    }
}

fn merged(rules: BTreeMap<Said, BTreeSet<u32>>, set: Set) -> BTreeMap<Said, BTreeSet<u32>> {
    // By all but the set; what has none is not limited by it, and stays apart.
    let mut groups: BTreeMap<(Said, bool), (Said, BTreeSet<u32>)> = BTreeMap::new();
    for (said, lines) in rules {
        let mut rest = said.clone();
        let has_any = set.take(&mut rest);
        match groups.entry((rest, has_any)) {
            std::collections::btree_map::Entry::Vacant(place) => _ = place.insert((said, lines)),
            std::collections::btree_map::Entry::Occupied(mut place) => {
                let (known, known_lines) = place.get_mut();
                set.join(known, said);
                known_lines.extend(lines);
            }
        }
    }
    let mut joined = BTreeMap::<Said, BTreeSet<u32>>::new();
    for (mut said, lines) in groups.into_values() {
        set.tidy(&mut said.condition);
        joined.entry(said).or_default().extend(lines);
    }
    joined
}

impl Set {
    /// Takes the set out; whether there was one.
    fn take(self, said: &mut Said) -> bool {
        let condition = &mut said.condition;
        match self {
            Self::RequestDomains => !std::mem::take(&mut condition.request_domains).is_empty(),
            Self::InitiatorDomains => !std::mem::take(&mut condition.initiator_domains).is_empty(),
            Self::TopDomains => !std::mem::take(&mut condition.top_domains).is_empty(),
            // None means nearly all, which is a set like any other.
            Self::ResourceTypes => {
                let apart = said.action == DnrAction::AllowAllRequests;
                if !apart {
                    condition.resource_types.clear();
                }
                apart
            }
            Self::RequestMethods => !std::mem::take(&mut condition.request_methods).is_empty(),
            Self::Parameters => parameters(&mut said.action).is_some_and(|names| !std::mem::take(names).is_empty()),
        }
    }

    /// One by one: `append` would build the larger set anew each time.
    fn join(self, into: &mut Said, mut from: Said) {
        let (condition, other) = (&mut into.condition, &mut from.condition);
        let add = |into: &mut BTreeSet<String>, from: &mut BTreeSet<String>| into.extend(std::mem::take(from));
        match self {
            Self::RequestDomains => add(&mut condition.request_domains, &mut other.request_domains),
            Self::InitiatorDomains => add(&mut condition.initiator_domains, &mut other.initiator_domains),
            Self::TopDomains => add(&mut condition.top_domains, &mut other.top_domains),
            Self::ResourceTypes => {
                let mut all = condition.types();
                all.append(&mut other.types());
                all.remove(&ResourceType::MainFrame);
                let is_default = all.len() == ResourceType::ALL.len() - 1;
                let has_pages =
                    [&*condition, &*other].iter().any(|one| one.resource_types.contains(&ResourceType::MainFrame));
                if has_pages {
                    all.insert(ResourceType::MainFrame);
                }
                condition.resource_types = if is_default && !has_pages { BTreeSet::new() } else { all };
            }
            Self::RequestMethods => condition.request_methods.append(&mut other.request_methods),
            Self::Parameters => {
                if let (Some(names), Some(others)) = (parameters(&mut into.action), parameters(&mut from.action)) {
                    add(names, others);
                }
            }
        }
    }

    fn tidy(self, condition: &mut Condition) {
        let hosts = match self {
            Self::RequestDomains => &mut condition.request_domains,
            Self::InitiatorDomains => &mut condition.initiator_domains,
            Self::TopDomains => &mut condition.top_domains,
            Self::ResourceTypes | Self::RequestMethods | Self::Parameters => return,
        };
        *hosts = without_covered(std::mem::take(hosts));
    }
}

fn parameters(action: &mut DnrAction) -> Option<&mut BTreeSet<String>> {
    match action {
        DnrAction::Redirect { redirect: Redirect::Transform(Transform::QueryTransform { remove_params }) } => {
            Some(remove_params)
        }
        _ => None,
    }
}

/// Without what rules that are about hosts as a whole say of the same hosts already.
fn without_said_elsewhere(rules: BTreeMap<Said, BTreeSet<u32>>) -> BTreeMap<Said, BTreeSet<u32>> {
    let mut whole: BTreeMap<(u32, &DnrAction), Vec<Whole>> = BTreeMap::new();
    for said in rules.keys() {
        whole.entry((said.priority, &said.action)).or_default().extend(Whole::of(&said.condition));
    }
    let covered = |said: &Said| {
        let known = whole.get(&(said.priority, &said.action)).map_or(&[][..], Vec::as_slice);
        let kinds = mask(&said.condition);
        let is_wider = |whole: &&Whole| {
            let party = whole.party.is_none() || whole.party == said.condition.domain_type;
            party && whole.kinds & kinds == kinds
        };
        // No rule says what another does with the same types and party, so this leaves out the rule itself only.
        let same = Whole::of(&said.condition).map(|whole| (whole.kinds, whole.party));
        let is_other = |whole: &&Whole| same != Some((whole.kinds, whole.party));
        let wider: Vec<&Whole> = known.iter().filter(is_wider).filter(is_other).collect();
        let is_covered = |host: &str| wider.iter().any(|whole| covers(&whole.hosts, host));
        match hosts_of(&said.condition) {
            Hosts::All => None,
            Hosts::One(host) => is_covered(host).then(BTreeSet::new),
            Hosts::Some => {
                let hosts = &said.condition.request_domains;
                Some(hosts.iter().filter(|host| !is_covered(host)).cloned().collect())
            }
        }
    };
    let left: Vec<Option<BTreeSet<String>>> = rules.keys().map(covered).collect();
    let mut remaining = BTreeMap::<Said, BTreeSet<u32>>::new();
    for ((mut said, lines), left) in rules.into_iter().zip(left) {
        match left {
            Some(left) if left.is_empty() => continue,
            Some(left) => said.condition.request_domains = left,
            None => {}
        }
        remaining.entry(said).or_default().extend(lines);
    }
    remaining
}

/// What a rule says that asks for hosts, types and party only.
struct Whole {
    hosts: BTreeSet<String>,
    kinds: u16,
    party: Option<DomainType>,
}

impl Whole {
    fn of(condition: &Condition) -> Option<Self> {
        if condition.request_domains.is_empty() || condition.url_filter.is_some() || condition.regex_filter.is_some() {
            return None;
        }
        let mut rest = condition.clone();
        let hosts = std::mem::take(&mut rest.request_domains);
        rest.resource_types.clear();
        let whole = Self { hosts, kinds: mask(condition), party: rest.domain_type.take() };
        (rest == Condition::default()).then_some(whole)
    }
}

/// The types as bits.
fn mask(condition: &Condition) -> u16 {
    let bits = |kinds: &mut dyn Iterator<Item = ResourceType>| kinds.fold(0, |all, kind| all | 1 << kind as u16);
    if condition.resource_types.is_empty() {
        return bits(&mut ResourceType::ALL.into_iter().filter(|kind| *kind != ResourceType::MainFrame));
    }
    bits(&mut condition.resource_types.iter().copied())
}

enum Hosts<'a> {
    All,
    One(&'a str),
    Some,
}

fn hosts_of(condition: &Condition) -> Hosts<'_> {
    if !condition.request_domains.is_empty() {
        return Hosts::Some;
    }
    let host = condition.url_filter.as_deref().and_then(|filter| filter.strip_prefix("||")).and_then(whole_host);
    host.map_or(Hosts::All, Hosts::One)
}
