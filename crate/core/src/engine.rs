//! The lists' word on a request: build from rules, save, load, check.
//!
//! Lists judge a request against the *requesting* document. An engine has one layer of rules embedded in the extension,
//! and may have a second over it, a person's own. What a rule means is [`crate::lists`]'s; here it is matched, and of
//! those that match one wins.
//!
//! Rules that are nothing but a host are kept in a set of their own ([`hosts`]). All others lie as words in one table
//! ([`record`]), filed by something that a matching request must have ([`table`]).

#[cfg(feature = "compile")]
mod automata;
mod automaton;
#[cfg(feature = "compile")]
mod build;
mod clean;
mod expressions;
mod file;
mod grams;
mod hosts;
mod layer;
mod marks;
mod names;
mod query;
mod record;
#[cfg(feature = "compile")]
mod regex_tokens;
mod table;
mod tables;
mod text;

use std::cell::RefCell;
use std::rc::Rc;

use thiserror::Error;

use crate::address::Address;
use crate::facts::{Facts, RequestType};
#[cfg(feature = "compile")]
use crate::lists::Reading;
use crate::lists::{Header, Stub};
use crate::sealed::File;
use crate::verdict::Rule;

#[cfg(feature = "compile")]
use expressions::Saved;
use layer::{Asked, Hit, Layer};
use query::Query;
use record::Kind;
use tables::Purpose;

/// What the lists say of a request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Match {
    /// A rule with `$important` blocks it.
    Important(Blocked),
    /// A rule blocks it.
    Block(Blocked),
    /// A rule blocks it and this exception rule spares it.
    Spared(Cited),
    /// It goes to `url` instead, without the parameters that rules remove.
    Clean {
        /// The request's URL without them.
        url: String,
        /// The rule that removes the first of them.
        rule: Cited,
    },
    /// No rule matches.
    Nothing,
}

/// Where a rule stands. What its list is called, [`Engine::cite`] says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cited {
    /// 0 for the embedded lists, 1 for a person's own.
    pub depth: u8,
    /// The list's place among those.
    pub list: usize,
    /// The line's number, from 1.
    pub line: u32,
}

/// By what a request is blocked, and what takes its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Blocked {
    /// The rule.
    pub rule: Cited,
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
    /// The page that was asked about last, and what spares all that it loads: a page asks for much.
    last_page: RefCell<Option<(Rc<Address>, PageExceptions)>>,
}

/// The exceptions of either strength for a page and all that it loads.
#[derive(Debug, Clone, Copy)]
struct PageExceptions {
    any: Option<Cited>,
    important: Option<Cited>,
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
    #[cfg(feature = "compile")]
    pub fn build(readings: &[Reading<'_>]) -> Self {
        Self::of(build::build(readings, automata::of))
    }

    fn of(layer: Layer) -> Self {
        Self { layers: vec![layer], last_page: RefCell::default() }
    }

    /// The embedded layer as bytes for [`Engine::load`] of the same build.
    pub fn save(&self) -> Vec<u8> {
        self.layers.first().map(file::write).unwrap_or_default()
    }

    /// Loads what [`Engine::save`] wrote.
    ///
    /// # Errors
    /// If the file is anything else; see [`EngineError`].
    pub fn load(file: &(impl File + ?Sized)) -> Result<Self, EngineError> {
        file::read(file).map(Self::of)
    }

    /// Compiles the rules of `readings` into bytes for [`Engine::set_overlay`] of the same build.
    #[cfg(feature = "compile")]
    pub fn overlay(readings: &[Reading<'_>]) -> Vec<u8> {
        file::write(&build::build(readings, Saved::written))
    }

    /// Lays rules that [`Engine::overlay`] compiled over the embedded ones, in place of any that were laid there before.
    /// They block and spare as if they stood in one list with the others, but for what Chrome's embedded rules, which are
    /// compiled before them, do not say (`dnr`): `$badfilter` cancels among themselves only, a page is spared by the
    /// rules of the layer that blocks it, or such as name `$document`, and parameters that they remove are not kept by
    /// embedded exceptions.
    ///
    /// # Errors
    /// If the file is anything else; what lay there stays.
    pub fn set_overlay(&mut self, file: &(impl File + ?Sized)) -> Result<(), EngineError> {
        let layer = Layer { depth: 1, ..file::read(file)? };
        self.clear_overlay();
        self.layers.push(layer);
        Ok(())
    }

    /// Takes away what was laid over the embedded rules.
    pub fn clear_overlay(&mut self) {
        self.last_page.take();
        self.layers.truncate(1);
    }

    /// A rule as people know it.
    pub fn cite(&self, cited: Cited) -> Rule {
        let layer = self.layers.get(usize::from(cited.depth));
        let list = layer.and_then(|layer| layer.lists.get(cited.list)).cloned().unwrap_or_default();
        Rule { list, line: cited.line }
    }

    /// The ids of the lists of one depth ([`Cited::depth`]).
    pub fn lists(&self, depth: u8) -> &[String] {
        self.layers.get(usize::from(depth)).map_or(&[], |layer| &layer.lists)
    }

    /// What the lists say of the request. A blocking rule that an exception spares does not keep parameters from
    /// being removed.
    pub fn check(&self, facts: &Facts) -> Match {
        let Some(query) = Query::of(facts) else {
            return Match::Nothing;
        };
        let asked = self.asked(&query);
        let found = self.judge(&asked, facts);
        self.layers.iter().zip(asked).for_each(|(layer, asked)| layer.done(asked));
        found
    }

    fn judge(&self, asked: &[Asked<'_>], facts: &Facts) -> Match {
        let spared = match self.blocking(asked, facts.kind) {
            None => None,
            Some((rank, rule)) => match self.sparing(asked, facts, rank, rule.depth) {
                Some(exception) => Some(exception),
                None => return self.blocked(asked, rank, rule),
            },
        };
        let clean = self.clean(asked, facts);
        clean.unwrap_or_else(|| spared.map_or(Match::Nothing, Match::Spared))
    }

    fn asked<'a>(&self, query: &'a Query<'a>) -> Vec<Asked<'a>> {
        self.layers.iter().map(|layer| layer.asked(query)).collect()
    }

    /// Headers that the response of a document gets besides its own.
    pub fn headers(&self, facts: &Facts) -> Vec<AddedHeader> {
        let Some(query) = Query::of(facts) else {
            return Vec::new();
        };
        let asked = self.asked(&query);
        let hits = self.hits(&asked, Purpose::Header);
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

    /// The strongest rule that blocks, whatever exceptions say. Which of several equals is a matter of what is cited.
    fn blocking(&self, asked: &[Asked<'_>], kind: RequestType) -> Option<(Kind, Cited)> {
        if let Some(hit) = self.find(asked, Purpose::Important, |_| true) {
            return Some((Kind::ImportantBlock, hit.cite()));
        }
        let host = |(layer, asked): (&Layer, &Asked<'_>)| {
            let hit = layer.hosts.find(asked.query)?;
            Some(Cited { depth: layer.depth, list: hit.list, line: hit.line })
        };
        let is_page = kind == RequestType::Document;
        let host = if is_page { None } else { self.layers.iter().zip(asked).find_map(host) };
        let cited = host.or_else(|| self.find(asked, Purpose::Block, |_| true).map(Hit::cite))?;
        Some((Kind::Block, cited))
    }

    /// An exception strong enough against a rule of the kind `blocking`, for the request or for its page.
    fn sparing(&self, asked: &[Asked<'_>], facts: &Facts, blocking: Kind, depth: u8) -> Option<Cited> {
        let weakest = if blocking == Kind::ImportantBlock { Kind::ImportantAllow } else { Kind::Allow };
        let is_of_layer = |hit: &Hit<'_>| facts.kind != RequestType::Document || hit.layer.depth == depth;
        let own = self.find(asked, Purpose::Allow, |hit| hit.kind() >= weakest && is_of_layer(&hit));
        own.map(Hit::cite).or_else(|| self.page_exception(facts, weakest))
    }

    /// An exception for the page and all that it loads, at least of the kind `weakest`.
    fn page_exception(&self, facts: &Facts, weakest: Kind) -> Option<Cited> {
        let mut last = self.last_page.borrow_mut();
        let exceptions = match &*last {
            // A page that is asked for itself may be asked for by another method.
            _ if facts.kind == RequestType::Document => self.page_exceptions(facts),
            Some((page, exceptions)) if Rc::ptr_eq(page, &facts.page) || *page == facts.page => *exceptions,
            _ => {
                let exceptions = self.page_exceptions(facts);
                *last = Some((Rc::clone(&facts.page), exceptions));
                exceptions
            }
        };
        if weakest == Kind::ImportantAllow { exceptions.important } else { exceptions.any }
    }

    fn page_exceptions(&self, facts: &Facts) -> PageExceptions {
        let Some(query) = Query::of_page(facts) else {
            return PageExceptions { any: None, important: None };
        };
        let asked = self.asked(&query);
        let any = self.find(&asked, Purpose::Page, |_| true).map(Hit::cite);
        let important = any.and_then(|_| self.find(&asked, Purpose::Page, |hit| hit.kind() == Kind::ImportantAllow));
        PageExceptions { any, important: important.map(Hit::cite) }
    }

    fn blocked(&self, asked: &[Asked<'_>], rank: Kind, rule: Cited) -> Match {
        let hits = self.hits(asked, Purpose::Stub);
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
        let hits = self.hits(asked, Purpose::Clean);
        if hits.is_empty() || self.page_exception(facts, Kind::Allow).is_some() {
            return None;
        }
        clean::clean(facts.url.as_str(), &hits).map(|(url, rule)| Match::Clean { url, rule })
    }

    /// The first rule of one purpose that matches and is wanted.
    fn find<'a>(&'a self, asked: &[Asked<'_>], purpose: Purpose, wanted: impl Fn(Hit<'a>) -> bool) -> Option<Hit<'a>> {
        self.layers.iter().zip(asked).find_map(|(layer, asked)| layer.find(purpose, asked, &wanted))
    }

    /// All rules of one purpose that match.
    fn hits(&self, asked: &[Asked<'_>], purpose: Purpose) -> Vec<Hit<'_>> {
        self.layers.iter().zip(asked).flat_map(|(layer, asked)| layer.hits(purpose, asked)).collect()
    }
}
