//! `cargo xtask`: builds, runs, tests and packages Bystander, installing what is missing first.

mod bench;
mod bench_browser;
mod build;
mod counting;
mod failure;
mod install;
mod locales;
mod manifest;
mod marks;
mod package;
mod parity;
mod paths;
mod process;
mod run;
mod test;
mod wasm;

use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};

/// Builds, runs, tests and packages Bystander.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask")]
struct Args {
    #[command(subcommand)]
    task: Task,
}

#[derive(Debug, Subcommand)]
enum Task {
    /// Build the extension into dist/firefox and dist/chrome.
    Build,
    /// Build, and open a browser with Bystander in it and a page full of trackers.
    Run(run::RunArgs),
    /// Build, and check everything: Rust, wasm, JavaScript, lints, and both real browsers.
    Test(test::TestArgs),
    /// Build, and ask the core and real Chromium about the same requests: where do they not agree?
    Parity(parity::ParityArgs),
    /// Build, and zip dist/ for the stores.
    Package,
    /// Build, and measure the core beside its peers; numbers differ from machine to machine.
    Bench(bench::BenchArgs),
}

/// A browser that Bystander is built for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Browser {
    Firefox,
    Chrome,
}

impl Browser {
    const ALL: [Self; 2] = [Self::Firefox, Self::Chrome];

    /// As in dist/ and on the command line.
    fn name(self) -> &'static str {
        match self {
            Self::Firefox => "firefox",
            Self::Chrome => "chrome",
        }
    }
}

fn main() -> ExitCode {
    let outcome = match Args::parse().task {
        Task::Build => build::run(),
        Task::Run(args) => run::run(&args),
        Task::Test(args) => test::run(&args),
        Task::Parity(args) => parity::run(&args),
        Task::Package => build::run().and_then(|()| package::run()),
        Task::Bench(args) => bench::run(&args),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("xtask: {failure}");
            ExitCode::FAILURE
        }
    }
}
