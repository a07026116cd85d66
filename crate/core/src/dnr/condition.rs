//! What a rule says of the request besides its URL, as conditions of Chrome.
//!
//! The core judges a page against itself, Chrome against the page left behind. So where a rule speaks of the requesting
//! document, pages get a condition of their own, which says the same of the page.

use std::collections::BTreeSet;

use super::NotInDnr;
use super::hosts::{named, touch, within_both, without_covered};
use super::rule::{Condition, DomainType, ResourceType};
use crate::facts::RequestType;
use crate::lists::{Methods, NetworkRule, Pattern, Types};
use crate::party::Party;

/// Conditions that hold together where the rule does, whatever the URL's text: one, or two if pages stand apart.
pub(super) fn conditions(rule: &NetworkRule) -> Result<Vec<Condition>, NotInDnr> {
    let others = rule.types.without(RequestType::Document);
    let mut conditions = Vec::new();
    let base = base(rule)?;
    if !judges_frame(&base) {
        return Ok(vec![Condition { resource_types: resource_types(rule.types), ..base }]);
    }
    if !others.is_empty() {
        conditions.push(Condition { resource_types: resource_types(others), ..base.clone() });
    }
    if rule.types.contains(RequestType::Document) {
        conditions.extend(of_pages(base));
    }
    if conditions.is_empty() { Err(NotInDnr::Never) } else { Ok(conditions) }
}

/// The condition of the pages that a rule is about; `None` if there are none.
pub(super) fn pages(rule: &NetworkRule) -> Result<Option<Condition>, NotInDnr> {
    Ok(of_pages(base(rule)?))
}

/// All but the text of the pattern and the types.
fn base(rule: &NetworkRule) -> Result<Condition, NotInDnr> {
    let mut request_domains = named(&rule.hosts.include);
    if let Pattern::Host(host) = &rule.pattern {
        let host = BTreeSet::from([host.clone()]);
        request_domains = if rule.hosts.include.is_empty() { host } else { within_both(&host, &request_domains) };
    }
    let is_bound = !rule.hosts.include.is_empty() || matches!(rule.pattern, Pattern::Host(_));
    if is_bound && request_domains.is_empty() {
        return Err(NotInDnr::Never);
    }
    let mut condition = Condition {
        excluded_request_domains: meaningful(named(&rule.hosts.exclude), &request_domains),
        request_domains,
        initiator_domains: named(&rule.frames.include),
        excluded_initiator_domains: named(&rule.frames.exclude),
        domain_type: rule.party.map(|party| match party {
            Party::First => DomainType::FirstParty,
            Party::Third => DomainType::ThirdParty,
        }),
        ..Condition::default()
    };
    set_methods(&mut condition, rule);
    Ok(condition)
}

/// Those of `excluded` that take anything away.
pub(super) fn meaningful(excluded: BTreeSet<String>, hosts: &BTreeSet<String>) -> BTreeSet<String> {
    excluded.into_iter().filter(|host| touch(hosts, &BTreeSet::from([host.clone()]))).collect()
}

/// Chrome gives web sockets no method: conditions that name methods miss them, those that exclude some do not.
fn set_methods(condition: &mut Condition, rule: &NetworkRule) {
    if rule.methods == Methods::ALL {
    } else if rule.methods.contains(Methods::ABSENT) {
        condition.excluded_request_methods = rule.methods.others().names().collect();
    } else {
        condition.request_methods = rule.methods.names().collect();
    }
}

fn judges_frame(condition: &Condition) -> bool {
    condition.domain_type.is_some()
        || !condition.initiator_domains.is_empty()
        || !condition.excluded_initiator_domains.is_empty()
}

/// What `condition` says of a page that asks for itself.
fn of_pages(mut condition: Condition) -> Option<Condition> {
    // A page is always its own party.
    if condition.domain_type.take() == Some(DomainType::ThirdParty) {
        return None;
    }
    let frames = std::mem::take(&mut condition.initiator_domains);
    condition.request_domains = match (condition.request_domains.is_empty(), frames.is_empty()) {
        (true, _) => frames,
        (_, true) => condition.request_domains,
        (false, false) => {
            let both = within_both(&condition.request_domains, &frames);
            if both.is_empty() {
                return None;
            }
            both
        }
    };
    let mut excluded = std::mem::take(&mut condition.excluded_request_domains);
    excluded.append(&mut condition.excluded_initiator_domains);
    condition.excluded_request_domains = meaningful(without_covered(excluded), &condition.request_domains);
    condition.resource_types = BTreeSet::from([ResourceType::MainFrame]);
    Some(condition)
}

/// Chrome's types; none for all but pages, which is its default.
pub(super) fn resource_types(types: Types) -> BTreeSet<ResourceType> {
    use ResourceType as To;
    if types == Types::ALL.without(RequestType::Document) {
        return BTreeSet::new();
    }
    let of = |kind| -> &[To] {
        match kind {
            RequestType::Document => &[To::MainFrame],
            RequestType::Subdocument => &[To::SubFrame],
            RequestType::Stylesheet => &[To::Stylesheet],
            RequestType::Script => &[To::Script],
            RequestType::Image => &[To::Image],
            RequestType::Font => &[To::Font],
            RequestType::Object => &[To::Object],
            RequestType::XmlHttpRequest => &[To::XmlHttpRequest],
            RequestType::Ping => &[To::Ping],
            RequestType::Media => &[To::Media],
            RequestType::WebSocket => &[To::WebSocket],
            RequestType::Other => &[To::Other, To::CspReport, To::WebTransport, To::WebBundle],
        }
    };
    types.iter().flat_map(|kind| of(kind).iter().copied()).collect()
}
