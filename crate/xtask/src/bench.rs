//! `cargo xtask bench`: timings, which belong in no test.

use crate::failure::Failure;
use crate::process::{self, cargo};

/// Builds what is measured in release and runs the benchmarks one after another.
pub(crate) fn run() -> Result<(), Failure> {
    process::run(&cargo(), &["build", "--quiet", "--locked", "--release", "--package", "bystander-cli"])?;
    process::run("node", &["tests/bench/verdicts.js"])
}
