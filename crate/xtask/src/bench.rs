//! `cargo xtask bench`: timings, which belong in no test, and the counts that do. What is timed in browsers is in
//! `bench_browser.rs`.

use std::fs;
use std::path::{Path, PathBuf};

use clap::{Args, Subcommand};

use crate::failure::Failure;
use crate::process::{self, cargo};
use crate::{bench_browser, build, counting, install, paths};

#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct BenchArgs {
    #[command(subcommand)]
    place: Option<Place>,
    #[command(flatten)]
    engines: EngineArgs,
}

/// Where to measure, if not on the machine itself.
#[derive(Debug, Subcommand)]
enum Place {
    /// Engines, pages and wake-ups in real Firefox and Chromium.
    Browser(bench_browser::BrowserArgs),
    /// WebAssembly's instructions, the same on every machine, beside the numbers that tests hold them to.
    Count(CountArgs),
}

#[derive(Debug, Args)]
struct CountArgs {
    /// Make what was counted the numbers that tests hold it to.
    #[arg(long)]
    write: bool,
}

#[derive(Debug, Args)]
struct EngineArgs {
    /// Requests to measure with, one JSON object a line as `bystander verdict --ndjson` takes them, instead of made ones.
    #[arg(long, value_name = "FILE")]
    requests: Option<PathBuf>,
    /// Filter lists to measure with, instead of the embedded ones.
    #[arg(long, num_args = 1.., value_name = "FILE")]
    lists: Vec<PathBuf>,
    /// How often each engine gets all requests; the median counts.
    #[arg(long, default_value_t = 9)]
    rounds: u32,
    /// How many requests are made.
    #[arg(long, default_value_t = 30_000, conflicts_with = "requests")]
    count: u32,
    /// Where the numbers are written, besides the table.
    #[arg(long, value_name = "FILE", default_value = "target/bench/matching.json")]
    json: PathBuf,
}

/// Measures where it is wanted.
pub(crate) fn run(args: &BenchArgs) -> Result<(), Failure> {
    match &args.place {
        Some(Place::Browser(args)) => bench_browser::run(args),
        Some(Place::Count(args)) => count(args),
        None => engines(&args.engines),
    }
}

/// Builds what is counted and its counting copy, and hands over to the script that counts.
fn count(args: &CountArgs) -> Result<(), Failure> {
    build::run()?;
    counting::write()?;
    let line = ["tests/bench/instructions.js", "--write"];
    process::run("node", if args.write { &line } else { &line[..1] })
}

/// Builds what is measured, installs what it is measured beside, and hands over to the script that measures.
fn engines(args: &EngineArgs) -> Result<(), Failure> {
    let mut line = vec!["tests/bench/matching/run.js".to_owned()];
    for (option, path) in
        args.requests.iter().map(|path| ("--requests", path)).chain(args.lists.iter().map(|path| ("--lists", path)))
    {
        line.push(format!("{option}={}", readable(path)?));
    }
    line.push(format!("--json={}", whole(&args.json)?));
    line.extend([format!("--rounds={}", args.rounds), format!("--count={}", args.count)]);
    build::run()?;
    let native = ["build", "--quiet", "--locked", "--release", "--package", "bystander-core", "--example", "matching"];
    process::run(&cargo(), &native)?;
    install::peers()?;
    process::run("node", &line.iter().map(String::as_str).collect::<Vec<_>>())
}

/// The file's whole path: the script runs in another folder, and a build is long to wait for a misspelt name.
fn readable(path: &Path) -> Result<String, Failure> {
    fs::File::open(path).map_err(Failure::file(path))?;
    whole(path)
}

/// What a script in the repository's folder finds where this command meant it.
pub(crate) fn whole(path: &Path) -> Result<String, Failure> {
    let path = if path.starts_with("target") { paths::root().join(path) } else { path.to_owned() };
    Ok(std::path::absolute(&path).map_err(Failure::file(&path))?.display().to_string())
}
