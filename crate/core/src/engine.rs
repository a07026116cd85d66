//! The lists' word on a request: build from rules, save, load, check.
//!
//! Lists judge a request against the *requesting* document. An engine has one layer of rules embedded in the extension,
//! and may have a second over it, a person's own. What a rule means is [`crate::lists`]'s; here it is matched, and of
//! those that match one wins.
//!
//! Rules that are nothing but a host are kept in a set of their own ([`hosts`]). All others lie as words in one table
//! ([`record`]), filed by something that a matching request must have ([`table`]).

mod build;
mod clean;
mod file;
mod grams;
mod hosts;
mod layer;
mod names;
mod query;
mod record;
mod regex_tokens;
mod regexes;
mod sieve;
mod table;
mod text;
mod tokens;
mod words;

use thiserror::Error;

use crate::facts::{Facts, RequestType};
use crate::lists::{Header, Reading, Stub};
use crate::verdict::Rule;

use layer::{Asked, Hit, Layer};
use query::Query;
use record::Kind;

/// What the lists say of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Match {
    /// A rule with `$important` blocks it.
    Important(Blocked),
    /// A rule blocks it.
    Block(Blocked),
    /// A rule blocks it and this exception rule spares it.
    Spared(Rule),
    /// It goes to `url` instead, without the parameters that rules remove.
    Clean {
        /// The request's URL without them.
        url: String,
        /// The rule that removes the first of them.
        rule: Rule,
    },
    /// No rule matches.
    Nothing,
}

/// By what a request is blocked, and what takes its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Blocked {
    /// The rule.
    pub rule: Rule,
    /// A stand-in, if a rule names one.
    pub stub: Option<Stub>,
}

/// A header that lists add to a document's response.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AddedHeader {
    /// Which.
    pub header: Header,
    /// Its value.
    pub value: String,
}

/// Matches requests against lists.
pub struct Engine {
    /// The embedded one first.
    layers: Vec<Layer>,
}

/// Bytes that are no engine of this build.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum EngineError {
    /// Truncated, damaged, or something else altogether.
    #[error("the engine file is damaged: {0}")]
    Damaged(String),
    /// Written by a build with another format.
    #[error("the engine file has format {found}, this build reads format {expected}")]
    Format {
        /// The file's.
        found: u32,
        /// This build's.
        expected: u32,
    },
}

impl Engine {
    /// Compiles the rules of `readings`. `$badfilter` acts across lists.
    pub fn build(readings: &[Reading<'_>]) -> Self {
        Self { layers: vec![build::build(readings)] }
    }

    /// The embedded layer as bytes for [`Engine::load`] of the same build.
    pub fn save(&self) -> Vec<u8> {
        self.layers.first().map(file::write).unwrap_or_default()
    }

    /// Loads what [`Engine::save`] wrote.
    ///
    /// # Errors
    /// If `bytes` are anything else; see [`EngineError`].
    pub fn load(bytes: &[u8]) -> Result<Self, EngineError> {
        Ok(Self { layers: vec![file::read(bytes)?] })
    }

    /// Lays the rules of `readings` over the embedded ones, in place of any that were laid there before. They block and
    /// spare as if they stood in one list with the others, but for what Chrome's embedded rules, which are compiled
    /// before them, do not say ([`crate::dnr`]): `$badfilter` cancels among themselves only, a page is spared by the
    /// rules of the layer that blocks it, or such as name `$document`, and parameters that they remove are not kept by
    /// embedded exceptions.
    pub fn overlay(&mut self, readings: &[Reading<'_>]) {
        self.layers.truncate(1);
        self.layers.push(Layer { depth: 1, ..build::build(readings) });
    }

    /// What the lists say of the request. A blocking rule that an exception spares does not keep parameters from
    /// being removed.
    pub fn check(&self, facts: &Facts) -> Match {
        let Some(query) = Query::of(facts) else {
            return Match::Nothing;
        };
        let asked: Vec<Asked<'_>> = self.layers.iter().map(|layer| layer.asked(&query)).collect();
        let spared = match self.blocking(&asked, facts.kind) {
            None => None,
            Some((rank, depth, rule)) => match self.sparing(&asked, facts, rank, depth) {
                Some(exception) => Some(exception.cite()),
                None => return self.blocked(&asked, rank, rule),
            },
        };
        let clean = if query.url.contains('?') { self.clean(&asked, facts) } else { None };
        clean.unwrap_or_else(|| spared.map_or(Match::Nothing, Match::Spared))
    }

    /// Headers that the response of a document gets besides its own.
    pub fn headers(&self, facts: &Facts) -> Vec<AddedHeader> {
        let Some(query) = Query::of(facts) else {
            return Vec::new();
        };
        let asked: Vec<Asked<'_>> = self.layers.iter().map(|layer| layer.asked(&query)).collect();
        let hits: Vec<Hit<'_>> = self.hits(&asked, |layer| &layer.tables.headers).collect();
        if hits.is_empty() || self.page_exception(facts, Kind::Allow).is_some() {
            return Vec::new();
        }
        let value = |hit: &Hit<'_>| hit.layer.headers.get(hit.record.value()).cloned();
        let spared: Vec<_> = hits.iter().filter(|hit| hit.kind() == Kind::NoHeader).filter_map(value).collect();
        let is_spared = |header, text: &str| {
            spared.iter().any(|(other, only)| *other == header && only.as_deref().is_none_or(|only| only == text))
        };
        let added = hits.iter().filter(|hit| hit.kind() == Kind::Header).filter_map(value);
        let mut headers: Vec<AddedHeader> = Vec::new();
        for (header, value) in added {
            let added = AddedHeader { header, value: value.unwrap_or_default() };
            if !is_spared(header, &added.value) && !headers.contains(&added) {
                headers.push(added);
            }
        }
        headers
    }

    /// The strongest rule that blocks, whatever exceptions say, with the depth of its layer.
    fn blocking(&self, asked: &[Asked<'_>], kind: RequestType) -> Option<(Kind, u8, Rule)> {
        // Of several the important one, then that which stands first: no more than a matter of what is cited.
        let first = |hit: &Hit<'_>| (hit.kind() != Kind::ImportantBlock, hit.number);
        let found = self.hits(asked, |layer| &layer.tables.blocks).min_by_key(first);
        if let Some(hit) = found.filter(|hit| hit.kind() == Kind::ImportantBlock) {
            return Some((Kind::ImportantBlock, hit.layer.depth, hit.cite()));
        }
        let mut layers = self.layers.iter().zip(asked);
        let mut host =
            || layers.find_map(|(layer, asked)| Some((layer.depth, layer.hosts.find(asked.query, &layer.lists)?)));
        let host = if kind == RequestType::Document { None } else { host() };
        let (depth, rule) = host.or_else(|| found.map(|hit| (hit.layer.depth, hit.cite())))?;
        Some((Kind::Block, depth, rule))
    }

    /// An exception strong enough against a rule of the kind `blocking`, for the request or for its page.
    fn sparing(&self, asked: &[Asked<'_>], facts: &Facts, blocking: Kind, depth: u8) -> Option<Hit<'_>> {
        let weakest = if blocking == Kind::ImportantBlock { Kind::ImportantAllow } else { Kind::Allow };
        let is_of_layer = |hit: &Hit<'_>| facts.kind != RequestType::Document || hit.layer.depth == depth;
        let mut allows = self.hits(asked, |layer| &layer.tables.allows);
        let own = allows.find(|hit| hit.kind() >= weakest && is_of_layer(hit));
        own.or_else(|| self.page_exception(facts, weakest))
    }

    /// An exception for the page and all that it loads, at least of the kind `weakest`.
    fn page_exception(&self, facts: &Facts, weakest: Kind) -> Option<Hit<'_>> {
        let query = Query::of_page(facts)?;
        self.layers
            .iter()
            .find_map(|layer| layer.hits(&layer.tables.pages, &layer.asked(&query)).find(|hit| hit.kind() >= weakest))
    }

    fn blocked(&self, asked: &[Asked<'_>], rank: Kind, rule: Rule) -> Match {
        let hits: Vec<Hit<'_>> = self.hits(asked, |layer| &layer.tables.stubs).collect();
        let number = |hit: &Hit<'_>| u8::try_from(hit.record.value()).ok();
        let is_taken_away = |stub: Option<u8>| {
            let mut exceptions = hits.iter().filter(|hit| hit.kind() == Kind::NoStub).map(number);
            exceptions.any(|exception| exception.is_none() || exception == stub)
        };
        let wanted = if rank == Kind::ImportantBlock { Kind::ImportantStub } else { Kind::Stub };
        let mut stubs = hits.iter().filter(|hit| hit.kind() == wanted).map(number);
        let stub = stubs.find(|stub| !is_taken_away(*stub)).flatten().and_then(Stub::numbered);
        let blocked = Blocked { rule, stub };
        if rank == Kind::ImportantBlock { Match::Important(blocked) } else { Match::Block(blocked) }
    }

    /// The cleaned URL, unless exceptions keep every removed parameter.
    fn clean(&self, asked: &[Asked<'_>], facts: &Facts) -> Option<Match> {
        let layers = self.layers.iter().zip(asked);
        let hits: Vec<Hit<'_>> = layers.flat_map(|(layer, asked)| layer.parameter_hits(asked)).collect();
        if hits.is_empty() || self.page_exception(facts, Kind::Allow).is_some() {
            return None;
        }
        clean::clean(facts.url.as_str(), &hits).map(|(url, rule)| Match::Clean { url, rule })
    }

    /// The rules of one table of every layer that match.
    fn hits<'a>(
        &'a self,
        asked: &[Asked<'_>],
        table: impl Fn(&'a Layer) -> &'a table::Table,
    ) -> impl Iterator<Item = Hit<'a>> {
        self.layers.iter().zip(asked).flat_map(move |(layer, asked)| layer.hits(table(layer), asked))
    }
}
