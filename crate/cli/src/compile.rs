//! `bystander compile`: lists and catalogue in; engine, catalogue, rulesets, facts for the pages and report out.

use std::path::Path;
use std::process::ExitCode;

use bystander_core::dnr::CatalogueRulesets;
use bystander_core::lists::{ListInfo, Reading};
use bystander_core::{Engine, List, dnr};
use serde::Serialize;

use crate::args::CompileArgs;
use crate::catalogue::{self, Known};
use crate::embedded::{
    self, CATALOGUE, ENGINE, FILES, LINES, LISTS, PAGES, REPORT, RULESETS, STAMP, SUMMARY, UNCONVERTED, WHO,
};
use crate::failure::{Failure, say};
use crate::files::{self, NewFolder};
use crate::pinned::{self, LeftOut};
use crate::{lines, report};

/// Facts about an embedded list, for the extension's pages.
#[derive(Serialize)]
struct ListFacts {
    #[serde(flatten)]
    info: ListInfo,
    /// Rules the engine obeys.
    rules: usize,
}

/// What a folder is compiled from. Lists that a person named come without the catalogue.
struct Input<'a> {
    lists: &'a [List],
    left_out: &'a [LeftOut],
    known: Option<Known>,
    stamp: Option<String>,
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
            write(&args.out, Input { lists: &lists, left_out: &[], known: None, stamp: None })?
        }
    };
    say(format_args!("wrote {}; every skipped line is in {REPORT} there\n{summary}", args.out.display()));
    Ok(ExitCode::SUCCESS)
}

/// Compiles the pinned lists and the catalogue into `out`; returns the summary.
pub(crate) fn pinned(out: &Path) -> Result<String, Failure> {
    let (lists, left_out) = pinned::lists()?;
    let known = catalogue::read(&catalogue::default_folder())?;
    let stamp = embedded::stamp()?;
    write(out, Input { lists: &lists, left_out: &left_out, known: Some(known), stamp: Some(stamp) })
}

fn write(out: &Path, input: Input<'_>) -> Result<String, Failure> {
    let readings: Vec<Reading<'_>> = input.lists.iter().map(List::read).collect();
    let rulesets = dnr::compile(&readings);
    let folder = NewFolder::for_target(out, &[&FILES[..], &[STAMP]].concat())?;
    let engine = Engine::build(&readings);
    folder.write(ENGINE, &engine.save())?;
    folder.write(LINES, &files::zipped(&json(&lines::of_rules(&readings))).map_err(Failure::Output)?)?;
    let facts = readings.iter().map(|reading| ListFacts { info: reading.list.info(), rules: reading.rules.len() });
    folder.write(LISTS, &json(&facts.collect::<Vec<_>>()))?;
    for (number, (reading, ruleset)) in (1..).zip(readings.iter().zip(&rulesets)) {
        let name = ruleset_name(&reading.list.id, number);
        folder.write(&format!("{RULESETS}/{name}.json"), &json(&ruleset.rules))?;
    }
    folder.write(UNCONVERTED, &json(&report::unconverted(&readings, &rulesets)))?;
    folder.write(REPORT, report::lines(&readings, &rulesets, input.left_out).as_bytes())?;
    let mut summary = report::summary(&readings, &rulesets, input.left_out);
    if let Some(known) = &input.known {
        summary += &write_catalogue(&folder, known, &engine)?;
        folder.write(SUMMARY, summary.as_bytes())?;
    }
    if let Some(stamp) = input.stamp {
        folder.write(STAMP, stamp.as_bytes())?;
    }
    folder.place()?;
    Ok(summary)
}

/// The catalogue for the core, for Chrome and for the pages; returns what there is to say about it.
fn write_catalogue(folder: &NewFolder, known: &Known, engine: &Engine) -> Result<String, Failure> {
    folder.write(CATALOGUE, &known.catalogue.save())?;
    folder.write(PAGES, &json(&known.pages))?;
    folder.write(WHO, &json(&known.who))?;
    let CatalogueRulesets { pixels, widgets, gentle, strip } = dnr::compile_catalogue(&known.catalogue);
    let rulesets = [("pixels", pixels), ("widgets", widgets), ("gentle", gentle), ("strip", strip)];
    for (name, rules) in &rulesets {
        folder.write(&format!("{RULESETS}/{name}.json"), &json(rules))?;
    }
    let counts = rulesets.map(|(name, rules)| format!("{} {name}", rules.len())).join(", ");
    let named = 100.0 * catalogue::named_share(&known.catalogue, engine)?;
    Ok(format!(
        "{}\n  {named:.1} % of blocked traffic carries a company's name (by third-party-web's occurrences; see \
         docs/catalogue.md)\n  DNR rules: {counts}\n",
        known.counts
    ))
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
