//! Both engines over the same lists, and what becomes of a request where they do not agree.

use std::cell::OnceCell;
use std::collections::HashSet;

use bystander_core::engine::{Cited, Match};
use bystander_core::lists::{Effect, Parameter, Reading, RuleLine};
use bystander_core::{Engine, Facts};

use crate::adblock::{Adblock, Opinion};
use crate::matching;
use crate::translations::{TRANSLATIONS, translated};

/// The name of what no translation explains by itself, and all do together.
pub(crate) const SEVERAL: &str = "several of the meanings that have a name";

/// Both engines over the same rules.
pub struct Oracle<'a> {
    readings: &'a [Reading<'a>],
    ours: Engine,
    theirs: Adblock<'a>,
    /// The core's engine over the rules as adblock means them: by all translations, and by one each. Few requests need
    /// them.
    meant: OnceCell<Engine>,
    meant_by_one: Vec<OnceCell<Engine>>,
}

/// A request that both judge differently.
#[derive(Debug)]
pub struct Difference<'a> {
    /// Why, if that is known and intended.
    pub name: Option<&'static str>,
    /// The core's word.
    pub ours: Match,
    /// Adblock's; `None` for an address that it cannot read.
    pub theirs: Option<Opinion<'a>>,
}

/// What a difference in matching alone is told by: both engines mean the same by each rule here.
pub(crate) struct Matched<'a> {
    pub(crate) facts: &'a Facts,
    pub(crate) ours: &'a Match,
    pub(crate) theirs: &'a Opinion<'a>,
    /// The rules that had a word in it, on either side.
    pub(crate) lines: Vec<&'a RuleLine<'a>>,
}

impl<'a> Oracle<'a> {
    /// Builds both engines.
    pub fn over(readings: &'a [Reading<'a>]) -> Self {
        Self {
            readings,
            ours: Engine::build(readings),
            theirs: Adblock::over(readings),
            meant: OnceCell::new(),
            meant_by_one: TRANSLATIONS.iter().map(|_| OnceCell::new()).collect(),
        }
    }

    /// Asks both; `None` where they agree.
    pub fn ask(&self, facts: &Facts) -> Option<Difference<'a>> {
        let ours = self.ours.check(facts);
        let Some(theirs) = self.theirs.ask(facts) else {
            return stops(&ours).then_some(Difference { name: None, ours, theirs: None });
        };
        if agree(&ours, &theirs, facts) {
            return None;
        }
        let name = self.name(facts, &theirs);
        Some(Difference { name, ours, theirs: Some(theirs) })
    }

    fn name(&self, facts: &Facts, theirs: &Opinion<'a>) -> Option<&'static str> {
        let by_one = TRANSLATIONS.iter().zip(&self.meant_by_one).find(|(translation, engine)| {
            let one = std::slice::from_ref(*translation);
            let engine = engine.get_or_init(|| Engine::build(&translated(self.readings, one)));
            agree(&engine.check(facts), theirs, facts)
        });
        if let Some(((name, _), _)) = by_one {
            return Some(name);
        }
        let all = self.meant.get_or_init(|| Engine::build(&translated(self.readings, TRANSLATIONS)));
        let ours = all.check(facts);
        if agree(&ours, theirs, facts) {
            return Some(SEVERAL);
        }
        let cited = match &ours {
            Match::Important(blocked) | Match::Block(blocked) => Some(blocked.rule),
            Match::Spared(rule) | Match::Clean { rule, .. } => Some(*rule),
            Match::Nothing => None,
        };
        let mut lines: Vec<&RuleLine<'_>> = cited.into_iter().flat_map(|rule| self.lines(rule)).collect();
        lines.extend(theirs.blocking.into_iter().chain(theirs.sparing));
        if !theirs.stops {
            lines.extend(self.removers(facts, theirs));
        }
        matching::name(&Matched { facts, ours: &ours, theirs, lines })
    }

    /// The rules that name a parameter which adblock removed: it does not say which it was.
    fn removers(&self, facts: &Facts, theirs: &Opinion<'_>) -> impl Iterator<Item = &'a RuleLine<'a>> {
        let left: HashSet<String> = parameters(&theirs.url).map(str::to_owned).collect();
        let removed: HashSet<String> =
            parameters(facts.url.as_str()).filter(|name| !left.contains(*name)).map(str::to_owned).collect();
        self.readings.iter().flat_map(|reading| &reading.rules).filter(
            move |line| matches!(&line.rule.effect, Effect::Clean(Parameter::Named(name)) if removed.contains(name)),
        )
    }

    /// A line of a hosts file has several rules.
    fn lines(&self, rule: Cited) -> impl Iterator<Item = &'a RuleLine<'a>> {
        let reading = self.readings.get(rule.list);
        reading.into_iter().flat_map(|reading| &reading.rules).filter(move |line| line.line == rule.line)
    }
}

pub(crate) fn stops(ours: &Match) -> bool {
    matches!(ours, Match::Important(_) | Match::Block(_))
}

fn agree(ours: &Match, theirs: &Opinion<'_>, facts: &Facts) -> bool {
    stops(ours) == theirs.stops && (theirs.stops || goes_to(ours, facts) == theirs.url)
}

/// Where a request goes that is not stopped.
pub(crate) fn goes_to<'a>(ours: &'a Match, facts: &'a Facts) -> &'a str {
    if let Match::Clean { url, .. } = ours { url } else { facts.url.as_str() }
}

/// Names of the parameters in an address.
fn parameters(url: &str) -> impl Iterator<Item = &str> {
    let query = url.split('#').next().and_then(|url| url.split_once('?')).map_or("", |(_, query)| query);
    query.split('&').map(|pair| pair.split_once('=').map_or(pair, |(name, _)| name))
}
