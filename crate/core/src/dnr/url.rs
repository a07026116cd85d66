//! What a rule says of the URL.

use super::rule::Condition;
use super::{NotInDnr, regex, text};
use crate::lists::{Case, Pattern};

/// A condition on the URL beyond its host.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum UrlPart {
    /// None; hosts are said elsewhere.
    Any,
    /// A `urlFilter`.
    Filter(String, Case),
    /// A `regexFilter`.
    Regex(regex::Re2),
}

impl UrlPart {
    /// The URLs that `pattern` matches, together.
    pub(super) fn of(pattern: &Pattern) -> Result<Vec<Self>, NotInDnr> {
        match pattern {
            Pattern::Any | Pattern::Host(_) => Ok(vec![Self::Any]),
            Pattern::Text(text) => Ok(vec![Self::Filter(text::filter(text)?, text.case)]),
            Pattern::Regex { source, case } => Ok(regex::exact(source, *case)?.into_iter().map(Self::Regex).collect()),
        }
    }

    /// At least the URLs that `pattern` matches, and why they may be more.
    pub(super) fn widest(pattern: &Pattern) -> (Self, Option<NotInDnr>) {
        match pattern {
            Pattern::Any | Pattern::Host(_) => (Self::Any, None),
            Pattern::Text(text) => match text::filter(text) {
                Ok(filter) => (Self::Filter(filter, text.case), None),
                Err(reason) => (Self::Any, Some(reason)),
            },
            Pattern::Regex { source, case } => match regex::widened(source, *case) {
                Some((regex, widened)) => (Self::Regex(regex), widened),
                None => (Self::Any, Some(NotInDnr::Widened)),
            },
        }
    }

    /// Makes it part of `condition`.
    pub(super) fn apply(self, condition: &mut Condition) {
        let case = match self {
            Self::Any => Case::Ignored,
            Self::Filter(filter, case) => {
                condition.url_filter = Some(filter);
                case
            }
            // What is left of `.*`, which Chrome refuses.
            Self::Regex(regex) if regex.source.is_empty() => Case::Ignored,
            Self::Regex(regex) => {
                condition.regex_filter = Some(regex.source);
                regex.case
            }
        };
        condition.is_url_filter_case_sensitive = (case == Case::Matters).then_some(true);
    }
}
