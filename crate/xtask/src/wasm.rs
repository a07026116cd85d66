//! The core as wasm with its JavaScript, by the library that `wasm-bindgen`'s own command is made of, and made small by
//! Binaryen's `wasm-opt`.

use std::fs;
use std::hash::{DefaultHasher, Hasher};
use std::path::Path;

use wasm_bindgen_cli_support::Bindgen;

use crate::failure::Failure;
use crate::install::WASM_TARGET;
use crate::{paths, process};

/// Compiles the core and writes `bystander.js`, its types and `bystander_bg.wasm` into `folder`.
pub(crate) fn build(folder: &Path) -> Result<(), Failure> {
    let args = ["build", "--quiet", "--locked", "--profile", "wasm", "--target", WASM_TARGET];
    process::run(&process::cargo(), &[&args[..], &["--package", "bystander-wasm"]].concat())?;
    let module = paths::root().join("target").join(WASM_TARGET).join("wasm/bystander_wasm.wasm");
    let mut bindgen = Bindgen::new();
    bindgen.input_path(module).out_name("bystander").typescript(true);
    bindgen.remove_name_section(true).remove_producers_section(true);
    let written = bindgen.web(true).and_then(|bindgen| bindgen.generate(folder));
    written.map_err(|error| Failure::Other(format!("wasm-bindgen: {error:#}")))?;
    shrink(&folder.join("bystander_bg.wasm"))
}

/// What rustc uses of WebAssembly beyond its first version; every browser since 2022 has it.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Takes twenty seconds, so the last result is kept beside the module under the name of what it was made from.
fn shrink(module: &Path) -> Result<(), Failure> {
    let bytes = fs::read(module).map_err(Failure::file(module))?;
    let mut hasher = DefaultHasher::new();
    let tool = paths::root().join("node_modules/binaryen/package.json");
    hasher.write(&fs::read(&tool).map_err(Failure::file(&tool))?);
    hasher.write(FEATURES.concat().as_bytes());
    hasher.write(&bytes);
    let kept = paths::root().join("target/wasm-opt");
    let small = kept.join(format!("{:016x}.wasm", hasher.finish()));
    if !small.exists() {
        eprintln!("xtask: making the core small …");
        let _ = fs::remove_dir_all(&kept);
        fs::create_dir_all(&kept).map_err(Failure::file(&kept))?;
        let unfinished = kept.join("unfinished.wasm");
        let (from, to) = (module.display().to_string(), unfinished.display().to_string());
        let args = ["node_modules/binaryen/bin/wasm-opt", "-O3", &from, "-o", &to];
        process::run("node", &[&args[..], &FEATURES].concat())?;
        fs::rename(&unfinished, &small).map_err(Failure::file(&small))?;
    }
    fs::copy(&small, module).map(|_| ()).map_err(Failure::file(module))
}
