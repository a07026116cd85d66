//! Reading text and writing folders whole.

use std::fs;
use std::path::Path;

use bystander_core::List;
use tempfile::TempDir;

use crate::failure::Failure;

/// A list of any origin; its id is the path as it was typed.
pub(crate) fn read_list(path: &Path) -> Result<List, Failure> {
    let bytes = fs::read(path).map_err(|source| Failure::Read { path: path.to_owned(), source })?;
    let text = String::from_utf8(bytes)
        .map_err(|error| Failure::NotText { path: path.to_owned(), at: error.utf8_error().valid_up_to() })?;
    let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
    Ok(List { id: path.display().to_string(), text })
}

/// A folder that comes into being whole or not at all.
pub(crate) struct NewFolder {
    beside: TempDir,
}

impl NewFolder {
    /// Begins a folder that will replace `target`, which must be empty, missing, or hold the file `mark` by which we
    /// know our own.
    pub(crate) fn for_target(target: &Path, mark: &str) -> Result<Self, Failure> {
        let failed = |source| Failure::Write { path: target.to_owned(), source };
        let is_foreign = fs::read_dir(target).is_ok_and(|mut entries| entries.next().is_some());
        if target.is_file() || (is_foreign && !target.join(mark).exists()) {
            return Err(Failure::Foreign { path: target.to_owned() });
        }
        let parent = target.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
        fs::create_dir_all(parent).map_err(failed)?;
        // Beside the target, so that the last step is a rename within one file system.
        let beside = tempfile::Builder::new().prefix(".bystander-").tempdir_in(parent).map_err(failed)?;
        Ok(Self { beside })
    }

    /// Writes one file of it; `name` may hold folders.
    pub(crate) fn write(&self, name: &str, bytes: &[u8]) -> Result<(), Failure> {
        let path = self.beside.path().join(name);
        let failed = |source| Failure::Write { path: path.clone(), source };
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(failed)?;
        }
        fs::write(&path, bytes).map_err(failed)
    }

    /// Puts it in the place of `target`.
    pub(crate) fn place(self, target: &Path) -> Result<(), Failure> {
        let failed = |source| Failure::Write { path: target.to_owned(), source };
        if target.exists() {
            fs::remove_dir_all(target).map_err(failed)?;
        }
        fs::rename(self.beside.keep(), target).map_err(failed)
    }
}
