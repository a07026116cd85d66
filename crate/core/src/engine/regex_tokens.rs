//! What a regular expression asks of a URL: whole tokens, or letters in a row. It is filed under one or the other.

use regex_syntax::ParserBuilder;
use regex_syntax::hir::{Class, Hir, HirKind, Look};

use super::tokens::is_in_token;

/// Beyond this many ways through an expression, a choice counts as anything at all.
const MOST_WAYS: usize = 64;

/// A stretch of what an expression matches.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Piece {
    /// This byte, in lower case.
    Byte(u8),
    /// One byte or more, whichever, none of which is in a token; or the URL's beginning or end.
    Boundary,
    /// Anything, or nothing.
    Gap,
}

/// The tokens of each way through the expression: a URL that it matches has, whole, all those of one way. A way without
/// tokens says nothing. `None` for what is no expression.
pub(super) fn of_regex(source: &str) -> Option<Vec<Vec<Vec<u8>>>> {
    Some(ways(source)?.iter().map(|way| tokens(way)).collect())
}

/// The longest letters in a row of each way through the expression, in lower case: what it matches has those of one way.
/// Nothing where a way has none.
pub(super) fn letters_of(source: &str) -> Vec<Vec<u8>> {
    let letters: Vec<Vec<u8>> = ways(source).unwrap_or_default().iter().map(|way| longest_letters(way)).collect();
    if letters.iter().any(Vec::is_empty) { Vec::new() } else { letters }
}

fn ways(source: &str) -> Option<Vec<Vec<Piece>>> {
    let hir = ParserBuilder::new().unicode(false).utf8(false).build().parse(source).ok()?;
    let mut ways = vec![vec![Piece::Gap]];
    append(&hir, &mut ways);
    for way in &mut ways {
        way.push(Piece::Gap);
    }
    Some(ways)
}

/// Continues every way by what `hir` matches.
fn append(hir: &Hir, ways: &mut Vec<Vec<Piece>>) {
    match hir.kind() {
        HirKind::Literal(literal) => {
            literal.0.iter().for_each(|byte| push(ways, Piece::Byte(byte.to_ascii_lowercase())));
        }
        HirKind::Class(class) => push(ways, piece_of_class(class)),
        HirKind::Look(Look::Start | Look::End) => push(ways, Piece::Boundary),
        // They take no room, and what they tell of letters is not what makes a token.
        HirKind::Empty | HirKind::Look(_) => {}
        HirKind::Repetition(repetition) => {
            let mut once = vec![Vec::new()];
            append(&repetition.sub, &mut once);
            let is_boundary = once.iter().all(|way| !way.is_empty() && way.iter().all(|piece| piece.is_boundary()));
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

impl Piece {
    fn is_boundary(self) -> bool {
        match self {
            Self::Byte(byte) => !is_in_token(byte),
            Self::Boundary => true,
            Self::Gap => false,
        }
    }
}

/// A letter in both cases is that letter.
fn piece_of_class(class: &Class) -> Piece {
    let Class::Bytes(class) = class else { return Piece::Gap };
    let mut bytes = class.ranges().iter().flat_map(|range| range.start()..=range.end());
    let Some(first) = bytes.next().map(|byte| Piece::Byte(byte.to_ascii_lowercase())) else { return Piece::Gap };
    let mut others = bytes.map(|byte| Piece::Byte(byte.to_ascii_lowercase()));
    if others.clone().all(|other| other == first) {
        return first;
    }
    if first.is_boundary() && others.all(Piece::is_boundary) { Piece::Boundary } else { Piece::Gap }
}

/// The runs of token bytes with a boundary on both sides.
fn tokens(way: &[Piece]) -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    // Nothing where it is not known what stands before.
    let mut run: Option<Vec<u8>> = None;
    for piece in way {
        match piece {
            piece if piece.is_boundary() => found.extend(run.replace(Vec::new()).filter(|run| !run.is_empty())),
            Piece::Byte(byte) => {
                if let Some(run) = &mut run {
                    run.push(*byte);
                }
            }
            Piece::Boundary | Piece::Gap => run = None,
        }
    }
    found
}

/// The first of the longest.
fn longest_letters(way: &[Piece]) -> Vec<u8> {
    let runs = way.split(|piece| !matches!(piece, Piece::Byte(_)));
    let longest = runs.rev().max_by_key(|run| run.len()).unwrap_or(&[]);
    let byte = |piece: &Piece| if let Piece::Byte(byte) = piece { Some(*byte) } else { None };
    longest.iter().filter_map(byte).collect()
}

#[cfg(test)]
mod tests {
    use super::{letters_of, of_regex};

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
            (r"\/a%20\/", &[&["a", "20"]]),
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
    #[test]
    fn letters_are_those_that_whatever_it_matches_has_in_a_row() {
        let table: &[(&str, &[&str])] = &[
            (r"\/Ads\/banner\d+\.js", &["/ads/banner"]),
            (r"^https?:\/\/[a-z]{8}\.com\/", &[".com/"]),
            (r"(?i)top[._-]?ad", &["top"]),
            (r"one|two", &["one", "two"]),
            (r"one|[a-z]", &[]),
            (r".*", &[]),
        ];
        for (source, expected) in table {
            assert_eq!(
                letters_of(source),
                expected.iter().map(|it| it.as_bytes().to_vec()).collect::<Vec<_>>(),
                "{source}"
            );
        }
    }
}
