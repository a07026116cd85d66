//! Reading text and writing folders whole.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use bystander_core::List;
use flate2::Compression;
use flate2::write::GzEncoder;
use tempfile::TempDir;

use crate::failure::Failure;

/// A file's bytes.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, Failure> {
    fs::read(path).map_err(|source| Failure::Read { path: path.to_owned(), source })
}

/// As a gzip file.
pub(crate) fn zipped(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut writer = GzEncoder::new(Vec::new(), Compression::best());
    writer.write_all(bytes)?;
    writer.finish()
}

/// A list of any origin; its id is the path as it was typed.
pub(crate) fn read_list(path: &Path) -> Result<List, Failure> {
    let text = String::from_utf8(read(path)?)
        .map_err(|error| Failure::NotText { path: path.to_owned(), at: error.utf8_error().valid_up_to() })?;
    let text = text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text);
    Ok(List { id: path.display().to_string(), text })
}

/// A folder that takes the place of another as a whole, or leaves it as it was.
pub(crate) struct NewFolder {
    target: PathBuf,
    beside: TempDir,
}

impl NewFolder {
    /// Begins a folder that will replace `target`, which must be missing or hold nothing but files called `names`: a
    /// person's own folder is never replaced.
    pub(crate) fn for_target(target: &Path, names: &[&str]) -> Result<Self, Failure> {
        let failed = |source| Failure::Write { path: target.to_owned(), source };
        // `.` and `..` cannot be renamed; the folders they stand for can.
        let target = std::path::absolute(target).map_err(failed)?;
        let target = fs::canonicalize(&target).unwrap_or(target);
        if target.exists() && !holds_only(&target, names) {
            return Err(Failure::Foreign { path: target });
        }
        let parent = target.parent().unwrap_or(&target);
        fs::create_dir_all(parent).map_err(failed)?;
        // Beside the target, so that the last step is a rename within one file system.
        let beside = tempfile::Builder::new().prefix(".bystander-").tempdir_in(parent).map_err(failed)?;
        fs::create_dir(beside.path().join(NEW)).map_err(failed)?;
        Ok(Self { target, beside })
    }

    /// Writes one file of it; `name` may hold folders.
    pub(crate) fn write(&self, name: &str, bytes: &[u8]) -> Result<(), Failure> {
        let path = self.beside.path().join(NEW).join(name);
        let failed = |source| Failure::Write { path: self.target.join(name), source };
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(failed)?;
        }
        fs::write(&path, bytes).map_err(failed)
    }

    /// Puts it in its place. The old folder is set aside first and comes back if that fails.
    pub(crate) fn place(self) -> Result<(), Failure> {
        let failed = |source| Failure::Write { path: self.target.clone(), source };
        let (new, old) = (self.beside.path().join(NEW), self.beside.path().join(OLD));
        let had_old = self.target.exists();
        if had_old {
            fs::rename(&self.target, &old).map_err(failed)?;
        }
        fs::rename(&new, &self.target).map_err(|source| {
            if had_old {
                let _ = fs::rename(&old, &self.target);
            }
            failed(source)
        })
    }
}

/// Whether a folder holds nothing but files called `names`, and folders called so with JSON files in them.
fn holds_only(folder: &Path, names: &[&str]) -> bool {
    let all = |folder: &Path, is_ours: &dyn Fn(&Path) -> bool| {
        fs::read_dir(folder)
            .is_ok_and(|mut entries| entries.all(|entry| entry.is_ok_and(|entry| is_ours(&entry.path()))))
    };
    let is_json = |path: &Path| path.is_file() && path.extension().is_some_and(|ending| ending == "json");
    all(folder, &|path| {
        let is_named = path.file_name().is_some_and(|name| names.iter().any(|known| name == *known));
        is_named && (path.is_file() || all(path, &is_json))
    })
}

const NEW: &str = "new";
const OLD: &str = "old";
