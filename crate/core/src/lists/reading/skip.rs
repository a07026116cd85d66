//! Why a line is passed over.

use thiserror::Error;

/// Why a line is passed over.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum SkipReason {
    /// Element hiding, scriptlets and HTML filtering.
    #[error("cosmetic rule")]
    Cosmetic,
    /// Stands in a branch of `!#if` that does not hold.
    #[error("in a branch of !#if that does not hold here")]
    Condition,
    /// `!#if` with a malformed condition, or `!#else`, `!#endif` without `!#if`.
    #[error("malformed directive")]
    Directive,
    /// `!#include`.
    #[error("!#include is not followed")]
    Include,
    /// An option that is not enforced.
    #[error("option ${0} is not supported")]
    Option(String),
    /// `~` before an option that cannot be turned around.
    #[error("option ${0} cannot be negated")]
    Negated(&'static str),
    /// An option without the value it needs, or with a malformed one.
    #[error("option ${0} has no value that can be used")]
    Value(&'static str),
    /// Two options of which a rule can have one.
    #[error("options that exclude each other")]
    Conflict,
    /// No request can satisfy all of the rule.
    #[error("matches nothing")]
    Never,
    /// An exception for a stand-in, or a rule that only puts one in place, for one that does not exist here.
    #[error("there is no stub called {0}")]
    NoStub(String),
    /// A regular expression among the hosts of an option.
    #[error("regular expression in ${0}")]
    HostRegex(&'static str),
    /// No host at all, or a name that is none.
    #[error("no host name: {0}")]
    Host(String),
    /// A regular expression that cannot be matched in linear time, or is malformed.
    #[error("regular expression: {0}")]
    Regex(String),
    /// A regular expression with letters that no URL has.
    #[error("regular expression with letters beyond ASCII")]
    RegexNotAscii,
    /// Patterns that no URL can match.
    #[error("white space in the pattern")]
    WhiteSpace,
    /// A hosts file that gives a name an address, instead of none.
    #[error("line of a hosts file that leads elsewhere")]
    Mapping,
}
