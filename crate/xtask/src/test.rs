//! `cargo xtask test`: everything that must hold, cheapest first.

use std::fs;
use std::path::Path;
use std::time::Instant;

use clap::Args;

use crate::failure::Failure;
use crate::process::{self, cargo};
use crate::{Browser, build, counting, install, package, paths};

#[derive(Debug, Args)]
pub(crate) struct TestArgs {
    /// Only the steps whose name contains this.
    #[arg(long)]
    only: Option<String>,
}

type Step = (&'static str, fn() -> Result<(), Failure>);

const STEPS: &[Step] = &[
    ("rust format", || process::run(&cargo(), &["fmt", "--all", "--check"])),
    ("rust lints", || {
        let deny = ["--", "--deny", "warnings"];
        process::run(
            &cargo(),
            &[&["clippy", "--quiet", "--locked", "--workspace", "--all-targets"], &deny[..]].concat(),
        )
    }),
    ("rust tests", || process::run(&cargo(), &["test", "--quiet", "--locked", "--workspace"])),
    ("build", build::run),
    ("javascript format and lints", || {
        node("node_modules/@biomejs/biome/bin/biome", &["check", "--error-on-warnings"])
    }),
    ("javascript types", || node("node_modules/typescript/bin/tsc", &["--project", "."])),
    ("javascript units", || node_tests("tests/unit")),
    ("wasm in node", || counting::write().and_then(|()| node_tests("tests/core"))),
    ("web-ext lint", || node("tests/lint.js", &[])),
    ("package", package::run),
    ("browsers", || install::policy_folder().and_then(|()| node_tests("tests/browser"))),
];

/// Runs the steps in order and stops at the first that fails.
pub(crate) fn run(args: &TestArgs) -> Result<(), Failure> {
    install::rust_tools()?;
    install::wasm_target()?;
    install::npm_packages()?;
    install::browsers(&Browser::ALL)?;
    let wanted = |name: &str| args.only.as_deref().is_none_or(|only| name.contains(only));
    let steps: Vec<&Step> = STEPS.iter().filter(|(name, _)| wanted(name)).collect();
    if steps.is_empty() {
        let names: Vec<&str> = STEPS.iter().map(|(name, _)| *name).collect();
        return Err(Failure::Other(format!("no step is called so; there are: {}", names.join(", "))));
    }
    for (name, step) in steps {
        eprintln!("xtask: {name} …");
        let start = Instant::now();
        step()?;
        eprintln!("xtask: {name}: {:.0} s", start.elapsed().as_secs_f64());
    }
    Ok(())
}

fn node(script: &str, args: &[&str]) -> Result<(), Failure> {
    process::run("node", &[&[script], args].concat())
}

/// A file that stands still is ended and named, while there is time left for all the others.
const TEST_LIMIT: &str = "--test-timeout=600000";

/// Every `*.test.js` below `folder`, one file at a time: browsers share the machine.
fn node_tests(folder: &str) -> Result<(), Failure> {
    let mut tests = Vec::new();
    collect(&paths::root().join(folder), &mut tests)?;
    tests.sort();
    let mut line = vec!["--test", "--test-concurrency=1", "--test-reporter=spec", TEST_LIMIT];
    line.extend(tests.iter().map(String::as_str));
    process::run("node", &line)
}

fn collect(folder: &Path, tests: &mut Vec<String>) -> Result<(), Failure> {
    for entry in fs::read_dir(folder).map_err(Failure::file(folder))? {
        let path = entry.map_err(Failure::file(folder))?.path();
        if path.is_dir() {
            collect(&path, tests)?;
        } else if path.to_string_lossy().ends_with(".test.js") {
            tests.push(path.to_string_lossy().into_owned());
        }
    }
    Ok(())
}
