//! `$badfilter`: rules that cancel rules, across lists.

use std::collections::HashSet;

use adblock::filters::network::NetworkFilter;
use adblock::lists::{ParseOptions, ParsedLine, parse_filter};

use super::{Reading, RuleLine};

/// The rules that `$badfilter` rules cancel, by the crate's id, which leaves that option out.
pub struct Cancelled(HashSet<u64>);

impl Cancelled {
    /// What the rules of `readings` cancel, in any of them.
    pub fn by(readings: &[Reading<'_>]) -> Self {
        let rules = readings.iter().flat_map(|reading| &reading.rules);
        let cancelling = rules.filter(|rule| rule.has(&["badfilter"]));
        Self(cancelling.filter_map(|rule| Some(parse_network(rule.text)?.get_id())).collect())
    }

    /// Whether `rule` is cancelled, or is itself there to cancel.
    pub fn contains(&self, rule: &RuleLine<'_>) -> bool {
        rule.has(&["badfilter"])
            || !self.0.is_empty() && parse_network(rule.text).is_some_and(|filter| self.0.contains(&filter.get_id()))
    }
}

/// The line as the crate reads it, if it reads it as a network rule.
pub(crate) fn parse_network(text: &str) -> Option<NetworkFilter<'_>> {
    match parse_filter(text, false, ParseOptions::default()) {
        Ok(ParsedLine::Network(filter)) => Some(filter),
        _ => None,
    }
}
