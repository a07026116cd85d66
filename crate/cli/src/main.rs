//! The command `bystander`: compiles lists and catalogue for the extension, says what happens to a request and why, and
//! what a pixel would have told.
//!
//! All file and process access of the project's Rust is in this crate; every decision is the core's.

mod args;
mod catalogue;
mod choices;
mod compile;
mod convert;
mod decode;
mod embedded;
mod failure;
mod files;
mod lines;
mod package;
mod pinned;
mod report;
mod rules;
mod stream;
mod verdict;

use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command};
use failure::Failure;

fn main() -> ExitCode {
    match Args::try_parse() {
        Ok(args) => run(args),
        Err(error) => failure::usage(&error),
    }
}

fn run(args: Args) -> ExitCode {
    let outcome = match args.command {
        Command::Catalogue(catalogue) => catalogue::run(&catalogue),
        Command::Decode(decode) => decode::run(&decode),
        Command::Compile(compile) => compile::run(&compile),
        Command::Convert(convert) => convert::run(&convert),
        Command::Rules(rules) => rules::run(&rules),
        Command::Verdict(verdict) => verdict::run(&verdict),
    };
    outcome.unwrap_or_else(|failure: Failure| failure.exit())
}
