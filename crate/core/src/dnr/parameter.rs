//! `$removeparam` and its exceptions.
//!
//! A rule that removes nothing hides others of its kind, so each asks for the parameter in its condition. Chrome goes
//! on asking until no rule changes the URL, so that one rule may take one parameter at a time.

use std::collections::{BTreeMap, BTreeSet};

use super::rule::{DnrAction, Redirect};
use super::text::{Filters, filters_with};
use super::url::UrlPart;
use super::{NotInDnr, regex};
use crate::lists::{Case, Effect, Methods, Names, NetworkRule, Parameter, Pattern};

/// A parameter that goes, the URLs it goes from, and why they may be fewer than the rule says.
pub(super) struct Removal {
    pub(super) action: DnrAction,
    pub(super) urls: Vec<UrlPart>,
    pub(super) lacks: Option<NotInDnr>,
}

/// What a rule removes.
pub(super) fn removals(parameter: &Parameter, pattern: &Pattern) -> Result<Vec<Removal>, NotInDnr> {
    let removal_of = |name: &String| {
        let (urls, lacks) = urls_with(pattern, &marker(name)?)?;
        Ok(Removal { action: DnrAction::remove_parameter(name), urls, lacks })
    };
    match parameter {
        Parameter::Named(name) => Ok(vec![removal_of(name)?]),
        Parameter::All => {
            let (urls, lacks) = urls_with(pattern, "?")?;
            Ok(vec![Removal { action: DnrAction::remove_query(), urls, lacks }])
        }
        Parameter::Matching { source, case } => match regex::names(source, *case) {
            Some(names) => names.iter().map(removal_of).collect(),
            None if matches!(pattern, Pattern::Any | Pattern::Host(_)) => {
                let regexes = regex::without_pair(source, *case)?;
                let action = DnrAction::Redirect { redirect: Redirect::RegexSubstitution("\\1\\2\\3") };
                let urls = regexes.into_iter().map(UrlPart::Regex).collect();
                Ok(vec![Removal { action, urls, lacks: None }])
            }
            None => Err(NotInDnr::ParameterRegex),
        },
        Parameter::AllBut(_) => Err(NotInDnr::AllButParameter),
    }
}

/// What stands in a URL that has the parameter.
fn marker(name: &str) -> Result<String, NotInDnr> {
    let is_plain = name.bytes().all(|byte| byte.is_ascii_graphic() && !b"*^|".contains(&byte));
    if is_plain { Ok(format!("^{name}=")) } else { Err(NotInDnr::ParameterName) }
}

/// URLs that match `pattern` and have `inside` in them, and why they may not be all.
fn urls_with(pattern: &Pattern, inside: &str) -> Result<(Vec<UrlPart>, Option<NotInDnr>), NotInDnr> {
    match pattern {
        // What stands here is a name, whose case matters.
        Pattern::Any | Pattern::Host(_) => Ok((vec![UrlPart::Filter(inside.to_owned(), Case::Matters)], None)),
        Pattern::Text(text) => {
            let inside = if text.case == Case::Matters { inside.to_owned() } else { inside.to_ascii_lowercase() };
            let Filters { filters, lacks } = filters_with(text, &inside)?;
            if filters.is_empty() {
                return Err(lacks.unwrap_or(NotInDnr::Never));
            }
            Ok((filters.into_iter().map(|filter| UrlPart::Filter(filter, text.case)).collect(), lacks))
        }
        Pattern::Regex { .. } => Err(NotInDnr::ParameterPattern),
    }
}

/// The URLs for which an exception spares a parameter, and why they are more than it says.
pub(super) fn kept(parameter: &Parameter, pattern: &Pattern) -> (UrlPart, Option<NotInDnr>) {
    let widened = (*parameter != Parameter::All).then_some(NotInDnr::AllParameters);
    match (pattern, parameter) {
        (Pattern::Any | Pattern::Host(_), Parameter::Named(name)) if let Ok(inside) = marker(name) => {
            (UrlPart::Filter(inside, Case::Matters), widened)
        }
        _ => {
            let (part, more) = UrlPart::widest(pattern);
            (part, more.or(widened))
        }
    }
}

/// Hosts on which exceptions spare a parameter and nothing else matters. They are left out of the rules that remove it.
#[derive(Default)]
pub(super) struct Spared {
    named: BTreeMap<String, BTreeSet<String>>,
}

impl Spared {
    /// Takes the exception in, if that is all it says.
    pub(super) fn take(&mut self, rule: &NetworkRule) {
        if let Some((name, host)) = plain(rule) {
            self.named.entry(name.to_owned()).or_default().insert(host.to_owned());
        }
    }

    /// Whether such an exception is taken in.
    pub(super) fn takes(rule: &NetworkRule) -> bool {
        plain(rule).is_some()
    }

    /// The hosts on which `parameter`, or one of those it stands for, is spared.
    pub(super) fn hosts(&self, parameter: &Parameter) -> BTreeSet<String> {
        match parameter {
            Parameter::Named(name) => self.named.get(name).cloned().unwrap_or_default(),
            _ => self.named.values().flatten().cloned().collect(),
        }
    }
}

/// The name and the host, if the rule is an exception for a name on a host and nothing else.
fn plain(rule: &NetworkRule) -> Option<(&str, &str)> {
    let is_plain = rule.party.is_none()
        && rule.frames == Names::default()
        && rule.hosts == Names::default()
        && rule.methods == Methods::ALL;
    match (&rule.effect, &rule.pattern) {
        (Effect::Keep(Parameter::Named(name)), Pattern::Host(host)) if is_plain => Some((name, host)),
        _ => None,
    }
}
