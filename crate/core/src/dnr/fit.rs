//! Rules within what Chrome takes at run time: what is shed, and in which order.
//!
//! In the order of least harm: removed parameters go first, then added headers, then blocks, those of a single pattern
//! before those of many hosts. An exception is never shed while a block is kept that it may spare. A stub that does not
//! fit is no loss of protection: what it would have stood in for is blocked instead.

use super::bands;
use super::rule::{DnrAction, DnrRule, Redirect};

/// How many rules Chrome takes beside those of the package.
/// <https://developer.chrome.com/docs/extensions/reference/api/declarativeNetRequest#limits>
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// In all.
    pub rules: usize,
    /// Of them those that redirect or change headers.
    pub unsafe_rules: usize,
    /// Of them those with a regular expression.
    pub regexes: usize,
}

impl Limits {
    /// Dynamic rules in Chrome.
    pub const DYNAMIC: Self = Self { rules: 30_000, unsafe_rules: 5_000, regexes: 1_000 };
}

/// Which limit was hit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum ShedReason {
    /// [`Limits::rules`].
    #[error("more rules than Chrome takes")]
    Rules,
    /// [`Limits::unsafe_rules`].
    #[error("more rules that redirect or change headers than Chrome takes")]
    Unsafe,
    /// [`Limits::regexes`].
    #[error("more regular expressions than Chrome takes")]
    Regexes,
}

/// A rule that found no room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shed {
    /// The rule.
    pub rule: DnrRule,
    /// Why.
    pub reason: ShedReason,
}

/// What fits, and what does not.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Fitted {
    /// Within the limits, in the order given.
    pub rules: Vec<DnrRule>,
    /// The others.
    pub shed: Vec<Shed>,
}

/// Keeps `rules` within `limits`.
pub fn fit(rules: Vec<DnrRule>, limits: Limits) -> Fitted {
    let mut fitted = Fitted { rules, shed: Vec::new() };
    fitted.keep(limits.regexes, ShedReason::Regexes, |rule| rule.condition.regex_filter.is_some());
    let surplus =
        fitted.rules.iter().filter(|rule| rule.action.is_unsafe()).count().saturating_sub(limits.unsafe_rules);
    let stubs = fitted.rules.iter_mut().filter(|rule| is_stub(&rule.action));
    stubs.take(surplus).for_each(block_instead);
    fitted.keep(limits.unsafe_rules, ShedReason::Unsafe, |rule| rule.action.is_unsafe());
    fitted.keep(limits.rules, ShedReason::Rules, |_| true);
    fitted
}

impl Fitted {
    /// Sheds what is one too many of the rules that `counts` says the limit is for.
    fn keep(&mut self, most: usize, reason: ShedReason, counts: impl Fn(&DnrRule) -> bool) {
        let mut counted: Vec<usize> = (0..self.rules.len()).filter(|at| counts(&self.rules[*at])).collect();
        let surplus = counted.len().saturating_sub(most);
        if surplus == 0 {
            return;
        }
        counted.sort_by_key(|at| harm(&self.rules[*at]));
        counted.truncate(surplus);
        let sheds_exceptions = counted.iter().any(|at| spares(&self.rules[*at]));
        let (mut kept, mut index) = (Vec::new(), 0);
        let gone: std::collections::BTreeSet<usize> = counted.into_iter().collect();
        for rule in std::mem::take(&mut self.rules) {
            // Without all of the exceptions no block can stay.
            let goes = gone.contains(&index) || (sheds_exceptions && !spares(&rule));
            index += 1;
            if goes {
                self.shed.push(Shed { rule, reason });
            } else {
                kept.push(rule);
            }
        }
        self.rules = kept;
    }
}

/// What is lost with a rule; the smallest goes first.
fn harm(rule: &DnrRule) -> (u8, usize, u32) {
    let kind = match &rule.action {
        DnrAction::Allow | DnrAction::AllowAllRequests => 3,
        DnrAction::Block => 2,
        DnrAction::Redirect { .. } if is_stub(&rule.action) => 2,
        DnrAction::ModifyHeaders { .. } => 1,
        DnrAction::Redirect { .. } => 0,
    };
    (kind, rule.condition.request_domains.len(), rule.id)
}

fn spares(rule: &DnrRule) -> bool {
    matches!(rule.action, DnrAction::Allow | DnrAction::AllowAllRequests)
}

fn is_stub(action: &DnrAction) -> bool {
    matches!(action, DnrAction::Redirect { redirect: Redirect::ExtensionPath(_) })
}

fn block_instead(rule: &mut DnrRule) {
    rule.action = DnrAction::Block;
    rule.priority = if rule.priority == bands::IMPORTANT_REDIRECT { bands::IMPORTANT } else { bands::BLOCK };
}
