//! One rule of a list as rules of Chrome.

use std::collections::BTreeSet;

use adblock::filters::network::{NetworkFilter, NetworkFilterMask};

use super::pattern::Pattern;
use super::rule::{Condition, DnrAction, DomainType, ResourceType};
use super::{NotInDnr, bands};
use crate::lists::RuleLine;
use crate::party::entity_domains;

/// What `adblock` makes of a rule, as far as it is needed here.
pub(super) struct Parsed {
    mask: NetworkFilterMask,
    host: Option<String>,
}

impl Parsed {
    pub(super) fn of(filter: &NetworkFilter<'_>) -> Self {
        Self { mask: filter.mask, host: filter.hostname.as_deref().map(str::to_owned) }
    }
}

/// A rule without id, which may still be merged with others.
pub(super) struct Draft {
    pub(super) priority: u32,
    pub(super) action: DnrAction,
    pub(super) condition: Condition,
}

/// What became of a rule.
pub(super) struct Converted {
    /// One, or two where pages need one of their own.
    pub(super) drafts: Vec<Draft>,
    /// Set if an exception says more in Chrome than in its list.
    pub(super) widened: Option<NotInDnr>,
}

pub(super) fn convert(rule: &RuleLine<'_>, parsed: &Parsed) -> Result<Converted, NotInDnr> {
    let mut condition = Condition { request_methods: methods(parsed.mask), ..Condition::default() };
    domains(rule, &mut condition)?;
    let mut widened = apply_pattern(rule, parsed, &mut condition)?;
    let parameter = rule.option(&["removeparam"]);
    let (priority, action) = match (rule.exception, parameter) {
        (true, Some(name)) => {
            widened = widened.or((!name.is_empty()).then_some(NotInDnr::AllParameters));
            (bands::CLEAN_EXCEPTION, DnrAction::Allow)
        }
        (true, None) => (bands::EXCEPTION, DnrAction::Allow),
        (false, Some(name)) => {
            name_parameter(name, &mut condition)?;
            (bands::CLEAN, DnrAction::remove_parameter(name))
        }
        (false, None) if parsed.mask.contains(NetworkFilterMask::IS_IMPORTANT) => (bands::IMPORTANT, DnrAction::Block),
        (false, None) => (bands::BLOCK, DnrAction::Block),
    };
    condition.domain_type = party(parsed.mask)?;
    condition.resource_types = types(rule, parsed.mask);
    let conditions = apart(condition);
    if conditions.is_empty() {
        return Err(NotInDnr::DocumentCondition);
    }
    let draft = |condition| Draft { priority, action: action.clone(), condition };
    Ok(Converted { drafts: conditions.into_iter().map(draft).collect(), widened })
}

/// Fills in the URL's part; says if an exception had to be widened. Frames must have been filled in.
fn apply_pattern(
    rule: &RuleLine<'_>,
    parsed: &Parsed,
    condition: &mut Condition,
) -> Result<Option<NotInDnr>, NotInDnr> {
    match Pattern::of(rule.pattern, parsed.host.as_deref())? {
        Pattern::Any => {}
        Pattern::Host(host) => _ = condition.request_domains.insert(host),
        Pattern::Filter(filter) => condition.url_filter = Some(filter),
        Pattern::Regex(_) if !rule.exception => return Err(NotInDnr::Regex),
        // Without the exception Chrome would block what the core allows; with it, it allows more on the sites named.
        Pattern::Regex(regex) if regex.len() > LONGEST_REGEX && !condition.initiator_domains.is_empty() => {
            return Ok(Some(NotInDnr::Widened));
        }
        Pattern::Regex(regex) => {
            condition.regex_filter = Some(regex);
            condition.is_url_filter_case_sensitive = Some(rule.has(&["match-case"]));
        }
    }
    Ok(None)
}

/// Chrome takes a regular expression of at most 2 kB once compiled; the shorter ones of the lists all fit.
const LONGEST_REGEX: usize = 60;

/// A rule for so many `name.*` that their names would outweigh hundreds of other rules. Exceptions are worth it.
const MOST_FRAMES: usize = 3_000;

/// Fills in the frames.
fn domains(rule: &RuleLine<'_>, condition: &mut Condition) -> Result<(), NotInDnr> {
    let usable = |name: &str| {
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-._".contains(&byte);
        !name.is_empty() && name.bytes().all(plain)
    };
    for (negated, domain) in rule.domains() {
        let (name, is_entity) = domain.strip_suffix(".*").map_or((domain, false), |name| (name, true));
        let into = if negated { &mut condition.excluded_initiator_domains } else { &mut condition.initiator_domains };
        match (usable(name), is_entity) {
            (true, false) => _ = into.insert(name.to_owned()),
            (true, true) => into.extend(entity_domains(name)),
            // The core compares such a name letter by letter with hosts that are never written so.
            (false, _) => {}
        }
    }
    if condition.initiator_domains.len() > MOST_FRAMES && !rule.exception {
        return Err(NotInDnr::Entities);
    }
    let names_frames = rule.domains().any(|(negated, _)| !negated);
    if names_frames && condition.initiator_domains.is_empty() { Err(NotInDnr::Domain) } else { Ok(()) }
}

/// A rule that changes nothing shadows others, so the condition names the parameter.
fn name_parameter(name: &str, condition: &mut Condition) -> Result<(), NotInDnr> {
    if condition.url_filter.is_some() || condition.regex_filter.is_some() {
        return Err(NotInDnr::ParameterPattern);
    }
    condition.url_filter = Some(format!("^{}=", name.to_ascii_lowercase()));
    Ok(())
}

fn methods(mask: NetworkFilterMask) -> BTreeSet<&'static str> {
    let methods = [
        (NetworkFilterMask::FROM_GET, "get"),
        (NetworkFilterMask::FROM_HEAD, "head"),
        (NetworkFilterMask::FROM_POST, "post"),
    ];
    methods.into_iter().filter(|(bit, _)| mask.contains(*bit)).map(|(_, method)| method).collect()
}

fn party(mask: NetworkFilterMask) -> Result<Option<DomainType>, NotInDnr> {
    match (mask.contains(NetworkFilterMask::FIRST_PARTY), mask.contains(NetworkFilterMask::THIRD_PARTY)) {
        (true, true) => Ok(None),
        (true, false) => Ok(Some(DomainType::FirstParty)),
        (false, true) => Ok(Some(DomainType::ThirdParty)),
        (false, false) => Err(NotInDnr::Never),
    }
}

/// The types a rule covers; none for all but pages, which is Chrome's default.
fn types(rule: &RuleLine<'_>, mask: NetworkFilterMask) -> BTreeSet<ResourceType> {
    use ResourceType as To;
    if rule.has(&["removeparam"]) && !rule.names_types() {
        return BTreeSet::from([To::MainFrame, To::SubFrame, To::XmlHttpRequest]);
    }
    let table: [(NetworkFilterMask, &[To]); 11] = [
        (NetworkFilterMask::FROM_SUBDOCUMENT, &[To::SubFrame]),
        (NetworkFilterMask::FROM_STYLESHEET, &[To::Stylesheet]),
        (NetworkFilterMask::FROM_SCRIPT, &[To::Script]),
        (NetworkFilterMask::FROM_IMAGE, &[To::Image]),
        (NetworkFilterMask::FROM_FONT, &[To::Font]),
        (NetworkFilterMask::FROM_OBJECT, &[To::Object]),
        (NetworkFilterMask::FROM_XMLHTTPREQUEST, &[To::XmlHttpRequest]),
        (NetworkFilterMask::FROM_PING, &[To::Ping]),
        (NetworkFilterMask::FROM_MEDIA, &[To::Media]),
        (NetworkFilterMask::FROM_WEBSOCKET, &[To::WebSocket]),
        (NetworkFilterMask::FROM_OTHER, &[To::Other, To::CspReport, To::WebTransport, To::WebBundle]),
    ];
    let covered = table.iter().filter(|(bit, _)| mask.contains(*bit));
    let mut types: BTreeSet<To> = covered.flat_map(|(_, types)| types.iter().copied()).collect();
    if rule.names_documents() || (rule.exception && !rule.names_types()) {
        types.insert(To::MainFrame);
    }
    let covers_all = mask.contains(NetworkFilterMask::FROM_NETWORK_TYPES) && !types.contains(&To::MainFrame);
    if covers_all { BTreeSet::new() } else { types }
}

/// A top-level document is judged against itself by the core and against the page left behind by Chrome, so where a
/// rule has conditions on the requesting frame, documents get a rule of their own, or none.
fn apart(mut condition: Condition) -> Vec<Condition> {
    let judges_frame = condition.domain_type.is_some()
        || !condition.initiator_domains.is_empty()
        || !condition.excluded_initiator_domains.is_empty();
    if !judges_frame || !condition.resource_types.remove(&ResourceType::MainFrame) {
        return vec![condition];
    }
    let documents = documents_of(&condition);
    // Types were named here, so an empty rest means that pages were all of them.
    let others = (!condition.resource_types.is_empty()).then_some(condition);
    others.into_iter().chain(documents).collect()
}

fn documents_of(condition: &Condition) -> Option<Condition> {
    if condition.domain_type == Some(DomainType::ThirdParty) {
        return None;
    }
    let mut documents = condition.clone();
    let pages = std::mem::take(&mut documents.initiator_domains);
    documents.request_domains = match (documents.request_domains.is_empty(), pages.is_empty()) {
        (true, _) => pages,
        (_, true) => documents.request_domains,
        (false, false) => within_both(&documents.request_domains, &pages),
    };
    let judged_page = !condition.initiator_domains.is_empty() || !condition.request_domains.is_empty();
    if judged_page && documents.request_domains.is_empty() {
        return None;
    }
    documents.domain_type = None;
    documents.excluded_request_domains.append(&mut documents.excluded_initiator_domains);
    documents.resource_types = BTreeSet::from([ResourceType::MainFrame]);
    Some(documents)
}

/// The hosts that are, or are below, a name of each set.
fn within_both(one: &BTreeSet<String>, other: &BTreeSet<String>) -> BTreeSet<String> {
    let is_below =
        |host: &str, name: &str| host.strip_suffix(name).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    let below = |hosts: &BTreeSet<String>, names: &BTreeSet<String>| {
        let inside = hosts.iter().filter(|host| names.iter().any(|name| is_below(host, name)));
        inside.cloned().collect::<Vec<_>>()
    };
    below(one, other).into_iter().chain(below(other, one)).collect()
}
