//! `bystander rules`: every rule of the lists, one JSON object a line, and whether Chrome's rules say it.
//!
//! For programs that hold the compiler to its word. Lines that are no rule to the core are `compile`'s to report.

use std::collections::HashMap;
use std::io::{self, BufWriter, Write as _};
use std::process::ExitCode;

use bystander_core::List;
use bystander_core::dnr::{self, NotInDnr};
use bystander_core::lists::Reading;
use serde::Serialize;

use crate::args::RulesArgs;
use crate::failure::Failure;
use crate::{files, pinned};

/// `{"list", "line", "text", "chrome"[, "reason"]}`.
#[derive(Serialize)]
struct RuleFacts<'a> {
    list: &'a str,
    line: u32,
    text: &'a str,
    chrome: InChrome,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<String>,
}

/// Whether Chrome's rules say what a rule says.
#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum InChrome {
    Yes,
    /// They say something in its place: an exception that spares more.
    Partly,
    No,
}

pub(crate) fn run(args: &RulesArgs) -> Result<ExitCode, Failure> {
    let lists = match args.lists.as_slice() {
        [] => pinned::lists()?.0,
        paths => paths.iter().map(|path| files::read_list(path)).collect::<Result<Vec<_>, _>>()?,
    };
    let readings: Vec<Reading<'_>> = lists.iter().map(List::read).collect();
    let rulesets = dnr::compile(&readings);
    let mut out = BufWriter::new(io::stdout().lock());
    for (reading, ruleset) in readings.iter().zip(&rulesets) {
        let reasons: HashMap<u32, NotInDnr> =
            ruleset.unconverted.iter().map(|skipped| (skipped.rule.line, skipped.reason)).collect();
        for rule in &reading.rules {
            let reason = reasons.get(&rule.line).copied();
            let facts = RuleFacts {
                list: &reading.list.id,
                line: rule.line,
                text: rule.text,
                chrome: reason.map_or(InChrome::Yes, in_chrome),
                reason: reason.map(|reason| reason.to_string()),
            };
            serde_json::to_writer(&mut out, &facts).map_err(|error| Failure::Output(error.into()))?;
            out.write_all(b"\n").map_err(Failure::Output)?;
        }
    }
    out.flush().map_err(Failure::Output)?;
    Ok(ExitCode::SUCCESS)
}

fn in_chrome(reason: NotInDnr) -> InChrome {
    if reason.is_partial() { InChrome::Partly } else { InChrome::No }
}
