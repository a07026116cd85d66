//! What `bystander compile` wrote last, and whether it still fits this build.

use std::fs;
use std::path::{Path, PathBuf};

use bystander_core::{Catalogue, Engine};
use sha2::{Digest, Sha256};

use crate::failure::{Failure, say};
use crate::{catalogue, compile, files, pinned};

/// Names of the files in the folder, as the extension knows them.
pub(crate) const ENGINE: &str = "engine.bin";
/// Facts about each list: [`bystander_core::lists::ListInfo`] and the number of rules.
pub(crate) const LISTS: &str = "lists.json";
/// The lines of the engine's rules ([`crate::lines`]).
pub(crate) const LINES: &str = "lines.json.gz";
/// The catalogue for the core.
pub(crate) const CATALOGUE: &str = "catalogue.bin";
/// The catalogue for the extension's pages.
pub(crate) const PAGES: &str = "catalogue.json";
/// Who owns which domain, and what parameters give away, for the page of companies.
pub(crate) const WHO: &str = "companies.json";
/// DNR rulesets, one a list, and the catalogue's.
pub(crate) const RULESETS: &str = "rulesets";
/// Lines the engine obeys and Chrome's rules do not, by list: [`crate::report::unconverted`].
pub(crate) const UNCONVERTED: &str = "unconverted.json";
/// What compiling said: counts a list, and of the catalogue.
pub(crate) const SUMMARY: &str = "summary.txt";
/// Every line skipped.
pub(crate) const REPORT: &str = "report.ndjson";
/// What the folder was made from ([`stamp`]).
pub(crate) const STAMP: &str = "stamp";

/// All that is compiled.
pub(crate) const FILES: [&str; 10] =
    [ENGINE, LISTS, LINES, CATALOGUE, PAGES, WHO, RULESETS, UNCONVERTED, SUMMARY, REPORT];

/// The workspace's `target/`, for what a build fetches and makes.
pub(crate) fn workspace_target() -> PathBuf {
    let workspace = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap_or(Path::new("."));
    workspace.join("target")
}

/// Where `compile` writes and `verdict` reads unless told otherwise.
pub(crate) fn default_folder() -> PathBuf {
    workspace_target().join("embedded")
}

/// The engine over the embedded lists, compiled first if it is missing or stale.
pub(crate) fn engine() -> Result<Engine, Failure> {
    Engine::load(&compiled(ENGINE)?[..]).map_err(|error| Failure::Embedded(error.to_string()))
}

/// The lines of the embedded lists, compiled first if they are missing or stale.
pub(crate) fn lines() -> Result<Vec<u8>, Failure> {
    compiled(LINES)
}

/// The embedded catalogue, compiled first if it is missing or stale.
pub(crate) fn catalogue() -> Result<Catalogue, Failure> {
    Catalogue::load(&compiled(CATALOGUE)?[..]).map_err(|error| Failure::Embedded(error.to_string()))
}

/// A file of the folder, which is compiled first if it is missing or stale.
fn compiled(name: &str) -> Result<Vec<u8>, Failure> {
    let folder = default_folder();
    if !is_fresh(&folder) {
        say("compiling the embedded lists and the catalogue, once …");
        compile::pinned(&folder)?;
    }
    files::read(&folder.join(name))
}

/// Whether `folder` was written by this very program from these very pins.
pub(crate) fn is_fresh(folder: &Path) -> bool {
    let written = fs::read_to_string(folder.join(STAMP));
    let is_whole = FILES.iter().all(|name| folder.join(name).exists());
    is_whole && matches!((written, stamp()), (Ok(written), Ok(current)) if written == current)
}

/// Names the pins, the catalogue's files and this program, whose code decides what is made of them.
pub(crate) fn stamp() -> Result<String, Failure> {
    let data = catalogue::stamp(&catalogue::default_folder())?;
    let program = std::env::current_exe().map_err(|error| Failure::Embedded(error.to_string()))?;
    let bytes = files::read(&program)?;
    Ok(format!("{} {data} {:x}\n", pinned::INTEGRITY, Sha256::digest(bytes)))
}
