//! Regular expressions, matched in time that grows with the text's length alone: automata that the build made, or, where
//! one would be large, and for what is compiled at run time, the text of the expression, compiled when it is first asked.

use std::cell::RefCell;
use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::automaton::Automaton;
use crate::lists::Case;

/// More than the embedded lists have; a person's own may have any number.
const MOST: usize = 1_000;

/// All of a layer.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct Expressions {
    saved: Vec<Saved>,
    /// Those written that were asked about; nothing for what the build should not have let pass.
    #[serde(skip)]
    compiled: RefCell<HashMap<u32, Option<regex_lite::Regex>>>,
}

/// An expression as it lies in the engine's file.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(super) enum Saved {
    Automaton(Automaton),
    Written { source: String, case: Case },
}

impl Saved {
    /// As it is; what is compiled while somebody waits.
    pub(super) fn written(source: &str, case: Case) -> Self {
        Self::Written { source: source.to_owned(), case }
    }
}

impl Expressions {
    pub(super) fn new(saved: Vec<Saved>) -> Self {
        Self { saved, compiled: RefCell::default() }
    }

    /// Whether the expression of this number matches somewhere in `text`.
    pub(super) fn matches(&self, number: u32, text: &str) -> bool {
        match self.saved.get(number as usize) {
            Some(Saved::Automaton(automaton)) => automaton.matches(text.as_bytes()),
            Some(Saved::Written { source, case }) => self.matches_written(number, source, *case, text),
            None => false,
        }
    }

    fn matches_written(&self, number: u32, source: &str, case: Case, text: &str) -> bool {
        let mut compiled = self.compiled.borrow_mut();
        if compiled.len() >= MOST && !compiled.contains_key(&number) {
            compiled.clear();
        }
        let compile = || regex_lite::RegexBuilder::new(source).case_insensitive(case == Case::Ignored).build().ok();
        compiled.entry(number).or_insert_with(compile).as_ref().is_some_and(|regex| regex.is_match(text))
    }
}
