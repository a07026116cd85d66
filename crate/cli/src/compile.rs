//! `bystander compile`: lists in; engine, rulesets, list facts and report out.

use std::path::Path;
use std::process::ExitCode;

use bystander_core::lists::{ListInfo, Reading};
use bystander_core::{Engine, List, dnr};
use serde::Serialize;

use crate::args::CompileArgs;
use crate::embedded::{self, ENGINE, LISTS, REPORT, RULESETS, STAMP};
use crate::failure::Failure;
use crate::files::{self, NewFolder};
use crate::pinned::{self, LeftOut};
use crate::report;

/// Facts about an embedded list, for the extension's pages.
#[derive(Serialize)]
struct ListFacts {
    #[serde(flatten)]
    info: ListInfo,
    /// Rules the engine obeys.
    rules: usize,
}

/// Compiles and says in a line a list what became of it.
pub(crate) fn run(args: &CompileArgs) -> Result<ExitCode, Failure> {
    if args.lists.is_empty() && embedded::is_fresh(&args.out) {
        eprintln!("bystander: {} is up to date", args.out.display());
        return Ok(ExitCode::SUCCESS);
    }
    let (lists, left_out) = match args.lists.as_slice() {
        [] => pinned::lists()?,
        paths => (paths.iter().map(|path| files::read_list(path)).collect::<Result<_, _>>()?, Vec::new()),
    };
    write(&args.out, &lists, &left_out, args.lists.is_empty())
}

fn write(out: &Path, lists: &[List], left_out: &[LeftOut], are_pinned: bool) -> Result<ExitCode, Failure> {
    let readings: Vec<Reading<'_>> = lists.iter().map(List::read).collect();
    let rulesets = dnr::compile(&readings);
    let folder = NewFolder::for_target(out, REPORT)?;
    folder.write(ENGINE, &Engine::build(&readings).save())?;
    let facts: Vec<ListFacts> =
        readings.iter().map(|reading| ListFacts { info: reading.list.info(), rules: reading.rules.len() }).collect();
    folder.write(LISTS, &json(&facts))?;
    for (reading, ruleset) in readings.iter().zip(&rulesets) {
        let name = Path::new(&reading.list.id).file_stem().map(|stem| stem.to_string_lossy().into_owned());
        let name = name.unwrap_or_else(|| "list".to_owned());
        folder.write(&format!("{RULESETS}/{name}.json"), &json(&ruleset.rules))?;
    }
    folder.write(REPORT, report::lines(&readings, &rulesets, left_out).as_bytes())?;
    if are_pinned {
        folder.write(STAMP, embedded::stamp()?.as_bytes())?;
    }
    folder.place(out)?;
    eprint!("{}", report::summary(&readings, &rulesets, left_out));
    eprintln!("bystander: wrote {}; every skipped line is in {REPORT} there", out.display());
    Ok(ExitCode::SUCCESS)
}

/// JSON of plain structs, which cannot fail.
fn json(value: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(value).unwrap_or_default()
}
