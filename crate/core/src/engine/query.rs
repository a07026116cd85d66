//! A request made ready to be matched: everything about it that many rules ask for, worked out once.

use crate::Address;
use crate::facts::{Facts, RequestType};
use crate::lists::{Methods, Types};
use crate::party::Party;

use super::record;

/// A request.
pub(super) struct Query<'a> {
    /// As it stands, with a root dot if its host has one: texts and regular expressions see that in Chrome, too.
    pub(super) url: &'a Address,
    /// Of the document that asks.
    pub(super) frame: &'a Address,
    /// Type, method and party, for [`record::admits`].
    pub(super) asked: u32,
    party: Party,
}

impl<'a> Query<'a> {
    /// `None` for a URL without host: no rule can match it.
    pub(super) fn of(facts: &'a Facts) -> Option<Self> {
        let method = if facts.kind == RequestType::WebSocket { Methods::ABSENT } else { facts.method };
        Self::new(&facts.url, &facts.frame, facts.kind, method)
    }

    /// The page of the request, as a request for itself. Pages are taken to have been asked for by GET.
    pub(super) fn of_page(facts: &'a Facts) -> Option<Self> {
        let is_page = facts.kind == RequestType::Document;
        let method = if is_page { facts.method } else { Methods::named("GET") };
        Self::new(&facts.page, &facts.page, RequestType::Document, method)
    }

    fn new(url: &'a Address, frame: &'a Address, kind: RequestType, method: Methods) -> Option<Self> {
        url.host()?;
        let party = Party::of(url, frame);
        let asked = record::asked(Types::of(&[kind]), method, party);
        Some(Self { url, frame, asked, party })
    }

    pub(super) fn party(&self) -> Party {
        self.party
    }

    /// Whether a label of the URL's host begins at this place of the URL.
    pub(super) fn has_label_at(&self, place: usize) -> bool {
        self.label_places().any(|label| label == place)
    }

    /// Where in the URL each label of its host begins.
    pub(super) fn label_places(&self) -> impl Iterator<Item = usize> {
        let start = self.url.host_start();
        self.url.labels().iter().map(move |label| start + label.start)
    }
}
