//! Requests in, answers out, one JSON object a line, in the same order.
//!
//! A malformed line gives an error with its number, and the run goes on; the exit status then is 1.

use std::io::{BufRead, BufReader, Read, Write};
use std::process::ExitCode;

use serde::{Deserialize, Serialize};

use crate::failure::Failure;

#[derive(Serialize)]
struct ErrorLine {
    error: String,
}

/// Answers every line of `input`. A blank line is an error too: answers stay in step with questions.
///
/// Whenever no further line waits, what was answered so far is written out: a program may ask and wait.
pub(crate) fn run<T: Serialize>(
    input: impl Read,
    mut output: impl Write,
    answer: impl Fn(&str) -> Result<T, String>,
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
        let written = match text(&line).and_then(&answer) {
            Ok(answer) => serde_json::to_writer(&mut output, &answer),
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

/// One line's object, or what is wrong with it.
pub(crate) fn read<'a, T: Deserialize<'a>>(line: &'a str) -> Result<T, String> {
    // A list would be taken for the object's values in order.
    if line.trim_start().starts_with('[') {
        return Err("not an object".to_owned());
    }
    serde_json::from_str(line).map_err(|error| describe(&error))
}

fn text(line: &[u8]) -> Result<&str, String> {
    let text = str::from_utf8(line).map_err(|_| "not UTF-8".to_owned())?;
    let text = text.trim_end_matches(['\n', '\r']);
    if text.trim().is_empty() { Err("blank".to_owned()) } else { Ok(text) }
}

/// The error without its "line 1", which would contradict the number in front of it.
fn describe(error: &serde_json::Error) -> String {
    let text = error.to_string();
    text.split(" at line ").next().unwrap_or(&text).to_owned()
}
