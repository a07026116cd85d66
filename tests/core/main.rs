//! The core's promises, in sentences. Tables first; a failing row prints what was asked and what was said.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod asking;
mod catalogue;
mod decide;
mod decode;
mod decode_hostile;
mod dnr;
mod engine;
mod lists;
mod party;
mod properties;
mod purity;
