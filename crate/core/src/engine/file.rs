//! The engine as bytes: a magic word, a format number, a checksum, and the parts.
//!
//! The matchers' own bytes are `adblock`'s, which are locked to its version and trusted once the checksum agrees.

use std::hash::{DefaultHasher, Hasher};

use serde::{Deserialize, Serialize};

use super::clean::SavedParameterRules;
use super::matcher::Matcher;
use super::{Engine, EngineError};

const MAGIC: [u8; 8] = *b"bystandr";
/// Raised whenever the parts change.
const FORMAT: u32 = 2;

#[derive(Serialize, Deserialize)]
pub(super) struct EngineFile<'a> {
    pub(super) lists: Vec<String>,
    pub(super) hosts: &'a [u8],
    #[serde(borrow)]
    pub(super) requests: SavedMatcher<'a>,
    #[serde(borrow)]
    pub(super) documents: SavedMatcher<'a>,
    #[serde(borrow)]
    pub(super) kept: SavedMatcher<'a>,
    #[serde(borrow)]
    pub(super) parameters: SavedParameterRules<'a>,
}

#[derive(Serialize, Deserialize)]
pub(super) struct SavedMatcher<'a> {
    pub(super) engine: &'a [u8],
    /// Of each list, how many lines further each rule stands; small numbers take one byte.
    pub(super) steps: Vec<Vec<u32>>,
}

pub(super) fn write(engine: &Engine) -> Vec<u8> {
    let parts = [&engine.requests, &engine.documents, &engine.kept].map(Matcher::save);
    let [requests, documents, kept] =
        parts.each_ref().map(|(engine, steps)| SavedMatcher { engine, steps: steps.clone() });
    let lists = engine.lists.clone();
    let (parameter_engine, rules) = engine.parameters.save();
    let parameters = SavedParameterRules { engine: &parameter_engine, rules };
    let file = EngineFile { lists, hosts: engine.hosts.save(), requests, documents, kept, parameters };
    // Writing to a vector cannot fail, and none of the types above refuses to be serialised.
    let parts = postcard::to_stdvec(&file).unwrap_or_default();
    [&MAGIC[..], &FORMAT.to_le_bytes(), &checksum(&parts), &parts].concat()
}

/// Of the parts. Reader and writer are of one build, so the standard library's hash will do. The parts must not be looked
/// at before it agrees: some of what reads them trusts its bytes.
fn checksum(parts: &[u8]) -> [u8; 8] {
    let mut hasher = DefaultHasher::new();
    hasher.write(parts);
    hasher.finish().to_le_bytes()
}

impl<'a> EngineFile<'a> {
    pub(super) fn read(bytes: &'a [u8]) -> Result<Self, EngineError> {
        let damaged = |what: &str| EngineError::Damaged(what.to_owned());
        let rest = bytes.strip_prefix(&MAGIC).ok_or_else(|| damaged("it does not begin as one"))?;
        let (format, parts) = rest.split_first_chunk().ok_or_else(|| damaged("it ends too early"))?;
        let found = u32::from_le_bytes(*format);
        if found != FORMAT {
            return Err(EngineError::Format { found, expected: FORMAT });
        }
        let (sum, parts) = parts.split_first_chunk().ok_or_else(|| damaged("it ends too early"))?;
        if *sum != checksum(parts) {
            return Err(damaged("its checksum does not agree"));
        }
        postcard::from_bytes(parts).map_err(|error| EngineError::Damaged(error.to_string()))
    }
}
