//! What `bystander compile` wrote last, and whether it still fits this build.

use std::fs;
use std::path::{Path, PathBuf};

use bystander_core::Engine;
use sha2::{Digest, Sha256};

use crate::compile;
use crate::failure::{Failure, say};
use crate::pinned;

/// Names of the files in the folder, as the extension knows them.
pub(crate) const ENGINE: &str = "engine.bin";
/// Facts about each list: [`bystander_core::lists::ListInfo`] and the number of rules.
pub(crate) const LISTS: &str = "lists.json";
/// DNR rulesets, one a list.
pub(crate) const RULESETS: &str = "rulesets";
/// Every line skipped.
pub(crate) const REPORT: &str = "report.ndjson";
/// What the folder was made from ([`stamp`]).
pub(crate) const STAMP: &str = "stamp";

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
    let folder = default_folder();
    if !is_fresh(&folder) {
        say("compiling the embedded lists, once …");
        compile::pinned(&folder)?;
    }
    let path = folder.join(ENGINE);
    let bytes = fs::read(&path).map_err(|source| Failure::Read { path, source })?;
    Engine::load(&bytes).map_err(|error| Failure::Embedded(error.to_string()))
}

/// Whether `folder` was written by this very program from these very pins.
pub(crate) fn is_fresh(folder: &Path) -> bool {
    let written = fs::read_to_string(folder.join(STAMP));
    let is_whole = [ENGINE, LISTS, RULESETS, REPORT].iter().all(|name| folder.join(name).exists());
    is_whole && matches!((written, stamp()), (Ok(written), Ok(current)) if written == current)
}

/// Names the pins and this program, whose code decides what is made of them.
pub(crate) fn stamp() -> Result<String, Failure> {
    let program = std::env::current_exe().map_err(|error| Failure::Embedded(error.to_string()))?;
    let bytes = fs::read(&program).map_err(|source| Failure::Read { path: program, source })?;
    Ok(format!("{} {:x}\n", pinned::INTEGRITY, Sha256::digest(bytes)))
}
