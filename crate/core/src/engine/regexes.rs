//! Regular expressions, compiled when they are first asked about.

use std::cell::RefCell;
use std::collections::HashMap;

use regex::bytes::{Regex, RegexBuilder};

use crate::lists::Case;

/// More than the embedded lists have; a person's own may have any number.
const MOST: usize = 1_000;

/// The compiled ones, by rule.
#[derive(Default)]
pub(super) struct Regexes(RefCell<HashMap<u32, Option<Regex>>>);

impl Regexes {
    pub(super) fn matches(&self, rule: u32, source: &[u8], case: Case, url: &[u8]) -> bool {
        let mut compiled = self.0.borrow_mut();
        if compiled.len() >= MOST && !compiled.contains_key(&rule) {
            compiled.clear();
        }
        let regex = compiled.entry(rule).or_insert_with(|| compile(str::from_utf8(source).ok()?, case));
        regex.as_ref().is_some_and(|regex| regex.is_match(url))
    }
}

/// Matches bytes, since URLs are ASCII. Takes time that grows with the URL's length alone.
pub(super) fn compile(source: &str, case: Case) -> Option<Regex> {
    RegexBuilder::new(source).unicode(false).case_insensitive(case == Case::Ignored).build().ok()
}
