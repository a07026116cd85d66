//! `bystander decode`: what a pixel's request would have told, for people or, line by line, for programs.

use std::borrow::Cow;
use std::io::{self, BufWriter, Read, Write};
use std::path::Path;
use std::process::ExitCode;

use bystander_core::decode::{Decoded, Field};
use serde::{Deserialize, Serialize};

use crate::args::DecodeArgs;
use crate::failure::Failure;
use crate::{embedded, files, stream};

/// `{"url"[, "body", "method"]}`. The method says nothing that the body does not.
#[derive(Deserialize)]
struct RequestLine<'a> {
    #[serde(borrow)]
    url: Cow<'a, str>,
    #[serde(borrow, default)]
    body: Option<Cow<'a, str>>,
    #[serde(borrow, default, rename = "method")]
    _method: Option<Cow<'a, str>>,
}

/// What is said of a request that is no pixel's.
#[derive(Serialize)]
struct Nothing {
    network: Option<&'static str>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum Answer {
    Decoded(Decoded),
    Nothing(Nothing),
}

pub(crate) fn run(args: &DecodeArgs) -> Result<ExitCode, Failure> {
    let catalogue = embedded::catalogue()?;
    let stdout = BufWriter::new(io::stdout().lock());
    let Some(url) = &args.url else {
        return stream::run(io::stdin().lock(), stdout, |line| {
            let request: RequestLine<'_> = stream::read(line)?;
            let decoded = catalogue.decode(&request.url, request.body.as_ref().map(|body| body.as_bytes()));
            Ok(decoded.map_or(Answer::Nothing(Nothing { network: None }), Answer::Decoded))
        });
    };
    let body = args.body.as_deref().map(read_body).transpose()?;
    explain(catalogue.decode(url, body.as_deref()).as_ref(), stdout).map_err(Failure::Output)?;
    Ok(ExitCode::SUCCESS)
}

fn read_body(path: &Path) -> Result<Vec<u8>, Failure> {
    if path == Path::new("-") {
        let mut body = Vec::new();
        io::stdin().lock().read_to_end(&mut body).map_err(Failure::Input)?;
        return Ok(body);
    }
    files::read(path)
}

/// For people: who would have learned what.
fn explain(decoded: Option<&Decoded>, mut out: impl Write) -> io::Result<()> {
    let Some(decoded) = decoded else {
        writeln!(out, "no pixel that the catalogue knows")?;
        return out.flush();
    };
    writeln!(out, "{}, by {}", decoded.product, decoded.network)?;
    match &decoded.event {
        Some(event) => writeln!(out, "event: {event}")?,
        None => writeln!(out, "event: not named")?,
    }
    let width = decoded.fields.iter().map(|field| field.name.chars().count()).max().unwrap_or(0).min(WIDEST);
    for Field { name, meaning, class, value, identifies } in &decoded.fields {
        let mark = if *identifies { "!" } else { " " };
        let class = class.map_or_else(String::new, |class| format!(" ({})", class.name()));
        writeln!(out, "{mark} {name:width$}  {value}\n  {:width$}  {meaning}{class}", "")?;
    }
    if decoded.fields.iter().any(|field| field.identifies) {
        writeln!(out, "! identifies a person, a browser or a click")?;
    }
    if decoded.left_out > 0 {
        writeln!(out, "{} more left out", decoded.left_out)?;
    }
    out.flush()
}

/// Names are padded up to this many characters.
const WIDEST: usize = 24;
