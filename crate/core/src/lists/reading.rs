//! From a list's text to its rules.
//!
//! Reading a list never fails. It returns the rules *and* every line that was passed over, with its number and the
//! reason.

mod cancelled;
mod conditions;
mod hosts_file;
mod info;
mod line;
mod options;
mod parse;
mod pattern;
mod skip;

pub use cancelled::Cancelled;
pub use info::ListInfo;
pub use line::RuleLine;
pub use skip::SkipReason;

use conditions::{Conditions, Line};

/// A filter list in Adblock syntax.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct List {
    /// Short name by which verdicts cite the list.
    pub id: String,
    /// The whole text.
    pub text: String,
}

/// A line that no engine will see.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SkippedLine<'a> {
    /// Number of the line, from 1.
    pub line: u32,
    /// The line as written, without surrounding white space.
    pub text: &'a str,
    /// Why.
    pub reason: SkipReason,
}

/// What a list holds.
#[derive(Debug, Clone)]
pub struct Reading<'a> {
    /// The list that was read.
    pub list: &'a List,
    /// Network rules, in the list's order.
    pub rules: Vec<RuleLine<'a>>,
    /// Every other line but blank ones and comments.
    pub skipped: Vec<SkippedLine<'a>>,
}

impl List {
    /// Reads the list. Total: a line that means nothing is a skipped line.
    pub fn read(&self) -> Reading<'_> {
        let mut conditions = Conditions::default();
        let mut rules = Vec::new();
        let mut skipped = Vec::new();
        for (number, text) in (1u32..).zip(self.text.lines()) {
            let text = text.trim();
            let outcome = match conditions.read(text) {
                Line::Rule => parse::parse(number, text),
                Line::Comment => continue,
                Line::Skip(reason) => Err(reason),
            };
            match outcome {
                Ok(read) => rules.extend(read),
                Err(reason) => skipped.push(SkippedLine { line: number, text, reason }),
            }
        }
        Reading { list: self, rules, skipped }
    }

    /// What the list's header says of it.
    pub fn info(&self) -> ListInfo {
        ListInfo::of(self)
    }
}
