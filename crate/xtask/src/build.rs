//! The extension as the browsers load it: the sources as they lie, the core, the compiled lists, the networks' marks,
//! and a manifest.

use std::fs;
use std::path::Path;

use crate::failure::Failure;
use crate::{Browser, install, locales, manifest, marks, paths, process, wasm};

/// Builds dist/firefox and dist/chrome from nothing.
pub(crate) fn run() -> Result<(), Failure> {
    install::wasm_target()?;
    install::npm_packages()?;
    eprintln!("xtask: compiling the lists …");
    let compile = ["run", "--quiet", "--locked", "--release", "--package", "bystander-cli", "--", "compile"];
    process::run(&process::cargo(), &compile)?;
    eprintln!("xtask: compiling the core to wasm …");
    let core = paths::root().join("target/wasm-bindgen");
    wasm::build(&core)?;
    for browser in Browser::ALL {
        assemble(browser, &core)?;
    }
    eprintln!("xtask: built dist/firefox and dist/chrome");
    Ok(())
}

fn assemble(browser: Browser, core: &Path) -> Result<(), Failure> {
    let root = paths::root();
    let dist = paths::dist(browser);
    if dist.exists() {
        fs::remove_dir_all(&dist).map_err(Failure::file(&dist))?;
    }
    copy(&root.join("extension"), &dist)?;
    locales::strip(&dist)?;
    // The types beside them are for those who read the sources.
    for name in ["bystander.js", "bystander_bg.wasm", "compiler.js", "compiler_bg.wasm"] {
        copy_file(&core.join(name), &dist.join("core").join(name))?;
    }
    copy_library(&root.join("node_modules/snabbdom"), &dist.join("vendor/snabbdom"))?;
    let idb = root.join("node_modules/idb");
    for (from, to) in [("LICENSE", "LICENSE"), ("build/index.js", "index.js")] {
        copy_file(&idb.join(from), &dist.join("vendor/idb").join(to))?;
    }
    let icons = root.join("node_modules/simple-icons");
    copy_file(&icons.join("LICENSE.md"), &dist.join("vendor/simple-icons/LICENSE.md"))?;
    copy_file(&root.join("LICENSE"), &dist.join("LICENSE"))?;
    for name in ["engine.bin", "lists.json", "lines.json.gz", "catalogue.bin", "catalogue.json", "companies.json"] {
        copy_file(&paths::embedded().join(name), &dist.join("data").join(name))?;
    }
    let path = dist.join("data/marks.json");
    fs::write(&path, marks::of(&paths::embedded().join("catalogue.json"), &icons)?).map_err(Failure::file(path))?;
    if browser == Browser::Chrome {
        copy(&paths::embedded().join("rulesets"), &dist.join("data/rulesets"))?;
        copy_file(&paths::embedded().join("unconverted.json"), &dist.join("data/unconverted.json"))?;
    }
    let source = fs::read_to_string(root.join("manifest.json")).map_err(Failure::file("manifest.json"))?;
    let path = dist.join("manifest.json");
    fs::write(&path, manifest::derive(&source, browser)?).map_err(Failure::file(path))
}

/// The modules of a library as its author built them, and its licence.
fn copy_library(package: &Path, to: &Path) -> Result<(), Failure> {
    copy_file(&package.join("LICENSE"), &to.join("LICENSE"))?;
    for folder in ["", "modules", "helpers"] {
        let from = package.join("build").join(folder);
        for entry in fs::read_dir(&from).map_err(Failure::file(&from))? {
            let path = entry.map_err(Failure::file(&from))?.path();
            if let Some(name) = path.file_name().filter(|_| path.extension().is_some_and(|ending| ending == "js")) {
                copy_file(&path, &to.join(folder).join(name))?;
            }
        }
    }
    Ok(())
}

fn copy(from: &Path, to: &Path) -> Result<(), Failure> {
    for entry in fs::read_dir(from).map_err(Failure::file(from))? {
        let entry = entry.map_err(Failure::file(from))?;
        let (source, target) = (entry.path(), to.join(entry.file_name()));
        if source.is_dir() { copy(&source, &target) } else { copy_file(&source, &target) }?;
    }
    Ok(())
}

fn copy_file(from: &Path, to: &Path) -> Result<(), Failure> {
    if let Some(folder) = to.parent() {
        fs::create_dir_all(folder).map_err(Failure::file(folder))?;
    }
    fs::copy(from, to).map(|_| ()).map_err(Failure::file(from))
}
