//! Gathers what is told: looks every name up, opens what is packed, drops what is said twice, counts what is left out.
//!
//! Does not know where in the request a pair was.

use std::borrow::Cow;
use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::lookup::{Lookup, fits};
use super::{Decoded, Field, UNKNOWN, form, json, show};
use crate::catalogue::{Class, Holds, Network, Parameter, Pixel};

/// Fields that are shown.
const MOST_FIELDS: usize = 200;
/// Events that are named.
const MOST_EVENTS: usize = 10;
/// How often a value is percent-decoded at most.
const MOST_DECODINGS: u8 = 2;
/// How often something may be packed in something packed.
const DEEPEST: u8 = 3;
/// A name that comes before others is cut here: it is written once for each of them.
const LONGEST_OUTER: usize = 256;
const NO_NAME: &str = "(no name)";

pub(super) struct Fields<'c> {
    lookup: Lookup<'c>,
    /// In the order of the catalogue, each with what it was said to be.
    events: Vec<(&'c str, Vec<String>)>,
    said: HashSet<u64>,
    shown: Vec<Field>,
    left_out: usize,
}

/// A pair, and how it came about.
#[derive(Clone, Copy)]
struct Pair<'p> {
    name: &'p str,
    value: &'p str,
    decodings: u8,
    /// What it was packed in, by name and parameter.
    outer: Option<(&'p str, &'p Parameter)>,
    depth: u8,
}

impl<'c> Fields<'c> {
    pub(super) fn of(pixel: &'c Pixel) -> Self {
        Self {
            lookup: Lookup::of(&pixel.parameters),
            events: pixel.event.iter().map(|name| (name.as_str(), Vec::new())).collect(),
            said: HashSet::new(),
            shown: Vec::new(),
            left_out: 0,
        }
    }

    pub(super) fn leave_out(&mut self, count: usize) {
        self.left_out += count;
    }

    /// Takes a pair, or text that names nothing.
    pub(super) fn take(&mut self, name: &str, value: Option<&str>, decodings: u8) {
        match value {
            Some(value) => self.pair(Pair { name, value, decodings, outer: None, depth: 0 }),
            None => self.left_out += usize::from(!name.trim().is_empty()),
        }
    }

    /// Takes a segment of the path: without the catalogue's word it is only a part of an address.
    pub(super) fn take_known(&mut self, name: &str, value: &str) {
        if self.lookup.exact(name).is_some() {
            self.take(name, Some(value), 1);
        } else {
            self.note_event(name, value);
        }
    }

    fn pair(&mut self, pair: Pair<'_>) {
        if pair.value.trim().is_empty() || !self.said.insert(fingerprint(pair.name, pair.value)) {
            return;
        }
        // A list's own elements have the name of what the list is packed in.
        let of_list = pair.outer.filter(|(name, _)| *name == pair.name).and(pair.outer);
        let parameter = match of_list {
            Some((_, outer)) => Some(outer),
            None => self.lookup.find(pair.name, pair.outer.map(|(_, outer)| outer)),
        };
        let packed = parameter.filter(|_| of_list.is_none() && pair.depth < DEEPEST);
        if !packed.is_some_and(|parameter| self.unpack(pair, parameter)) {
            self.show(pair, parameter);
        }
    }

    /// Whether there was anything to unpack.
    fn unpack(&mut self, pair: Pair<'_>, parameter: &Parameter) -> bool {
        let Some(holds) = parameter.holds else { return false };
        let is_readable = |text: &str| match holds {
            Holds::Json => json::begins(text.as_bytes()),
            Holds::Query => text.contains('='),
            Holds::Colon => text.contains(':'),
        };
        let (value, decodings) = decoded_if(pair, is_readable);
        if !is_readable(&value) {
            return false;
        }
        let outer = &pair.name[..pair.name.floor_char_boundary(LONGEST_OUTER)];
        let mut is_empty = true;
        let mut inner = |name: &str, value: Option<&str>, decodings| {
            is_empty = false;
            match value {
                Some(value) => {
                    let depth = pair.depth + 1;
                    self.pair(Pair { name, value, decodings, outer: Some((outer, parameter)), depth });
                }
                None => self.left_out += 1,
            }
        };
        match holds {
            Holds::Json => json::read(value.as_bytes(), outer, &mut |name, value| inner(name, Some(value), decodings)),
            Holds::Colon => form::read_colons(&value, &mut |name, value| {
                inner(&format!("{outer}.{name}"), value, decodings);
            }),
            Holds::Query if decodings < MOST_DECODINGS => form::read(value.as_bytes(), &mut |name, value| {
                inner(&format!("{outer}.{name}"), value, decodings + 1);
            }),
            Holds::Query => {
                for (name, value) in form::split(value.as_bytes()) {
                    let name = format!("{outer}.{}", String::from_utf8_lossy(name));
                    inner(&name, value.map(String::from_utf8_lossy).as_deref(), decodings);
                }
            }
        }
        let is_nothing = matches!(value.trim(), "{}" | "[]");
        !is_empty || is_nothing
    }

    fn show(&mut self, pair: Pair<'_>, parameter: Option<&Parameter>) {
        self.note_event(pair.name, pair.value);
        if self.shown.len() == MOST_FIELDS {
            self.left_out += 1;
            return;
        }
        let class = parameter.map(|parameter| parameter.class);
        let identifies = parameter.is_some_and(|parameter| parameter.identifies);
        let value = match class {
            Some(class) if identifies || class.identifies() => show::id(pair.value),
            Some(Class::PageAddress | Class::Referrer) => show::text(&decoded_if(pair, is_address).0),
            _ => show::text(pair.value),
        };
        self.shown.push(Field {
            name: if pair.name.is_empty() { NO_NAME.to_owned() } else { show::text(pair.name) },
            meaning: parameter.map_or(UNKNOWN, |parameter| &parameter.meaning).to_owned(),
            class,
            value,
            identifies,
        });
    }

    fn note_event(&mut self, name: &str, value: &str) {
        if value.trim().is_empty() {
            return;
        }
        for (_, values) in self.events.iter_mut().filter(|(event, _)| fits(event, name)) {
            let value = show::text(value);
            // One more than are named shows that there are more.
            if values.len() <= MOST_EVENTS && !values.contains(&value) {
                values.push(value);
            }
        }
    }

    pub(super) fn decoded(self, network: &Network, pixel: &Pixel) -> Decoded {
        let event = self.events.into_iter().map(|(_, values)| values).find(|values| !values.is_empty());
        let event = event.map(|mut values| {
            if values.len() > MOST_EVENTS {
                values.truncate(MOST_EVENTS);
                values.push("…".to_owned());
            }
            values.join(", ")
        });
        Decoded {
            network: network.name.clone(),
            product: pixel.name.clone(),
            event,
            fields: self.shown,
            left_out: self.left_out,
        }
    }
}

/// The value, decoded once more if only that makes it what `is_expected`.
fn decoded_if(pair: Pair<'_>, is_expected: impl Fn(&str) -> bool) -> (Cow<'_, str>, u8) {
    let as_it_is = (Cow::Borrowed(pair.value), pair.decodings);
    if pair.decodings >= MOST_DECODINGS || is_expected(pair.value) || !pair.value.contains('%') {
        return as_it_is;
    }
    let again = form::unescape(pair.value.as_bytes());
    if is_expected(&again) { (again, pair.decodings + 1) } else { as_it_is }
}

fn is_address(text: &str) -> bool {
    let is_scheme =
        |text: &str| text.len() > 1 && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    text.split_once("://").is_some_and(|(scheme, _)| is_scheme(scheme))
}

fn fingerprint(name: &str, value: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    (name, value).hash(&mut hasher);
    hasher.finish()
}
