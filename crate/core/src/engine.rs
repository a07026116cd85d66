//! The lists' word on a request: build from lists, save, load, check.
//!
//! One plain type over the `adblock` crate, whose traps are mended here or reported by [`crate::lists`]. Nothing
//! outside this module knows the crate's matcher. Lists judge a request against the *requesting* document.
//!
//! Rules that are nothing but a host, seven in ten, are kept as a compact set of our own ([`hosts`]). For the others
//! there are three matchers of the crate, because its rules of precedence are not ours:
//! - **requests** judges everything but top-level documents;
//! - **documents** holds the rules that name `document` or `all`, since a rule blocks a page only if it says so
//!   (the crate lets `||host^` block pages; declarativeNetRequest does not);
//! - **kept** holds `@@…$removeparam`, which the crate refuses, as blocking rules: what it "removes" is kept.

mod build;
mod clean;
mod file;
mod hosts;
mod matcher;

use thiserror::Error;

use crate::facts::{Facts, RequestType};
use crate::lists::Reading;
use crate::verdict::Rule;

use clean::ParameterRules;
use file::EngineFile;
use hosts::HostRules;
use matcher::{Matcher, Query};

/// What the lists say of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Match {
    /// A rule with `$important` blocks it.
    Important(Rule),
    /// A rule blocks it.
    Block(Rule),
    /// A rule blocks it and this exception rule spares it.
    Spared(Rule),
    /// It goes to `url` instead, without the parameters that rules remove.
    Clean {
        /// The request's URL without them.
        url: String,
        /// The rule that removes the first of them.
        rule: Rule,
    },
    /// No rule matches.
    Nothing,
}

/// Matches requests against lists.
pub struct Engine {
    lists: Vec<String>,
    hosts: HostRules,
    requests: Matcher,
    documents: Matcher,
    kept: Matcher,
    parameters: ParameterRules,
}

/// Bytes that are no engine of this build.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum EngineError {
    /// Truncated, damaged, or something else altogether.
    #[error("the engine file is damaged: {0}")]
    Damaged(String),
    /// Written by a build with another format.
    #[error("the engine file has format {found}, this build reads format {expected}")]
    Format {
        /// The file's.
        found: u32,
        /// This build's.
        expected: u32,
    },
}

impl Engine {
    /// Compiles the rules of `readings`. `$badfilter` acts across lists.
    pub fn build(readings: &[Reading<'_>]) -> Self {
        build::build(readings)
    }

    /// The engine as bytes for [`Engine::load`] of the same build.
    pub fn save(&self) -> Vec<u8> {
        file::write(self)
    }

    /// Loads what [`Engine::save`] wrote.
    ///
    /// # Errors
    /// If `bytes` are anything else; see [`EngineError`].
    pub fn load(bytes: &[u8]) -> Result<Self, EngineError> {
        let file = EngineFile::read(bytes)?;
        Ok(Self {
            lists: file.lists,
            hosts: HostRules::load(file.hosts)?,
            requests: Matcher::load(file.requests)?,
            documents: Matcher::load(file.documents)?,
            kept: Matcher::load(file.kept)?,
            parameters: ParameterRules::load(file.parameters)?,
        })
    }

    /// What the lists say of the request. A blocking rule that an exception spares does not keep parameters from
    /// being removed.
    pub fn check(&self, facts: &Facts) -> Match {
        let Some(query) = Query::of(facts) else {
            return Match::Nothing;
        };
        let found = match facts.kind {
            RequestType::Document => self.documents.check(&query, &self.lists),
            _ => match self.hosts.find(&query, &self.lists) {
                Some(rule) => self.requests.check_blocked(&query, &self.lists, rule),
                None => self.requests.check(&query, &self.lists),
            },
        };
        let spared = match (found.block, found.exception) {
            (Some(rule), None) if found.is_important => return Match::Important(rule),
            (Some(rule), None) => return Match::Block(rule),
            (_, exception) => exception,
        };
        let clean = found.without_parameters.and_then(|removed| self.clean(&query, facts, &removed));
        clean.unwrap_or_else(|| spared.map_or(Match::Nothing, Match::Spared))
    }

    /// The cleaned URL, unless exceptions keep every removed parameter.
    fn clean(&self, query: &Query, facts: &Facts, removed: &str) -> Option<Match> {
        let kept = self.kept.check(query, &self.lists);
        if kept.block.is_some() {
            return None;
        }
        let without_kept = kept.without_parameters.as_deref().unwrap_or(facts.url.as_str());
        let names = clean::removed_names(facts.url.as_str(), removed, without_kept);
        let rule = names.iter().find_map(|name| self.parameters.find(query, name))?;
        let url = clean::without(facts.url.as_str(), &names)?;
        Some(Match::Clean { url, rule })
    }
}
