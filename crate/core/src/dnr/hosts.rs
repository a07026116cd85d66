//! Sets of hosts, each of which stands for itself and all below it, as Chrome reads them.

use std::collections::BTreeSet;

use crate::lists::Name;
use crate::party::entity_domains;

/// The hosts that names stand for.
pub(super) fn named(names: &BTreeSet<Name>) -> BTreeSet<String> {
    let mut hosts = BTreeSet::new();
    for name in names {
        match name {
            Name::Host(host) => _ = hosts.insert(host.clone()),
            Name::Entity(name) => hosts.extend(entity_domains(name)),
        }
    }
    without_covered(hosts)
}

/// Without those that are below others of the set.
pub(super) fn without_covered(mut hosts: BTreeSet<String>) -> BTreeSet<String> {
    let covered: Vec<String> =
        hosts.iter().filter(|host| above(host).any(|name| hosts.contains(name))).cloned().collect();
    for host in covered {
        hosts.remove(&host);
    }
    hosts
}

/// The hosts that are in both sets.
pub(super) fn within_both(one: &BTreeSet<String>, other: &BTreeSet<String>) -> BTreeSet<String> {
    let inside = |hosts: &BTreeSet<String>, names: &BTreeSet<String>| {
        let inside = hosts.iter().filter(|host| covers(names, host));
        inside.cloned().collect::<Vec<_>>()
    };
    inside(one, other).into_iter().chain(inside(other, one)).collect()
}

/// Whether `host` is in the set.
pub(super) fn covers(hosts: &BTreeSet<String>, host: &str) -> bool {
    hosts.contains(host) || above(host).any(|name| hosts.contains(name))
}

/// Whether the sets have a host in common; an empty one is every host.
pub(super) fn touch(one: &BTreeSet<String>, other: &BTreeSet<String>) -> bool {
    let any_inside = |hosts: &BTreeSet<String>, names: &BTreeSet<String>| hosts.iter().any(|host| covers(names, host));
    one.is_empty() || other.is_empty() || any_inside(one, other) || any_inside(other, one)
}

/// `b.example` and `example` of `a.b.example`.
fn above(host: &str) -> impl Iterator<Item = &str> {
    host.match_indices('.').map(|(dot, _)| &host[dot + 1..])
}
