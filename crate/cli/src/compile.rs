//! `bystander compile`: lists in; engine, rulesets, list facts and report out.

use std::path::Path;
use std::process::ExitCode;

use bystander_core::lists::{ListInfo, Reading};
use bystander_core::{Engine, List, dnr};
use serde::Serialize;

use crate::args::CompileArgs;
use crate::embedded::{self, ENGINE, LISTS, REPORT, RULESETS, STAMP};
use crate::failure::{Failure, say};
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

/// Compiles, and says of each list what became of it.
pub(crate) fn run(args: &CompileArgs) -> Result<ExitCode, Failure> {
    let summary = match args.lists.as_slice() {
        [] if embedded::is_fresh(&args.out) => {
            say(format_args!("{} is up to date", args.out.display()));
            return Ok(ExitCode::SUCCESS);
        }
        [] => pinned(&args.out)?,
        paths => {
            let lists = paths.iter().map(|path| files::read_list(path)).collect::<Result<Vec<_>, _>>()?;
            write(&args.out, &lists, &[], None)?
        }
    };
    say(format_args!("wrote {}; every skipped line is in {REPORT} there\n{summary}", args.out.display()));
    Ok(ExitCode::SUCCESS)
}

/// Compiles the pinned lists into `out`; returns the summary.
pub(crate) fn pinned(out: &Path) -> Result<String, Failure> {
    let (lists, left_out) = pinned::lists()?;
    write(out, &lists, &left_out, Some(embedded::stamp()?))
}

fn write(out: &Path, lists: &[List], left_out: &[LeftOut], stamp: Option<String>) -> Result<String, Failure> {
    let readings: Vec<Reading<'_>> = lists.iter().map(List::read).collect();
    let rulesets = dnr::compile(&readings);
    let folder = NewFolder::for_target(out, &[ENGINE, LISTS, RULESETS, REPORT, STAMP])?;
    folder.write(ENGINE, &Engine::build(&readings).save())?;
    let facts = readings.iter().map(|reading| ListFacts { info: reading.list.info(), rules: reading.rules.len() });
    folder.write(LISTS, &json(&facts.collect::<Vec<_>>()))?;
    for (number, (reading, ruleset)) in (1..).zip(readings.iter().zip(&rulesets)) {
        let name = ruleset_name(&reading.list.id, number);
        folder.write(&format!("{RULESETS}/{name}.json"), &json(&ruleset.rules))?;
    }
    folder.write(REPORT, report::lines(&readings, &rulesets, left_out).as_bytes())?;
    if let Some(stamp) = stamp {
        folder.write(STAMP, stamp.as_bytes())?;
    }
    folder.place()?;
    Ok(report::summary(&readings, &rulesets, left_out))
}

/// A pinned list's id is its ruleset's name; of a file the name without ending serves, with a number where two agree.
fn ruleset_name(id: &str, number: usize) -> String {
    let is_pinned = pinned::LISTS.iter().any(|list| list.id == id);
    let stem = Path::new(id).file_stem().map_or_else(|| "list".to_owned(), |stem| stem.to_string_lossy().into_owned());
    if is_pinned { id.to_owned() } else { format!("{number}-{stem}") }
}

/// JSON of plain structs, which cannot fail.
fn json(value: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(value).unwrap_or_default()
}
