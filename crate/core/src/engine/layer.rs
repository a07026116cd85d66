//! Rules compiled together: those embedded in the extension, or a person's own. Here one rule is tested against one
//! request; who wins among them is [`super`]'s.

use std::cell::{OnceCell, RefCell};
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
use super::tokens::{self, Placed};
use crate::lists::Header;
use crate::stored::{bytes, words};

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
}

/// A request as a layer sees it.
pub(super) struct Asked<'a> {
    pub(super) query: &'a Query<'a>,
    host: Answers,
    frame: Rc<[u32]>,
    /// For which purposes rules may be filed under any of the URL's tokens.
    purposes: Purposes,
    /// What the URL has in a row of what rules are filed under, once a table has any.
    grams: OnceCell<Vec<u32>>,
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
        let purposes = self.tables.purposes(query.text.tokens.iter().map(|token| token.hash));
        if last.0 != frame {
            *last = (frame.to_owned(), self.names.answers(query.frame).into());
        }
        Asked {
            query,
            host: self.names.answers_as_host(query.url),
            frame: Rc::clone(&last.1),
            purposes,
            grams: OnceCell::new(),
        }
    }

    /// The rules of one purpose that match and that `wanted` wants, until it is content with one. A rule may come twice.
    pub(super) fn find<'a>(
        &'a self,
        purpose: Purpose,
        asked: &Asked<'_>,
        mut wanted: impl FnMut(Hit<'a>) -> bool,
    ) -> Option<Hit<'a>> {
        let table = self.tables.of(purpose);
        if table.is_empty() {
            return None;
        }
        let mut test = |filed: Filed, placed: &[Placed]| self.test(filed, asked, placed).filter(|hit| wanted(*hit));
        let hosts = asked.host.iter().map(|name| Key::Host(*name));
        let frames = asked.frame.iter().map(|name| Key::Frame(*name));
        for key in std::iter::once(Key::Any).chain(hosts).chain(frames) {
            if let Some(hit) = table.drawer(key.number()).find_map(|filed| test(filed, &[])) {
                return Some(hit);
            }
        }
        let grams = asked.grams.get_or_init(|| self.tables.grams.in_text(asked.query.text.lower()));
        for gram in grams {
            if let Some(hit) = table.drawer(Key::Gram(*gram).number()).find_map(|filed| test(filed, &[])) {
                return Some(hit);
            }
        }
        if purpose == Purpose::Clean {
            for name in asked.query.parameters() {
                let key = Key::Parameter(tokens::hash(name.as_bytes()));
                if let Some(hit) = table.drawer(key.number()).find_map(|filed| test(filed, &[])) {
                    return Some(hit);
                }
            }
        }
        if !asked.purposes.has(purpose) {
            return None;
        }
        let tokens = asked.query.text.tokens.chunk_by(|one, other| one.hash == other.hash);
        for placed in tokens {
            let Some(first) = placed.first().filter(|first| self.tables.under(first.hash).has(purpose)) else {
                continue;
            };
            if let Some(hit) = table.drawer(first.hash).find_map(|filed| test(filed, placed)) {
                return Some(hit);
            }
        }
        None
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

    /// `placed`: where the token that the rule was found by stands in the URL, if it was by a token.
    fn test<'a>(&'a self, filed: Filed, asked: &Asked<'_>, placed: &[Placed]) -> Option<Hit<'a>> {
        let Asked { query, host, frame, .. } = asked;
        if !record::admits(filed.when, query.asked) {
            return None;
        }
        // A token that a URL repeats without end is looked for once.
        let offset = record::offset(filed.when).filter(|_| (1..=MOST_PLACES).contains(&placed.len()));
        let mut starts = placed.iter().filter(|token| table::passes(filed.guard, query.text.four_at(token.end)));
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
