//! A request made ready to be matched: everything about it that many rules ask for, worked out once.

use crate::Address;
use crate::facts::{Facts, RequestType};
use crate::lists::{Methods, Types};
use crate::party::Party;

use super::record;
use super::tokens::{self, Placed};

/// Tokens that are looked up as they come; of more, like ones are looked up together.
const FEW: usize = 64;

/// A request.
pub(super) struct Query<'a> {
    /// As it stands, with a root dot if its host has one: texts and regular expressions see that in Chrome, too.
    pub(super) url: &'a Address,
    /// Of the document that asks.
    pub(super) frame: &'a Address,
    pub(super) text: Text,
    /// Type, method and party, for [`record::admits`].
    pub(super) asked: u32,
    party: Party,
}

/// What is made of a URL's text, in memory that one request hands on to the next.
#[derive(Default)]
pub(super) struct Text {
    /// In lower case, with eight zeros behind it.
    padded: Vec<u8>,
    length: usize,
    /// In order; those of one hash together where they are more than [`FEW`].
    pub(super) tokens: Vec<Placed>,
}

impl<'a> Query<'a> {
    /// `None` for a URL without host: no rule can match it.
    pub(super) fn of(facts: &'a Facts, memory: Text) -> Option<Self> {
        let method = if facts.kind == RequestType::WebSocket { Methods::ABSENT } else { facts.method };
        Self::new(&facts.url, &facts.frame, facts.kind, method, memory)
    }

    /// The page of the request, as a request for itself. Pages are taken to have been asked for by GET.
    pub(super) fn of_page(facts: &'a Facts) -> Option<Self> {
        let is_page = facts.kind == RequestType::Document;
        let method = if is_page { facts.method } else { Methods::named("GET") };
        Self::new(&facts.page, &facts.page, RequestType::Document, method, Text::default())
    }

    fn new(url: &'a Address, frame: &'a Address, kind: RequestType, method: Methods, mut memory: Text) -> Option<Self> {
        url.host()?;
        memory.set(url.as_str());
        let party = Party::of(url, frame);
        let asked = record::asked(Types::of(&[kind]), method, party);
        Some(Self { url, frame, text: memory, asked, party })
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

    pub(super) fn has_parameters(&self) -> bool {
        self.url.as_str().contains('?')
    }

    /// Names of the parameters in the query.
    pub(super) fn parameters(&self) -> impl Iterator<Item = &str> {
        let url = self.url.as_str();
        let query = url.split('#').next().and_then(|url| url.split_once('?')).map_or("", |(_, query)| query);
        query.split('&').map(|pair| pair.split_once('=').map_or(pair, |(name, _)| name)).filter(|name| !name.is_empty())
    }
}

impl Text {
    fn set(&mut self, url: &str) {
        tokens::of_url(url, &mut self.padded, &mut self.tokens);
        self.length = url.len();
        if self.tokens.len() > FEW {
            self.tokens.sort_unstable();
        }
    }

    pub(super) fn lower(&self) -> &[u8] {
        self.padded.get(..self.length).unwrap_or_default()
    }

    /// The four bytes at `place` in lower case, zeros behind the URL's end.
    pub(super) fn four_at(&self, place: u32) -> u32 {
        let bytes = self.padded.get(place as usize..).and_then(|rest| rest.first_chunk());
        bytes.map_or(0, |bytes| u32::from_le_bytes(*bytes))
    }
}
