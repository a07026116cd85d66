//! What a regular expression asks of a URL: whole tokens, or letters in a row. It is filed under one or the other.

use regex_syntax::ParserBuilder;
use regex_syntax::hir::{Class, Hir, HirKind, Look};

use super::grams::URL_END;
use crate::tokens::is_in_token;

/// Beyond this many ways through an expression, a choice counts as anything at all.
const MOST_WAYS: usize = 64;

/// A stretch of what an expression matches.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Piece {
    /// This byte, in lower case, or [`URL_END`].
    Byte(u8),
    /// One byte or more, whichever, none of which is in a token.
    Boundary,
    /// Anything, or nothing.
    Gap,
}

/// The tokens of each way through the expression: a URL that it matches has, whole, all those of one way. A way without
/// tokens says nothing. `None` for what is no expression.
pub(super) fn of_regex(source: &str) -> Option<Vec<Vec<Vec<u8>>>> {
    Some(ways(source)?.iter().map(|way| tokens(way)).collect())
}

/// What stands as it is of each way through the expression, in lower case: what it matches has all that of one way. Where
/// it begins or ends with the URL there is [`URL_END`].
pub(super) fn runs_of(source: &str) -> Vec<Vec<Vec<u8>>> {
    ways(source).unwrap_or_default().iter().map(|way| runs(way)).collect()
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
        HirKind::Look(Look::Start | Look::End) => push(ways, Piece::Byte(URL_END)),
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

fn runs(way: &[Piece]) -> Vec<Vec<u8>> {
    let byte = |piece: &Piece| if let Piece::Byte(byte) = piece { Some(*byte) } else { None };
    let runs = way.split(|piece| byte(piece).is_none()).filter(|run| !run.is_empty());
    runs.map(|run| run.iter().filter_map(byte).collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::{of_regex, runs_of};

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
    fn runs_are_those_that_whatever_it_matches_has() {
        let table: &[(&str, &[&[&str]])] = &[
            (r"\/Ads\/banner\d+\.js", &[&["/ads/banner", ".js"]]),
            (r"^https?:\/\/[a-z]{8}\.com\/$", &[&["\0http", "://", ".com/\0"]]),
            (r"(?i)top[._-]?ad", &[&["top", "ad"]]),
            (r"one|two", &[&["one"], &["two"]]),
            (r"one|[a-z]", &[&["one"], &[]]),
            (r".*", &[&[]]),
        ];
        for (source, expected) in table {
            let got = runs_of(source);
            let got: Vec<Vec<String>> = got
                .iter()
                .map(|way| way.iter().map(|run| String::from_utf8_lossy(run).into_owned()).collect())
                .collect();
            assert_eq!(got, *expected, "{source}");
        }
    }
}
