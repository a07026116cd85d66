//! Filter lists: what a rule says, and, where they are compiled, their text and what they say of themselves.
//!
//! What a rule matches is not known here ([`crate::engine`], [`crate::dnr`]).

#[cfg(feature = "compile")]
mod reading;
mod rule;

#[cfg(feature = "compile")]
pub use reading::{Cancelled, List, ListInfo, Reading, RuleLine, SkipReason, SkippedLine};
pub use rule::{
    Anchor, Case, Effect, Header, Methods, Name, Names, NetworkRule, Parameter, Pattern, Rank, Stub, Text, Types,
};
