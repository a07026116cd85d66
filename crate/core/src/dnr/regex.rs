//! Regular expressions of lists as Chrome's: the same where that can be said, or more for exceptions.

use regex_syntax::ParserBuilder;
use regex_syntax::hir::{Class, ClassBytes, ClassBytesRange, Hir, HirKind, Look, Repetition};

use super::NotInDnr;
pub(super) use super::re2::Re2;
use super::re2::ranges;
use crate::lists::Case;

/// Expressions that together match what `source` does.
pub(super) fn exact(source: &str, case: Case) -> Result<Vec<Re2>, NotInDnr> {
    let hir = trimmed(&parse(source, case)?);
    let mut found = Vec::new();
    split(&hir, case, &mut found)?;
    Ok(found)
}

/// One expression that matches at least what `source` does, and the reason if it is more; `None`: no better than none.
pub(super) fn widened(source: &str, case: Case) -> Option<(Re2, Option<NotInDnr>)> {
    let hir = trimmed(&parse(source, case).ok()?);
    if let Some(regex) = Re2::of(&hir, case) {
        return Some((regex, None));
    }
    let loose = loosened(&hir);
    if let Some(regex) = Re2::of(&loose, case) {
        return Some((regex, Some(NotInDnr::Widened)));
    }
    let HirKind::Concat(parts) = loose.into_kind() else { return None };
    let beginnings = (1..parts.len()).rev().map(|length| Hir::concat(parts[..length].to_vec()));
    let regex =
        beginnings.filter(|hir| hir.properties().minimum_len() > Some(0)).find_map(|hir| Re2::of(&hir, case))?;
    Some((regex, Some(NotInDnr::Widened)))
}

/// The names of the parameters that `source` matches, if it is nothing but a choice of names.
pub(super) fn names(source: &str, case: Case) -> Option<Vec<String>> {
    let hir = parse(source, case).ok()?;
    let HirKind::Concat(parts) = hir.kind() else { return None };
    let (start, rest) = parts.split_first()?;
    if *start.kind() != HirKind::Look(Look::Start) {
        return None;
    }
    let names = strings(&Hir::concat(rest.to_vec()))?;
    names
        .iter()
        .map(|name| name.strip_suffix('=').filter(|name| !name.contains(['=', '&', '#'])).map(str::to_owned))
        .collect()
}

/// Expressions that match URLs with a pair `name=value` that matches `source`, and capture all but that pair and the
/// `&` or `?` that goes with it. The first is for pairs with others behind them, the second for the last one.
pub(super) fn without_pair(source: &str, case: Case) -> Result<Vec<Re2>, NotInDnr> {
    let hir = parse(source, case)?;
    let choices = match hir.kind() {
        HirKind::Alternation(choices) => choices.clone(),
        _ => vec![hir],
    };
    let mut found = Vec::new();
    for choice in choices {
        let pair = pair(&choice).ok_or(NotInDnr::ParameterRegex)?;
        let pair = Re2::of(&pair, case).ok_or(NotInDnr::ParameterRegex)?.source;
        for whole in [
            format!("^([^?#]*)(\\?(?:[^#]*&)?)(?:{pair})&(.*)$"),
            format!("^([^?#]*)(?:(\\?[^#]*)&|\\?)(?:{pair})(#.*)?$"),
        ] {
            found.push(Re2::of(&parse(&whole, case)?, case).ok_or(NotInDnr::ParameterRegex)?);
        }
    }
    Ok(found)
}

fn parse(source: &str, case: Case) -> Result<Hir, NotInDnr> {
    let mut builder = ParserBuilder::new();
    builder.unicode(false).utf8(false).case_insensitive(case == Case::Ignored);
    builder.build().parse(source).map_err(|_| NotInDnr::Regex)
}

/// Without what makes no difference at the edges of an expression that may match anywhere.
fn trimmed(hir: &Hir) -> Hir {
    match hir.kind() {
        HirKind::Capture(capture) => trimmed(&capture.sub),
        HirKind::Alternation(parts) => Hir::alternation(parts.iter().map(trimmed).collect()),
        HirKind::Concat(parts) => {
            let mut parts = parts.clone();
            if let Some(last) = parts.pop() {
                parts.push(trimmed(&last));
            }
            if !parts.is_empty() {
                parts[0] = trimmed(&parts[0]);
            }
            Hir::concat(parts)
        }
        HirKind::Repetition(repetition) if repetition.max != Some(repetition.min) => fewest(repetition),
        _ => hir.clone(),
    }
}

fn fewest(repetition: &Repetition) -> Hir {
    match repetition.min {
        0 => Hir::empty(),
        min => Hir::repetition(Repetition { max: Some(min), ..repetition.clone() }),
    }
}

/// Splits an expression that is too large at its choices.
fn split(hir: &Hir, case: Case, found: &mut Vec<Re2>) -> Result<(), NotInDnr> {
    if let Some(regex) = Re2::of(hir, case) {
        found.push(regex);
        return Ok(());
    }
    let parts = match hir.kind() {
        HirKind::Concat(parts) => parts.as_slice(),
        _ => std::slice::from_ref(hir),
    };
    let choice = parts.iter().enumerate().find_map(|(at, part)| Some((at, choices(part)?)));
    let Some((at, choices)) = choice else { return Err(NotInDnr::RegexSize) };
    let (first, second) = choices.split_at(choices.len().div_ceil(2));
    for half in [first, second] {
        let mut parts = parts.to_vec();
        parts[at] = Hir::alternation(half.to_vec());
        if found.len() >= MOST_PARTS {
            return Err(NotInDnr::RegexSize);
        }
        split(&Hir::concat(parts), case, found)?;
    }
    Ok(())
}

/// Chrome has a thousand regular expressions for all lists.
const MOST_PARTS: usize = 8;

fn choices(hir: &Hir) -> Option<Vec<Hir>> {
    match hir.kind() {
        HirKind::Alternation(parts) => Some(parts.clone()),
        HirKind::Capture(capture) => choices(&capture.sub),
        HirKind::Repetition(repetition) if (repetition.min, repetition.max) == (0, Some(1)) => {
            Some(vec![Hir::empty(), (*repetition.sub).clone()])
        }
        _ => None,
    }
}

/// With every number of repetitions made "some" or "any", which matches more and is small.
fn loosened(hir: &Hir) -> Hir {
    match hir.kind() {
        HirKind::Capture(capture) => loosened(&capture.sub),
        HirKind::Concat(parts) => Hir::concat(parts.iter().map(loosened).collect()),
        HirKind::Alternation(parts) => Hir::alternation(parts.iter().map(loosened).collect()),
        HirKind::Repetition(repetition) => {
            let sub = Box::new(loosened(&repetition.sub));
            let max = repetition.max.filter(|max| *max <= 1);
            Hir::repetition(Repetition { min: repetition.min.min(1), max, greedy: true, sub })
        }
        _ => hir.clone(),
    }
}

/// The strings that an expression matches as a whole, if they are few.
fn strings(hir: &Hir) -> Option<Vec<String>> {
    let found = match hir.kind() {
        HirKind::Empty => vec![String::new()],
        HirKind::Literal(literal) => vec![String::from_utf8(literal.0.to_vec()).ok()?],
        HirKind::Capture(capture) => strings(&capture.sub)?,
        HirKind::Class(class) => {
            let bytes = ranges(class)?.into_iter().flat_map(|range| range.start()..=range.end());
            bytes.take(MOST_STRINGS + 1).map(|byte| char::from(byte).to_string()).collect()
        }
        HirKind::Repetition(repetition) if (repetition.min, repetition.max) == (0, Some(1)) => {
            let mut found = strings(&repetition.sub)?;
            found.push(String::new());
            found
        }
        HirKind::Alternation(parts) => {
            let all: Option<Vec<Vec<String>>> = parts.iter().map(strings).collect();
            all?.concat()
        }
        HirKind::Concat(parts) => parts.iter().try_fold(vec![String::new()], |before, part| {
            let next = strings(part)?;
            let joined = before.iter().flat_map(|one| next.iter().map(move |two| format!("{one}{two}")));
            let joined: Vec<String> = joined.take(MOST_STRINGS + 1).collect();
            (joined.len() <= MOST_STRINGS).then_some(joined)
        })?,
        HirKind::Look(_) | HirKind::Repetition(_) => return None,
    };
    (found.len() <= MOST_STRINGS).then_some(found)
}

const MOST_STRINGS: usize = 64;

/// `name=value` as a whole, for an expression that may match in its midst.
fn pair(hir: &Hir) -> Option<Hir> {
    let mut parts = match hir.kind() {
        HirKind::Concat(parts) => parts.clone(),
        _ => vec![hir.clone()],
    };
    let is = |part: Option<&Hir>, look| part.is_some_and(|part| *part.kind() == HirKind::Look(look));
    let (starts, ends) = (is(parts.first(), Look::Start), is(parts.last(), Look::End));
    if ends {
        parts.pop();
    }
    if starts {
        parts.remove(0);
    }
    let any = || Hir::repetition(Repetition { min: 0, max: None, greedy: true, sub: Box::new(any_of_a_pair()) });
    let mut whole: Vec<Hir> = if starts { Vec::new() } else { vec![any()] };
    for part in &parts {
        whole.push(within_pair(part)?);
    }
    whole.extend((!ends).then(any));
    Some(Hir::concat(whole))
}

fn any_of_a_pair() -> Hir {
    let mut class = ClassBytes::new([ClassBytesRange::new(b'#', b'#'), ClassBytesRange::new(b'&', b'&')]);
    class.negate();
    Hir::class(Class::Bytes(class))
}

/// Without the letters that end a pair; `None` for what looks beyond it.
fn within_pair(hir: &Hir) -> Option<Hir> {
    let all = |parts: &[Hir]| parts.iter().map(within_pair).collect::<Option<Vec<_>>>();
    Some(match hir.kind() {
        HirKind::Empty => Hir::empty(),
        HirKind::Look(_) => return None,
        HirKind::Literal(literal) if literal.0.iter().any(|byte| b"&#".contains(byte)) => return None,
        HirKind::Literal(_) => hir.clone(),
        HirKind::Class(class) => {
            let mut class = ClassBytes::new(ranges(class)?);
            class.difference(&ClassBytes::new([ClassBytesRange::new(b'#', b'#'), ClassBytesRange::new(b'&', b'&')]));
            Hir::class(Class::Bytes(class))
        }
        HirKind::Capture(capture) => within_pair(&capture.sub)?,
        HirKind::Repetition(repetition) => {
            Hir::repetition(Repetition { sub: Box::new(within_pair(&repetition.sub)?), ..repetition.clone() })
        }
        HirKind::Concat(parts) => Hir::concat(all(parts)?),
        HirKind::Alternation(parts) => Hir::alternation(all(parts)?),
    })
}
