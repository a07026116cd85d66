//! The core as wasm with its JavaScript, by the library that `wasm-bindgen`'s own command is made of.

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
    written.map_err(|error| Failure::Other(format!("wasm-bindgen: {error:#}")))
}
