//! A request made ready to be matched: everything about it that many rules ask for, worked out once.

use std::cell::OnceCell;

use crate::Address;
use crate::facts::{Facts, RequestType};
use crate::lists::{Methods, Types};
use crate::party::Party;

use super::grams::Grams;
use super::tokens::{self, Placed};

/// A request.
pub(super) struct Query<'a> {
    /// The URL as it stands, with a root dot if its host has one: texts and regular expressions see that in Chrome, too.
    pub(super) url: &'a str,
    /// The same in lower case.
    pub(super) lower: String,
    /// The host requested, and that of the document that asks (empty if it has none), without root dots.
    pub(super) host: &'a str,
    pub(super) frame: &'a str,
    /// Where in the URL each label of its host begins.
    pub(super) labels: Vec<usize>,
    /// Sorted, so that those of one hash stand together.
    pub(super) tokens: Vec<Placed>,
    grams: OnceCell<Grams>,
    pub(super) kind: Types,
    pub(super) party: Party,
    pub(super) method: Methods,
}

impl<'a> Query<'a> {
    /// `None` for a URL without host: no rule can match it.
    pub(super) fn of(facts: &'a Facts) -> Option<Self> {
        Self::new(&facts.url, &facts.frame, facts.kind, &facts.method)
    }

    /// The page of the request, as a request for itself.
    pub(super) fn of_page(facts: &'a Facts) -> Option<Self> {
        Self::new(&facts.page, &facts.page, RequestType::Document, "GET")
    }

    fn new(url: &'a Address, frame: &'a Address, kind: RequestType, method: &str) -> Option<Self> {
        let named = url.host()?;
        // The root dot makes another site of a host, not another machine; rules are written without it.
        let host = without_root(named);
        let text = url.as_str();
        let lower = text.to_ascii_lowercase();
        let start = lower.find("://").map_or(0, |at| at + 3);
        let dots = host.match_indices('.').map(|(dot, _)| dot + 1);
        let labels = std::iter::once(0).chain(dots).map(|label| start + label).collect();
        let mut tokens = tokens::of_url(lower.as_bytes());
        tokens.sort_unstable();
        Some(Self {
            url: text,
            lower,
            host,
            frame: without_root(frame.host().unwrap_or("")),
            labels,
            tokens,
            grams: OnceCell::new(),
            kind: Types::of(&[kind]),
            party: Party::of(url, frame),
            method: if kind == RequestType::WebSocket { Methods::ABSENT } else { Methods::named(method) },
        })
    }

    /// What the URL in lower case has in a row.
    pub(super) fn grams(&self) -> &Grams {
        self.grams.get_or_init(|| Grams::of(self.lower.as_bytes()))
    }

    /// Names of the parameters in the query.
    pub(super) fn parameters(&self) -> impl Iterator<Item = &str> {
        let query = self.url.split('#').next().and_then(|url| url.split_once('?')).map_or("", |(_, query)| query);
        query.split('&').map(|pair| pair.split_once('=').map_or(pair, |(name, _)| name)).filter(|name| !name.is_empty())
    }
}

fn without_root(host: &str) -> &str {
    host.strip_suffix('.').unwrap_or(host)
}
