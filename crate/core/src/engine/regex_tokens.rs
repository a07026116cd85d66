//! What a regular expression asks of a URL's tokens, so that a request meets only those it may match: most of the time
//! that matching takes goes into expressions.

use regex_syntax::ParserBuilder;
use regex_syntax::hir::{Class, Hir, HirKind, Look};

use super::tokens::is_in_token;

/// Beyond this many ways through an expression, a choice counts as anything at all.
const MOST_WAYS: usize = 64;

/// A stretch of what an expression matches.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Piece {
    /// This byte of a token, in lower case.
    Byte(u8),
    /// One byte or more, none of which is in a token; or the URL's beginning or end.
    Boundary,
    /// Anything, or nothing.
    Gap,
}

/// The tokens of each way through the expression: a URL that it matches has, whole, all those of one way. A way without
/// tokens says nothing. `None` for what is no expression.
pub(super) fn of_regex(source: &str) -> Option<Vec<Vec<Vec<u8>>>> {
    let hir = ParserBuilder::new().unicode(false).utf8(false).build().parse(source).ok()?;
    let mut ways = vec![vec![Piece::Gap]];
    append(&hir, &mut ways);
    for way in &mut ways {
        way.push(Piece::Gap);
    }
    Some(ways.iter().map(|way| tokens(way)).collect())
}

/// Continues every way by what `hir` matches.
fn append(hir: &Hir, ways: &mut Vec<Vec<Piece>>) {
    match hir.kind() {
        HirKind::Literal(literal) => literal.0.iter().for_each(|byte| push(ways, piece_of(*byte))),
        HirKind::Class(class) => push(ways, piece_of_class(class)),
        HirKind::Look(Look::Start | Look::End) => push(ways, Piece::Boundary),
        // They take no room, and what they tell of letters is not what makes a token.
        HirKind::Empty | HirKind::Look(_) => {}
        HirKind::Repetition(repetition) => {
            let mut once = vec![Vec::new()];
            append(&repetition.sub, &mut once);
            let is_boundary = once.iter().all(|way| !way.is_empty() && way.iter().all(|it| *it == Piece::Boundary));
            push(ways, if repetition.min > 0 && is_boundary { Piece::Boundary } else { Piece::Gap });
        }
        HirKind::Capture(capture) => append(&capture.sub, ways),
        HirKind::Concat(parts) => parts.iter().for_each(|part| append(part, ways)),
        HirKind::Alternation(choices) => {
            let mut branches = Vec::new();
            for choice in choices {
                let mut branch = vec![Vec::new()];
                append(choice, &mut branch);
                branches.extend(branch);
            }
            if ways.len() * branches.len() > MOST_WAYS {
                push(ways, Piece::Gap);
                return;
            }
            *ways = ways
                .iter()
                .flat_map(|way| branches.iter().map(move |branch| [way.as_slice(), branch.as_slice()].concat()))
                .collect();
        }
    }
}

fn push(ways: &mut [Vec<Piece>], piece: Piece) {
    for way in ways {
        way.push(piece);
    }
}

fn piece_of(byte: u8) -> Piece {
    if is_in_token(byte) { Piece::Byte(byte.to_ascii_lowercase()) } else { Piece::Boundary }
}

/// A letter in both cases is that letter.
fn piece_of_class(class: &Class) -> Piece {
    let Class::Bytes(class) = class else { return Piece::Gap };
    let mut pieces = class.ranges().iter().flat_map(|range| range.start()..=range.end()).map(piece_of);
    let Some(first) = pieces.next() else { return Piece::Gap };
    if pieces.all(|piece| piece == first) { first } else { Piece::Gap }
}

/// The runs of token bytes with a boundary on both sides.
fn tokens(way: &[Piece]) -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    // Nothing where it is not known what stands before.
    let mut run: Option<Vec<u8>> = None;
    for piece in way {
        match piece {
            Piece::Byte(byte) => {
                if let Some(run) = &mut run {
                    run.push(*byte);
                }
            }
            Piece::Boundary => found.extend(run.replace(Vec::new()).filter(|run| !run.is_empty())),
            Piece::Gap => run = None,
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::of_regex;

    #[test]
    fn tokens_are_those_that_every_url_the_expression_matches_has_whole() {
        let table: &[(&str, &[&[&str]])] = &[
            (r"\/ads\/banner\d+\.js", &[&["ads"]]),
            (r"^https?:\/\/[a-z]{8}\.com\/", &[&["com"]]),
            (r"^https:\/\/cdn\.net\/", &[&["https", "cdn", "net"]]),
            (r"ads", &[&[]]),
            (r"\/ads$", &[&["ads"]]),
            (r"\/Ads[/?]+x", &[&["ads"]]),
            (r"(?i)\/ads\/", &[&["ads"]]),
            (r"\/ads\/?x", &[&[]]),
            (r"\/(ads|banner)\/", &[&["ads"], &["banner"]]),
            (r"\/(ads|[a-z]+)\/", &[&["ads"], &[]]),
            (r"\/a.b\/", &[&[]]),
            (r"\/(?:a\/)+b\/", &[&[]]),
            (r"\/a%20\/", &[&["a%20"]]),
            (r"\bads\b", &[&[]]),
        ];
        for (source, expected) in table {
            let got = of_regex(source).unwrap_or_default();
            let got: Vec<Vec<String>> = got
                .iter()
                .map(|way| way.iter().map(|token| String::from_utf8_lossy(token).into_owned()).collect())
                .collect();
            assert_eq!(got, *expected, "{source}");
        }
    }

    #[test]
    fn what_has_too_many_ways_says_less_and_nothing_wrong() {
        let choice = "(ab|cd|ef|gh)";
        let ways = of_regex(&format!(r"\/ads\/{}\/x\/", choice.repeat(4))).unwrap_or_default();
        assert_eq!(ways.len(), 64);
        assert!(ways.iter().all(|way| *way == [b"ads".as_slice(), b"x"]), "{ways:?}");
    }
}
