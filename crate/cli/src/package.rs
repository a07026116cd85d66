//! Fetching an npm package once, checking its integrity, and taking files out of it. Nothing of its code is run.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use flate2::read::GzDecoder;
use sha2::{Digest, Sha512};

use crate::embedded::workspace_target;
use crate::failure::{Failure, say};

/// The texts of the files at `paths` inside the package, in that order.
pub(crate) fn texts(package: &str, integrity: &str, paths: &[String]) -> Result<Vec<String>, Failure> {
    let archive = archive(package, integrity)?;
    let mut texts = vec![None; paths.len()];
    let mut entries = tar::Archive::new(GzDecoder::new(archive.as_slice()));
    for entry in entries.entries().map_err(unreadable)? {
        let mut entry = entry.map_err(unreadable)?;
        let path = entry.path().map_err(unreadable)?.display().to_string();
        let inside = path.strip_prefix("package/").unwrap_or(&path);
        if let Some(index) = paths.iter().position(|wanted| wanted == inside) {
            let mut text = String::new();
            entry.read_to_string(&mut text).map_err(unreadable)?;
            texts[index] = Some(text);
        }
    }
    let missing = || Failure::Fetch(format!("{package} lacks one of {paths:?}"));
    texts.into_iter().map(|text| text.ok_or_else(missing)).collect()
}

/// The package's archive, from the cache or fetched.
fn archive(package: &str, integrity: &str) -> Result<Vec<u8>, Failure> {
    let folder = workspace_target().join("packages");
    let cached = folder.join(format!("{}.tgz", package.replace(['@', '/'], "-").trim_start_matches('-')));
    if let Ok(bytes) = fs::read(&cached)
        && check(&bytes, integrity).is_ok()
    {
        return Ok(bytes);
    }
    say(format_args!("fetching {package}, once …"));
    fs::create_dir_all(&folder).map_err(|source| Failure::Write { path: folder.clone(), source })?;
    let fetched = npm_pack(package, &folder)?;
    let bytes = fs::read(&fetched).map_err(|source| Failure::Read { path: fetched.clone(), source })?;
    if let Err(failure) = check(&bytes, integrity) {
        let _ = fs::remove_file(&fetched);
        return Err(failure);
    }
    fs::rename(&fetched, &cached).map_err(|source| Failure::Write { path: cached, source })?;
    Ok(bytes)
}

/// `npm pack` downloads the archive as published and installs nothing.
fn npm_pack(package: &str, folder: &Path) -> Result<PathBuf, Failure> {
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let output = Command::new(npm)
        .args(["pack", "--loglevel=error", "--pack-destination"])
        .arg(folder)
        .arg(package)
        .output()
        .map_err(|error| Failure::Fetch(format!("npm does not run: {error}")))?;
    if !output.status.success() {
        let message = String::from_utf8_lossy(&output.stderr);
        let mut lines = message.lines().filter_map(|line| line.strip_prefix("npm error "));
        let line = lines.find(|line| !line.starts_with("code ")).unwrap_or("npm pack failed");
        return Err(Failure::Fetch(line.to_owned()));
    }
    let name = String::from_utf8_lossy(&output.stdout);
    Ok(folder.join(name.lines().last().unwrap_or_default().trim()))
}

fn check(bytes: &[u8], integrity: &str) -> Result<(), Failure> {
    let found = format!("sha512-{}", BASE64_STANDARD.encode(Sha512::digest(bytes)));
    if found == integrity {
        return Ok(());
    }
    Err(Failure::Fetch(format!("the package's integrity is {found}, expected {integrity}")))
}

/// For what is not as the pin promises.
pub(crate) fn unreadable(error: impl std::fmt::Display) -> Failure {
    Failure::Fetch(format!("the package cannot be read: {error}"))
}
