//! The lists' lines, by which verdicts' numbers are explained. The engine knows none of their text.

use std::collections::{BTreeMap, HashMap};

use bystander_core::lists::{Pattern, Reading, RuleLine};
use bystander_core::verdict::{Reason, Rule};
use bystander_core::{Action, Facts, List, Verdict};
use flate2::read::GzDecoder;
use serde::{Deserialize, Serialize};

use crate::embedded;
use crate::failure::Failure;

/// Each list's lines by its id, the first line first. Those that are no rules may be blank.
pub(crate) struct Lines(HashMap<String, Vec<Line>>);

/// A line as pages read it, too (`extension/shared/rule-lines.js`).
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Line {
    Written(String),
    /// Nothing but a host, seven in ten: how many labels it has, four times, and the place of what follows in [`ENDINGS`].
    /// The host is the end of the one that was requested.
    Host(usize),
}

/// What follows `||host^`.
const ENDINGS: [&str; 3] = ["", "$third-party", "$3p"];

/// A verdict with the text of the rule that its reason names.
#[derive(Serialize)]
pub(crate) struct Explained {
    action: Action,
    reason: ExplainedReason,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    stub: Option<String>,
}

#[derive(Serialize)]
struct ExplainedReason {
    #[serde(flatten)]
    reason: Reason,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
}

impl Lines {
    /// Of the embedded lists.
    pub(crate) fn embedded() -> Result<Self, Failure> {
        serde_json::from_reader(GzDecoder::new(embedded::lines()?.as_slice()))
            .map(Self)
            .map_err(|error| Failure::Embedded(error.to_string()))
    }

    pub(crate) fn of(lists: &[List]) -> Self {
        let lines = |list: &List| list.text.lines().map(|line| Line::Written(line.trim().to_owned())).collect();
        Self(lists.iter().map(|list| (list.id.clone(), lines(list))).collect())
    }

    /// The line as written, by which something was decided about a request.
    pub(crate) fn text(&self, rule: &Rule, facts: &Facts) -> String {
        let place = usize::try_from(rule.line).unwrap_or(0).checked_sub(1);
        match self.0.get(&rule.list).zip(place).and_then(|(lines, place)| lines.get(place)) {
            None => String::new(),
            Some(Line::Written(text)) => text.clone(),
            Some(Line::Host(number)) => {
                let host = facts.url.host().unwrap_or_default().trim_end_matches('.');
                let mut dots = host.rmatch_indices('.').map(|(dot, _)| dot + 1);
                let start = dots.nth((number / 4).saturating_sub(1)).unwrap_or(0);
                format!("||{}^{}", &host[start..], ENDINGS.get(number % 4).copied().unwrap_or_default())
            }
        }
    }

    pub(crate) fn explain(&self, verdict: Verdict, facts: &Facts) -> Explained {
        let Verdict { action, reason, url, stub } = verdict;
        let text = match &reason {
            Reason::Rule(rule) | Reason::ExceptionRule(rule) => Some(self.text(rule, facts)),
            _ => None,
        };
        Explained { action, reason: ExplainedReason { reason, text }, url, stub }
    }
}

/// The lines of the rules that an engine has, for [`Lines::embedded`] and the extension's pages: by list, and blank where
/// there is none.
pub(crate) fn of_rules(readings: &[Reading<'_>]) -> impl Serialize {
    let lines = |reading: &Reading<'_>| {
        let mut lines: Vec<Line> = Vec::new();
        for rule in &reading.rules {
            let blank = || Line::Written(String::new());
            lines.resize_with(usize::try_from(rule.line).unwrap_or(0).max(lines.len()), blank);
            if let Some(last) = lines.last_mut() {
                *last = line(rule);
            }
        }
        lines
    };
    let by_list = readings.iter().map(|reading| (reading.list.id.clone(), lines(reading)));
    by_list.collect::<BTreeMap<_, _>>()
}

fn line(rule: &RuleLine<'_>) -> Line {
    let host = match &rule.rule.pattern {
        Pattern::Host(host) => {
            rule.text.strip_prefix("||").and_then(|text| text.strip_prefix(host.as_str())).zip(Some(host))
        }
        _ => None,
    };
    let ending = host.and_then(|(after, host)| Some((after.strip_prefix('^')?, host)));
    let number = ending.and_then(|(ending, host)| {
        let ending = ENDINGS.iter().position(|known| *known == ending)?;
        Some(host.split('.').count() * 4 + ending)
    });
    number.map_or_else(|| Line::Written(rule.text.to_owned()), Line::Host)
}
