//! Regular expressions, compiled when a text first has the letters that they want.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;

use memchr::memmem::Finder;
use regex::bytes::{Regex, RegexBuilder};

use super::regex_tokens::letters_of;
use crate::lists::Case;

/// More than the embedded lists have; a person's own may have any number.
const MOST: usize = 1_000;

/// Those that were asked about, by rule.
#[derive(Default)]
pub(super) struct Regexes(RefCell<HashMap<u32, Expression>>);

struct Expression {
    /// What it matches has one of these, in lower case; any text may where there is none.
    letters: Vec<Finder<'static>>,
    /// Nothing inside where it does not compile.
    compiled: OnceCell<Option<Regex>>,
}

impl Regexes {
    /// Whether the expression of a rule matches `text`; `lower` is the same in lower case, and `may_have` tells at once of
    /// letters that are not in it.
    pub(super) fn matches(
        &self,
        rule: u32,
        (source, case): (&[u8], Case),
        (text, lower): (&[u8], &[u8]),
        may_have: impl Fn(&[u8]) -> bool,
    ) -> bool {
        let mut known = self.0.borrow_mut();
        if known.len() >= MOST && !known.contains_key(&rule) {
            known.clear();
        }
        let source = || str::from_utf8(source).unwrap_or_default();
        let expression = known.entry(rule).or_insert_with(|| Expression {
            letters: letters_of(source()).iter().map(|letters| Finder::new(letters).into_owned()).collect(),
            compiled: OnceCell::new(),
        });
        let letters = &expression.letters;
        (letters.is_empty()
            || letters.iter().any(|letters| may_have(letters.needle()) && letters.find(lower).is_some()))
            && expression.compiled.get_or_init(|| compile(source(), case)).as_ref().is_some_and(|it| it.is_match(text))
    }
}

/// Matches bytes, since URLs are ASCII. Takes time that grows with the URL's length alone.
pub(super) fn compile(source: &str, case: Case) -> Option<Regex> {
    RegexBuilder::new(source).unicode(false).case_insensitive(case == Case::Ignored).build().ok()
}
