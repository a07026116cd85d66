//! The core itself, measured without a browser around it: the lists' word alone, and the whole decision. Speaks as
//! `engine-process.js` does, which says what the lines mean.
//!
//!     matching INPUT match|decide

use std::error::Error;
use std::hint::black_box;
use std::io::{BufRead, Write};
use std::time::Instant;
use std::{env, fs, io};

use bystander_core::engine::Match;
use bystander_core::facts::UnknownType;
use bystander_core::{Action, Catalogue, Engine, Facts, Moment, Policy, RequestType, decide};
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize)]
struct Input {
    requests: Vec<Asked>,
    engine: String,
    catalogue: String,
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

struct Core {
    engine: Engine,
    catalogue: Catalogue,
    policy: Policy,
    /// `match` or `decide`.
    what: String,
}

impl Core {
    /// Whether the request is stopped or changed. A function of its own, so that instructions can be counted in it.
    #[inline(never)]
    fn ask(&self, asked: &Asked) -> Result<bool, UnknownType> {
        let kind: RequestType = asked.kind.parse()?;
        let method = asked.method.as_deref().unwrap_or("GET");
        // From text, as everything that asks has it.
        let facts = Facts::new(&asked.url, &asked.page, asked.frame.as_deref(), kind, method);
        Ok(if self.what == "match" {
            matches!(self.engine.check(&facts), Match::Block(_) | Match::Important(_))
        } else {
            decide(&facts, &self.policy, &self.catalogue, &self.engine, Moment(0.0)).action != Action::Allow
        })
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let (path, what) = (arguments.next().unwrap_or_default(), arguments.next().unwrap_or_default());
    let input: Input = serde_json::from_slice(&fs::read(path)?)?;
    let (engine, catalogue) = (fs::read(&input.engine)?, fs::read(&input.catalogue)?);
    let began = Instant::now();
    let (engine, catalogue) = (Engine::load(&engine[..])?, Catalogue::load(&catalogue[..])?);
    let load_ms = began.elapsed().as_secs_f64() * 1e3;
    let core = Core { engine, catalogue, policy: Policy::default(), what };
    say(&json!({ "version": "this tree", "loadMs": load_ms, "memory": 0 }))?;
    for line in io::stdin().lock().lines() {
        match line?.as_str() {
            "verdicts" => {
                let blocked: Result<Vec<u8>, _> =
                    input.requests.iter().map(|asked| core.ask(asked).map(u8::from)).collect();
                say(&json!({ "blocked": blocked? }))?;
            }
            "round" => {
                let mut nanos = Vec::with_capacity(input.requests.len());
                for asked in &input.requests {
                    let start = Instant::now();
                    black_box(core.ask(black_box(asked))?);
                    nanos.push(u64::try_from(start.elapsed().as_nanos())?);
                }
                say(&json!({ "nanos": nanos }))?;
            }
            _ => say(&json!({ "memory": 0 }))?,
        }
    }
    Ok(())
}

fn say(answer: &serde_json::Value) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{answer}")?;
    out.flush()
}
