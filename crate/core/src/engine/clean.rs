//! Removing parameters from a URL: which go, which stay, and what is left.

use super::layer::Hit;
use super::record::Kind;
use crate::lists::Parameter;
use crate::verdict::Rule;

/// The URL without the parameters that rules among `hits` remove and none of them keeps, with the rule that removes the
/// first; `None` if all stay.
pub(super) fn clean(url: &str, hits: &[Hit<'_>]) -> Option<(String, Rule)> {
    let (before, query, fragment) = split(url)?;
    let of = |kind: Kind| hits.iter().copied().filter(move |hit| hit.kind() == kind);
    let mut first = None;
    let mut kept = Vec::new();
    for pair in query.split('&') {
        let remover = of(Kind::Clean).find(|hit| covers(*hit, pair));
        let is_kept = |clean: &Hit<'_>| {
            // Chrome's embedded rules keep parameters from each other only.
            of(Kind::Keep).any(|keep| keep.layer.depth >= clean.layer.depth && covers(keep, pair))
        };
        match remover.filter(|clean| !is_kept(clean)) {
            Some(hit) => _ = first.get_or_insert(hit),
            None => kept.push(pair),
        }
    }
    let mark = if kept.is_empty() { "" } else { "?" };
    first.map(|hit| (format!("{before}{mark}{}{fragment}", kept.join("&")), hit.cite()))
}

/// Whether the rule is about this `name=value`.
fn covers(hit: Hit<'_>, pair: &str) -> bool {
    let place = hit.record.value();
    hit.layer.parameters.get(place).is_some_and(|parameter| is_of(hit, place, parameter, pair))
}

fn is_of(hit: Hit<'_>, place: usize, parameter: &Parameter, pair: &str) -> bool {
    match parameter {
        Parameter::All => true,
        Parameter::Named(name) => pair.split_once('=').map_or(pair, |(name, _)| name) == name,
        Parameter::Matching { source, case } => {
            let number = u32::try_from(place).unwrap_or(u32::MAX);
            let (source, lower) = (source.as_bytes(), pair.to_ascii_lowercase());
            let texts = (pair.as_bytes(), lower.as_bytes());
            hit.layer.parameter_regexes.matches(number, (source, *case), texts, |_| true)
        }
        // What stands between two `&&` is no parameter.
        Parameter::AllBut(others) => !pair.is_empty() && !is_of(hit, place, others, pair),
    }
}

/// Before `?`, between `?` and `#`, and from `#` on; `None` without a query.
fn split(url: &str) -> Option<(&str, &str, &str)> {
    let fragment = url.find('#').unwrap_or(url.len());
    let (url, fragment) = url.split_at(fragment);
    let (before, query) = url.split_once('?')?;
    Some((before, query, fragment))
}
