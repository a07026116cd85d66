//! From a regular expression to the automaton that matches it. Takes its time.

use std::collections::HashMap;

use regex_automata::Anchored;
use regex_automata::dfa::{Automaton as _, StartKind, dense};
use regex_automata::nfa::thompson;
use regex_automata::util::alphabet::Unit;
use regex_automata::util::start;
use regex_automata::util::syntax;
use regex_syntax::ParserBuilder;
use regex_syntax::hir::Look;

use super::automaton::{Automaton, FIRST, LOST, MATCHED, Reads};
use super::expressions::Saved;
use crate::lists::Case;

/// Bytes of an automaton that is worth its room. Most have one or two thousand.
const LARGEST: usize = 16 << 10;
/// Bytes that an automaton may take while it is made.
const ROOM: usize = 1 << 18;

/// The expression as an automaton, or as written where that would be too large.
pub(super) fn of(source: &str, case: Case) -> Saved {
    let small = automaton(source, case).filter(|automaton| automaton.size() <= LARGEST);
    small.map_or_else(|| Saved::written(source, case), Saved::Automaton)
}

fn automaton(source: &str, case: Case) -> Option<Automaton> {
    let hir = ParserBuilder::new().unicode(false).utf8(false).build().parse(source).ok()?;
    let begins = hir.properties().look_set_prefix().contains(Look::Start);
    let ends = hir.properties().look_set_suffix().contains(Look::End);
    let reads = if ends && !begins { Reads::Backwards } else { Reads::Forwards };
    // Where every match begins at the one end that reading begins at.
    let is_anchored = begins || ends;
    let config = dense::Config::new()
        .start_kind(if is_anchored { StartKind::Anchored } else { StartKind::Unanchored })
        .minimize(true)
        .accelerate(false)
        .dfa_size_limit(Some(ROOM))
        .determinize_size_limit(Some(2 * ROOM));
    let built = dense::Builder::new()
        .configure(config)
        .syntax(syntax::Config::new().unicode(false).utf8(false).case_insensitive(case == Case::Ignored))
        .thompson(thompson::Config::new().reverse(reads == Reads::Backwards).utf8(false))
        .build(source)
        .ok()?;
    table(&built, reads, if is_anchored { Anchored::Yes } else { Anchored::No })
}

/// All states that can be reached, with one in place of all in which there has been a match. `None` for what tells apart
/// bytes that are not ASCII, or has too many states.
fn table(built: &dense::DFA<Vec<u32>>, reads: Reads, anchored: Anchored) -> Option<Automaton> {
    let kinds: [u8; 256] =
        std::array::from_fn(|byte| u8::try_from(byte).map_or(0, |byte| built.byte_classes().get(byte)));
    let (ascii, others) = kinds.split_first_chunk()?;
    if others.iter().any(|kind| Some(kind) != ascii.last()) {
        return None;
    }
    let samples: Vec<u8> = built.byte_classes().representatives(..).filter_map(Unit::as_u8).collect();
    let first = built.start_state(&start::Config::new().anchored(anchored)).ok()?;
    let mut reached = vec![first];
    let mut numbers = HashMap::from([(first, FIRST)]);
    let mut rows = vec![Vec::new(); FIRST.into()];
    while let Some(state) = reached.get(rows.len() - usize::from(FIRST)).copied() {
        let steps = samples.iter().map(|byte| built.next_state(state, *byte));
        let steps = steps.chain(std::iter::once(built.next_eoi_state(state)));
        let numbered = steps.map(|next| {
            if built.is_dead_state(next) || built.is_quit_state(next) {
                return Some(LOST);
            }
            if built.is_match_state(next) {
                return Some(MATCHED);
            }
            let new = u16::try_from(usize::from(FIRST) + reached.len()).ok()?;
            Some(*numbers.entry(next).or_insert_with(|| {
                reached.push(next);
                new
            }))
        });
        rows.push(numbered.collect::<Option<_>>()?);
    }
    Automaton::new(reads, *ascii, &rows)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use regex::bytes::RegexBuilder;

    use super::super::expressions::{Expressions, Saved};
    use crate::lists::Case;

    const SOURCES: [&str; 12] = [
        r"^https?:\/\/[0-9a-f]{3}\.",
        r"\/[a-z0-9]{4}\/[a-zA-Z0-9\/+-]{2,9}$",
        r"ads|banner|[?&]p=\d+",
        r"^https:\/\/.*\.js$",
        r"\bads\b",
        r"(https?:\/\/)10\..{100,}",
        r"\/(a|b)+c?$",
        r"[^\w.-]x",
        r"^a|b$",
        r"\w{30,}\.me\/\w{30,}\.",
        r"(?i)aDs",
        r"\S\s*\D",
    ];

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn automata_and_written_expressions_match_what_the_regex_crate_matches(
            which in 0..SOURCES.len(),
            ignored in any::<bool>(),
            text in "(https?://)?([a-fA-F0-9/.?=&+ _-]|ads|ADS|banner|https://10\\.|p=|x|me|\\.js){0,60}",
        ) {
            let (source, case) = (SOURCES[which], if ignored { Case::Ignored } else { Case::Matters });
            let built = RegexBuilder::new(source).unicode(false).case_insensitive(ignored).build();
            let expected = built.is_ok_and(|regex| regex.is_match(text.as_bytes()));
            let written = Saved::Written { source: source.to_owned(), case };
            let all = Expressions::new(vec![super::of(source, case), written]);
            prop_assert_eq!(all.matches(0, &text), expected, "as automaton: {} {}", source, text);
            prop_assert_eq!(all.matches(1, &text), expected, "as written: {} {}", source, text);
        }
    }

    #[test]
    fn what_takes_much_room_stays_as_it_is_written() {
        assert!(matches!(super::of(r"\/[a-z]{5}\.js$", Case::Ignored), Saved::Automaton(_)));
        assert!(matches!(super::of(r"(https?:\/\/)10\..{100,}", Case::Ignored), Saved::Written { .. }));
    }
}
