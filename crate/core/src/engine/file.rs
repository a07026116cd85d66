//! The engine as bytes: one layer, sealed. Loading copies and parses nothing but the few parameters and headers.

use super::EngineError;
use super::layer::Layer;
use crate::sealed::{self, NotSealed};

const MAGIC: [u8; 8] = *b"bystandr";
/// Raised whenever the parts change.
const FORMAT: u32 = 5;

pub(super) fn write(layer: &Layer) -> Vec<u8> {
    // Writing to a vector cannot fail, and none of the types refuses to be serialised.
    sealed::seal(MAGIC, FORMAT, &postcard::to_stdvec(layer).unwrap_or_default())
}

pub(super) fn read(bytes: &[u8]) -> Result<Layer, EngineError> {
    let parts = sealed::open(MAGIC, FORMAT, bytes).map_err(|error| match error {
        NotSealed::Damaged(what) => EngineError::Damaged(what.to_owned()),
        NotSealed::Format(found) => EngineError::Format { found, expected: FORMAT },
    })?;
    postcard::from_bytes(parts).map_err(|error| EngineError::Damaged(error.to_string()))
}
