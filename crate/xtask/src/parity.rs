//! `cargo xtask parity`: the core and real Chromium, asked about the same requests.

use std::fs::File;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::failure::Failure;
use crate::{Browser, build, install, process};

#[derive(Debug, Args)]
pub(crate) struct ParityArgs {
    /// Requests to ask about, one JSON object a line as `bystander verdict --ndjson` takes them, instead of the corpus
    /// and requests made from the rules.
    #[arg(long, value_name = "FILE")]
    ndjson: Option<PathBuf>,
    /// Make requests from every rule instead of from some ten thousand.
    #[arg(long, conflicts_with = "ndjson")]
    every_rule: bool,
    /// Filter lists to compile and to judge by, instead of the embedded ones and the catalogue.
    #[arg(long, num_args = 1.., value_name = "FILE")]
    lists: Vec<PathBuf>,
}

/// Builds, and hands over to the script that asks both.
pub(crate) fn run(args: &ParityArgs) -> Result<(), Failure> {
    let mut line = vec!["tests/browser/parity/run.js".to_owned()];
    for (option, path) in
        args.ndjson.iter().map(|path| ("--ndjson", path)).chain(args.lists.iter().map(|path| ("--lists", path)))
    {
        line.push(format!("{option}={}", readable(path)?));
    }
    line.extend(args.every_rule.then(|| "--every-rule".to_owned()));
    install::browsers(&[Browser::Chrome])?;
    build::run()?;
    process::run("node", &line.iter().map(String::as_str).collect::<Vec<_>>())
}

/// The file's whole path: the script runs in another folder, and a build is long to wait for a misspelt name.
fn readable(path: &Path) -> Result<String, Failure> {
    File::open(path).map_err(Failure::file(path))?;
    let whole = std::path::absolute(path).map_err(Failure::file(path))?;
    Ok(whole.display().to_string())
}
