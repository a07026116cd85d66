//! `cargo xtask package`: dist/bystander-*.zip, the same bytes for the same sources.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::failure::Failure;
use crate::{Browser, paths};

/// What a person downloads may weigh this much.
const MOST_BYTES: u64 = 5_500_000;
/// Two thirds of the weight.
const LARGEST: [&str; 2] = ["data/engine.bin", "data/rulesets/base.json"];
/// What every wake-up compiles may weigh this much.
const MOST_WASM_BYTES: u64 = 500_000;

/// Zips what was built, and refuses what has grown too large.
pub(crate) fn run() -> Result<(), Failure> {
    for browser in Browser::ALL {
        let dist = paths::dist(browser);
        let archive = paths::root().join("dist").join(format!("bystander-{}.zip", browser.name()));
        zip(&dist, &archive)?;
        within("the zipped extension", &archive, MOST_BYTES)?;
        within("the core", &dist.join("core/bystander_bg.wasm"), MOST_WASM_BYTES)?;
    }
    Ok(())
}

fn within(what: &str, path: &Path, most: u64) -> Result<(), Failure> {
    let bytes = fs::metadata(path).map_err(Failure::file(path))?.len();
    eprintln!("xtask: {}: {bytes} bytes", path.strip_prefix(paths::root()).unwrap_or(path).display());
    if bytes <= most {
        Ok(())
    } else {
        Err(Failure::Other(format!("{what} has {bytes} bytes, at most {most} are fine")))
    }
}

fn zip(folder: &Path, archive: &Path) -> Result<(), Failure> {
    let failed = |error: zip::result::ZipError| Failure::Other(format!("{}: {error}", archive.display()));
    let mut files = Vec::new();
    list(folder, &mut files)?;
    files.sort();
    // Names sorted and times fixed, so that anyone can build the same file.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let mut writer = ZipWriter::new(File::create(archive).map_err(Failure::file(archive))?);
    for file in &files {
        let name = file.strip_prefix(folder).unwrap_or(file).to_string_lossy().replace('\\', "/");
        // Beyond 9 it is Zopfli: three per cent smaller, and so slow that only what weighs most is worth it.
        let level = if LARGEST.contains(&name.as_str()) { 10 } else { 9 };
        writer.start_file(name, options.compression_level(Some(level))).map_err(failed)?;
        let mut source = File::open(file).map_err(Failure::file(file))?;
        std::io::copy(&mut source, &mut writer).map_err(Failure::file(file))?;
    }
    writer.finish().map(|_| ()).map_err(failed)
}

fn list(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), Failure> {
    for entry in fs::read_dir(folder).map_err(Failure::file(folder))? {
        let path = entry.map_err(Failure::file(folder))?.path();
        if path.ends_with("_metadata") {
            // Chromium leaves its index of the rules in the folder it loads an extension from.
            continue;
        }
        if path.is_dir() {
            list(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}
