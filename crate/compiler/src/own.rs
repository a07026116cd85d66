//! A person's own rules: read, laid over the embedded ones, and turned into rules of Chrome. All at run time.

use bystander_core::dnr::{self, DnrRule, Limits};
use bystander_core::lists::Reading;
use bystander_core::{self as core};
use serde::{Deserialize, Serialize};
use tsify::Tsify;

/// A list that is not embedded: its name in verdicts, and its text.
#[derive(Debug, Serialize, Deserialize, Tsify)]
pub struct OwnList {
    pub(crate) id: String,
    pub(crate) text: String,
}

/// A line that does not do all that it says: by `everything` it is passed over, by `rulesets` Chrome's rules cannot say
/// it, for want of `room` they had to leave it out.
#[derive(Debug, Serialize, Deserialize, Tsify)]
pub(crate) struct Remark {
    pub(crate) list: String,
    pub(crate) line: u32,
    pub(crate) by: By,
    pub(crate) reason: String,
}

/// What goes without a line.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, Tsify)]
#[serde(rename_all = "lowercase")]
pub(crate) enum By {
    Everything,
    Rulesets,
    Room,
}

/// What lies over the embedded rules, and what was read of the lists.
#[derive(Debug, Serialize)]
pub(crate) struct Compiled<'a> {
    #[serde(serialize_with = "bytes")]
    overlay: &'a [u8],
    rules: usize,
    remarks: Vec<Remark>,
}

/// Rules of Chrome, within its limits for dynamic rules.
#[derive(Debug, Serialize)]
pub(crate) struct ConvertedRules {
    rules: Vec<DnrRule>,
    remarks: Vec<Remark>,
}

/// Lists as the core has them.
pub(crate) fn lists(own: Vec<OwnList>) -> Vec<core::List> {
    own.into_iter().map(|OwnList { id, text }| core::List { id, text }).collect()
}

/// What was compiled of `readings`, with what is to be said of them.
pub(crate) fn compiled<'a>(readings: &[Reading<'_>], overlay: &'a [u8]) -> Compiled<'a> {
    let remarks = readings.iter().flat_map(|reading| {
        reading.skipped.iter().map(|skipped| Remark {
            list: reading.list.id.clone(),
            line: skipped.line,
            by: By::Everything,
            reason: skipped.reason.to_string(),
        })
    });
    let rules = readings.iter().map(|reading| reading.rules.len()).sum();
    Compiled { overlay, rules, remarks: remarks.collect() }
}

/// The rules of `readings` for Chrome.
pub(crate) fn converted(readings: &[Reading<'_>]) -> ConvertedRules {
    let remark = |list: usize, line, by, reason: String| {
        let list = readings.get(list).map(|reading| reading.list.id.clone()).unwrap_or_default();
        Remark { list, line, by, reason }
    };
    let rulesets = dnr::compile_overlay(readings);
    let mut remarks = Vec::new();
    for (list, ruleset) in rulesets.iter().enumerate() {
        let unsaid = ruleset.unconverted.iter();
        remarks.extend(unsaid.map(|unsaid| remark(list, unsaid.rule.line, By::Rulesets, unsaid.reason.to_string())));
    }
    let fitted = dnr::fit(dnr::joined(rulesets), Limits::DYNAMIC);
    for shed in &fitted.shed {
        let lines = shed.rule.lines.iter();
        remarks.extend(lines.map(|line| remark(shed.rule.list, *line, By::Room, shed.reason.to_string())));
    }
    ConvertedRules { rules: fitted.rules, remarks }
}

fn bytes<S: serde::Serializer>(bytes: &&[u8], to: S) -> Result<S::Ok, S::Error> {
    to.serialize_bytes(bytes)
}
