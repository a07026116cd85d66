//! The lists and the catalogue as declarativeNetRequest rules, by which Chrome enforces what [`crate::decide()`] decides.
//!
//! The invariant: a compiled rule never blocks what the core allows. A block that DNR cannot say is left out, an
//! exception is widened; both are counted. Policy (exceptions, permissions) is compiled where it
//! is stored, in the extension.

mod bands;
mod catalogue;
mod convert;
mod merge;
mod pattern;
mod rule;

use thiserror::Error;

use crate::lists::{Cancelled, Reading, RuleLine, parse_network};

pub use catalogue::{CatalogueRulesets, compile_catalogue};
pub use rule::{Condition, DnrAction, DnrRule, DomainType, HeaderChange, ResourceType, STRIPPED_SIGNAL};

/// One list's rules for Chrome.
#[derive(Debug, Clone)]
pub struct Ruleset<'a> {
    /// Rules with ids from 1.
    pub rules: Vec<DnrRule>,
    /// Rules of the list that say less, or nothing, in Chrome.
    pub unconverted: Vec<Unconverted<'a>>,
}

/// A rule that the engine obeys and Chrome's rules do not say.
#[derive(Debug, Clone)]
pub struct Unconverted<'a> {
    /// The rule.
    pub rule: &'a RuleLine<'a>,
    /// Why.
    pub reason: NotInDnr,
}

/// What declarativeNetRequest cannot say, or this compiler cannot yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum NotInDnr {
    /// Cancelled by a `$badfilter` rule, or is one.
    #[error("cancelled by $badfilter")]
    Cancelled,
    /// `/regex/`.
    #[error("regular expression")]
    Regex,
    /// An exception with a long `/regex/`, which holds in Chrome for every URL on its sites.
    #[error("long regular expression of an exception: widened to its sites")]
    Widened,
    /// `@@…$removeparam=name`, which in Chrome spares every parameter.
    #[error("exception for one parameter: widened to all")]
    AllParameters,
    /// `$third-party,first-party` and the like.
    #[error("matches nothing")]
    Never,
    /// A block on many `domain=name.*`, each of which stands for hundreds of names.
    #[error("too many entities in $domain")]
    Entities,
    /// A domain that is no ASCII host name.
    #[error("unusual name in $domain")]
    Domain,
    /// A pattern with characters that URLs do not have.
    #[error("pattern is not ASCII")]
    NotAscii,
    /// A parameter removed only where the URL has a certain form.
    #[error("parameter with a pattern beyond the host")]
    ParameterPattern,
    /// Pages of one party or site only.
    #[error("only for documents, with conditions on the requesting page")]
    DocumentCondition,
}

/// Compiles each reading into a ruleset of its own. `$badfilter` acts across lists.
pub fn compile<'a>(readings: &'a [Reading<'a>]) -> Vec<Ruleset<'a>> {
    let cancelled = Cancelled::by(readings);
    readings.iter().map(|reading| ruleset(&reading.rules, &cancelled)).collect()
}

fn ruleset<'a>(rules: &'a [RuleLine<'a>], cancelled: &Cancelled) -> Ruleset<'a> {
    let mut merger = merge::Merger::default();
    let mut unconverted = Vec::new();
    for rule in rules {
        let converted = match parsed(rule) {
            Some(filter) if !cancelled.contains(rule) => convert::convert(rule, &filter),
            _ => Err(NotInDnr::Cancelled),
        };
        match converted {
            Ok(converted) => {
                unconverted.extend(converted.widened.map(|reason| Unconverted { rule, reason }));
                merger.extend(converted.drafts);
            }
            Err(reason) => unconverted.push(Unconverted { rule, reason }),
        }
    }
    Ruleset { rules: merger.finish(), unconverted }
}

/// The rule as `adblock` reads it. What the crate refuses (`@@…$removeparam`) is read without the option.
fn parsed(rule: &RuleLine<'_>) -> Option<convert::Parsed> {
    let without = rule.without("removeparam");
    parse_network(rule.text).or_else(|| parse_network(&without)).map(|filter| convert::Parsed::of(&filter))
}
