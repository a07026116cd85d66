//! Patterns: what stands before the options.

use std::fmt::Write as _;

use regex_syntax::ParserBuilder;

use super::skip::SkipReason;
use crate::address::ascii_host;
use crate::lists::{Anchor, Case, Pattern, Text};

/// Reads a pattern; `case` is what the rule's options say.
pub(super) fn parse(pattern: &str, case: Case) -> Result<Pattern, SkipReason> {
    if let Some(source) = pattern.strip_prefix('/').and_then(|rest| rest.strip_suffix('/'))
        && !source.is_empty()
    {
        compile(source, case)?;
        return Ok(Pattern::Regex { source: source.to_owned(), case });
    }
    if pattern.contains(char::is_whitespace) {
        return Err(SkipReason::WhiteSpace);
    }
    let (anchor, rest) = match (pattern.strip_prefix("||"), pattern.strip_prefix('|')) {
        (Some(rest), _) => (Anchor::Host, rest),
        (None, Some(rest)) => (Anchor::Start, rest),
        (None, None) => (Anchor::None, pattern),
    };
    let (rest, ends) = rest.strip_suffix('|').map_or((rest, false), |rest| (rest, true));
    // What begins or ends with anything at all is anchored nowhere.
    let (anchor, rest) =
        if rest.starts_with('*') { (Anchor::None, rest.trim_start_matches('*')) } else { (anchor, rest) };
    let (rest, ends) = if rest.ends_with('*') { (rest.trim_end_matches('*'), false) } else { (rest, ends) };
    // The URL's end is always there, and a separator, too; but only the last separator of a pattern may be the end.
    let is_moot = |before: &&str| !before.is_empty() && !before.ends_with('^') && !ends;
    let rest = rest.strip_suffix("*^").filter(is_moot).unwrap_or(rest);
    let text = match anchor {
        Anchor::Host => anchored(rest)?,
        Anchor::None | Anchor::Start => percent_encoded(rest),
    };
    if text.is_empty() {
        return Ok(Pattern::Any);
    }
    if let (Anchor::Host, false, Some(host)) = (anchor, ends, whole_host(&text)) {
        return Ok(Pattern::Host(host));
    }
    let text = if case == Case::Matters { text } else { text.to_ascii_lowercase() };
    Ok(Pattern::Text(Text { anchor, text, ends, case }))
}

/// Whether the regular expression can be matched, in time that grows with the URL's length alone.
pub(super) fn compile(source: &str, case: Case) -> Result<(), SkipReason> {
    if !source.is_ascii() {
        return Err(SkipReason::RegexNotAscii);
    }
    let refused = |message: String| SkipReason::Regex(last_line(&message));
    let mut parser = ParserBuilder::new().unicode(false).utf8(false).build();
    parser.parse(source).map_err(|error| refused(error.to_string()))?;
    // It knows less than the parser, and a few of the expressions are left to it.
    let built = regex_lite::RegexBuilder::new(source).case_insensitive(case == Case::Ignored).build();
    built.map(|_| ()).map_err(|error| refused(error.to_string()))
}

/// The parser prints the pattern with carets first and says what is wrong in the last line.
fn last_line(message: &str) -> String {
    message.lines().last().unwrap_or(message).trim_start_matches("error: ").to_owned()
}

/// The text after `||`, its host as URLs write it.
fn anchored(rest: &str) -> Result<String, SkipReason> {
    let end = if rest.starts_with('[') { rest.find(']').map_or(rest.len(), |at| at + 1) } else { 0 };
    let end = end + rest[end..].find(['/', '^', '*', '?', ':', '|']).unwrap_or(rest.len() - end);
    let (host, after) = rest.split_at(end);
    let host = ascii_host(host).ok_or_else(|| SkipReason::Host(host.to_owned()))?;
    Ok(format!("{host}{}", percent_encoded(after)))
}

/// The host, if the text is nothing else: `name^`. Without the separator it is the beginning of other hosts, too.
fn whole_host(text: &str) -> Option<String> {
    text.strip_suffix('^').filter(|host| is_host(host)).map(str::to_ascii_lowercase)
}

/// Whether the text is a whole host as URLs write it, in either case.
pub(super) fn is_host(text: &str) -> bool {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._".contains(&byte);
    let is_ipv6 = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).is_some_and(|inside| {
        !inside.is_empty() && inside.bytes().all(|byte| byte.is_ascii_hexdigit() || b":.".contains(&byte))
    });
    let is_name = !text.is_empty() && text.bytes().all(plain) && !text.starts_with('.') && !text.ends_with('.');
    is_ipv6 || is_name
}

/// As URLs have it: letters beyond ASCII as UTF-8 in `%XX`.
fn percent_encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii() {
            encoded.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}
