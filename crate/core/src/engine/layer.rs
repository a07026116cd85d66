//! Rules compiled together: those embedded in the extension, or a person's own. Here one rule is tested against one
//! request; who wins among them is [`super`]'s.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use serde::{Deserialize, Serialize};

use super::Cited;
use super::clean::Removed;
use super::expressions::Expressions;
use super::hosts::HostRules;
use super::names::{Answers, NameSet, NameTable};
use super::query::Query;
use super::record::{self, Kind, Record, Test};
use super::table::{self, Filed, Key};
use super::tables::{Purpose, Purposes, Tables};
use super::text::TextRef;
use crate::lists::Header;
use crate::stored::{bytes, words};

/// Keys that are looked up as they come; of more, like ones are looked up together.
const FEW: usize = 64;
/// Places of one token that are looked at one by one.
const MOST_PLACES: usize = 8;

/// The layer. Words and tables are described in [`super::record`], [`super::names`] and [`super::table`].
#[derive(Serialize, Deserialize)]
pub(super) struct Layer {
    /// 0 for what is embedded, 1 for what a person laid over it.
    #[serde(skip)]
    pub(super) depth: u8,
    pub(super) lists: Vec<String>,
    pub(super) hosts: HostRules,
    pub(super) names: NameTable,
    #[serde(with = "words")]
    pub(super) sets: Vec<u32>,
    #[serde(with = "record::saved")]
    pub(super) rules: Vec<u32>,
    /// Patterns in the form they are matched in.
    #[serde(with = "bytes")]
    pub(super) patterns: Vec<u8>,
    pub(super) expressions: Expressions,
    pub(super) parameters: Vec<Removed>,
    pub(super) headers: Vec<(Header, Option<String>)>,
    pub(super) tables: Tables,
    /// The document that asked last, and what it answers to: a page asks for much.
    #[serde(skip)]
    pub(super) last_frame: RefCell<(String, Rc<[u32]>)>,
    /// Room that one request leaves for the next.
    #[serde(skip)]
    pub(super) room: Cell<Vec<Present>>,
}

/// A request as a layer sees it.
pub(super) struct Asked<'a> {
    pub(super) query: &'a Query<'a>,
    host: Answers,
    frame: Rc<[u32]>,
    /// In the order of the URL; those of one number together where they are more than [`FEW`].
    keys: Vec<Present>,
    /// Of all keys.
    purposes: Purposes,
}

/// A key that a request has.
#[derive(Debug, Clone, Copy)]
pub(super) struct Present {
    number: u32,
    /// For which rules may be filed under it, which is for one at least.
    purposes: Purposes,
    /// Where it begins and ends, if it is a token.
    start: u32,
    end: u32,
}

/// A rule that matched.
#[derive(Clone, Copy)]
pub(super) struct Hit<'a> {
    pub(super) layer: &'a Layer,
    pub(super) record: Record<'a>,
}

impl Layer {
    pub(super) fn asked<'a>(&self, query: &'a Query<'a>) -> Asked<'a> {
        let mut last = self.last_frame.borrow_mut();
        let frame = query.frame.name();
        if last.0 != frame {
            *last = (frame.to_owned(), self.names.answers(query.frame).into());
        }
        let mut asked = Asked {
            query,
            host: self.names.answers_as_host(query.url),
            frame: Rc::clone(&last.1),
            keys: self.room.take(),
            purposes: Purposes::default(),
        };
        self.note_keys(&mut asked);
        asked
    }

    fn note_keys(&self, Asked { query, host, frame, keys, purposes }: &mut Asked<'_>) {
        let mut note = |number, start, end| {
            let under = self.tables.under(number);
            if !under.is_empty() {
                purposes.add(under);
                keys.push(Present { number, purposes: under, start, end });
            }
        };
        let marks = &self.tables.marks;
        let hosts = host.iter().map(|name| Key::Host(*name));
        let frames = frame.iter().map(|name| Key::Frame(*name));
        marks.among(std::iter::once(Key::Any).chain(hosts).chain(frames), &mut note);
        marks.in_url(query.url.tokens(), &mut note);
        if keys.len() > FEW {
            keys.sort_unstable_by_key(|key| (key.number, key.start));
        }
    }

    /// Takes back the room that a request was given.
    pub(super) fn done(&self, mut asked: Asked<'_>) {
        asked.keys.clear();
        self.room.set(asked.keys);
    }

    /// The rules of one purpose that match and that `wanted` wants, until it is content with one. A rule may come twice.
    pub(super) fn find<'a>(
        &'a self,
        purpose: Purpose,
        asked: &Asked<'_>,
        mut wanted: impl FnMut(Hit<'a>) -> bool,
    ) -> Option<Hit<'a>> {
        if !asked.purposes.has(purpose) {
            return None;
        }
        let table = self.tables.of(purpose);
        let like = asked.keys.chunk_by(|one, other| one.number == other.number);
        let present =
            like.filter_map(|keys| keys.first().filter(|key| key.purposes.has(purpose)).map(|key| (key, keys)));
        present
            .flat_map(|(key, keys)| table.drawer(key.number).map(move |filed| (filed, keys)))
            .find_map(|(filed, keys)| self.test(filed, asked, keys).filter(|hit| wanted(*hit)))
    }

    /// All that match.
    pub(super) fn hits<'a>(&'a self, purpose: Purpose, asked: &Asked<'_>) -> Vec<Hit<'a>> {
        let mut hits = Vec::new();
        self.find(purpose, asked, |hit| {
            hits.push(hit);
            false
        });
        hits
    }

    /// `keys` are what the rule was found by, all of one number.
    fn test<'a>(&'a self, filed: Filed, asked: &Asked<'_>, keys: &[Present]) -> Option<Hit<'a>> {
        let Asked { query, host, frame, .. } = asked;
        if !record::admits(filed.when, query.asked) {
            return None;
        }
        // A token that a URL repeats without end is looked for once.
        let offset = record::offset(filed.when).filter(|_| keys.len() <= MOST_PLACES);
        let url = query.url.tokens();
        let mut starts = keys.iter().filter(|token| table::passes(filed.guard, url.four_at(token.end)));
        if offset.is_some() && starts.clone().next().is_none() {
            return None;
        }
        let record = Record::at(&self.rules, filed.rule)?;
        let matches = self.admits(record.frames(), frame)
            && self.admits(record.hosts(), host)
            && match offset {
                Some(offset) => starts.any(|token| {
                    let start = token.start.checked_sub(offset);
                    start.is_some_and(|start| self.text(record).is_some_and(|text| text.matches_at(start, query)))
                }),
                None => self.matches(record, asked),
            };
        matches.then_some(Hit { layer: self, record })
    }

    fn admits(&self, place: usize, answers: &[u32]) -> bool {
        place == 0 || NameSet::at(&self.sets, place).admits(answers)
    }

    fn matches(&self, record: Record<'_>, asked: &Asked<'_>) -> bool {
        let query = asked.query;
        match record.test() {
            Test::Any => true,
            Test::Host => asked.host.contains(&record.pattern().start),
            Test::Text => self.text(record).is_some_and(|text| text.matches(query)),
            Test::Regex => self.expressions.matches(record.pattern().start, query.url.as_str()),
        }
    }

    fn text(&self, record: Record<'_>) -> Option<TextRef<'_>> {
        let (anchor, ends, case) = (record.anchor(), record.ends(), record.case());
        self.pattern(record).map(|text| TextRef { text, anchor, ends, case })
    }

    fn pattern(&self, record: Record<'_>) -> Option<&[u8]> {
        let span = record.pattern();
        self.patterns.get(span.start as usize..)?.get(..span.length as usize)
    }
}

impl Hit<'_> {
    pub(super) fn kind(self) -> Kind {
        self.record.kind()
    }

    pub(super) fn cite(self) -> Cited {
        Cited { depth: self.layer.depth, list: self.record.list(), line: self.record.line() }
    }
}
