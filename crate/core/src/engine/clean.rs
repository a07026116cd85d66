//! Removing parameters from a URL: which ones went, which exceptions keep, and which rule took them.
//!
//! The `adblock` crate returns the rewritten URL only. The names are read back from it, and the rule is found by a
//! matcher in which every such rule carries its parameter as a tag, so that one name at a time can be asked for.

use std::cell::RefCell;

use serde::{Deserialize, Serialize};

use super::EngineError;
use super::matcher::{self, Query};
use crate::lists::RuleLine;
use crate::verdict::Rule;

/// The `$removeparam=name` rules.
pub(super) struct ParameterRules {
    /// Asked by tag; switching tags changes the crate's engine.
    engine: RefCell<adblock::Engine>,
    /// By the number the crate knows each rule by.
    rules: Vec<Rule>,
}

/// The rules as bytes.
#[derive(Serialize, Deserialize)]
pub(super) struct SavedParameterRules<'a> {
    pub(super) engine: &'a [u8],
    pub(super) rules: Vec<Rule>,
}

impl ParameterRules {
    /// `engine` was built from one list, with [`tagged`] of each of `rules` as its lines.
    pub(super) fn new(engine: adblock::Engine, rules: Vec<Rule>) -> Self {
        Self { engine: RefCell::new(engine), rules }
    }

    pub(super) fn load(saved: SavedParameterRules<'_>) -> Result<Self, EngineError> {
        Ok(Self::new(matcher::load_engine(saved.engine)?, saved.rules))
    }

    pub(super) fn save(&self) -> (Vec<u8>, Vec<Rule>) {
        (self.engine.borrow().serialize(), self.rules.clone())
    }

    /// The rule that removes the parameter called `name` from the query's URL.
    pub(super) fn find(&self, query: &Query, name: &str) -> Option<Rule> {
        let mut engine = self.engine.borrow_mut();
        // Deprecated for switching whole lists on and off; to ask for one kind of rule is what we need.
        #[expect(deprecated, reason = "there is no other way to ask for one parameter's rules")]
        engine.use_tags(&[name]);
        let location = engine.check_network_request(query.request()).filter?.source_location?;
        self.rules.get(location.line_number as usize).cloned()
    }
}

/// A rule that removes a parameter, as a rule that carries its name as tag.
pub(super) fn tagged(rule: &RuleLine<'_>, name: &str) -> String {
    // Either way there are options now: those the rule has besides the name, or the types.
    format!("{},tag={name}", with_types(rule, &rule.without("removeparam")))
}

/// `text`, which was made from `rule`, with the types on which the crate lets `removeparam` act where none is named.
pub(super) fn with_types(rule: &RuleLine<'_>, text: &str) -> String {
    if rule.names_types() {
        return text.to_owned();
    }
    let separator = if rule.options.len() > 1 { ',' } else { '$' };
    format!("{text}{separator}document,subdocument,xmlhttprequest")
}

/// Names of parameters that `cleaned` lacks of `url` and `without_kept` has.
pub(super) fn removed_names<'a>(url: &'a str, cleaned: &str, without_kept: &str) -> Vec<&'a str> {
    let names = |url: &'a str| parameters(url).map(name);
    let left: Vec<_> = parameters(cleaned).map(name).collect();
    let unprotected: Vec<_> = parameters(without_kept).map(name).collect();
    names(url).filter(|name| !left.contains(name) && unprotected.contains(name)).collect()
}

/// `url` without the parameters called by `names`, or `None` if it has none of them.
pub(super) fn without(url: &str, names: &[&str]) -> Option<String> {
    let (before, query, fragment) = split(url)?;
    // A name without a value carries nothing, and the crate leaves it alone.
    let goes = |pair: &&str| names.contains(&name(pair)) && pair.len() > name(pair).len() + 1;
    let kept: Vec<_> = query.split('&').filter(|pair| !goes(pair)).collect();
    if kept.len() == query.split('&').count() {
        return None;
    }
    let mark = if kept.is_empty() { "" } else { "?" };
    Some(format!("{before}{mark}{}{fragment}", kept.join("&")))
}

fn parameters(url: &str) -> impl Iterator<Item = &str> {
    split(url).into_iter().flat_map(|(_, query, _)| query.split('&')).filter(|pair| !pair.is_empty())
}

fn name(pair: &str) -> &str {
    pair.split_once('=').map_or(pair, |(name, _)| name)
}

/// Before `?`, between `?` and `#`, and from `#` on.
fn split(url: &str) -> Option<(&str, &str, &str)> {
    let fragment = url.find('#').unwrap_or(url.len());
    let (url, fragment) = url.split_at(fragment);
    let (before, query) = url.split_once('?')?;
    Some((before, query, fragment))
}
