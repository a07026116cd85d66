//! What a person wants: a level, and the sites they except. Every choice may end.
//!
//! Holds choices only; what follows from them is [`crate::decide()`]'s. The core reads no clock: a [`Moment`] is
//! handed in.

use crate::address::Address;
use crate::party::registrable_domain;

/// Milliseconds since 1970, as JavaScript's `Date.now()` gives them.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd)]
pub struct Moment(pub f64);

/// How much is stopped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Level {
    /// Social buttons load, without identity.
    Gentle,
    /// Trackers are stopped.
    #[default]
    Standard,
    /// Besides, every third party is stripped of identity.
    Strict,
}

/// A site on which nothing is stopped.
#[derive(Debug, Clone, PartialEq)]
pub struct SiteException {
    /// A registrable domain.
    pub site: String,
    /// When the exception ends; `None`: never.
    pub until: Option<Moment>,
}

/// The user's will.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Policy {
    /// The level everywhere.
    pub level: Level,
    /// At most one a site is needed; of several, any live one counts.
    pub exceptions: Vec<SiteException>,
}

impl Policy {
    /// The live exception that covers `page`, if there is one. An exception ends *at* its moment.
    pub fn exception(&self, page: &Address, now: Moment) -> Option<&SiteException> {
        let site = page.site()?;
        self.exceptions.iter().find(|exception| {
            registrable_domain(&exception.site) == site && exception.until.is_none_or(|until| now < until)
        })
    }
}
