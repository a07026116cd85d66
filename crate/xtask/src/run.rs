//! `cargo xtask run`: a real browser with Bystander in it, and a page full of trackers.

use clap::Args;

use crate::failure::Failure;
use crate::{Browser, build, install, process};

#[derive(Debug, Args)]
pub(crate) struct RunArgs {
    /// Which browser.
    browser: Browser,
    /// A page to open instead of the demo page.
    #[arg(long)]
    url: Option<String>,
    /// Without a window.
    #[arg(long)]
    headless: bool,
}

/// Builds, and hands over to the script that starts the test internet and the browser.
pub(crate) fn run(args: &RunArgs) -> Result<(), Failure> {
    install::browsers(&[args.browser])?;
    build::run()?;
    let mut line = vec!["tests/browser/run.js", args.browser.name()];
    line.extend(args.url.iter().flat_map(|url| ["--url", url]));
    line.extend(args.headless.then_some("--headless"));
    process::run("node", &line)
}
