//! The core of Bystander: facts about a request in, a verdict out.
//!
//! [`decide()`] is the one function everything else serves. It is pure and total: it reads no clock, file,
//! network or browser, and every input gets a verdict. Firefox enforces the verdict through blocking
//! `webRequest`; Chrome enforces the same decision through the rules that `dnr` compiles.
//!
//! What only compiles lists is behind the feature `compile`: what decides in a browser goes without.
//!
//! Not here: JavaScript (`crate/wasm`), files and the command line (`crate/cli`).

#![cfg_attr(not(feature = "compile"), allow(dead_code, reason = "the linker leaves out what only compiling asks for"))]

pub mod address;
pub mod catalogue;
pub mod decide;
pub mod decode;
#[cfg(feature = "compile")]
pub mod dnr;
pub mod engine;
pub mod facts;
mod labels;
pub mod lists;
pub mod party;
pub mod policy;
mod sealed;
mod sieve;
mod stored;
mod tokens;
pub mod verdict;

pub use address::Address;
pub use catalogue::Catalogue;
pub use decide::{Cause, Decision, StandIn, added_headers, decide, judge};
pub use engine::Engine;
pub use facts::{Facts, RequestType};
#[cfg(feature = "compile")]
pub use lists::List;
pub use policy::{Grantee, Identity, Level, Moment, Permission, Policy, SiteException, SiteLevel};
pub use sealed::File;
pub use verdict::{Action, Reason, Verdict};
