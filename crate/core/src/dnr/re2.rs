//! Regular expressions for RE2, which Chrome matches with: their text, and whether they stay within the memory that it
//! gives to each.
//!
//! What is printed is the parsed expression, not what a list's author wrote, so that no difference between the two
//! syntaxes is left. The size is what RE2's compiler would come to without its finer savings, hence never less.

use regex_syntax::hir::{Class, ClassBytesRange, Hir, HirKind, Look, Repetition};

use crate::lists::Case;

/// A regular expression that Chrome takes.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Re2 {
    /// In RE2's syntax.
    pub(super) source: String,
    /// Whether case matters.
    pub(super) case: Case,
}

impl Re2 {
    /// `None` if it is too large, or speaks of what RE2 does not know.
    pub(super) fn of(hir: &Hir, case: Case) -> Option<Self> {
        let mut source = String::new();
        print(hir, Place::Alone, case, &mut source)?;
        (size(hir) <= MOST).then_some(Self { source, case })
    }
}

/// Instructions that fit beside those that every expression has. Chrome gives an expression 2 kB, of which two thirds
/// are for the program, a quarter of that to its first form, eight bytes an instruction.
const MOST: usize = 112;

/// What an expression stands in, hence whether it needs brackets.
#[derive(Clone, Copy, PartialEq)]
enum Place {
    Alone,
    Concat,
    Repeated,
}

fn print(hir: &Hir, place: Place, case: Case, out: &mut String) -> Option<()> {
    let needs_brackets = match hir.kind() {
        HirKind::Alternation(_) => place != Place::Alone,
        HirKind::Concat(_) | HirKind::Repetition(_) | HirKind::Empty | HirKind::Look(_) => place == Place::Repeated,
        HirKind::Literal(literal) => place == Place::Repeated && literal.0.len() > 1,
        HirKind::Class(_) | HirKind::Capture(_) => false,
    };
    out.push_str(if needs_brackets { "(?:" } else { "" });
    match hir.kind() {
        HirKind::Empty => {}
        HirKind::Literal(literal) => literal.0.iter().for_each(|byte| push_literal(*byte, out)),
        HirKind::Class(class) => print_class(&ranges(class)?, case, out),
        HirKind::Look(Look::Start) => out.push('^'),
        HirKind::Look(Look::End) => out.push('$'),
        HirKind::Look(Look::WordAscii) => out.push_str("\\b"),
        HirKind::Look(Look::WordAsciiNegate) => out.push_str("\\B"),
        HirKind::Look(_) => return None,
        HirKind::Repetition(repetition) => {
            print(&repetition.sub, Place::Repeated, case, out)?;
            out.push_str(&times(repetition));
        }
        HirKind::Capture(capture) => {
            out.push('(');
            print(&capture.sub, Place::Alone, case, out)?;
            out.push(')');
        }
        HirKind::Concat(parts) => parts.iter().try_for_each(|part| print(part, Place::Concat, case, out))?,
        HirKind::Alternation(parts) => {
            for (number, part) in parts.iter().enumerate() {
                out.push_str(if number == 0 { "" } else { "|" });
                print(part, Place::Concat, case, out)?;
            }
        }
    }
    out.push_str(if needs_brackets { ")" } else { "" });
    Some(())
}

fn times(repetition: &Repetition) -> String {
    match (repetition.min, repetition.max) {
        (0, None) => "*".to_owned(),
        (1, None) => "+".to_owned(),
        (0, Some(1)) => "?".to_owned(),
        (min, None) => format!("{{{min},}}"),
        (min, Some(max)) if min == max => format!("{{{min}}}"),
        (min, Some(max)) => format!("{{{min},{max}}}"),
    }
}

/// The bytes of a class; `None` for one that has others.
pub(super) fn ranges(class: &Class) -> Option<Vec<ClassBytesRange>> {
    match class {
        Class::Bytes(class) => Some(class.ranges().to_vec()),
        Class::Unicode(class) => class.to_byte_class().map(|class| class.ranges().to_vec()),
    }
}

fn print_class(ranges: &[ClassBytesRange], case: Case, out: &mut String) {
    if let ([upper, lower], Case::Ignored) = (ranges, case)
        && is_letter_pair(*upper, *lower)
    {
        return push_literal(lower.start(), out);
    }
    if let [all] = ranges
        && (all.start(), all.end()) == (0, u8::MAX)
    {
        // Every byte. Chrome refuses what is beyond them, so this is not an empty class turned around.
        out.push_str("[\\x00-\\xff]");
        return;
    }
    let is_negated = ranges.first().is_some_and(|first| first.start() == 0)
        && ranges.last().is_some_and(|last| last.end() == u8::MAX);
    out.push('[');
    if is_negated {
        out.push('^');
        for pair in ranges.windows(2) {
            push_range(pair[0].end() + 1, pair[1].start() - 1, out);
        }
    } else {
        for range in ranges {
            push_range(range.start(), range.end(), out);
        }
    }
    out.push(']');
}

fn push_range(start: u8, end: u8, out: &mut String) {
    push_literal(start, out);
    if end > start {
        out.push_str(if end > start + 1 { "-" } else { "" });
        push_literal(end, out);
    }
}

fn push_literal(byte: u8, out: &mut String) {
    use std::fmt::Write as _;
    let is_plain = byte.is_ascii_alphanumeric() || b"/:_,;=&%#@!~<>\"'` ".contains(&byte);
    if !byte.is_ascii_graphic() && byte != b' ' {
        // Writing to a string cannot fail.
        let _ = write!(out, "\\x{byte:02x}");
        return;
    }
    out.push_str(if is_plain { "" } else { "\\" });
    out.push(char::from(byte));
}

fn is_letter_pair(upper: ClassBytesRange, lower: ClassBytesRange) -> bool {
    upper.start() == upper.end()
        && lower.start() == lower.end()
        && upper.start().is_ascii_uppercase()
        && upper.start().to_ascii_lowercase() == lower.start()
}

/// Instructions, without those that are in every program.
fn size(hir: &Hir) -> usize {
    match hir.kind() {
        HirKind::Concat(parts) => match parts.as_slice() {
            // A beginning that is fixed is compared before the program runs.
            [start, literal, rest @ ..] if *start.kind() == HirKind::Look(Look::Start) => match literal.kind() {
                HirKind::Literal(_) => rest.iter().map(program).sum(),
                _ => program(hir),
            },
            _ => program(hir),
        },
        _ => program(hir),
    }
}

fn program(hir: &Hir) -> usize {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => 1,
        HirKind::Literal(literal) => literal.0.len(),
        HirKind::Class(class) => {
            let ranges = ranges(class).unwrap_or_default();
            let folds = folds(&ranges);
            let count = ranges.iter().filter(|range| !(folds && is_upper(**range))).count();
            (2 * count).saturating_sub(1).max(1)
        }
        HirKind::Capture(capture) => program(&capture.sub) + 2,
        HirKind::Concat(parts) => parts.iter().map(program).sum(),
        HirKind::Alternation(parts) => parts.iter().map(program).sum::<usize>() + parts.len() - 1,
        HirKind::Repetition(repetition) => {
            let one = program(&repetition.sub);
            let (min, max) = (repetition.min as usize, repetition.max.map(|max| max as usize));
            // What may be empty costs a little more to repeat.
            let open = one + 1 + usize::from(repetition.sub.properties().minimum_len() == Some(0));
            match max {
                None if min == 0 => open,
                None => one.saturating_mul(min).saturating_add(open - one),
                Some(0) => 1,
                Some(max) => one.saturating_mul(min).saturating_add((one + 1).saturating_mul(max - min)),
            }
        }
    }
}

fn is_upper(range: ClassBytesRange) -> bool {
    range.start() >= b'A' && range.end() <= b'Z'
}

/// Whether the class has either both or none of each letter's cases: then RE2 leaves the upper ones out.
fn folds(ranges: &[ClassBytesRange]) -> bool {
    let has = |byte: u8| ranges.iter().any(|range| (range.start()..=range.end()).contains(&byte));
    (b'a'..=b'z').all(|lower| has(lower) == has(lower.to_ascii_uppercase()))
}
