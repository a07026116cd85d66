//! Rules that differ in one set only become one rule with both sets; a set counts as nothing. What another rule says
//! already goes.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHasher};

use super::convert::{Draft, whole_host};
use super::hosts::{covers, without_covered};
use super::ids;
use super::rule::{Condition, DnrAction, DnrRule, DomainType, Redirect, ResourceType, Transform};

/// Collects drafts. The finished rules depend on what was collected alone, not on its order.
#[derive(Default)]
pub(super) struct Merger {
    rules: FxHashMap<Box<Said>, Lines>,
}

/// A rule on its way. Boxed, since what it says is large, and moved about.
type Rule = (Box<Said>, Lines);
type Lines = BTreeSet<u32>;

/// What a rule says.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
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
            self.rules.entry(Box::new(Said { priority, action, condition })).or_default().insert(line);
        }
    }

    pub(super) fn finish(self) -> Vec<DnrRule> {
        let mut rules: Vec<Rule> = self.rules.into_iter().collect();
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
            let Said { priority, action, condition } = *said;
            DnrRule { id: 0, priority, action, condition, list: 0, lines: lines.into_iter().collect() }
        });
        ids::numbered(rules.collect())
    }
}

fn merged(rules: Vec<Rule>, set: Set) -> Vec<Rule> {
    let mut joined: Vec<Rule> = Vec::with_capacity(rules.len());
    // By the hash of all but the set.
    let mut places: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
    for (mut said, lines) in rules {
        let hash = set.without(&mut said, |rest, has_any| {
            let mut hasher = FxHasher::default();
            (rest, has_any).hash(&mut hasher);
            hasher.finish()
        });
        let places = places.entry(hash).or_default();
        if let Some(place) = places.iter().find(|place| set.differ_in_it_only(&mut said, &mut joined[**place].0)) {
            let (known, known_lines) = &mut joined[*place];
            set.join(known, *said);
            known_lines.extend(lines);
        } else {
            places.push(joined.len());
            joined.push((said, lines));
        }
    }
    for (said, _) in &mut joined {
        set.tidy(&mut said.condition);
    }
    joined
}

/// What a rule has of one set.
#[derive(Default)]
struct Taken {
    texts: BTreeSet<String>,
    types: BTreeSet<ResourceType>,
    methods: BTreeSet<&'static str>,
}

impl Set {
    /// What `then` makes of what the rule says besides the set. It also hears whether there is one: what has none is not
    /// limited by it, and stays apart.
    fn without<T>(self, said: &mut Said, then: impl FnOnce(&mut Said, bool) -> T) -> T {
        let mut taken = Taken::default();
        self.exchange(said, &mut taken);
        let has_any = match self {
            // None means nearly all, which is a set like any other.
            Self::ResourceTypes => false,
            Self::RequestMethods => !taken.methods.is_empty(),
            _ => !taken.texts.is_empty(),
        };
        let made = then(said, has_any);
        self.exchange(said, &mut taken);
        made
    }

    fn exchange(self, said: &mut Said, taken: &mut Taken) {
        let condition = &mut said.condition;
        match self {
            Self::RequestDomains => std::mem::swap(&mut condition.request_domains, &mut taken.texts),
            Self::InitiatorDomains => std::mem::swap(&mut condition.initiator_domains, &mut taken.texts),
            Self::TopDomains => std::mem::swap(&mut condition.top_domains, &mut taken.texts),
            // What spares a document is not merged by types.
            Self::ResourceTypes if said.action == DnrAction::AllowAllRequests => {}
            Self::ResourceTypes => std::mem::swap(&mut condition.resource_types, &mut taken.types),
            Self::RequestMethods => std::mem::swap(&mut condition.request_methods, &mut taken.methods),
            Self::Parameters => {
                if let Some(names) = parameters(&mut said.action) {
                    std::mem::swap(names, &mut taken.texts);
                }
            }
        }
    }

    fn differ_in_it_only(self, one: &mut Said, other: &mut Said) -> bool {
        self.without(one, |one, one_has| self.without(other, |other, other_has| one_has == other_has && *one == *other))
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
fn without_said_elsewhere(rules: Vec<Rule>) -> Vec<Rule> {
    let mut whole: BTreeMap<(u32, &DnrAction), Vec<Whole>> = BTreeMap::new();
    for (said, _) in &rules {
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
    let left: Vec<Option<BTreeSet<String>>> = rules.iter().map(|(said, _)| covered(said)).collect();
    let mut remaining = Vec::with_capacity(rules.len());
    for ((mut said, lines), left) in rules.into_iter().zip(left) {
        match left {
            Some(left) if left.is_empty() => continue,
            Some(left) => said.condition.request_domains = left,
            None => {}
        }
        remaining.push((said, lines));
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
