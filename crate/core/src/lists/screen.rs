//! Which lines an engine may see, and why the others may not.
//!
//! `adblock` parses some rules that it then never matches, or matches wrongly. Each such trap is a [`SkipReason`]
//! here, so that a rule either works or is reported.

use adblock::filters::network::NetworkFilterError;
use adblock::lists::{FilterParseError, ParseOptions, ParsedLine, parse_filter};
use thiserror::Error;

use super::RuleLine;

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
    /// An option that the engine knows but that is not enforced.
    #[error("option ${0} is not supported")]
    Option(String),
    /// A regular expression in `domain=`, which the crate drops, so that the rule would mean something else.
    #[error("regular expression in $domain")]
    DomainRegex,
    /// Two `domain=`, of which the crate keeps the last.
    #[error("two $domain options")]
    DomainTwice,
    /// A regular expression that does not compile: look-around, back-references, or too large.
    #[error("regular expression: {0}")]
    Regex(String),
    /// A regular expression with `\D`, `\S`, `\W` or `\B`, which the crate lower-cases into its opposite.
    #[error("regular expression with an upper-case class and without $match-case")]
    RegexCase,
    /// A removed parameter given as regular expression, negated, or none at all.
    #[error("only a plain name can be removed from a URL")]
    Parameter,
    /// Lines of hosts files (`127.0.0.1 name`), and patterns no URL can match.
    #[error("white space in the pattern; lines of hosts files are not read yet")]
    WhiteSpace,
    /// `||host^|`, the address of a host and nothing below it, which the crate takes for all of the host.
    #[error("separator before the end of the address")]
    HostEnd,
    /// `||host:8443…` or `||[::1]…`, which the crate takes for a host of that very name.
    #[error("port or IPv6 address in a host name")]
    Port,
    /// A host in letters beyond ASCII.
    #[error("host name is not ASCII; write it in Punycode")]
    HostNotAscii,
    /// The crate's parser refused the line.
    #[error("{0}")]
    Syntax(String),
}

/// Options that `adblock` parses and nobody enforces yet, or that it would not obey.
const NOT_ENFORCED: &[&str] = &["csp", "generichide", "ghide", "redirect-rule", "tag", "to"];

/// Takes `text` apart if it is a rule that will mean what it says.
pub(super) fn screen(line: u32, text: &str) -> Result<RuleLine<'_>, SkipReason> {
    if is_cosmetic(text) {
        return Err(SkipReason::Cosmetic);
    }
    let rule = RuleLine::parse(line, text);
    if let Some(option) = rule.options.iter().find(|option| NOT_ENFORCED.contains(&option.name)) {
        return Err(SkipReason::Option(option.name.to_owned()));
    }
    if rule.domains().any(|(_, domain)| domain.starts_with('/') && domain.ends_with('/')) {
        return Err(SkipReason::DomainRegex);
    }
    if rule.options.iter().filter(|option| matches!(option.name, "domain" | "from")).count() > 1 {
        return Err(SkipReason::DomainTwice);
    }
    if rule.pattern.contains(char::is_whitespace) {
        return Err(SkipReason::WhiteSpace);
    }
    if rule.pattern.starts_with("||") && rule.pattern.ends_with("^|") {
        return Err(SkipReason::HostEnd);
    }
    match anchored_host(rule.pattern) {
        host if host.contains(':') => return Err(SkipReason::Port),
        host if !host.is_ascii() => return Err(SkipReason::HostNotAscii),
        _ => {}
    }
    if let Some(regex) = rule.regex() {
        screen_regex(&rule, regex)?;
    }
    match rule.option(&["removeparam"]) {
        Some(name) => screen_parameter(&rule, name)?,
        None => screen_syntax(text)?,
    }
    Ok(rule)
}

/// `##`, `#@#`, `#?#`, `#$#`, `#%#` and the like, and `$$` for HTML filtering.
fn is_cosmetic(text: &str) -> bool {
    if text.starts_with('|') || text.starts_with("@@|") {
        return false;
    }
    let marker = text.match_indices('#').any(|(at, _)| {
        let after = text[at + 1..].trim_start_matches(['@', '?', '$', '%']);
        after.starts_with('#') && text[at + 1..].len() - after.len() <= 3
    });
    marker || text.contains("$$") || text.contains("$@$")
}

/// What stands where a `||` pattern has its host.
fn anchored_host(pattern: &str) -> &str {
    let rest = pattern.strip_prefix("||").unwrap_or("");
    rest.split(['/', '^', '*', '?']).next().unwrap_or(rest)
}

fn screen_regex(rule: &RuleLine<'_>, regex: &str) -> Result<(), SkipReason> {
    // The crate compiles lazily and takes a failure for "no match"; it does all this to the text first.
    let unescaped = regex.replace("\\/", "/").replace("\\:", ":");
    let compiled = if rule.has(&["match-case"]) {
        unescaped
    } else if ["\\D", "\\S", "\\W", "\\B"].iter().any(|class| regex.contains(class)) {
        return Err(SkipReason::RegexCase);
    } else {
        unescaped.to_ascii_lowercase()
    };
    match regex::bytes::Regex::new(&compiled) {
        Ok(_) => Ok(()),
        Err(error) => Err(SkipReason::Regex(last_line(&error.to_string()))),
    }
}

/// `regex` prints the pattern with carets first and says what is wrong in the last line.
fn last_line(message: &str) -> String {
    message.lines().last().unwrap_or(message).trim_start_matches("error: ").to_owned()
}

/// An exception may spare all parameters (`@@…$removeparam`); a rule must name the one it removes.
fn screen_parameter(rule: &RuleLine<'_>, name: &str) -> Result<(), SkipReason> {
    let plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-');
    if !plain || (name.is_empty() && !rule.exception) {
        return Err(SkipReason::Parameter);
    }
    // The crate refuses exceptions; the engine feeds it what remains of the rule without the option.
    let text = if rule.exception { rule.without("removeparam") } else { rule.text.to_owned() };
    screen_syntax(&text)
}

fn screen_syntax(text: &str) -> Result<(), SkipReason> {
    match parse_filter(text, false, ParseOptions::default()) {
        Ok(ParsedLine::Network(_)) => Ok(()),
        Ok(ParsedLine::Cosmetic(_)) => Err(SkipReason::Cosmetic),
        Err(FilterParseError::Network(NetworkFilterError::UnrecognisedOption)) => Err(unrecognised(text)),
        Err(FilterParseError::Network(error)) => Err(SkipReason::Syntax(error.to_string())),
        Err(error) => Err(SkipReason::Syntax(error.to_string())),
    }
}

/// Names the option that the crate's error leaves unnamed.
fn unrecognised(text: &str) -> SkipReason {
    let rule = RuleLine::parse(0, text);
    let refused = rule.options.iter().find(|option| {
        let alone = format!("||name.example^${}", option.name);
        let alone = parse_filter(&alone, false, ParseOptions::default());
        matches!(alone, Err(FilterParseError::Network(NetworkFilterError::UnrecognisedOption)))
    });
    SkipReason::Option(refused.map_or_else(|| "?".to_owned(), |option| option.name.to_owned()))
}
