//! From rules to a layer: which drawer each is filed in.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeSet, HashMap};

use super::clean::Removed;
use super::expressions::{Expressions, Saved};
use super::grams;
use super::hosts::{HostRule, HostRules};
use super::layer::Layer;
use super::names::NameCollector;
use super::record::{self, Fields, Kind, Span};
use super::regex_tokens;
use super::table::{self, Drawers, Filed, Key};
use super::tables::{PURPOSES, Purpose, Tables};
use crate::facts::RequestType;
use crate::lists::{Anchor, Cancelled, Case, Effect, Header, Name, NetworkRule, Parameter, Pattern, Reading, RuleLine};
use crate::tokens;

/// So many rules with one token make it worth filing a rule elsewhere.
const CROWDED: u32 = 8;
/// More documents make for more places to file it than that saves.
const FEW_FRAMES: usize = 3;

/// In nearly every URL, and in hardly any rule.
const COMMON: [&str; 9] = ["\0https://www.", "http://", ".com/", ".net/", ".org/", ".html", ".js", ".php", "www"];

/// What becomes of a regular expression. A function, so that what never makes automata need not be able to.
pub(super) type Made = fn(&str, Case) -> Saved;

pub(super) fn build(readings: &[Reading<'_>], made: Made) -> Layer {
    let cancelled = Cancelled::by(readings);
    let is_live = |line: &&RuleLine<'_>| !cancelled.contains(line);
    let hosts = HostRules::build(readings.iter().map(|reading| {
        let live = reading.rules.iter().filter(is_live);
        live.filter_map(|line| Some((line.line, HostRule::of(&line.rule)?))).collect()
    }));
    let others = || {
        (0u32..).zip(readings).flat_map(|(list, reading)| {
            let live = reading.rules.iter().filter(is_live).filter(|line| HostRule::of(&line.rule).is_none());
            live.map(move |line| (list, line))
        })
    };
    let mut builder = Builder::over(others().map(|(_, line)| &line.rule), made);
    for (list, line) in others() {
        builder.add(list, line);
    }
    builder.finish(readings.iter().map(|reading| reading.list.id.clone()).collect(), hosts)
}

struct Builder {
    names: NameCollector,
    /// How many rules have a token: the rarest files best.
    frequency: HashMap<u32, u32>,
    /// How many rules have a gram.
    gram_frequency: HashMap<u32, u32>,
    /// How many rules a document's host is named in.
    frame_frequency: HashMap<Name, u32>,
    patterns: Vec<u8>,
    /// Where in the patterns each stands.
    pattern_places: HashMap<String, Span>,
    rules: Vec<u32>,
    made: Made,
    expressions: Vec<Saved>,
    expression_numbers: HashMap<(String, Case), u32>,
    parameters: Vec<Removed>,
    headers: Vec<(Header, Option<String>)>,
    drawers: [Drawers; PURPOSES],
}

impl Builder {
    fn over<'a>(rules: impl Iterator<Item = &'a NetworkRule> + Clone, made: Made) -> Self {
        let mut frequency = HashMap::new();
        for token in rules.clone().flat_map(pattern_tokens).flatten() {
            *frequency.entry(token).or_default() += 1;
        }
        for common in COMMON.iter().flat_map(|text| text.split(|c: char| !c.is_ascii_alphanumeric())) {
            frequency.insert(tokens::hash(common.as_bytes()), u32::MAX);
        }
        let mut gram_frequency = HashMap::new();
        for run in rules.clone().flat_map(|rule| ways_by_runs(&rule.pattern)).flatten() {
            for gram in grams::all_of(&run) {
                *gram_frequency.entry(gram).or_default() += 1;
            }
        }
        for gram in COMMON.iter().flat_map(|text| grams::all_of(text.as_bytes())) {
            gram_frequency.insert(gram, u32::MAX);
        }
        let mut frame_frequency = HashMap::new();
        for name in rules.clone().flat_map(|rule| &rule.frames.include) {
            *frame_frequency.entry(name.clone()).or_default() += 1;
        }
        let hosts: Vec<Name> = rules.clone().filter_map(|rule| host_of(&rule.pattern)).collect();
        let frames = rules.clone().flat_map(|rule| rule.frames.include.iter().chain(&rule.frames.exclude));
        let to = rules.flat_map(|rule| rule.hosts.include.iter().chain(&rule.hosts.exclude));
        Self {
            names: NameCollector::of(frames, to.chain(&hosts)),
            frequency,
            gram_frequency,
            frame_frequency,
            patterns: Vec::new(),
            pattern_places: HashMap::new(),
            rules: Vec::new(),
            made,
            expressions: Vec::new(),
            expression_numbers: HashMap::new(),
            parameters: Vec::new(),
            headers: Vec::new(),
            drawers: Default::default(),
        }
    }

    fn add(&mut self, list: u32, line: &RuleLine<'_>) {
        let rule = &line.rule;
        let pattern = self.pattern(&rule.pattern);
        if pattern.length >= record::LONGEST {
            return;
        }
        let (frames, hosts) = (self.names.place(&rule.frames), self.names.place(&rule.hosts));
        let value = self.value(&rule.effect);
        let Place { keys, offset, guard } = self.place(rule);
        for kind in record::kinds(&rule.effect) {
            let number = count(self.rules.len() / record::WORDS);
            let words = Fields { kind, rule, pattern, frames, hosts, value, line: line.line, list, offset }.words();
            self.rules.extend(words);
            let filed = Filed { when: words[0], guard, rule: number };
            let covers_page = matches!(rule.effect, Effect::AllowPage(_)) && rule.types.contains(RequestType::Document);
            for purpose in std::iter::once(purpose(kind)).chain(covers_page.then_some(Purpose::Page)) {
                for key in &keys {
                    self.drawers[purpose as usize].entry(*key).or_default().push(filed);
                }
            }
        }
    }

    /// Where the pattern stands among the others; of a host its number.
    fn pattern(&mut self, pattern: &Pattern) -> Span {
        let text = match pattern {
            Pattern::Any => return Span { start: 0, length: 0 },
            Pattern::Host(host) => {
                let number = self.names.number(&Name::Host(host.clone()));
                return Span { start: number.unwrap_or(u32::MAX), length: 0 };
            }
            Pattern::Text(text) => &text.text,
            Pattern::Regex { source, case } => return Span { start: self.expression(source, *case), length: 0 },
        };
        *self.pattern_places.entry(text.clone()).or_insert_with(|| {
            let start = count(self.patterns.len());
            self.patterns.extend(text.as_bytes());
            Span { start, length: count(text.len()) }
        })
    }

    /// The expression's number.
    fn expression(&mut self, source: &str, case: Case) -> u32 {
        *self.expression_numbers.entry((source.to_owned(), case)).or_insert_with(|| {
            self.expressions.push((self.made)(source, case));
            count(self.expressions.len() - 1)
        })
    }

    fn removed(&mut self, parameter: &Parameter) -> Removed {
        match parameter {
            Parameter::All => Removed::All,
            Parameter::Named(name) => Removed::Named(name.clone()),
            Parameter::Matching { source, case } => Removed::Matching(self.expression(source, *case)),
            Parameter::AllBut(others) => Removed::AllBut(Box::new(self.removed(others))),
        }
    }

    /// What the rule does it with: a stub's number, or a place among the parameters or headers.
    fn value(&mut self, effect: &Effect) -> u32 {
        match effect {
            Effect::Redirect(_, stub) | Effect::RedirectRule(stub) | Effect::NoStub(Some(stub)) => {
                u32::from(stub.number())
            }
            // Beyond every stub's number.
            Effect::NoStub(None) => u32::MAX,
            Effect::Clean(parameter) | Effect::Keep(parameter) => {
                let removed = self.removed(parameter);
                place_of(&mut self.parameters, removed)
            }
            Effect::Header(header, value) => place_of(&mut self.headers, (*header, Some(value.clone()))),
            Effect::NoHeader(header, value) => place_of(&mut self.headers, (*header, value.clone())),
            Effect::Block(_) | Effect::Allow(_) | Effect::AllowPage(_) => 0,
        }
    }

    fn place(&self, rule: &NetworkRule) -> Place {
        let keys = self.keys_of(rule);
        if let (Pattern::Text(text), [Key::Token(hash)]) = (&rule.pattern, keys.as_slice())
            && let Some(found) = tokens::of_text(text).into_iter().find(|it| tokens::hash(&it.token) == *hash)
            && let Some(offset) = found.offset
        {
            let after = text.text.as_bytes().get(offset + found.token.len()..).unwrap_or_default();
            return Place { keys, offset: Some(offset), guard: table::guard(after) };
        }
        Place { keys, offset: None, guard: 0 }
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
        if !rule.hosts.include.is_empty() {
            return numbers(&rule.hosts.include).into_iter().map(Key::Host).collect();
        }
        if !rule.frames.include.is_empty() {
            return numbers(&rule.frames.include).into_iter().map(Key::Frame).collect();
        }
        let frequency = |gram| self.gram_frequency.get(&gram).copied().unwrap_or(0);
        let ways = ways_by_runs(&rule.pattern);
        let by_grams: Vec<Vec<Key>> = ways.iter().map(|runs| grams::keys_of(runs, frequency)).collect();
        let are_known = !by_grams.is_empty() && !by_grams.iter().any(Vec::is_empty);
        // A common token costs less than reading every URL byte by byte.
        let are_dear = by_grams.iter().flatten().any(|key| matches!(key, Key::Gram(_)));
        if are_known && (rarest.is_none() || !are_dear) {
            return by_grams.into_iter().flatten().collect::<BTreeSet<_>>().into_iter().collect();
        }
        rarest.map_or_else(|| vec![Key::Any], |tokens| tokens.into_iter().map(Key::Token).collect())
    }

    fn finish(self, lists: Vec<String>, hosts: HostRules) -> Layer {
        let (names, sets) = self.names.finish();
        Layer {
            depth: 0,
            lists,
            hosts,
            names,
            sets,
            rules: self.rules,
            patterns: self.patterns,
            expressions: Expressions::new(self.expressions),
            parameters: self.parameters,
            headers: self.headers,
            tables: Tables::build(&self.drawers),
            last_frame: RefCell::default(),
            room: Cell::default(),
        }
    }
}

/// Where a rule is filed.
struct Place {
    /// Each request that the rule matches has one of these.
    keys: Vec<Key>,
    /// How far the token among them is from the pattern's beginning, where that is fixed.
    offset: Option<usize>,
    /// What stands behind that token.
    guard: u32,
}

fn purpose(kind: Kind) -> Purpose {
    match kind {
        Kind::ImportantBlock => Purpose::Important,
        Kind::Block => Purpose::Block,
        Kind::Allow | Kind::ImportantAllow => Purpose::Allow,
        Kind::Stub | Kind::ImportantStub | Kind::NoStub => Purpose::Stub,
        Kind::Clean | Kind::Keep => Purpose::Clean,
        Kind::Header | Kind::NoHeader => Purpose::Header,
    }
}

/// The tokens of each way to match the rule: a URL that it matches has all those of one of them.
fn pattern_tokens(rule: &NetworkRule) -> Vec<Vec<u32>> {
    let mut ways = match &rule.pattern {
        Pattern::Text(text) => vec![tokens::of_text(text).into_iter().map(|it| tokens::hash(&it.token)).collect()],
        Pattern::Regex { source, .. } => {
            let ways = regex_tokens::of_regex(source).unwrap_or_default();
            ways.iter().map(|tokens| tokens.iter().map(|token| tokens::hash(token)).collect()).collect()
        }
        Pattern::Any | Pattern::Host(_) => vec![Vec::new()],
    };
    if let Effect::Clean(Parameter::Named(name)) | Effect::Keep(Parameter::Named(name)) = &rule.effect {
        // Neither what stands before a name in a URL nor what stands behind it is in a token.
        for tokens in &mut ways {
            tokens.extend(tokens::of_name(name));
        }
    }
    ways
}

/// What of each way to match the pattern stands as it is: a URL that it matches has, in lower case, all that of one way.
fn ways_by_runs(pattern: &Pattern) -> Vec<Vec<Vec<u8>>> {
    match pattern {
        Pattern::Text(text) => {
            let lower = text.text.to_ascii_lowercase();
            let before: &[&str] = match text.anchor {
                Anchor::None => &[""],
                Anchor::Start => &["\0"],
                // A host's label begins behind the scheme or behind another.
                Anchor::Host => &["/", "."],
            };
            let after = if text.ends { "\0" } else { "" };
            let runs = |before: &&str| {
                format!("{before}{lower}{after}").split(['*', '^']).map(|run| run.as_bytes().to_vec()).collect()
            };
            before.iter().map(runs).collect()
        }
        Pattern::Regex { source, .. } => regex_tokens::runs_of(source),
        Pattern::Any | Pattern::Host(_) => Vec::new(),
    }
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
