//! From rules to matchers: which matcher sees which rule.

use adblock::FilterSet;
use adblock::lists::ParseOptions;

use super::Engine;
use super::clean::{self, ParameterRules};
use super::hosts::{HostRule, HostRules};
use super::matcher::{Matcher, install_resolver};
use crate::lists::{Cancelled, Reading, RuleLine};
use crate::verdict::Rule;

pub(super) fn build(readings: &[Reading<'_>]) -> Engine {
    install_resolver();
    let cancelled = Cancelled::by(readings);
    Engine {
        lists: readings.iter().map(|reading| reading.list.id.clone()).collect(),
        hosts: HostRules::build(readings.iter().map(|reading| {
            let live = reading.rules.iter().filter(|rule| !cancelled.contains(rule));
            live.filter_map(|rule| Some((rule.line, HostRule::of(rule)?))).collect()
        })),
        requests: matcher(readings, |rule| {
            (HostRule::of(rule).is_none() && !keeps_parameters(rule)).then(|| rule.text.to_owned())
        }),
        documents: matcher(readings, |rule| {
            (judges_documents(rule) && !keeps_parameters(rule)).then(|| rule.text.to_owned())
        }),
        kept: matcher(readings, |rule| keeps_parameters(rule).then(|| as_removal(rule))),
        parameters: parameter_rules(readings, &cancelled),
    }
}

/// A matcher over the rules that `text` returns something for, as which it is read.
fn matcher(readings: &[Reading<'_>], text: impl Fn(&RuleLine<'_>) -> Option<String>) -> Matcher {
    let mut rules = FilterSet::new(true);
    let mut lines = Vec::new();
    for reading in readings {
        let seen = reading.rules.iter().filter_map(|rule| Some((rule.line, text(rule)?)));
        let (numbers, texts): (Vec<u32>, Vec<String>) = seen.unzip();
        rules.add_filter_list(texts.join("\n"), ParseOptions::default());
        lines.push(numbers);
    }
    // The optimiser fuses rules and forgets which line each came from.
    Matcher::new(adblock::Engine::new_with_filter_set_no_optimize(rules), lines)
}

/// `@@…$removeparam`.
fn keeps_parameters(rule: &RuleLine<'_>) -> bool {
    rule.exception && rule.has(&["removeparam"])
}

/// As a rule that removes what it keeps, or, if it keeps everything, as one that blocks.
fn as_removal(rule: &RuleLine<'_>) -> String {
    match rule.option(&["removeparam"]) {
        Some("") | None => clean::with_types(rule, &rule.without("removeparam")),
        Some(_) => rule.text.trim_start_matches("@@").to_owned(),
    }
}

/// Rules that name pages, those that remove parameters (from pages too, unless they say otherwise), and exceptions
/// that name no type at all.
fn judges_documents(rule: &RuleLine<'_>) -> bool {
    rule.names_documents() || rule.has(&["removeparam"]) || (rule.exception && !rule.names_types())
}

fn parameter_rules(readings: &[Reading<'_>], cancelled: &Cancelled) -> ParameterRules {
    let mut texts = Vec::new();
    let mut rules = Vec::new();
    for reading in readings {
        for rule in reading.rules.iter().filter(|rule| !rule.exception) {
            let Some(name) = rule.option(&["removeparam"]) else {
                continue;
            };
            if cancelled.contains(rule) {
                continue;
            }
            texts.push(clean::tagged(rule, name));
            rules.push(Rule { list: reading.list.id.clone(), line: rule.line, text: rule.text.to_owned() });
        }
    }
    let mut set = FilterSet::new(true);
    set.add_filter_list(texts.join("\n"), ParseOptions::default());
    ParameterRules::new(adblock::Engine::new_with_filter_set_no_optimize(set), rules)
}
