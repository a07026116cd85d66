//! The user's choices as JavaScript hands them in. The matches below are exhaustive on purpose.

use bystander_core::{self as core, Moment};
use serde::{Deserialize, Serialize};
use tsify::Tsify;

/// How much is stopped.
#[derive(Debug, Serialize, Deserialize, Tsify)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    Gentle,
    Standard,
    Strict,
}

/// A site on which nothing is stopped, until a moment in milliseconds since 1970 or for good.
#[derive(Debug, Serialize, Deserialize, Tsify)]
pub struct SiteException {
    pub site: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<f64>,
}

/// A site with a level of its own, until a moment or for good.
#[derive(Debug, Serialize, Deserialize, Tsify)]
pub struct SiteLevel {
    pub site: String,
    pub level: Level,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<f64>,
}

/// A company by its name, or a widget of the catalogue by its network's id and its own name.
#[derive(Debug, Serialize, Deserialize, Tsify)]
#[serde(untagged)]
pub enum Grantee {
    Company { company: String },
    Widget { network: String, name: String },
}

/// Whether a permitted request says who the person is.
#[derive(Debug, Serialize, Deserialize, Tsify)]
#[serde(rename_all = "lowercase")]
pub enum Identity {
    With,
    Without,
}

/// Somebody who may load on a site, until a moment or for good.
#[derive(Debug, Serialize, Deserialize, Tsify)]
pub struct Permission {
    pub site: String,
    pub grantee: Grantee,
    pub identity: Identity,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<f64>,
}

/// The user's will.
#[derive(Debug, Serialize, Deserialize, Tsify)]
pub struct Policy {
    pub level: Level,
    pub levels: Vec<SiteLevel>,
    pub exceptions: Vec<SiteException>,
    pub permissions: Vec<Permission>,
}

impl From<core::Grantee> for Grantee {
    fn from(grantee: core::Grantee) -> Self {
        match grantee {
            core::Grantee::Company { company } => Self::Company { company },
            core::Grantee::Widget { network, name } => Self::Widget { network, name },
        }
    }
}

impl From<Grantee> for core::Grantee {
    fn from(grantee: Grantee) -> Self {
        match grantee {
            Grantee::Company { company } => Self::Company { company },
            Grantee::Widget { network, name } => Self::Widget { network, name },
        }
    }
}

impl From<core::Identity> for Identity {
    fn from(identity: core::Identity) -> Self {
        match identity {
            core::Identity::With => Self::With,
            core::Identity::Without => Self::Without,
        }
    }
}

impl From<Identity> for core::Identity {
    fn from(identity: Identity) -> Self {
        match identity {
            Identity::With => Self::With,
            Identity::Without => Self::Without,
        }
    }
}

impl From<Level> for core::Level {
    fn from(level: Level) -> Self {
        match level {
            Level::Gentle => Self::Gentle,
            Level::Standard => Self::Standard,
            Level::Strict => Self::Strict,
        }
    }
}

impl From<SiteLevel> for core::SiteLevel {
    fn from(SiteLevel { site, level, until }: SiteLevel) -> Self {
        Self { site, level: level.into(), until: until.map(Moment) }
    }
}

impl From<SiteException> for core::SiteException {
    fn from(SiteException { site, until }: SiteException) -> Self {
        Self { site, until: until.map(Moment) }
    }
}

impl From<Permission> for core::Permission {
    fn from(Permission { site, grantee, identity, until }: Permission) -> Self {
        Self { site, grantee: grantee.into(), identity: identity.into(), until: until.map(Moment) }
    }
}

impl From<Policy> for core::Policy {
    fn from(policy: Policy) -> Self {
        Self {
            level: policy.level.into(),
            levels: policy.levels.into_iter().map(Into::into).collect(),
            exceptions: policy.exceptions.into_iter().map(Into::into).collect(),
            permissions: policy.permissions.into_iter().map(Into::into).collect(),
        }
    }
}
