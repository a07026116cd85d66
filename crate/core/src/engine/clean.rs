//! Removing parameters from a URL: which go, which stay, and what is left.

use serde::{Deserialize, Serialize};

use super::Cited;
use super::layer::Hit;
use super::record::Kind;

/// Which parameters a rule removes or keeps; see [`crate::lists::Parameter`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Removed {
    All,
    Named(String),
    /// The number of a regular expression.
    Matching(u32),
    AllBut(Box<Removed>),
}

/// The URL without the parameters that rules among `hits` remove and none of them keeps, with the rule that removes the
/// first; `None` if all stay.
pub(super) fn clean(url: &str, hits: &[Hit<'_>]) -> Option<(String, Cited)> {
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
    hit.layer.parameters.get(hit.record.value()).is_some_and(|removed| is_of(hit, removed, pair))
}

fn is_of(hit: Hit<'_>, removed: &Removed, pair: &str) -> bool {
    match removed {
        Removed::All => true,
        Removed::Named(name) => pair.split_once('=').map_or(pair, |(name, _)| name) == name,
        Removed::Matching(expression) => hit.layer.expressions.matches(*expression, pair),
        // What stands between two `&&` is no parameter.
        Removed::AllBut(others) => !pair.is_empty() && !is_of(hit, others, pair),
    }
}

/// Before `?`, between `?` and `#`, and from `#` on; `None` without a query.
fn split(url: &str) -> Option<(&str, &str, &str)> {
    let fragment = url.find('#').unwrap_or(url.len());
    let (url, fragment) = url.split_at(fragment);
    let (before, query) = url.split_once('?')?;
    Some((before, query, fragment))
}
