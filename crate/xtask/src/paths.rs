//! Where things are.

use std::path::{Path, PathBuf};

use crate::Browser;

/// The repository.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2).unwrap_or(Path::new("."))
}

/// What `bystander compile` writes.
pub(crate) fn embedded() -> PathBuf {
    root().join("target/embedded")
}

/// The built extension.
pub(crate) fn dist(browser: Browser) -> PathBuf {
    root().join("dist").join(browser.name())
}
