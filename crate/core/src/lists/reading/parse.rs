//! From a line to the rules in it, or to why it is passed over.

use super::hosts_file;
use super::line::{Parts, RuleLine};
use super::options::Options;
use super::pattern;
use super::skip::SkipReason;

/// Reads a line that is neither blank nor a comment. Only lines of hosts files hold more than one rule, or none.
pub(super) fn parse(line: u32, text: &str) -> Result<Vec<RuleLine<'_>>, SkipReason> {
    if is_cosmetic(text) {
        return Err(SkipReason::Cosmetic);
    }
    if let Some(rules) = hosts_file::parse(text) {
        let whole = |rule| RuleLine { line, text, rule, cancels: false };
        return rules.map(|rules| rules.into_iter().map(whole).collect());
    }
    let parts = Parts::of(text);
    let options = Options::of(&parts)?;
    let cancels = options.cancels;
    let pattern = pattern::parse(parts.pattern, options.case)?;
    let rule = options.rule(pattern, parts.is_exception)?;
    Ok(vec![RuleLine { line, text, rule, cancels }])
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
