//! Regular expressions, matched in time that grows with the text's length alone: automata that the build made, or, where
//! one would be large, and for what is compiled at run time, the text of the expression, compiled when it is first asked.

use std::cell::RefCell;
use std::collections::HashMap;

use regex_automata::dfa::{Automaton as _, sparse};
use regex_automata::{Anchored, Input};
use serde::{Deserialize, Serialize};

use crate::lists::Case;
use crate::stored::bytes;

/// More than the embedded lists have; a person's own may have any number.
const MOST: usize = 1_000;

/// All of a layer.
#[derive(Default, Serialize, Deserialize)]
pub(super) struct Expressions {
    saved: Vec<Saved>,
    /// Those that were asked about.
    #[serde(skip)]
    ready: RefCell<HashMap<u32, Ready>>,
}

/// An expression as it lies in the engine's file.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(super) enum Saved {
    Automaton {
        #[serde(with = "bytes")]
        automaton: Vec<u8>,
        reads: Reads,
    },
    Written {
        source: String,
        case: Case,
    },
}

impl Saved {
    /// As it is; what is compiled while somebody waits.
    pub(super) fn written(source: &str, case: Case) -> Self {
        Self::Written { source: source.to_owned(), case }
    }
}

/// How an automaton goes through a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(super) enum Reads {
    /// From its beginning, where every match begins.
    FromStart,
    /// From its beginning, with matches anywhere.
    Anywhere,
    /// From its end, where every match ends.
    FromEnd,
}

enum Ready {
    Automaton(Box<sparse::DFA<Vec<u8>>>, Reads),
    Written(regex_lite::Regex),
    /// What the build should not have let pass matches nothing.
    Broken,
}

impl Expressions {
    pub(super) fn new(saved: Vec<Saved>) -> Self {
        Self { saved, ready: RefCell::default() }
    }

    /// Whether the expression of this number matches somewhere in `text`.
    pub(super) fn matches(&self, number: u32, text: &str) -> bool {
        let mut ready = self.ready.borrow_mut();
        if ready.len() >= MOST && !ready.contains_key(&number) {
            ready.clear();
        }
        ready
            .entry(number)
            .or_insert_with(|| self.saved.get(number as usize).map_or(Ready::Broken, prepare))
            .matches(text)
    }
}

impl Ready {
    fn matches(&self, text: &str) -> bool {
        match self {
            Self::Automaton(automaton, Reads::FromEnd) => {
                let input = Input::new(text).anchored(Anchored::Yes).earliest(true);
                automaton.try_search_rev(&input).is_ok_and(|found| found.is_some())
            }
            Self::Automaton(automaton, reads) => {
                let anchored = if *reads == Reads::FromStart { Anchored::Yes } else { Anchored::No };
                let input = Input::new(text).anchored(anchored).earliest(true);
                automaton.try_search_fwd(&input).is_ok_and(|found| found.is_some())
            }
            Self::Written(regex) => regex.is_match(text),
            Self::Broken => false,
        }
    }
}

fn prepare(saved: &Saved) -> Ready {
    match saved {
        Saved::Automaton { automaton, reads } => match sparse::DFA::from_bytes(automaton) {
            Ok((automaton, _)) => Ready::Automaton(Box::new(automaton.to_owned()), *reads),
            Err(_) => Ready::Broken,
        },
        Saved::Written { source, case } => {
            let built = regex_lite::RegexBuilder::new(source).case_insensitive(*case == Case::Ignored).build();
            built.map_or(Ready::Broken, Ready::Written)
        }
    }
}
