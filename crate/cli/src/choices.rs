//! A person's choices as they are typed after `bystander verdict`.

use std::str::FromStr;

use bystander_core::policy::SiteLevel;
use bystander_core::{Facts, Grantee, Identity, Level, Permission, Policy, SiteException};
use clap::ValueEnum;
use thiserror::Error;

/// See [`Choices::policy`].
#[derive(Debug, clap::Args)]
pub(crate) struct Choices {
    /// How much is stopped.
    #[arg(long, value_enum, default_value_t = LevelArg::Standard)]
    level: LevelArg,
    /// Another level on one site.
    #[arg(long, value_name = "SITE=LEVEL")]
    level_on: Vec<SiteLevelArg>,
    /// A site on which nothing is stopped.
    #[arg(long, value_name = "SITE")]
    except: Vec<String>,
    /// Who may load on the page: `company:Meta`, or a widget by its network and name, `widget:facebook/Like button`.
    #[arg(long, value_name = "WHOM")]
    permit: Vec<GranteeArg>,
    /// What is permitted goes out without identity.
    #[arg(long, requires = "permit")]
    without_identity: bool,
}

impl Choices {
    /// The policy that decides about a request. Permissions are for the site of its page.
    pub(crate) fn policy(&self, facts: &Facts) -> Policy {
        let identity = if self.without_identity { Identity::Without } else { Identity::With };
        let site = facts.page.site().unwrap_or_default();
        let permission = |grantee: Grantee| Permission { site: site.to_owned(), grantee, identity, until: None };
        let exceptions = self.except.iter().cloned().map(|site| SiteException { site, until: None });
        Policy {
            level: self.level.into(),
            levels: self.level_on.iter().map(|SiteLevelArg(level)| level.clone()).collect(),
            exceptions: exceptions.collect(),
            permissions: self.permit.iter().map(|GranteeArg(grantee)| permission(grantee.clone())).collect(),
        }
    }
}

/// [`Level`] as it is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum LevelArg {
    Gentle,
    Standard,
    Strict,
}

impl From<LevelArg> for Level {
    fn from(level: LevelArg) -> Self {
        match level {
            LevelArg::Gentle => Self::Gentle,
            LevelArg::Standard => Self::Standard,
            LevelArg::Strict => Self::Strict,
        }
    }
}

/// [`SiteLevel`] as it is typed.
#[derive(Debug, Clone)]
struct SiteLevelArg(SiteLevel);

/// [`Grantee`] as it is typed.
#[derive(Debug, Clone)]
struct GranteeArg(Grantee);

/// What was typed is no choice.
#[derive(Debug, Error)]
enum UnknownChoice {
    #[error("expected a site and a level: news.example=strict")]
    Level,
    #[error("expected company:NAME or widget:NETWORK/NAME")]
    Grantee,
}

impl FromStr for SiteLevelArg {
    type Err = UnknownChoice;

    fn from_str(text: &str) -> Result<Self, UnknownChoice> {
        let (site, level) = text.split_once('=').ok_or(UnknownChoice::Level)?;
        let level = LevelArg::from_str(level, false).map_err(|_| UnknownChoice::Level)?;
        Ok(Self(SiteLevel { site: site.to_owned(), level: level.into(), until: None }))
    }
}

impl FromStr for GranteeArg {
    type Err = UnknownChoice;

    fn from_str(text: &str) -> Result<Self, UnknownChoice> {
        let grantee = match text.split_once(':') {
            Some(("company", company)) => Grantee::Company { company: company.to_owned() },
            Some(("widget", widget)) => {
                let (network, name) = widget.split_once('/').ok_or(UnknownChoice::Grantee)?;
                Grantee::Widget { network: network.to_owned(), name: name.to_owned() }
            }
            _ => return Err(UnknownChoice::Grantee),
        };
        Ok(Self(grantee))
    }
}
