//! Where adblock matches an address otherwise, meaning the same by the rule: each way has a name, and is known by the
//! rules that had a word in it and by the address.

use bystander_core::RequestType;
use bystander_core::lists::{Anchor, Pattern, RuleLine, Text};

use crate::oracle::{Matched, goes_to, stops};

type Is = fn(&Matched<'_>) -> bool;

const KINDS: &[(&str, Is)] = &[
    ("a parameter without a value: adblock leaves it, we remove it", |it| {
        let ours = goes_to(it.ours, it.facts);
        !it.theirs.stops && !stops(it.ours) && without_valueless(ours) == without_valueless(&it.theirs.url)
    }),
    ("an address of more than 255 words: adblock looks no further", |it| {
        words(it.facts.url.as_str()).count() > MOST_WORDS
    }),
    ("the address of a socket that something else asks for: to adblock it is a socket", |it| {
        it.facts.url.as_str().starts_with("ws") && it.facts.kind != RequestType::WebSocket
    }),
    ("`|http://` and a socket: adblock spares what is of the other scheme, and a socket is of neither", |it| {
        let is_scheme = |text: &Text| text.anchor == Anchor::Start && matches!(&*text.text, "http://" | "https://");
        it.facts.kind == RequestType::WebSocket && it.texts().any(is_scheme)
    }),
    ("a root dot at the asking document's host: adblock takes it for part of the name", |it| {
        it.facts.frame.host().is_some_and(|host| host.ends_with('.'))
    }),
    ("a host that nothing ends: to adblock it is whole labels, to us the beginning of one", |it| {
        it.texts().any(|text| host(text).is_some_and(|host| host.len() == text.text.len()))
    }),
    ("a host with a port or a query right behind it: adblock takes both for the host", |it| {
        it.texts().any(|text| after_host(text).is_some_and(|after| !after.starts_with(['/', '^', '*'])))
    }),
    ("a host's name that the address has twice: adblock looks at the first place alone", |it| {
        let url = it.facts.url.as_str().to_ascii_lowercase();
        it.texts().any(|text| host(text).is_some_and(|host| url.match_indices(&host).count() > 1))
    }),
    ("`||host^|`: adblock lets a path follow", |it| {
        it.texts().any(|text| text.ends && after_host(text).is_some_and(|after| after == "^"))
    }),
    ("a pattern that begins in mid-word: adblock looks its first word up whole", |it| {
        let url = it.facts.url.as_str().to_ascii_lowercase();
        it.texts().any(|text| first_word(text).is_some_and(|first| words(&url).all(|word| word != first)))
    }),
    ("a pattern that ends with `*|`: to adblock the address ends with what stands before", |it| {
        it.lines.iter().any(|line| line.text.split('$').next().is_some_and(|pattern| pattern.ends_with("*|")))
    }),
    ("a pattern between slashes that has an anchor: to adblock it is a regular expression", |it| {
        let patterns = it.lines.iter().filter_map(|line| line.text.trim_start_matches('@').split('$').next());
        patterns
            .map(|pattern| pattern.trim_matches('|'))
            .any(|it| it.len() > 1 && it.starts_with('/') && it.ends_with('/'))
    }),
    ("two separators in a row: adblock takes the second for a beginning", |it| {
        it.texts().any(|text| text.text.contains("^^"))
    }),
];

/// More are not looked at.
const MOST_WORDS: usize = 255;

/// Why both differ, if that is known.
pub(crate) fn name(matched: &Matched<'_>) -> Option<&'static str> {
    KINDS.iter().find(|(_, is)| is(matched)).map(|(name, _)| *name)
}

/// Every name that is given here.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    KINDS.iter().map(|(name, _)| *name)
}

impl Matched<'_> {
    fn texts(&self) -> impl Iterator<Item = &Text> {
        self.lines.iter().filter_map(|RuleLine { rule, .. }| match &rule.pattern {
            Pattern::Text(text) => Some(text),
            _ => None,
        })
    }
}

/// The name after `||`.
fn host(text: &Text) -> Option<&str> {
    let end = text.text.find(|c: char| !c.is_ascii_alphanumeric() && !"-._".contains(c)).unwrap_or(text.text.len());
    (text.anchor == Anchor::Host).then(|| &text.text[..end])
}

/// What stands behind it, if anything does.
fn after_host(text: &Text) -> Option<&str> {
    host(text).map(|host| &text.text[host.len()..]).filter(|after| !after.is_empty())
}

/// As adblock divides an address. It passes over what is shorter than two letters.
fn words(url: &str) -> impl Iterator<Item = &str> {
    url.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 1)
}

/// The word that a pattern without anchor begins with.
fn first_word(text: &Text) -> Option<&str> {
    let word = text.text.split(|c: char| !c.is_alphanumeric()).next()?;
    (text.anchor == Anchor::None && word.len() > 1).then_some(word)
}

/// The address without parameters that say nothing.
fn without_valueless(url: &str) -> String {
    let (url, fragment) = url.split_once('#').unwrap_or((url, ""));
    let (before, query) = url.split_once('?').unwrap_or((url, ""));
    let has_value = |pair: &&str| pair.split_once('=').is_some_and(|(_, value)| !value.is_empty());
    let kept: Vec<&str> = query.split('&').filter(has_value).collect();
    format!("{before}?{}#{fragment}", kept.join("&"))
}
