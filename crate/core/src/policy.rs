//! What a person wants: a level, everywhere and on single sites, the sites they except, and whom they permit to load on a
//! site. Every choice may end.
//!
//! Holds choices only; what follows from them is [`crate::decide()`]'s. The core reads no clock: a [`Moment`] is
//! handed in.

use serde::{Deserialize, Serialize};

use crate::address::Address;
use crate::party::registrable_domain;

/// Milliseconds since 1970, as JavaScript's `Date.now()` gives them.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Serialize, Deserialize)]
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

/// A site with a level of its own.
#[derive(Debug, Clone, PartialEq)]
pub struct SiteLevel {
    /// A registrable domain.
    pub site: String,
    /// The level there.
    pub level: Level,
    /// When it ends; `None`: never.
    pub until: Option<Moment>,
}

/// A site on which nothing is stopped.
#[derive(Debug, Clone, PartialEq)]
pub struct SiteException {
    /// A registrable domain.
    pub site: String,
    /// When the exception ends; `None`: never.
    pub until: Option<Moment>,
}

/// Somebody who may load on a site.
#[derive(Debug, Clone, PartialEq)]
pub struct Permission {
    /// A registrable domain.
    pub site: String,
    /// Who.
    pub grantee: Grantee,
    /// As what they see the person.
    pub identity: Identity,
    /// When the permission ends; `None`: never.
    pub until: Option<Moment>,
}

/// Who is permitted something. Either way it covers all domains of the company, since Chrome's rules cannot see which
/// frame a request comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Grantee {
    /// A company, by its name in the catalogue.
    Company {
        /// Its name.
        company: String,
    },
    /// A widget of the catalogue. Never covers a pixel.
    Widget {
        /// The network's id.
        network: String,
        /// The widget's name, for people.
        name: String,
    },
}

/// Whether a request says who the person is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Identity {
    /// It goes out as it is.
    With,
    /// It is stripped.
    Without,
}

/// How much a permission gives, least first: the order in which Chrome's rules override one another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reach {
    /// The company loads, but for its pixels, and goes without identity.
    WithoutIdentity,
    /// It loads, but for its pixels.
    WithIdentity,
    /// It loads, pixels included.
    Everything,
}

impl Permission {
    /// How much it gives.
    pub fn reach(&self) -> Reach {
        match (self.identity, &self.grantee) {
            (Identity::Without, _) => Reach::WithoutIdentity,
            (Identity::With, Grantee::Widget { .. }) => Reach::WithIdentity,
            (Identity::With, Grantee::Company { .. }) => Reach::Everything,
        }
    }
}

/// The user's will. Of several live choices for one site the first level counts, any exception, and the permission that
/// reaches furthest.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Policy {
    /// The level where a site has none of its own.
    pub level: Level,
    /// Sites with another.
    pub levels: Vec<SiteLevel>,
    /// Sites on which nothing is stopped.
    pub exceptions: Vec<SiteException>,
    /// Who may load where.
    pub permissions: Vec<Permission>,
}

impl Policy {
    /// The level on `page`.
    pub fn level(&self, page: &Address, now: Moment) -> Level {
        let own = self.levels.iter().find(|own| holds(&own.site, own.until, page, now));
        own.map_or(self.level, |own| own.level)
    }

    /// The place of the live exception that covers `page`, if there is one.
    pub fn exception(&self, page: &Address, now: Moment) -> Option<usize> {
        self.exceptions.iter().position(|exception| holds(&exception.site, exception.until, page, now))
    }

    /// The live permissions on `page`, with their places.
    pub fn permissions<'a>(&'a self, page: &'a Address, now: Moment) -> impl Iterator<Item = (usize, &'a Permission)> {
        let all = self.permissions.iter().enumerate();
        all.filter(move |(_, permission)| holds(&permission.site, permission.until, page, now))
    }
}

/// Whether a choice for `site` holds on `page`. It ends *at* its moment.
fn holds(site: &str, until: Option<Moment>, page: &Address, now: Moment) -> bool {
    // Most choices are for other sites, whose own sites need not be looked up.
    page.site().is_some_and(|own| site.ends_with(own) && registrable_domain(site) == own)
        && until.is_none_or(|until| now < until)
}
