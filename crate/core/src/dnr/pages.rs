//! Which pages lists block, so that only exceptions that may spare one of them need a rule for pages.
//!
//! An exception without types is one for pages, too. Chrome would need a second rule for most of them, which would also
//! keep parameters in the pages' addresses; yet pages of a few hundred hosts only are ever blocked.

use std::collections::BTreeSet;

use super::condition;
use super::convert::whole_host;
use super::hosts::{covers, touch};
use crate::facts::RequestType;
use crate::lists::{Anchor, Effect, NetworkRule, Pattern, Types};

/// Hosts of which a rule of any list blocks pages.
#[derive(Default)]
pub(super) struct PageBlocks(BTreeSet<String>);

impl PageBlocks {
    /// Takes note of a rule.
    pub(super) fn note(&mut self, rule: &NetworkRule) {
        if matches!(rule.effect, Effect::Block(_) | Effect::Redirect(..)) && rule.types.contains(RequestType::Document)
        {
            self.0.extend(hosts(rule).unwrap_or_default());
        }
    }

    /// The types for which `rule` needs rules of Chrome, and whether it is silent on pages that it blocks: where it
    /// names no host, Chrome could not tell which exceptions spare them.
    pub(super) fn types(&self, rule: &NetworkRule) -> (Types, Pages) {
        let others = rule.types.without(RequestType::Document);
        let is_about_pages = others != rule.types;
        match (&rule.effect, hosts(rule)) {
            (Effect::Block(_) | Effect::Redirect(..), None) if is_about_pages => (others, Pages::LeftOut),
            (Effect::Allow(_), hosts) if is_about_pages && !others.is_empty() && !self.may_spare(hosts.as_ref()) => {
                (others, Pages::Said)
            }
            _ => (rule.types, Pages::Said),
        }
    }

    fn may_spare(&self, hosts: Option<&BTreeSet<String>>) -> bool {
        !self.0.is_empty() && hosts.is_none_or(|hosts| touch(hosts, &self.0))
    }
}

/// Whether what a rule says of pages is said in Chrome.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Pages {
    Said,
    LeftOut,
}

/// The hosts of the pages that a rule is about; `None` if it names none.
fn hosts(rule: &NetworkRule) -> Option<BTreeSet<String>> {
    let named = condition::pages(rule).ok()??.request_domains;
    let written = match &rule.pattern {
        Pattern::Text(text) if text.anchor == Anchor::Host => whole_host(&text.text),
        _ => None,
    };
    match written {
        Some(host) if named.is_empty() || covers(&named, host) => Some(BTreeSet::from([host.to_owned()])),
        _ => Some(named).filter(|named| !named.is_empty()),
    }
}
