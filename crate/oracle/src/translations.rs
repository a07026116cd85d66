//! What adblock means by a rule where it means another thing than the core: each meaning has a name, and turns the rule
//! into one that says to the core what the line says to adblock.

use bystander_core::RequestType;
use bystander_core::lists::{Case, Effect, Methods, Name, NetworkRule, Pattern, Rank, Reading, RuleLine, Types};

use crate::adblock::refusal;

/// The rule as adblock means it; `None` where it has no such rule.
type Translate = for<'a> fn(RuleLine<'a>) -> Option<RuleLine<'a>>;

pub(crate) const TRANSLATIONS: &[(&str, Translate)] = &[
    ("a rule that adblock does not have: it refuses options, values and combinations, and ignores `to`", |line| {
        refusal(&line).is_none().then_some(line)
    }),
    ("`name.*` among the asking documents: adblock knows no such name", |mut line| {
        let frames = &mut line.rule.frames;
        let was_for_some = !frames.include.is_empty();
        frames.include.retain(|name| matches!(name, Name::Host(_)));
        frames.exclude.retain(|name| matches!(name, Name::Host(_)));
        (!was_for_some || !frames.include.is_empty()).then_some(line)
    }),
    ("`||host^` without types: adblock blocks pages too", |line| {
        let NetworkRule { effect, pattern, types, .. } = &line.rule;
        let is_whole_host = matches!(pattern, Pattern::Host(_)) && *types == Types::ALL.without(RequestType::Document);
        let blocks = matches!(effect, Effect::Block(_) | Effect::Redirect(..));
        Some(if is_whole_host && blocks { for_pages(line) } else { line })
    }),
    ("an exception for some types: adblock spares pages too", |line| {
        let allows = matches!(line.rule.effect, Effect::Allow(_) | Effect::AllowPage(_));
        Some(if allows { for_pages(line) } else { line })
    }),
    ("an exception with `document`: adblock spares the page alone, and not what it asks for", |mut line| {
        if let Effect::AllowPage(rank) = line.rule.effect {
            line.rule.effect = Effect::Allow(rank);
        }
        Some(line)
    }),
    ("an exception with `important`: to adblock it is like any other", |mut line| {
        match &mut line.rule.effect {
            Effect::Allow(rank) | Effect::AllowPage(rank) => *rank = Rank::Normal,
            _ => {}
        }
        Some(line)
    }),
    ("an exception with `redirect`: adblock spares the request altogether", |mut line| {
        if matches!(line.rule.effect, Effect::NoStub(_)) {
            line.rule.effect = Effect::Allow(Rank::Normal);
            return Some(for_pages(line));
        }
        Some(line)
    }),
    ("`redirect-rule` with `important`: adblock blocks by it", |mut line| {
        if matches!(line.rule.effect, Effect::RedirectRule(_)) && options(line.text).any(|it| it == "important") {
            line.rule.effect = Effect::Block(Rank::Important);
        }
        Some(line)
    }),
    ("methods: adblock knows get, head and post", |mut line| {
        if line.rule.methods != Methods::ALL {
            let known = ["get", "head", "post"].map(Methods::named);
            let named = known.into_iter().filter(|method| line.rule.methods.contains(*method));
            line.rule.methods = named.fold(Methods::NONE, Methods::union);
        }
        Some(line)
    }),
    ("types both named and negated: adblock takes all that are not negated", |mut line| {
        let [named, excluded] = types(line.text);
        if !named.is_empty() && !excluded.is_empty() && !matches!(line.rule.effect, Effect::Clean(_)) {
            let pages = named.contains(RequestType::Document);
            let all = excluded.iter().fold(Types::ALL.without(RequestType::Document), Types::without);
            line.rule.types = if pages { all.with(RequestType::Document) } else { all };
        }
        Some(line)
    }),
    ("`removeparam` with types negated: adblock takes the rest of pages, frames and fetches", |mut line| {
        let [named, excluded] = types(line.text);
        if named.is_empty() && !excluded.is_empty() && matches!(line.rule.effect, Effect::Clean(_)) {
            let cleaned = Types::of(&[RequestType::Document, RequestType::Subdocument, RequestType::XmlHttpRequest]);
            line.rule.types = excluded.iter().fold(cleaned, Types::without);
        }
        Some(line)
    }),
    ("`removeparam` for sockets: adblock removes, we leave what no browser sends elsewhere", |mut line| {
        let [named, _] = types(line.text);
        let is_for_all = options(line.text).any(|it| it == "all");
        if matches!(line.rule.effect, Effect::Clean(_)) && (is_for_all || named.contains(RequestType::WebSocket)) {
            line.rule.types = line.rule.types.with(RequestType::WebSocket);
        }
        Some(line)
    }),
    ("a regular expression with capitals: adblock puts it into lower case, classes like `\\D` too", |mut line| {
        if let Pattern::Regex { source, case: Case::Ignored } = &mut line.rule.pattern {
            source.make_ascii_lowercase();
        }
        Some(line)
    }),
];

/// `readings` as adblock means them, by these translations.
pub(crate) fn translated<'a>(readings: &'a [Reading<'a>], by: &[(&str, Translate)]) -> Vec<Reading<'a>> {
    let translate = |line: &RuleLine<'a>| by.iter().try_fold(line.clone(), |line, (_, translate)| translate(line));
    let reading = |reading: &Reading<'a>| Reading {
        list: reading.list,
        rules: reading.rules.iter().filter_map(translate).collect(),
        skipped: Vec::new(),
    };
    readings.iter().map(reading).collect()
}

/// Every name that is given here.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    TRANSLATIONS.iter().map(|(name, _)| *name)
}

fn for_pages(mut line: RuleLine<'_>) -> RuleLine<'_> {
    line.rule.types = line.rule.types.with(RequestType::Document);
    line
}

/// Types that the line names, and those that it negates.
fn types(text: &str) -> [Types; 2] {
    let of = |is_negated: bool| {
        let words = options(text).filter(|word| word.starts_with('~') == is_negated);
        let types: Vec<RequestType> = words.filter_map(|word| word.trim_start_matches('~').parse().ok()).collect();
        Types::of(&types)
    };
    [of(false), of(true)]
}

fn options(text: &str) -> impl Iterator<Item = &str> {
    text.rsplit_once('$').map_or("", |(_, options)| options).split(',')
}
