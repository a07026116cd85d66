//! `cargo xtask bench browser`: what Bystander costs in real browsers, beside other engines and extensions.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use crate::failure::Failure;
use crate::{Browser, bench, build, install, process};

#[derive(Debug, Args)]
pub(crate) struct BrowserArgs {
    /// How often everything is measured; the median counts.
    #[arg(long, default_value_t = 9)]
    rounds: u32,
    /// How many requests are made for the engines.
    #[arg(long, default_value_t = 8_000)]
    count: u32,
    /// One browser alone.
    #[arg(long, value_enum)]
    only: Option<Only>,
    /// Where the numbers are written, besides the tables.
    #[arg(long, value_name = "FILE", default_value = "target/bench/browser.json")]
    json: PathBuf,
}

/// A browser, by the name of what drives it.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Only {
    Firefox,
    Chromium,
}

impl Only {
    fn browser(self) -> (Browser, &'static str) {
        match self {
            Self::Firefox => (Browser::Firefox, "firefox"),
            Self::Chromium => (Browser::Chrome, "chromium"),
        }
    }
}

/// Builds what is measured, gets what it is measured in and beside, and hands over to the script that measures.
pub(crate) fn run(args: &BrowserArgs) -> Result<(), Failure> {
    let only = args.only.map(Only::browser);
    let mut line = vec![
        "tests/bench/browser/run.js".to_owned(),
        format!("--json={}", bench::whole(&args.json)?),
        format!("--rounds={}", args.rounds),
        format!("--count={}", args.count),
    ];
    line.extend(only.map(|(_, name)| format!("--only={name}")));
    match only {
        Some((browser, _)) => install::browsers(&[browser])?,
        None => install::browsers(&Browser::ALL)?,
    }
    build::run()?;
    install::peers()?;
    install::ublock_origin();
    process::run("node", &line.iter().map(String::as_str).collect::<Vec<_>>())
}
