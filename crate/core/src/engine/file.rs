//! The engine as bytes: one layer, sealed. Loading copies and parses nothing but the few parameters and headers.

use super::EngineError;
use super::layer::Layer;
use crate::sealed::{self, File, NotSealed};

const MAGIC: [u8; 8] = *b"bystandr";
/// Raised whenever the parts change.
const FORMAT: u32 = 7;

pub(super) fn write(layer: &Layer) -> Vec<u8> {
    sealed::seal(MAGIC, FORMAT, layer)
}

pub(super) fn read(file: &(impl File + ?Sized)) -> Result<Layer, EngineError> {
    sealed::open(MAGIC, FORMAT, file).map_err(|error| match error {
        NotSealed::Damaged(what) => EngineError::Damaged(what),
        NotSealed::Format(found) => EngineError::Format { found, expected: FORMAT },
    })
}
