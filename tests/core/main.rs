//! The core's promises, in sentences. Tables first; a failing row prints what was asked and what was said.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod asking;
mod catalogue;
mod decide;
mod decode;
mod decode_hostile;
mod dnr;
mod dnr_agreement;
mod dnr_evaluator;
mod engine;
mod lists;
mod party;
mod policy;
mod properties;
mod purity;
