//! Running other programs in the repository, and finding them.

use std::env;
use std::path::PathBuf;
use std::process::Command;

use crate::failure::Failure;
use crate::paths;

/// Runs `program` with `args`; its output is the user's. Fails unless it exits with 0.
pub(crate) fn run(program: &str, args: &[&str]) -> Result<(), Failure> {
    let line = format!("{program} {}", args.join(" "));
    let status = command(program).args(args).status().map_err(|error| Failure::Start(program.to_owned(), error))?;
    if status.success() { Ok(()) } else { Err(Failure::Step(line)) }
}

/// Whether `program` with `args` exits with 0; says nothing.
pub(crate) fn succeeds(program: &str, args: &[&str]) -> bool {
    command(program).args(args).output().is_ok_and(|output| output.status.success())
}

/// What `program` with `args` prints, if it succeeds.
pub(crate) fn output(program: &str, args: &[&str]) -> Option<String> {
    let output = command(program).args(args).output().ok().filter(|output| output.status.success())?;
    String::from_utf8(output.stdout).ok().map(|text| text.trim().to_owned())
}

/// The cargo that runs this.
pub(crate) fn cargo() -> String {
    env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned())
}

/// Finds `name` in PATH.
pub(crate) fn find(name: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
}

fn command(program: &str) -> Command {
    let mut command = Command::new(program);
    // What is built is looked for in target/, whoever built it.
    command.current_dir(paths::root()).env_remove("CARGO_TARGET_DIR");
    command
}
