//! From rules to a layer: which drawer each is filed in.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::hosts::{HostRule, HostRules};
use super::layer::{Layer, Tables};
use super::names::NameCollector;
use super::record::{self, Fields, Kind, Span};
use super::regex_tokens;
use super::regexes::Regexes;
use super::table::{Key, Table};
use super::tokens;
use crate::facts::RequestType;
use crate::lists::{Cancelled, Effect, Header, Name, NetworkRule, Parameter, Pattern, Reading, RuleLine};

type Drawers = BTreeMap<Key, Vec<u32>>;

/// So many rules with one token make it worth filing a rule elsewhere.
const CROWDED: u32 = 8;
/// More documents make for more places to file it than that saves.
const FEW_FRAMES: usize = 3;

pub(super) fn build(readings: &[Reading<'_>]) -> Layer {
    let cancelled = Cancelled::by(readings);
    let is_live = |line: &&RuleLine<'_>| !cancelled.contains(line);
    let hosts = HostRules::build(readings.iter().map(|reading| {
        let live = reading.rules.iter().filter(is_live);
        live.filter_map(|line| Some((line.line, HostRule::of(line)?))).collect()
    }));
    let others = || {
        (0u32..).zip(readings).flat_map(|(list, reading)| {
            let live = reading.rules.iter().filter(is_live).filter(|line| HostRule::of(line).is_none());
            live.map(move |line| (list, line))
        })
    };
    let mut builder = Builder::over(others().map(|(_, line)| &line.rule));
    for (list, line) in others() {
        builder.add(list, line);
    }
    builder.finish(readings.iter().map(|reading| reading.list.id.clone()).collect(), hosts)
}

struct Builder {
    names: NameCollector,
    /// How many rules have a token: the rarest files best.
    frequency: HashMap<u32, u32>,
    /// How many rules a document's host is named in.
    frame_frequency: HashMap<Name, u32>,
    pool: Vec<u8>,
    rules: Vec<u32>,
    parameters: Vec<Parameter>,
    headers: Vec<(Header, Option<String>)>,
    drawers: Tables<Drawers>,
}

impl Builder {
    fn over<'a>(rules: impl Iterator<Item = &'a NetworkRule> + Clone) -> Self {
        let mut frequency = HashMap::new();
        for token in rules.clone().flat_map(pattern_tokens).flatten() {
            *frequency.entry(token).or_default() += 1;
        }
        // In nearly every URL, and in hardly any rule.
        for common in ["com", "html", "http", "https", "js", "net", "org", "php", "www"] {
            frequency.insert(tokens::hash(common.as_bytes()), u32::MAX);
        }
        let mut frame_frequency = HashMap::new();
        for name in rules.clone().flat_map(|rule| &rule.frames.include) {
            *frame_frequency.entry(name.clone()).or_default() += 1;
        }
        let hosts: Vec<Name> = rules.clone().filter_map(|rule| host_of(&rule.pattern)).collect();
        let sets = rules.flat_map(|rule| [&rule.frames, &rule.hosts]);
        let named = sets.flat_map(|names| names.include.iter().chain(&names.exclude));
        Self {
            names: NameCollector::of(named.chain(&hosts)),
            frequency,
            frame_frequency,
            pool: Vec::new(),
            rules: Vec::new(),
            parameters: Vec::new(),
            headers: Vec::new(),
            drawers: Tables::default(),
        }
    }

    fn add(&mut self, list: u32, line: &RuleLine<'_>) {
        let rule = &line.rule;
        let text = self.append(line.text);
        self.pool.push(b'\n');
        let pattern = self.pattern(&rule.pattern, line.text, text);
        let (frames, hosts) = (self.names.place(&rule.frames), self.names.place(&rule.hosts));
        let value = self.value(&rule.effect);
        let (keys, offset) = self.keys(rule);
        for kind in record::kinds(&rule.effect) {
            let number = count(self.rules.len() / record::WORDS);
            let fields = Fields { kind, rule, pattern, frames, hosts, value, line: line.line, list, text, offset };
            self.rules.extend(fields.words());
            let covers_page = matches!(rule.effect, Effect::AllowPage(_)) && rule.types.contains(RequestType::Document);
            let tables = &mut self.drawers;
            let into = match kind {
                Kind::Block | Kind::ImportantBlock => &mut tables.blocks,
                Kind::Allow | Kind::ImportantAllow => &mut tables.allows,
                Kind::Stub | Kind::ImportantStub | Kind::NoStub => &mut tables.stubs,
                Kind::Clean | Kind::Keep => &mut tables.cleans,
                Kind::Header | Kind::NoHeader => &mut tables.headers,
            };
            for key in &keys {
                into.entry(*key).or_default().push(number);
                if covers_page {
                    tables.pages.entry(*key).or_default().push(number);
                }
            }
        }
    }

    /// Where the pattern stands in the pool: inside the line, if it is written there as it is matched.
    fn pattern(&mut self, pattern: &Pattern, line: &str, written: Span) -> Span {
        let text = match pattern {
            Pattern::Any => return Span { start: 0, length: 0 },
            Pattern::Host(host) => {
                let number = self.names.number(&Name::Host(host.clone()));
                return Span { start: number.unwrap_or(u32::MAX), length: 0 };
            }
            Pattern::Text(text) => &text.text,
            Pattern::Regex { source, .. } => source,
        };
        match line.find(text.as_str()) {
            Some(at) => Span { start: written.start + count(at), length: count(text.len()) },
            None => self.append(text),
        }
    }

    fn append(&mut self, text: &str) -> Span {
        let start = count(self.pool.len());
        self.pool.extend(text.as_bytes());
        Span { start, length: count(text.len()) }
    }

    /// What the rule does it with: a stub's number, or a place among the parameters or headers.
    fn value(&mut self, effect: &Effect) -> u32 {
        match effect {
            Effect::Redirect(_, stub) | Effect::RedirectRule(stub) | Effect::NoStub(Some(stub)) => {
                u32::from(stub.number())
            }
            // Beyond every stub's number.
            Effect::NoStub(None) => u32::MAX,
            Effect::Clean(parameter) | Effect::Keep(parameter) => place_of(&mut self.parameters, parameter.clone()),
            Effect::Header(header, value) => place_of(&mut self.headers, (*header, Some(value.clone()))),
            Effect::NoHeader(header, value) => place_of(&mut self.headers, (*header, value.clone())),
            Effect::Block(_) | Effect::Allow(_) | Effect::AllowPage(_) => 0,
        }
    }

    /// Each request that the rule matches has one of these keys; and how far a token among them is from the pattern's
    /// beginning, where that is fixed.
    fn keys(&self, rule: &NetworkRule) -> (Vec<Key>, Option<usize>) {
        let keys = self.keys_of(rule);
        let offset = match (&rule.pattern, keys.as_slice()) {
            (Pattern::Text(text), [Key::Token(hash)]) => {
                tokens::of_text(text).into_iter().find(|it| tokens::hash(&it.token) == *hash).and_then(|it| it.offset)
            }
            _ => None,
        };
        (keys, offset)
    }

    fn keys_of(&self, rule: &NetworkRule) -> Vec<Key> {
        if let Some(number) = host_of(&rule.pattern).and_then(|host| self.names.number(&host)) {
            return vec![Key::Host(number)];
        }
        let frequency = |token: &u32| self.frequency.get(token).copied().unwrap_or(0);
        let ways = pattern_tokens(rule);
        let rarest: Option<BTreeSet<u32>> =
            ways.iter().map(|tokens| tokens.iter().copied().min_by_key(frequency)).collect();
        let rarest = rarest.filter(|tokens| !tokens.is_empty());
        let numbers =
            |names: &BTreeSet<Name>| -> Vec<u32> { names.iter().filter_map(|name| self.names.number(name)).collect() };
        if let Some(tokens) = rarest.as_ref().filter(|tokens| tokens.iter().all(|token| frequency(token) < u32::MAX)) {
            // Hundreds of exceptions are for one script, each on pages of its own.
            let by_token = tokens.iter().map(frequency).max().unwrap_or(0);
            let frame_frequency = |name| self.frame_frequency.get(name).copied().unwrap_or(0);
            let by_frame = rule.frames.include.iter().map(frame_frequency).max();
            let are_few = rule.frames.include.len() <= FEW_FRAMES;
            if are_few && by_token > CROWDED && by_frame.is_some_and(|by_frame| by_frame < by_token) {
                return numbers(&rule.frames.include).into_iter().map(Key::Frame).collect();
            }
            return tokens.iter().copied().map(Key::Token).collect();
        }
        if let Effect::Clean(Parameter::Named(name)) | Effect::Keep(Parameter::Named(name)) = &rule.effect {
            return vec![Key::Parameter(tokens::hash(name.as_bytes()))];
        }
        if !rule.hosts.include.is_empty() {
            return numbers(&rule.hosts.include).into_iter().map(Key::Host).collect();
        }
        if !rule.frames.include.is_empty() {
            return numbers(&rule.frames.include).into_iter().map(Key::Frame).collect();
        }
        rarest.map_or_else(|| vec![Key::Any], |tokens| tokens.into_iter().map(Key::Token).collect())
    }

    fn finish(self, lists: Vec<String>, hosts: HostRules) -> Layer {
        let (names, sets) = self.names.finish();
        let Tables { blocks, allows, pages, stubs, cleans, headers } = self.drawers;
        let [blocks, allows, pages, stubs, cleans, headers] =
            [blocks, allows, pages, stubs, cleans, headers].map(|drawers| Table::build(&drawers));
        Layer {
            depth: 0,
            lists,
            hosts,
            names,
            sets,
            rules: self.rules,
            pool: self.pool,
            parameters: self.parameters,
            headers: self.headers,
            tables: Tables { blocks, allows, pages, stubs, cleans, headers },
            regexes: Regexes::default(),
            parameter_regexes: Regexes::default(),
            last_frame: RefCell::default(),
        }
    }
}

/// The tokens of each way to match the pattern: a URL that it matches has all those of one of them.
fn pattern_tokens(rule: &NetworkRule) -> Vec<Vec<u32>> {
    let ways = match &rule.pattern {
        Pattern::Text(text) => vec![tokens::of_text(text).into_iter().map(|it| it.token).collect()],
        Pattern::Regex { source, .. } => regex_tokens::of_regex(source).unwrap_or_default(),
        Pattern::Any | Pattern::Host(_) => Vec::new(),
    };
    ways.iter().map(|tokens| tokens.iter().map(|token| tokens::hash(token)).collect()).collect()
}

fn host_of(pattern: &Pattern) -> Option<Name> {
    match pattern {
        Pattern::Host(host) => Some(Name::Host(host.clone())),
        Pattern::Any | Pattern::Text(_) | Pattern::Regex { .. } => None,
    }
}

/// Lists of more than 4 GB do not fit.
fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

fn place_of<T: PartialEq>(all: &mut Vec<T>, one: T) -> u32 {
    let known = all.iter().position(|other| *other == one);
    count(known.unwrap_or_else(|| {
        all.push(one);
        all.len() - 1
    }))
}
