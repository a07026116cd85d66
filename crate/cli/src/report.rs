//! What became of the lists: a line a skipped line, and a summary for people.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use bystander_core::dnr::Ruleset;
use bystander_core::lists::Reading;
use serde::Serialize;

use crate::pinned::LeftOut;

/// One line of the report.
#[derive(Serialize)]
struct Skipped<'a> {
    list: &'a str,
    line: usize,
    /// Last line of a stretch that was left out as a whole.
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<usize>,
    /// What went without the line: `everything`, or only the `rulesets` of Chrome.
    by: &'a str,
    reason: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
}

/// The report as NDJSON: parts left out, then lines no engine sees, then lines that no DNR rule expresses.
pub(crate) fn lines(readings: &[Reading<'_>], rulesets: &[Ruleset<'_>], left_out: &[LeftOut]) -> String {
    let parts = left_out.iter().map(|part| Skipped {
        list: part.list,
        line: part.lines.0,
        to: Some(part.lines.1),
        by: "everything",
        reason: format!("left out: {}", part.part),
        text: None,
    });
    let unread = readings.iter().flat_map(|reading| {
        reading.skipped.iter().map(|skipped| Skipped {
            list: &reading.list.id,
            line: skipped.line as usize,
            to: None,
            by: "everything",
            reason: skipped.reason.to_string(),
            text: Some(skipped.text),
        })
    });
    let unconverted = readings.iter().zip(rulesets).flat_map(|(reading, ruleset)| {
        ruleset.unconverted.iter().map(|skipped| Skipped {
            list: &reading.list.id,
            line: skipped.rule.line as usize,
            to: None,
            by: "rulesets",
            reason: skipped.reason.to_string(),
            text: Some(skipped.rule.text),
        })
    });
    let mut report = String::new();
    for skipped in parts.chain(unread).chain(unconverted) {
        let line = serde_json::to_string(&skipped).unwrap_or_default();
        let _ = writeln!(report, "{line}");
    }
    report
}

/// Lines of each list that the engine obeys and no DNR rule says. The extension takes no credit for such a request when
/// Chrome shows it blocked: it was somebody else.
pub(crate) fn unconverted<'a>(
    readings: &'a [Reading<'_>],
    rulesets: &'a [Ruleset<'_>],
) -> BTreeMap<&'a str, Vec<usize>> {
    let lines = |ruleset: &Ruleset<'_>| {
        let unsaid = ruleset.unconverted.iter().filter(|unsaid| !unsaid.reason.is_partial());
        unsaid.map(|unsaid| unsaid.rule.line as usize).collect()
    };
    readings.iter().zip(rulesets).map(|(reading, ruleset)| (reading.list.id.as_str(), lines(ruleset))).collect()
}

/// A paragraph a list, the commonest reasons first.
pub(crate) fn summary(readings: &[Reading<'_>], rulesets: &[Ruleset<'_>], left_out: &[LeftOut]) -> String {
    let mut summary = String::new();
    for (reading, ruleset) in readings.iter().zip(rulesets) {
        let id = &reading.list.id;
        let _ = writeln!(
            summary,
            "{id}: {} rules in the engine, {} DNR rules for {} of them",
            reading.rules.len(),
            ruleset.rules.len(),
            reading.rules.len() - ruleset.unconverted.len(),
        );
        for part in left_out.iter().filter(|part| part.list == id) {
            let _ = writeln!(summary, "  left out: {} (lines {}–{})", part.part, part.lines.0, part.lines.1);
        }
        let unread = tally(reading.skipped.iter().map(|skipped| skipped.reason.to_string()));
        let unconverted = tally(ruleset.unconverted.iter().map(|skipped| skipped.reason.to_string()));
        for (who, reasons) in [("skipped", unread), ("not in DNR", unconverted)] {
            for (reason, count) in reasons {
                let _ = writeln!(summary, "  {count:>6} {who}: {reason}");
            }
        }
    }
    summary
}

fn tally(reasons: impl Iterator<Item = String>) -> Vec<(String, usize)> {
    let mut counts = BTreeMap::new();
    for reason in reasons {
        *counts.entry(reason).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts
}
