//! One rule of a list as rules of Chrome.

use std::collections::{BTreeMap, BTreeSet};

use super::condition::{conditions, meaningful, pages};
use super::pages::{PageBlocks, Pages};
use super::parameter::{self, Removal, Spared};
use super::rule::{Condition, DnrAction, ResourceType};
use super::url::UrlPart;
use super::{NotInDnr, bands};
use crate::facts::RequestType;
use crate::lists::{Anchor, Effect, Methods, NetworkRule, Parameter, Pattern, Rank, Types};

/// A rule without id, which may still be merged with others.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    pub(super) priority: u32,
    pub(super) action: DnrAction,
    pub(super) condition: Condition,
}

/// What became of a rule.
#[derive(Default)]
pub(super) struct Converted {
    /// None if other rules say it all.
    pub(super) drafts: Vec<Draft>,
    /// Set if it says less of what is blocked in Chrome than in its list, or more of what is spared.
    pub(super) widened: Option<NotInDnr>,
}

/// What must be known of other rules.
#[derive(Default)]
pub(super) struct Others {
    /// Exceptions that are said by the rules they are exceptions to.
    pub(super) spared: Spared,
    /// The pages that are blocked.
    pub(super) pages: PageBlocks,
    /// There are rules that are compiled elsewhere: no exception can be said by what it is an exception to.
    is_overlay: bool,
    /// Hosts of which the same list blocks these types, whatever the URL.
    blocked: BTreeMap<String, Types>,
}

impl Others {
    /// For rules that lie over those of another compilation.
    pub(super) fn elsewhere() -> Self {
        Self { is_overlay: true, ..Self::default() }
    }

    /// Of another list nothing is blocked for sure: it may be switched off.
    pub(super) fn forget_blocks(&mut self) {
        self.blocked.clear();
    }

    /// Takes note of a rule of the list.
    pub(super) fn note_block(&mut self, rule: &NetworkRule) {
        let Pattern::Host(host) = &rule.pattern else { return };
        let plain = NetworkRule {
            types: rule.types,
            effect: rule.effect.clone(),
            ..NetworkRule::blocking(rule.pattern.clone())
        };
        if matches!(rule.effect, Effect::Block(_) | Effect::Redirect(..)) && *rule == plain {
            let types = self.blocked.entry(host.clone()).or_insert(Types::NONE);
            *types = rule.types.iter().fold(*types, Types::with);
        }
    }

    /// Whether all that `rule` is about is blocked for sure, unless an exception spares it.
    fn are_blocked(&self, rule: &NetworkRule) -> bool {
        let host = match &rule.pattern {
            Pattern::Host(host) => host.as_str(),
            Pattern::Text(text) if text.anchor == Anchor::Host => whole_host(&text.text).unwrap_or(""),
            _ => "",
        };
        let labels = std::iter::once(host).chain(host.match_indices('.').map(|(dot, _)| &host[dot + 1..]));
        let mut types = labels.filter_map(|name| self.blocked.get(name));
        types.any(|blocked| rule.types.iter().all(|kind| blocked.contains(kind)))
    }
}

/// The host that a text after `||` begins with, if it is a whole one.
pub(super) fn whole_host(text: &str) -> Option<&str> {
    let end = text.find(|c: char| !c.is_ascii_alphanumeric() && !"-._".contains(c))?;
    (end > 0 && text[end..].starts_with(['/', '^', '?', ':'])).then(|| &text[..end])
}

/// Converts a rule, or says why it cannot be.
pub(super) fn convert(rule: &NetworkRule, others: &Others) -> Result<Converted, NotInDnr> {
    let (types, pages) = others.pages.types(rule);
    let left_out = (pages == Pages::LeftOut).then_some(NotInDnr::PagesAnywhere);
    if types.is_empty() {
        return Err(NotInDnr::PagesAnywhere);
    }
    let rule = &NetworkRule { types, ..rule.clone() };
    let exact = |priority, action| {
        let drafts = drafts(&conditions(rule)?, &UrlPart::of(&rule.pattern)?, priority, &action);
        Ok(Converted { drafts, widened: left_out })
    };
    match &rule.effect {
        Effect::Block(Rank::Normal) => exact(bands::BLOCK, DnrAction::Block),
        Effect::Block(Rank::Important) => exact(bands::IMPORTANT, DnrAction::Block),
        Effect::Redirect(Rank::Normal, stub) => {
            let converted = exact(bands::REDIRECT, DnrAction::stub(stub.file()))?;
            Ok(with_sockets_blocked(converted, bands::BLOCK))
        }
        Effect::Redirect(Rank::Important, stub) => {
            let converted = exact(bands::IMPORTANT_REDIRECT, DnrAction::stub(stub.file()))?;
            Ok(with_sockets_blocked(converted, bands::IMPORTANT))
        }
        Effect::RedirectRule(stub) if others.are_blocked(rule) => {
            let converted = exact(bands::REDIRECT, DnrAction::stub(stub.file()))?;
            Ok(with_sockets_blocked(converted, bands::BLOCK))
        }
        Effect::RedirectRule(_) => Err(NotInDnr::RedirectRule),
        Effect::NoStub(_) => Err(NotInDnr::NoStub),
        Effect::Allow(rank) => exception(rule, exception_band(*rank)),
        Effect::AllowPage(rank) => page_exception(rule, exception_band(*rank)),
        Effect::Clean(parameter) => clean(rule, parameter, others),
        Effect::Keep(_) if !others.is_overlay && Spared::takes(rule) => Ok(Converted::default()),
        Effect::Keep(parameter) => {
            let (part, widened) = parameter::kept(parameter, &rule.pattern);
            Ok(Converted { drafts: drafts(&conditions(rule)?, &[part], bands::KEEP, &DnrAction::Allow), widened })
        }
        Effect::Header(header, value) => exact(bands::HEADER, DnrAction::add_header(header.name(), value)),
        Effect::NoHeader(..) => {
            let converted = exception(rule, bands::NO_HEADER)?;
            Ok(Converted { widened: converted.widened.or(Some(NotInDnr::AllHeaders)), ..converted })
        }
    }
}

fn exception_band(rank: Rank) -> u32 {
    match rank {
        Rank::Normal => bands::EXCEPTION,
        Rank::Important => bands::IMPORTANT_EXCEPTION,
    }
}

/// Chrome redirects no socket, and lets go what a redirect would have hidden; so sockets are left out of it, and blocked.
fn with_sockets_blocked(converted: Converted, priority: u32) -> Converted {
    let mut drafts = Vec::new();
    for mut draft in converted.drafts {
        let (sockets, others): (BTreeSet<_>, BTreeSet<_>) =
            draft.condition.types().into_iter().partition(|kind| kind.is_socket());
        let is_for_others = !others.is_empty();
        if !sockets.is_empty() {
            let condition = Condition { resource_types: sockets, ..draft.condition.clone() };
            drafts.push(Draft { priority, action: DnrAction::Block, condition });
            draft.condition.resource_types = others;
        }
        drafts.extend(is_for_others.then_some(draft));
    }
    Converted { drafts, ..converted }
}

fn drafts(conditions: &[Condition], urls: &[UrlPart], priority: u32, action: &DnrAction) -> Vec<Draft> {
    let with = |condition: &Condition, part: &UrlPart| {
        let mut condition = condition.clone();
        part.clone().apply(&mut condition);
        Draft { priority, action: action.clone(), condition }
    };
    conditions.iter().flat_map(|condition| urls.iter().map(|part| with(condition, part))).collect()
}

/// An exception is never lost: what cannot be said exactly is widened.
fn exception(rule: &NetworkRule, priority: u32) -> Result<Converted, NotInDnr> {
    let conditions = conditions(rule)?;
    let (urls, widened) = if let Ok(urls) = UrlPart::of(&rule.pattern) {
        (urls, None)
    } else {
        let (part, widened) = UrlPart::widest(&rule.pattern);
        (vec![part], widened)
    };
    Ok(Converted { drafts: drafts(&conditions, &urls, priority, &DnrAction::Allow), widened })
}

/// An ordinary exception, and everything on the pages it names: by their host where that is all it says, else by the
/// navigation that led there.
fn page_exception(rule: &NetworkRule, priority: u32) -> Result<Converted, NotInDnr> {
    let mut converted = exception(rule, priority)?;
    let Some(pages) = pages(rule)?.filter(|_| rule.types.contains(RequestType::Document)) else {
        return Ok(converted);
    };
    let is_by_host = matches!(rule.pattern, Pattern::Any | Pattern::Host(_)) && rule.methods == Methods::ALL;
    if is_by_host {
        let condition = Condition {
            top_domains: pages.request_domains,
            excluded_top_domains: pages.excluded_request_domains,
            ..Condition::default()
        };
        converted.drafts.push(Draft { priority, action: DnrAction::Allow, condition });
        return Ok(converted);
    }
    let (part, _) = UrlPart::widest(&rule.pattern);
    converted.drafts.retain_mut(|draft| {
        // Said below.
        let named_types = !draft.condition.resource_types.is_empty();
        draft.condition.resource_types.remove(&ResourceType::MainFrame);
        !named_types || !draft.condition.resource_types.is_empty()
    });
    converted.drafts.extend(drafts(&[pages], &[part], priority, &DnrAction::AllowAllRequests));
    Ok(converted)
}

fn clean(rule: &NetworkRule, parameter: &Parameter, others: &Others) -> Result<Converted, NotInDnr> {
    let mut conditions = conditions(rule)?;
    let spared = others.spared.hosts(parameter);
    for condition in &mut conditions {
        let spared = meaningful(spared.clone(), &condition.request_domains);
        condition.excluded_request_domains.extend(spared);
    }
    let mut converted = Converted::default();
    for Removal { action, urls, lacks } in parameter::removals(parameter, &rule.pattern)? {
        converted.widened = converted.widened.or(lacks);
        converted.drafts.extend(drafts(&conditions, &urls, bands::CLEAN, &action));
    }
    Ok(converted)
}
