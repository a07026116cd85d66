//! Asks both engines about the requests of a file, and writes those that they judge differently, one JSON object a line;
//! the last line says how many were asked.
//!
//!     oracle INPUT

use std::collections::BTreeMap;
use std::error::Error;
use std::io::{self, BufWriter, Write};
use std::{env, fs};

use bystander_core::lists::Reading;
use bystander_core::{Facts, List, RequestType};
use bystander_oracle::{Oracle, adblock::Opinion};
use serde::Deserialize;
use serde_json::json;

/// What stands in the file.
#[derive(Deserialize)]
struct Input {
    rules: Vec<Rule>,
    requests: Vec<Asked>,
}

/// As `bystander rules` writes it.
#[derive(Deserialize)]
struct Rule {
    list: String,
    text: String,
}

#[derive(Deserialize)]
struct Asked {
    url: String,
    page: String,
    frame: Option<String>,
    #[serde(rename = "type")]
    kind: String,
    method: Option<String>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let path = env::args().nth(1).ok_or("which file?")?;
    let input: Input = serde_json::from_slice(&fs::read(path)?)?;
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    for Rule { list, text } in input.rules {
        let all = texts.entry(list).or_default();
        all.push_str(&text);
        all.push('\n');
    }
    let lists: Vec<List> = texts.into_iter().map(|(id, text)| List { id, text }).collect();
    let readings: Vec<Reading<'_>> = lists.iter().map(List::read).collect();
    let oracle = Oracle::over(&readings);
    let mut out = BufWriter::new(io::stdout().lock());
    for Asked { url, page, frame, kind, method } in &input.requests {
        let kind: RequestType = kind.parse()?;
        let facts = Facts::new(url, page, frame.as_deref(), kind, method.as_deref().unwrap_or("GET"));
        let Some(difference) = oracle.ask(&facts) else { continue };
        let asked = json!({
            "url": facts.url.as_str(), "page": page, "frame": frame, "type": format!("{kind:?}"), "method": facts.method.names().next(),
        });
        let theirs = difference.theirs.as_ref().map(described);
        let line = json!({
            "name": difference.name, "asked": asked, "expected": theirs, "got": format!("{:?}", difference.ours),
        });
        writeln!(out, "{line}")?;
    }
    writeln!(out, "{}", json!({ "asked": input.requests.len() }))?;
    out.flush()?;
    Ok(())
}

fn described(theirs: &Opinion<'_>) -> serde_json::Value {
    json!({
        "stops": theirs.stops,
        "url": theirs.url,
        "rule": theirs.blocking.map(|line| line.text),
        "exception": theirs.sparing.map(|line| line.text),
    })
}
