//! Requests in, verdicts out, one JSON object a line, in the same order.
//!
//! A malformed line gives an error with its number, and the run goes on; the exit status then is 1.

use std::borrow::Cow;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::ExitCode;

use bystander_core::{Facts, RequestType, Verdict};
use serde::{Deserialize, Serialize};

use crate::failure::Failure;

/// `{"url", "page", "type"[, "frame", "method"]}`.
#[derive(Deserialize)]
struct RequestLine<'a> {
    #[serde(borrow)]
    url: Cow<'a, str>,
    #[serde(borrow)]
    page: Cow<'a, str>,
    #[serde(borrow, rename = "type")]
    kind: Cow<'a, str>,
    #[serde(borrow, default)]
    frame: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    method: Option<Cow<'a, str>>,
}

#[derive(Serialize)]
struct ErrorLine {
    error: String,
}

/// Answers every line of `input`. A blank line is an error too: answers stay in step with questions.
///
/// Whenever no further line waits, what was answered so far is written out: a program may ask and wait.
pub(crate) fn run(
    input: impl Read,
    mut output: impl Write,
    decide: impl Fn(&Facts) -> Verdict,
) -> Result<ExitCode, Failure> {
    let mut input = BufReader::with_capacity(1 << 16, input);
    let mut line = Vec::new();
    let mut number = 0u64;
    let mut malformed = false;
    loop {
        if input.buffer().is_empty() {
            output.flush().map_err(Failure::Output)?;
        }
        line.clear();
        if input.read_until(b'\n', &mut line).map_err(Failure::Input)? == 0 {
            break;
        }
        number += 1;
        let written = match facts(&line) {
            Ok(facts) => serde_json::to_writer(&mut output, &decide(&facts)),
            Err(problem) => {
                malformed = true;
                serde_json::to_writer(&mut output, &ErrorLine { error: format!("line {number}: {problem}") })
            }
        };
        written.map_err(|error| Failure::Output(error.into()))?;
        output.write_all(b"\n").map_err(Failure::Output)?;
    }
    output.flush().map_err(Failure::Output)?;
    Ok(if malformed { ExitCode::from(1) } else { ExitCode::SUCCESS })
}

fn facts(line: &[u8]) -> Result<Facts, String> {
    let text = str::from_utf8(line).map_err(|_| "not UTF-8".to_owned())?;
    let text = text.trim_end_matches(['\n', '\r']);
    if text.trim().is_empty() {
        return Err("blank".to_owned());
    }
    let request: RequestLine<'_> = serde_json::from_str(text).map_err(|error| describe(&error))?;
    let kind: RequestType =
        request.kind.parse().map_err(|error: bystander_core::facts::UnknownType| error.to_string())?;
    let method = request.method.as_deref().unwrap_or("GET");
    Ok(Facts::new(&request.url, &request.page, request.frame.as_deref(), kind, method))
}

/// The error without its "line 1", which would contradict the number in front of it.
fn describe(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.split(" at line ").next().unwrap_or(&text).to_owned()
}
