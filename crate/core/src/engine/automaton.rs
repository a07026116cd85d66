//! A regular expression as a machine that takes one step a byte. [`super::automata`] makes them.
//!
//! In most states one byte leads on and all others to one and the same state. So the few steps that differ from that, of
//! all states, share one array, each state's from a place of its own on, with the state's number beside to tell whose
//! they are: Ziegler's comb, as in parsers' tables (Aho, Sethi and Ullman, "Compilers", 3.9).

use serde::{Deserialize, Serialize};

use crate::stored::{bytes, words};

/// The machine, used as it lies in the engine's file. One that is damaged matches what it likes.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(super) struct Automaton {
    reads: Reads,
    /// The kind of each byte of ASCII: bytes of one kind are told apart nowhere. All others are of the kind of the last.
    #[serde(with = "bytes")]
    kinds: Vec<u8>,
    /// The kind of the text's end.
    end: u8,
    /// For each state where its steps begin, and in the upper half the state that follows where it has none.
    #[serde(with = "words")]
    states: Vec<u32>,
    /// Steps: whose they are, and in the upper half the state that follows.
    #[serde(with = "words")]
    steps: Vec<u32>,
}

/// How an automaton goes through a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(super) enum Reads {
    /// From its beginning.
    Forwards,
    /// From its end.
    Backwards,
}

/// From this state there is no way to a match.
pub(super) const LOST: u16 = 0;
/// In this state there has been a match.
pub(super) const MATCHED: u16 = 1;
/// The state before anything is read.
pub(super) const FIRST: u16 = 2;

const ASCII: usize = 128;

impl Automaton {
    /// `rows[state][kind]` is the state that follows; the rows of [`LOST`] and [`MATCHED`] are not looked at. The last
    /// kind is the text's end. `None` for what is too large.
    #[cfg(feature = "compile")]
    pub(super) fn new(reads: Reads, kinds: [u8; ASCII], rows: &[Vec<u16>]) -> Option<Self> {
        let usual: Vec<u16> = rows.iter().map(|row| most_frequent(row)).collect();
        let unusual: Vec<Vec<(usize, u16)>> = rows
            .iter()
            .zip(&usual)
            .map(|(row, usual)| row.iter().copied().enumerate().filter(|(_, next)| next != usual).collect())
            .collect();
        let mut order: Vec<usize> = (usize::from(FIRST)..rows.len()).collect();
        order.sort_by_key(|state| std::cmp::Reverse(unusual[*state].len()));
        let mut states: Vec<u32> = usual.iter().map(|next| u32::from(*next) << 16).collect();
        let mut steps: Vec<u32> = Vec::new();
        for state in order {
            let is_free = |place: usize| steps.get(place).is_none_or(|step| *step == 0);
            let fits = |start: &u16| unusual[state].iter().all(|(kind, _)| is_free(usize::from(*start) + kind));
            let start = (0..=u16::MAX).find(fits)?;
            states[state] |= u32::from(start);
            for (kind, next) in &unusual[state] {
                let place = usize::from(start) + kind;
                steps.resize(steps.len().max(place + 1), 0);
                steps[place] = u32::from(*next) << 16 | u32::from(u16::try_from(state).ok()?);
            }
        }
        let end = u8::try_from(rows.last()?.len().checked_sub(1)?).ok()?;
        Some(Self { reads, kinds: kinds.to_vec(), end, states, steps })
    }

    /// Bytes it takes.
    #[cfg(feature = "compile")]
    pub(super) fn size(&self) -> usize {
        self.kinds.len() + 4 * (self.states.len() + self.steps.len())
    }

    /// Whether the expression matches somewhere in `text`.
    pub(super) fn matches(&self, text: &[u8]) -> bool {
        match self.reads {
            Reads::Forwards => self.matches_all(text.iter()),
            Reads::Backwards => self.matches_all(text.iter().rev()),
        }
    }

    fn matches_all<'a>(&self, text: impl Iterator<Item = &'a u8>) -> bool {
        let Some(kinds) = self.kinds.first_chunk::<ASCII>() else { return false };
        let mut state = u32::from(FIRST);
        for byte in text {
            state = self.step(state, kinds[usize::from(*byte).min(ASCII - 1)]);
            if state <= u32::from(MATCHED) {
                return state != u32::from(LOST);
            }
        }
        self.step(state, self.end) == u32::from(MATCHED)
    }

    fn step(&self, state: u32, kind: u8) -> u32 {
        let usual = self.states.get(state as usize).copied().unwrap_or_default();
        let step = self.steps.get((usual & 0xffff) as usize + usize::from(kind)).copied().unwrap_or_default();
        (if step & 0xffff == state { step } else { usual }) >> 16
    }
}

#[cfg(feature = "compile")]
fn most_frequent(row: &[u16]) -> u16 {
    let count = |wanted: &u16| row.iter().filter(|next| *next == wanted).count();
    row.iter().copied().max_by_key(count).unwrap_or(LOST)
}
