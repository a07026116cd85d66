//! The core as wasm with its JavaScript, by the library that `wasm-bindgen`'s own command is made of, and made small by
//! Binaryen's `wasm-opt`.

use std::hash::{DefaultHasher, Hasher};
use std::path::{Path, PathBuf};
use std::{env, fs};

use wasm_bindgen_cli_support::Bindgen;

use crate::failure::Failure;
use crate::install::WASM_TARGET;
use crate::{paths, process};

/// A crate that becomes a module, and what the module is called.
struct Module {
    package: &'static str,
    profile: &'static str,
    library: &'static str,
    name: &'static str,
}

/// What decides, and what compiles lists. They are built one by one: together, the core would be built once, with all
/// that either asks of it.
const MODULES: [Module; 2] = [
    Module { package: "bystander-wasm", profile: "wasm", library: "bystander_wasm", name: "bystander" },
    Module { package: "bystander-compiler", profile: "compiler", library: "bystander_compiler", name: "compiler" },
];

/// Compiles the modules and writes `bystander.js`, its types and `bystander_bg.wasm` into `folder`, and the same of the
/// compiler.
pub(crate) fn build(folder: &Path) -> Result<(), Failure> {
    let made: Vec<PathBuf> = MODULES.iter().map(|module| compile(module, folder)).collect::<Result<_, _>>()?;
    shrink(&made)
}

fn compile(Module { package, profile, library, name }: &Module, folder: &Path) -> Result<PathBuf, Failure> {
    let args = ["build", "--quiet", "--locked", "--profile", profile, "--target", WASM_TARGET, "--package", package];
    process::run(&process::cargo(), &[&args[..], &["--config", &elsewhere()]].concat())?;
    let module = paths::root().join("target").join(WASM_TARGET).join(format!("{profile}/{library}.wasm"));
    let mut bindgen = Bindgen::new();
    bindgen.input_path(module).out_name(name).typescript(true);
    bindgen.remove_name_section(true).remove_producers_section(true);
    let written = bindgen.web(true).and_then(|bindgen| bindgen.generate(folder));
    written.map_err(|error| Failure::Other(format!("wasm-bindgen: {error:#}")))?;
    Ok(folder.join(format!("{name}_bg.wasm")))
}

/// Has sources named by where they lie in a registry or in the repository, not by where those lie on this machine: panics
/// hold the names, and anyone can build the same bytes.
fn elsewhere() -> String {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(env::home_dir()?.join(".cargo"))).unwrap_or_default();
    let flag = |from: &Path, to: &str| format!("'--remap-path-prefix={}={to}'", from.display());
    format!("target.{WASM_TARGET}.rustflags = [{}, {}]", flag(&home, "cargo"), flag(paths::root(), "bystander"))
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

/// Takes twenty seconds, so the last results are kept under the names of what they were made from.
fn shrink(modules: &[PathBuf]) -> Result<(), Failure> {
    let kept = paths::root().join("target/wasm-opt");
    fs::create_dir_all(&kept).map_err(Failure::file(&kept))?;
    let mut wanted = Vec::new();
    for module in modules {
        let small = kept.join(format!("{:016x}.wasm", fingerprint(module)?));
        if !small.exists() {
            eprintln!("xtask: making {} small …", module.file_name().unwrap_or_default().display());
            let unfinished = kept.join("unfinished");
            let (from, to) = (module.display().to_string(), unfinished.display().to_string());
            let args = ["node_modules/binaryen/bin/wasm-opt", "-O3", &from, "-o", &to];
            process::run("node", &[&args[..], &FEATURES].concat())?;
            fs::rename(&unfinished, &small).map_err(Failure::file(&small))?;
        }
        fs::copy(&small, module).map_err(Failure::file(module))?;
        wanted.push(small);
    }
    for old in fs::read_dir(&kept).map_err(Failure::file(&kept))?.flatten() {
        if !wanted.contains(&old.path()) {
            fs::remove_file(old.path()).map_err(Failure::file(&old.path()))?;
        }
    }
    Ok(())
}

/// Of all that makes a difference to how small a module becomes.
fn fingerprint(module: &Path) -> Result<u64, Failure> {
    let mut hasher = DefaultHasher::new();
    let tool = paths::root().join("node_modules/binaryen/package.json");
    hasher.write(&fs::read(&tool).map_err(Failure::file(&tool))?);
    hasher.write(FEATURES.concat().as_bytes());
    hasher.write(&fs::read(module).map_err(Failure::file(module))?);
    Ok(hasher.finish())
}
