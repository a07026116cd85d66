//! `$badfilter`: rules that cancel rules, across lists.

use std::collections::HashSet;

use super::{Reading, RuleLine};
use crate::lists::NetworkRule;

/// The rules that `$badfilter` rules cancel: those that mean the same.
pub struct Cancelled<'a>(HashSet<&'a NetworkRule>);

impl<'a> Cancelled<'a> {
    /// What the rules of `readings` cancel, in any of them.
    pub fn by(readings: &'a [Reading<'_>]) -> Self {
        let rules = readings.iter().flat_map(|reading| &reading.rules);
        Self(rules.filter(|rule| rule.cancels).map(|line| &line.rule).collect())
    }

    /// Whether `rule` is cancelled, or is itself there to cancel.
    pub fn contains(&self, line: &RuleLine<'_>) -> bool {
        line.cancels || self.0.contains(&line.rule)
    }
}
