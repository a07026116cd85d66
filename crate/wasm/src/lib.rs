//! The core's door for JavaScript: conversions only. What a request's fate is, and why, the core alone knows.
//!
//! The TypeScript types are generated from the shapes here, so a new action breaks `tsc` wherever it is not handled.

mod domains;
mod door;
mod files;
mod judging;
mod policy;
mod shapes;

pub use door::Core;
