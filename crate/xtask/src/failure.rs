//! What stops a task: one line that says what to do about it.

use std::io;
use std::path::PathBuf;

use thiserror::Error;

/// A reason to stop.
#[derive(Debug, Error)]
pub(crate) enum Failure {
    #[error("{what}: {source}")]
    File { what: PathBuf, source: io::Error },
    #[error("{0} does not start: {1}")]
    Start(String, io::Error),
    #[error("failed: {0}")]
    Step(String),
    #[error("{what} is missing and cannot be installed from here. Type: {line}")]
    Missing { what: &'static str, line: String },
    #[error("{0}")]
    Other(String),
}

impl Failure {
    /// For `map_err` on file operations.
    pub(crate) fn file(what: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let what = what.into();
        move |source| Self::File { what, source }
    }
}
