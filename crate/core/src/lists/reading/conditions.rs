//! `!#if … !#else … !#endif`, which `adblock` takes for comments so that both branches would load.
//!
//! The names in conditions are those of other products (`ext_ublock`, `adguard_ext_firefox`, `env_mobile`).
//! Bystander is none of them and compiles one set of rules for both browsers, so every name is false; `!name`
//! holds. Syntax: <https://adguard.com/kb/general/ad-filtering/create-own-filters/#conditions-directive>.

use super::SkipReason;

/// What a line is, before it is looked at as a rule.
pub(super) enum Line {
    /// Perhaps a rule.
    Rule,
    /// Blank, a comment, a header, or a directive that was obeyed.
    Comment,
    /// Something that must be reported.
    Skip(SkipReason),
}

/// Which branches the lines read so far stand in; one entry an open `!#if`.
#[derive(Default)]
pub(super) struct Conditions {
    open: Vec<Branch>,
}

#[derive(Clone, Copy, PartialEq)]
enum Branch {
    Counts,
    Rests,
    /// The condition was malformed: neither branch can be trusted.
    Void,
}

impl Conditions {
    pub(super) fn read(&mut self, line: &str) -> Line {
        if let Some(directive) = line.strip_prefix("!#") {
            return self.obey(directive.trim());
        }
        if is_comment(line) {
            return Line::Comment;
        }
        let counts = self.open.iter().all(|&branch| branch == Branch::Counts);
        if counts { Line::Rule } else { Line::Skip(SkipReason::Condition) }
    }

    fn obey(&mut self, directive: &str) -> Line {
        let (name, argument) = directive.split_once(char::is_whitespace).unwrap_or((directive, ""));
        match (name, self.open.last_mut()) {
            ("if", _) => {
                let branch = holds(argument);
                self.open.push(branch);
                if branch == Branch::Void {
                    return Line::Skip(SkipReason::Directive);
                }
            }
            ("else", Some(branch)) => {
                *branch = match branch {
                    Branch::Counts => Branch::Rests,
                    Branch::Rests => Branch::Counts,
                    Branch::Void => Branch::Void,
                }
            }
            ("endif", Some(_)) => {
                self.open.pop();
            }
            ("else" | "endif", None) => return Line::Skip(SkipReason::Directive),
            ("include", _) => return Line::Skip(SkipReason::Include),
            _ => {}
        }
        Line::Comment
    }
}

fn is_comment(line: &str) -> bool {
    let header = line.starts_with("[Adblock") || line.starts_with("[uBlock");
    let hosts_comment = line == "#" || line.starts_with("# ") || line.starts_with("#\t");
    line.is_empty() || line.starts_with('!') || header || hosts_comment
}

/// Whether the lines under a condition count, every name in it being false.
fn holds(condition: &str) -> Branch {
    let mut rest = condition;
    match any(&mut rest) {
        Some(value) if rest.trim().is_empty() => {
            if value {
                Branch::Counts
            } else {
                Branch::Rests
            }
        }
        _ => Branch::Void,
    }
}

fn any(rest: &mut &str) -> Option<bool> {
    let mut value = all(rest)?;
    while take(rest, "||") {
        value |= all(rest)?;
    }
    Some(value)
}

fn all(rest: &mut &str) -> Option<bool> {
    let mut value = one(rest)?;
    while take(rest, "&&") {
        value &= one(rest)?;
    }
    Some(value)
}

fn one(rest: &mut &str) -> Option<bool> {
    let mut negated = false;
    while take(rest, "!") {
        negated = !negated;
    }
    if take(rest, "(") {
        let value = any(rest)?;
        return take(rest, ")").then_some(value != negated);
    }
    *rest = rest.trim_start();
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
    let (name, after) = rest.split_at(end);
    *rest = after;
    (!name.is_empty()).then_some((name == "true") != negated)
}

/// Moves past `token` and the white space before it.
fn take(rest: &mut &str, token: &str) -> bool {
    let trimmed = rest.trim_start();
    *rest = trimmed.strip_prefix(token).unwrap_or(trimmed);
    rest.len() < trimmed.len()
}
