//! The lists and the catalogue as declarativeNetRequest rules, by which Chrome enforces what [`crate::decide()`] decides.
//!
//! The invariant: a compiled rule never blocks, strips or cleans what the core allows. A block that DNR cannot say
//! exactly is left out, an exception is widened; both are told with the reason. Policy (exceptions, permissions) is
//! compiled where it is stored, in the extension.

mod bands;
mod catalogue;
mod condition;
mod convert;
mod fit;
mod hosts;
mod ids;
mod merge;
mod pages;
mod parameter;
mod re2;
mod reason;
mod regex;
mod rule;
mod text;
mod url;

use crate::lists::{Cancelled, Reading, RuleLine};

pub use catalogue::{CatalogueRulesets, compile_catalogue};
pub use fit::{Fitted, Limits, Shed, ShedReason, fit};
pub use reason::{NotInDnr, Unconverted};
pub use rule::{
    Condition, DnrAction, DnrRule, DomainType, HeaderChange, Redirect, ResourceType, STRIPPED_SIGNAL, Transform,
};

use convert::Others;

/// One list's rules for Chrome.
#[derive(Debug, Clone)]
pub struct Ruleset<'a> {
    /// Each with a number of its own.
    pub rules: Vec<DnrRule>,
    /// Rules of the list that say less, nothing, or more, in Chrome.
    pub unconverted: Vec<Unconverted<'a>>,
}

/// Compiles each reading into a ruleset of its own. `$badfilter` and exceptions act across lists.
pub fn compile<'a>(readings: &'a [Reading<'a>]) -> Vec<Ruleset<'a>> {
    let mut others = Others::default();
    let cancelled = Cancelled::by(readings);
    for line in readings.iter().flat_map(|reading| live(reading, &cancelled)) {
        others.spared.take(&line.rule);
    }
    compiled(readings, &cancelled, others)
}

/// The same for rules that lie over embedded ones ([`crate::Engine::overlay`]), about which they know nothing: all that
/// they say they say by rules of their own.
pub fn compile_overlay<'a>(readings: &'a [Reading<'a>]) -> Vec<Ruleset<'a>> {
    compiled(readings, &Cancelled::by(readings), Others::elsewhere())
}

/// The rules of several rulesets as one, renumbered where two have one number. Which list a rule is of it still knows.
pub fn joined(rulesets: Vec<Ruleset<'_>>) -> Vec<DnrRule> {
    if rulesets.len() == 1 {
        return rulesets.into_iter().flat_map(|ruleset| ruleset.rules).collect();
    }
    ids::numbered(rulesets.into_iter().flat_map(|ruleset| ruleset.rules).collect())
}

fn live<'a>(reading: &'a Reading<'a>, cancelled: &Cancelled<'_>) -> impl Iterator<Item = &'a RuleLine<'a>> {
    reading.rules.iter().filter(|line| !cancelled.contains(line))
}

fn compiled<'a>(readings: &'a [Reading<'a>], cancelled: &Cancelled<'_>, mut others: Others) -> Vec<Ruleset<'a>> {
    for line in readings.iter().flat_map(|reading| live(reading, cancelled)) {
        others.pages.note(&line.rule);
    }
    let rulesets = readings.iter().enumerate();
    rulesets.map(|(list, reading)| ruleset(list, reading, cancelled, &mut others)).collect()
}

fn ruleset<'a>(list: usize, reading: &'a Reading<'a>, cancelled: &Cancelled<'_>, others: &mut Others) -> Ruleset<'a> {
    let mut merger = merge::Merger::default();
    let mut unconverted = Vec::new();
    others.forget_blocks();
    for line in live(reading, cancelled) {
        others.note_block(&line.rule);
    }
    for rule in &reading.rules {
        let converted = match () {
            () if cancelled.contains(rule) => Err(NotInDnr::Cancelled),
            () => convert::convert(&rule.rule, others),
        };
        match converted {
            Ok(converted) => {
                unconverted.extend(converted.widened.map(|reason| Unconverted { rule, reason }));
                merger.extend(rule.line, converted.drafts);
            }
            Err(reason) => unconverted.push(Unconverted { rule, reason }),
        }
    }
    let rules = merger.finish().into_iter().map(|rule| DnrRule { list, ..rule }).collect();
    Ruleset { rules, unconverted }
}
