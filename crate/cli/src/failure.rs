//! What goes wrong before an answer can be given: one clear line on standard error, exit status 2.

use std::fmt;
use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::error::ErrorKind;
use thiserror::Error;

use crate::catalogue::CatalogueProblem;

/// A reason to stop.
#[derive(Debug, Error)]
pub(crate) enum Failure {
    #[error("cannot read {path}: {source}")]
    Read { path: PathBuf, source: io::Error },
    #[error("cannot read {path}: it is not UTF-8 text (byte {at})")]
    NotText { path: PathBuf, at: usize },
    #[error("cannot write {path}: {source}")]
    Write { path: PathBuf, source: io::Error },
    #[error("will not replace {path}: it was not written by bystander compile")]
    Foreign { path: PathBuf },
    #[error("cannot read requests: {0}")]
    Input(io::Error),
    #[error("cannot write the answers: {0}")]
    Output(io::Error),
    #[error("cannot fetch a pinned package: {0}")]
    Fetch(String),
    #[error("the catalogue is refused\n{}", lines(.0))]
    Catalogue(Vec<CatalogueProblem>),
    #[error("{0}")]
    Embedded(String),
}

impl Failure {
    /// Says what is wrong. A reader that went away (`| head`) is no failure.
    pub(crate) fn exit(&self) -> ExitCode {
        if let Self::Output(error) = self
            && error.kind() == io::ErrorKind::BrokenPipe
        {
            return ExitCode::SUCCESS;
        }
        say(self);
        ExitCode::from(2)
    }
}

/// A problem a line.
fn lines(problems: &[CatalogueProblem]) -> String {
    problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// Tells people something on standard error. If that cannot be written to, there is nobody to tell.
pub(crate) fn say(what: impl fmt::Display) {
    let _ = writeln!(io::stderr(), "bystander: {what}");
}

/// Help and version are answers; everything else that clap says becomes one line.
pub(crate) fn usage(error: &clap::Error) -> ExitCode {
    if !error.use_stderr() {
        return if error.print().is_ok() { ExitCode::SUCCESS } else { ExitCode::from(2) };
    }
    if error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        say("a command is needed: catalogue, compile, convert, decode, rules or verdict (see bystander --help)");
        return ExitCode::from(2);
    }
    let text = error.to_string();
    let problem = text.split("\n\n").next().unwrap_or(&text).trim_start_matches("error: ");
    let problem = problem.split_whitespace().collect::<Vec<_>>().join(" ");
    say(format_args!("{problem} (see bystander --help)"));
    ExitCode::from(2)
}
