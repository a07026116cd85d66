//! What may be typed after `bystander`.

use std::path::PathBuf;

use bystander_core::RequestType;
use clap::{Parser, Subcommand};

use crate::choices::Choices;

/// Bystander's core on the command line.
#[derive(Debug, Parser)]
#[command(name = "bystander", version)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Compile the pinned lists into what the extension carries: engine, DNR rulesets, and a report of skipped lines.
    Compile(CompileArgs),
    /// Turn filter lists into rules for Chrome's declarativeNetRequest, on standard output.
    Convert(ConvertArgs),
    /// Say what happens to a request, and why.
    Verdict(VerdictArgs),
    /// Write every rule of the lists, one JSON object a line, and whether Chrome's rules say it.
    Rules(RulesArgs),
    /// Say what a pixel's request would have told.
    Decode(DecodeArgs),
    /// Check the catalogue's files, and count what is in them.
    Catalogue(CatalogueArgs),
}

#[derive(Debug, clap::Args)]
pub(crate) struct CompileArgs {
    /// Folder to write; it is replaced as a whole, or left as it was.
    #[arg(long, default_value_os_t = crate::embedded::default_folder())]
    pub(crate) out: PathBuf,
    /// Filter lists to compile instead of the pinned ones, without the catalogue.
    #[arg(long, num_args = 1.., value_name = "FILE")]
    pub(crate) lists: Vec<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct ConvertArgs {
    /// Filter lists.
    #[arg(required = true, value_name = "LIST")]
    pub(crate) lists: Vec<PathBuf>,
    /// Write every line that Chrome's rules do not say, or not exactly, to this file, one JSON object a line.
    #[arg(long, value_name = "FILE")]
    pub(crate) report: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct VerdictArgs {
    /// The request's URL.
    #[arg(required_unless_present = "ndjson", conflicts_with = "ndjson")]
    pub(crate) url: Option<String>,
    /// URL of the page (the tab's top-level document).
    #[arg(long, required_unless_present = "ndjson", conflicts_with = "ndjson", value_name = "URL")]
    pub(crate) page: Option<String>,
    /// Request type, as browsers or lists call it: script, image, xmlhttprequest …
    #[arg(long = "type", required_unless_present = "ndjson", conflicts_with = "ndjson", value_name = "TYPE")]
    pub(crate) kind: Option<RequestType>,
    /// URL of the frame that asks, where it is not the page.
    #[arg(long, conflicts_with = "ndjson", value_name = "URL")]
    pub(crate) frame: Option<String>,
    /// HTTP method.
    #[arg(long, default_value = "GET", conflicts_with = "ndjson")]
    pub(crate) method: String,
    #[command(flatten)]
    pub(crate) choices: Choices,
    /// Read requests from standard input, one JSON object a line, and write verdicts, one a line.
    #[arg(long)]
    pub(crate) ndjson: bool,
    /// Judge by lists and level alone, as if nothing were known about networks and companies.
    #[arg(long)]
    pub(crate) no_catalogue: bool,
    /// Filter lists to judge by instead of the embedded ones.
    #[arg(long, num_args = 1.., value_name = "FILE")]
    pub(crate) lists: Vec<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct RulesArgs {
    /// Filter lists to read instead of the pinned ones.
    #[arg(long, num_args = 1.., value_name = "FILE")]
    pub(crate) lists: Vec<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct DecodeArgs {
    /// The request's URL.
    #[arg(required_unless_present = "ndjson", conflicts_with = "ndjson")]
    pub(crate) url: Option<String>,
    /// The request's body, as sent; `-` reads it from standard input.
    #[arg(long, conflicts_with = "ndjson", value_name = "FILE")]
    pub(crate) body: Option<PathBuf>,
    /// Read requests from standard input, one JSON object a line, and write what each would have told, one a line.
    #[arg(long)]
    pub(crate) ndjson: bool,
}

#[derive(Debug, clap::Args)]
pub(crate) struct CatalogueArgs {
    /// Folder with the files.
    #[arg(long, default_value_os_t = crate::catalogue::default_folder())]
    pub(crate) data: PathBuf,
}
