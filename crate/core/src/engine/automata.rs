//! From a regular expression to the automaton that matches it, for [`super::expressions`]. Takes its time.

use regex_automata::dfa::{StartKind, dense};
use regex_automata::nfa::thompson;
use regex_automata::util::syntax;
use regex_syntax::ParserBuilder;
use regex_syntax::hir::Look;

use super::expressions::{Reads, Saved};
use crate::lists::Case;

/// Bytes of an automaton that is worth its room. Most have a thousand or two.
const LARGEST: usize = 8 << 10;
/// Bytes that an automaton may take while it is made.
const ROOM: usize = 1 << 18;

/// The expression as an automaton, or as written where that would be too large.
pub(super) fn of(source: &str, case: Case) -> Saved {
    automaton(source, case)
        .map_or_else(|| Saved::written(source, case), |(automaton, reads)| Saved::Automaton { automaton, reads })
}

fn automaton(source: &str, case: Case) -> Option<(Vec<u8>, Reads)> {
    let hir = ParserBuilder::new().unicode(false).utf8(false).build().parse(source).ok()?;
    let reads = match hir.properties() {
        known if known.look_set_prefix().contains(Look::Start) => Reads::FromStart,
        known if known.look_set_suffix().contains(Look::End) => Reads::FromEnd,
        _ => Reads::Anywhere,
    };
    let start = if reads == Reads::Anywhere { StartKind::Unanchored } else { StartKind::Anchored };
    let config = dense::Config::new()
        .start_kind(start)
        .minimize(true)
        .accelerate(false)
        .dfa_size_limit(Some(ROOM))
        .determinize_size_limit(Some(2 * ROOM));
    let dense = dense::Builder::new()
        .configure(config)
        .syntax(syntax::Config::new().unicode(false).utf8(false).case_insensitive(case == Case::Ignored))
        .thompson(thompson::Config::new().reverse(reads == Reads::FromEnd).utf8(false))
        .build(source);
    let bytes = dense.ok()?.to_sparse().ok()?.to_bytes_little_endian();
    (bytes.len() <= LARGEST).then_some((bytes, reads))
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
        assert!(matches!(super::of(r"\/[a-z]{5}\.js$", Case::Ignored), Saved::Automaton { .. }));
        assert!(matches!(super::of(r"(https?:\/\/)10\..{100,}", Case::Ignored), Saved::Written { .. }));
    }
}
