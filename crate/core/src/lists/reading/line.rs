//! A line taken apart as text: what stands before the options, and each option. What they mean is [`super::options`]'s
//! and [`super::pattern`]'s.

use std::borrow::Cow;

use crate::lists::NetworkRule;

/// A network rule with the line it stands in. A line of a hosts file can hold several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RuleLine<'a> {
    /// Number of the line in its list, from 1.
    pub line: u32,
    /// The line as written, without surrounding white space.
    pub text: &'a str,
    /// What it means.
    pub rule: NetworkRule,
    /// `$badfilter`: the rule is there to cancel its like.
    pub cancels: bool,
}

/// A line before it is understood.
pub(super) struct Parts<'a> {
    /// `@@` stood before the pattern.
    pub(super) is_exception: bool,
    /// What stands between `@@` and `$`.
    pub(super) pattern: &'a str,
    /// What stands after `$`, in order.
    pub(super) options: Vec<OptionText<'a>>,
}

/// One option of a rule, as text.
pub(super) struct OptionText<'a> {
    /// A `~` stood before the name.
    pub(super) is_negated: bool,
    /// In lower case.
    pub(super) name: String,
    /// What stands after `=`, with `\,` read as a comma; empty without one.
    pub(super) value: Cow<'a, str>,
}

impl<'a> Parts<'a> {
    pub(super) fn of(text: &'a str) -> Self {
        let (is_exception, body) = text.strip_prefix("@@").map_or((false, text), |body| (true, body));
        let (pattern, options) = options_start(body).map_or((body, ""), |at| (&body[..at], &body[at + 1..]));
        let options = split(options).filter(|option| !option.is_empty()).map(OptionText::of).collect();
        Self { is_exception, pattern, options }
    }
}

impl<'a> OptionText<'a> {
    fn of(text: &'a str) -> Self {
        let (is_negated, text) = text.strip_prefix('~').map_or((false, text), |text| (true, text));
        let (name, value) = text.split_once('=').unwrap_or((text, ""));
        let value = if value.contains("\\,") { value.replace("\\,", ",").into() } else { value.into() };
        Self { is_negated, name: name.to_ascii_lowercase(), value }
    }
}

/// Where the `$` stands that begins the options: the last one that is not escaped and has an option's name after it.
/// Others belong to a pattern (`/script$/`) or to a value.
fn options_start(body: &str) -> Option<usize> {
    let begins = |at: usize| {
        let after = body[at + 1..].trim_start_matches('~');
        let end = after.find(|c: char| !c.is_ascii_alphanumeric() && c != '-' && c != '_').unwrap_or(after.len());
        let is_name = end > 0 && matches!(after[end..].chars().next(), None | Some('=' | ','));
        (is_name || after.is_empty()) && !body[..at].ends_with('\\')
    };
    body.rmatch_indices('$').map(|(at, _)| at).find(|at| begins(*at))
}

/// At commas, but for those after a backslash.
fn split(options: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(options);
    std::iter::from_fn(move || {
        let text = rest?;
        let comma = text.match_indices(',').map(|(at, _)| at).find(|at| !text[..*at].ends_with('\\'));
        rest = comma.map(|at| &text[at + 1..]);
        Some(comma.map_or(text, |at| &text[..at]))
    })
}
