//! A second opinion on the engine's verdicts: Brave's `adblock`, which shares no line with it, judges the same requests
//! by the same rules. Where they differ, the difference has a name, or somebody is wrong.
//!
//! For tests alone: nothing that is shipped may depend on this crate.

pub mod adblock;
pub mod drawn;
mod matching;
mod oracle;
mod translations;
#[rustfmt::skip]
mod words;

pub use oracle::{Difference, Oracle};

/// Every name that a difference can have.
pub fn names() -> impl Iterator<Item = &'static str> {
    std::iter::once(oracle::SEVERAL).chain(translations::names()).chain(matching::names())
}
