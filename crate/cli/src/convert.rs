//! `bystander convert`: any filter lists as one ruleset for Chrome, as the extension makes dynamic rules of them.

use std::io::{self, Write as _};
use std::process::ExitCode;

use bystander_core::List;
use bystander_core::dnr;
use bystander_core::lists::Reading;

use crate::args::ConvertArgs;
use crate::failure::{Failure, say};
use crate::{files, report};

/// Writes the rules to standard output and says on standard error what became of the lines.
pub(crate) fn run(args: &ConvertArgs) -> Result<ExitCode, Failure> {
    let lists = args.lists.iter().map(|path| files::read_list(path)).collect::<Result<Vec<List>, _>>()?;
    let readings: Vec<Reading<'_>> = lists.iter().map(List::read).collect();
    let rulesets = dnr::compile(&readings);
    if let Some(path) = &args.report {
        let lines = report::lines(&readings, &rulesets, &[]);
        std::fs::write(path, lines).map_err(|source| Failure::Write { path: path.clone(), source })?;
    }
    let summary = report::summary(&readings, &rulesets, &[]);
    let mut out = io::stdout().lock();
    serde_json::to_writer(&mut out, &dnr::joined(rulesets)).map_err(|error| Failure::Output(error.into()))?;
    out.write_all(b"\n").and_then(|()| out.flush()).map_err(Failure::Output)?;
    say(summary.trim_end());
    Ok(ExitCode::SUCCESS)
}
