//! Rules compiled together: those embedded in the extension, or a person's own. Here one rule is tested against one
//! request; who wins among them is [`super`]'s.

use std::cell::RefCell;

use super::hosts::HostRules;
use super::names::{Answers, NameSet, NameTable};
use super::query::Query;
use super::record::{Kind, Record, Test};
use super::regexes::Regexes;
use super::table::{Key, Table};
use super::text::TextRef;
use super::tokens::{self, Placed};
use crate::lists::{Case, Header, Parameter};
use crate::verdict::Rule;

/// Places of one token that are looked at one by one.
const MOST_PLACES: usize = 8;

/// The layer. Words and tables are described in [`super::record`], [`super::names`] and [`super::table`].
pub(super) struct Layer {
    /// 0 for what is embedded, 1 for what a person laid over it.
    pub(super) depth: u8,
    pub(super) lists: Vec<String>,
    pub(super) hosts: HostRules,
    pub(super) names: NameTable,
    pub(super) sets: Vec<u32>,
    pub(super) rules: Vec<u32>,
    /// Lines as written, each with a newline behind it, and patterns in the form they are matched in.
    pub(super) pool: Vec<u8>,
    pub(super) parameters: Vec<Parameter>,
    pub(super) headers: Vec<(Header, Option<String>)>,
    pub(super) tables: Tables<Table>,
    pub(super) regexes: Regexes,
    pub(super) parameter_regexes: Regexes,
    /// The document that asked last, and what it answers to: a page asks for much.
    pub(super) last_frame: RefCell<(String, Answers)>,
}

/// One of each purpose.
#[derive(Debug, Default)]
pub(super) struct Tables<T> {
    pub(super) blocks: T,
    pub(super) allows: T,
    /// Of `allows` those that spare a page with all it loads; matched against the page.
    pub(super) pages: T,
    pub(super) stubs: T,
    pub(super) cleans: T,
    pub(super) headers: T,
}

/// A request as a layer sees it.
pub(super) struct Asked<'a> {
    pub(super) query: &'a Query<'a>,
    host: Answers,
    frame: Answers,
}

/// A rule that matched.
#[derive(Clone, Copy)]
pub(super) struct Hit<'a> {
    pub(super) layer: &'a Layer,
    /// The rules of a layer are numbered in the order of its lists.
    pub(super) number: u32,
    pub(super) record: Record<'a>,
}

impl Layer {
    pub(super) fn asked<'a>(&self, query: &'a Query<'a>) -> Asked<'a> {
        let mut last = self.last_frame.borrow_mut();
        if last.0 != query.frame {
            *last = (query.frame.to_owned(), self.names.answers(query.frame));
        }
        Asked { query, host: self.names.answers(query.host), frame: last.1.clone() }
    }

    /// The rules of a table that match. A rule may come twice.
    pub(super) fn hits<'a>(&'a self, table: &'a Table, asked: &Asked<'_>) -> impl Iterator<Item = Hit<'a>> {
        let Asked { query, host, frame } = asked;
        let nowhere: &[Placed] = &[];
        let tokens = query.tokens.chunk_by(|one, other| one.0 == other.0);
        let tokens = tokens.map(|placed| (placed.first().map_or(Key::Any, |(hash, _)| Key::Token(*hash)), placed));
        let hosts = host.iter().map(|name| Key::Host(*name));
        let frames = frame.iter().map(|name| Key::Frame(*name));
        let others = std::iter::once(Key::Any).chain(hosts).chain(frames).map(move |key| (key, nowhere));
        let numbers = others
            .chain(tokens)
            .flat_map(|(key, placed)| table.drawer(key).iter().map(move |number| (*number, placed)));
        // An empty table has nothing to look up.
        let numbers = (!table.is_empty()).then_some(numbers).into_iter().flatten();
        numbers.filter_map(|(number, placed)| self.test(number, asked, placed))
    }

    /// The same for the table of parameters, whose rules may be filed under a parameter's name.
    pub(super) fn parameter_hits<'a>(&'a self, asked: &Asked<'_>) -> impl Iterator<Item = Hit<'a>> {
        let table = &self.tables.cleans;
        let names = asked.query.parameters().map(|name| Key::Parameter(tokens::hash(name.as_bytes())));
        let numbers = names.flat_map(|key| table.drawer(key)).copied();
        self.hits(table, asked).chain(numbers.filter_map(|number| self.test(number, asked, &[])))
    }

    /// `placed`: where the token that the rule was found by stands in the URL, if it was by a token.
    fn test<'a>(&'a self, number: u32, asked: &Asked<'_>, placed: &[Placed]) -> Option<Hit<'a>> {
        let record = Record::at(&self.rules, number as usize)?;
        let Asked { query, host, frame } = asked;
        let matches = record.admits(query.kind, query.method, query.party)
            && self.admits(record.frames(), frame)
            && self.admits(record.hosts(), host)
            && self.matches(number, record, asked, placed);
        matches.then_some(Hit { layer: self, number, record })
    }

    fn admits(&self, place: usize, answers: &[u32]) -> bool {
        place == 0 || NameSet::at(&self.sets, place).admits(answers)
    }

    fn matches(&self, number: u32, record: Record<'_>, asked: &Asked<'_>, placed: &[Placed]) -> bool {
        let query = asked.query;
        let span = record.pattern();
        match record.test() {
            Test::Any => true,
            Test::Host => asked.host.contains(&span.start),
            Test::Text => {
                let (anchor, ends) = (record.anchor(), record.ends());
                let url = if record.case() == Case::Matters { query.url } else { &query.lower };
                let text = self.pool.get(span.start as usize..span.start as usize + span.length as usize);
                let text = text.map(|text| TextRef { text, anchor, ends });
                match record.offset() {
                    // A token that a URL repeats without end is looked for once.
                    Some(offset) if (1..=MOST_PLACES).contains(&placed.len()) => {
                        let starts = placed.iter().filter_map(|(_, place)| place.checked_sub(offset));
                        let mut starts = starts.map(|start| start as usize);
                        text.is_some_and(|text| {
                            starts.any(|start| text.matches_from(start, url.as_bytes(), &query.labels))
                        })
                    }
                    _ => text.is_some_and(|text| {
                        text.may_be_in(query.grams()) && text.matches(url.as_bytes(), &query.labels)
                    }),
                }
            }
            Test::Regex => {
                let source = self.pool.get(span.start as usize..span.start as usize + span.length as usize);
                let may_have = |letters: &[u8]| query.grams().may_have(letters);
                let (url, lower) = (query.url.as_bytes(), query.lower.as_bytes());
                let regexes = &self.regexes;
                source.is_some_and(|source| regexes.matches(number, (source, record.case()), (url, lower), may_have))
            }
        }
    }
}

impl Hit<'_> {
    pub(super) fn kind(self) -> Kind {
        self.record.kind()
    }

    /// The rule as verdicts name it.
    pub(super) fn cite(self) -> Rule {
        let text = self.layer.pool.get(self.record.text()..).unwrap_or(&[]);
        let line = text.split(|byte| *byte == b'\n').next().unwrap_or(&[]);
        Rule {
            list: self.layer.lists.get(self.record.list()).cloned().unwrap_or_default(),
            line: self.record.line(),
            text: String::from_utf8_lossy(line).into_owned(),
        }
    }
}
