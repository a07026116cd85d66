//! The engine as bytes: its parts, sealed.
//!
//! The matchers' own bytes are `adblock`'s, which are locked to its version and trusted once the checksum agrees.

use serde::{Deserialize, Serialize};

use super::clean::SavedParameterRules;
use super::matcher::Matcher;
use super::{Engine, EngineError};
use crate::sealed::{self, NotSealed};

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
    sealed::seal(MAGIC, FORMAT, &parts)
}

impl<'a> EngineFile<'a> {
    pub(super) fn read(bytes: &'a [u8]) -> Result<Self, EngineError> {
        let parts = sealed::open(MAGIC, FORMAT, bytes).map_err(|error| match error {
            NotSealed::Damaged(what) => EngineError::Damaged(what.to_owned()),
            NotSealed::Format(found) => EngineError::Format { found, expected: FORMAT },
        })?;
        postcard::from_bytes(parts).map_err(|error| EngineError::Damaged(error.to_string()))
    }
}
