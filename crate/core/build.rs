//! Compiles the Public Suffix List into a finite-state map that the core carries as bytes.
//!
//! The text comes from the pinned `psl` crate (MPL-2.0), which ships it as `data/rules.txt`. That crate's
//! own matcher is generated code of about 950 kB of wasm; this map is about a twentieth of it.

#[path = "src/labels.rs"]
#[expect(dead_code, reason = "the core's own, of which the sieve needs a part")]
mod labels;
#[path = "src/sieve.rs"]
#[expect(dead_code, reason = "the core's own, of which the building is needed")]
mod sieve;
#[path = "src/stored.rs"]
#[expect(dead_code, reason = "the core's own, of which the sieve needs a part")]
mod stored;

use std::collections::BTreeMap;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// Values of the map; `src/party/suffix.rs` reads them.
const PLAIN: u64 = 0;
const WILDCARD: u64 = 1;
const EXCEPTION: u64 = 2;

fn main() -> Result<(), Box<dyn Error>> {
    for file in ["build.rs", "src/labels.rs", "src/sieve.rs", "src/stored.rs"] {
        println!("cargo::rerun-if-changed={file}");
    }
    let rules = fs::read_to_string(psl_rules()?)?;
    let mut table = BTreeMap::new();
    for rule in rules.lines().map(str::trim).filter(|rule| !rule.is_empty()) {
        let (name, kind) = match (rule.strip_prefix("*."), rule.strip_prefix('!')) {
            (Some(parent), _) => (parent, WILDCARD),
            (_, Some(name)) => (name, EXCEPTION),
            _ => (rule, PLAIN),
        };
        // A name can be a plain rule and the parent of a wildcard.
        let name = to_ascii(name)?;
        *table.entry(name).or_insert(0u64) |= 1 << kind;
    }
    let wildcards = table.iter().filter(|(_, kinds)| *kinds & 1 << WILDCARD != 0);
    let sieved: Vec<String> = wildcards.map(|(name, _)| format!("*.{name}")).chain(table.keys().cloned()).collect();
    let sieve = sieve::Sieve::of(sieved.iter().map(String::as_str));
    fs::write(Path::new(&env::var("OUT_DIR")?).join("suffixes.sieve"), sieve.to_bytes())?;
    let map = fst::Map::from_iter(table)?;
    fs::write(Path::new(&env::var("OUT_DIR")?).join("suffixes.fst"), map.as_fst().as_bytes())?;
    Ok(())
}

/// The list's names are normalised already, so each label needs encoding only.
fn to_ascii(name: &str) -> Result<String, Box<dyn Error>> {
    let label = |label: &str| {
        if label.is_ascii() {
            return Some(label.to_owned());
        }
        Some(format!("xn--{}", idna::punycode::encode_str(label)?))
    };
    let labels: Option<Vec<String>> = name.split('.').map(label).collect();
    Ok(labels.ok_or("a label of the Public Suffix List is too long")?.join("."))
}

/// Where cargo keeps the pinned `psl` crate's text.
fn psl_rules() -> Result<PathBuf, Box<dyn Error>> {
    let metadata = cargo_metadata::MetadataCommand::new().exec()?;
    let psl = metadata.packages.iter().find(|package| package.name.as_str() == "psl");
    let manifest = &psl.ok_or("the psl crate is not in the dependency graph")?.manifest_path;
    let rules = manifest.with_file_name("data").join("rules.txt");
    println!("cargo::rerun-if-changed={rules}");
    Ok(rules.into())
}
