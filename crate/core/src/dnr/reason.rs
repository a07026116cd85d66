//! Why a rule says less in Chrome than in its list, nothing, or more.

use thiserror::Error;

use crate::lists::RuleLine;

/// A rule that the engine obeys and Chrome's rules do not say, or not exactly.
#[derive(Debug, Clone)]
pub struct Unconverted<'a> {
    /// The rule.
    pub rule: &'a RuleLine<'a>,
    /// Why.
    pub reason: NotInDnr,
}

/// What declarativeNetRequest cannot say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Error)]
pub enum NotInDnr {
    /// Cancelled by a `$badfilter` rule, or is one.
    #[error("cancelled by $badfilter")]
    Cancelled,
    /// Conditions that no request satisfies together.
    #[error("matches nothing")]
    Never,
    /// `||*`, or `|` after an anchor.
    #[error("pattern that begins with an anchor and nothing it could hold")]
    Edge,
    /// Written as RE2 does not know it.
    #[error("regular expression in a form that RE2 does not know")]
    Regex,
    /// More than Chrome keeps of an expression.
    #[error("regular expression larger than the 2 kB that Chrome gives to one")]
    RegexSize,
    /// An exception with too large a `/regex/`.
    #[error("long regular expression of an exception: widened to a shorter one")]
    Widened,
    /// `@@…$removeparam=name` with a pattern: in Chrome it spares every parameter of a URL.
    #[error("exception for one parameter: widened to all of the URL")]
    AllParameters,
    /// A parameter removed where the URL matches a regular expression.
    #[error("parameter with a regular expression for the URL")]
    ParameterPattern,
    /// Parameters by a regular expression that is too large, or stands beside a pattern.
    #[error("regular expression for parameters that does not fit")]
    ParameterRegex,
    /// A parameter whose name would be a pattern in Chrome.
    #[error("parameter with a name that Chrome's patterns cannot hold")]
    ParameterName,
    /// A parameter removed where the URL has a certain form, also if it stands before what looks like a path.
    #[error("parameter before a part of the path: it stays")]
    ParameterOrder,
    /// `$removeparam=~…`.
    #[error("all parameters but some")]
    AllButParameter,
    /// `$redirect-rule` whose blocks are not known for sure.
    #[error("stub for what other rules block")]
    RedirectRule,
    /// `@@…$redirect`.
    #[error("exception for a stub: the stub stays")]
    NoStub,
    /// A block on pages that names no host.
    #[error("block of pages wherever they are: other types only")]
    PagesAnywhere,
    /// `@@…$csp`: in Chrome no other header is added either.
    #[error("exception for one header: widened to all headers and parameters")]
    AllHeaders,
}

impl NotInDnr {
    /// Whether the rule is there, and blocks less or spares more than it says.
    pub fn is_partial(self) -> bool {
        matches!(
            self,
            Self::Widened | Self::AllParameters | Self::AllHeaders | Self::PagesAnywhere | Self::ParameterOrder
        )
    }
}
