//! The core's promises, in sentences. Tables first; a failing row prints what was asked and what was said.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

mod asking;
mod decide;
mod dnr;
mod engine;
mod lists;
mod party;
mod properties;
mod purity;
