//! Patterns by host, so that a request is compared with the few that may fit.

use std::collections::HashMap;

use super::model::{Network, Pixel, Widget};
use super::pattern::{Pattern, path_of};
use crate::address::Address;
use crate::facts::RequestType;
use crate::party::entities;
use crate::sieve::Sieve;

/// What a request is in the catalogue, by the places of the network and of its pixel or widget.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say it")]
pub enum EntryPlace {
    Pixel { network: usize, pixel: usize },
    Widget { network: usize, widget: usize },
}

/// What a request is in the catalogue.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Entry<'a> {
    /// A pixel's endpoint or loader.
    Pixel(&'a Network, &'a Pixel),
    /// A widget's frame or script.
    Widget(&'a Network, &'a Widget),
}

impl<'a> Entry<'a> {
    /// Whose it is.
    pub fn network(self) -> &'a Network {
        match self {
            Self::Pixel(network, _) | Self::Widget(network, _) => network,
        }
    }

    /// Its name, for people.
    pub fn name(self) -> &'a str {
        match self {
            Self::Pixel(_, pixel) => &pixel.name,
            Self::Widget(_, widget) => &widget.name,
        }
    }

    /// Whether [`super::STAND_IN`] takes the place of its scripts.
    pub fn has_stand_in(self) -> bool {
        matches!(self, Self::Widget(_, widget) if widget.stand_in)
    }
}

/// Which pattern of which entry, by place.
#[derive(Debug, Clone, Copy)]
struct Place {
    network: usize,
    part: Part,
    pattern: usize,
}

#[derive(Debug, Clone, Copy)]
enum Part {
    Endpoint(usize),
    Loader(usize),
    Frame(usize),
    Script(usize),
}

/// Patterns by the host as written (`facebook.com`, `google.*`).
#[derive(Debug, Default)]
pub(super) struct Index {
    places: HashMap<String, Vec<Place>>,
    sieve: Sieve,
    /// The names of `name.*`, without the star.
    entities: Vec<String>,
}

impl Index {
    pub(super) fn of(networks: &[Network]) -> Self {
        let mut index = Self::default();
        for (network, known) in networks.iter().enumerate() {
            for (number, pixel) in known.pixels.iter().enumerate() {
                index.add(network, Part::Endpoint(number), &pixel.endpoints);
                index.add(network, Part::Loader(number), &pixel.loaders);
            }
            for (number, widget) in known.widgets.iter().enumerate() {
                index.add(network, Part::Frame(number), &widget.frames);
                index.add(network, Part::Script(number), &widget.scripts);
            }
        }
        let names = index.places.keys().filter_map(|host| host.strip_suffix('*'));
        index.entities = names.map(str::to_owned).collect();
        index.sieve = Sieve::of(index.places.keys().map(String::as_str));
        index
    }

    fn add(&mut self, network: usize, part: Part, patterns: &[Pattern]) {
        for (pattern, known) in patterns.iter().enumerate() {
            self.places.entry(known.host().to_owned()).or_default().push(Place { network, part, pattern });
        }
    }

    /// The entry whose pattern fits; pixels before widgets.
    pub(super) fn find(&self, networks: &[Network], url: &Address, kind: RequestType) -> Option<EntryPlace> {
        let candidates = self.candidates(url);
        if candidates.is_empty() {
            return None;
        }
        let path = path_of(url);
        let found = candidates.into_iter().filter_map(|place| {
            let (pattern, _) = place.entry(networks)?;
            (place.part.is_for(kind) && pattern.matches_path(&path)).then_some(place.of_entry())
        });
        // Sorting by kind of entry rather than by order of files: what only tells is blocked even inside a widget.
        found.min_by_key(|entry| matches!(entry, EntryPlace::Widget { .. }))
    }

    /// The pixel whose endpoint this is, whatever asks for it.
    pub(super) fn endpoint<'a>(&self, networks: &'a [Network], url: &Address) -> Option<(&'a Network, &'a Pixel)> {
        let path = path_of(url);
        self.candidates(url).into_iter().find_map(|place| match (place.part, place.entry(networks)?) {
            (Part::Endpoint(_), (pattern, Entry::Pixel(network, pixel))) if pattern.matches_path(&path) => {
                Some((network, pixel))
            }
            _ => None,
        })
    }

    fn candidates(&self, url: &Address) -> Vec<Place> {
        let host = url.name();
        let passing = url.labels().iter().filter(|label| self.sieve.has(label.hash));
        let mut found: Vec<Place> =
            passing.filter_map(|label| self.places.get(&host[label.start..])).flatten().copied().collect();
        let mut names = url.labels().iter().map(|label| &host[label.start..]);
        if names.any(|name| self.entities.iter().any(|entity| name.starts_with(entity.as_str()))) {
            found.extend(entities(host).filter_map(|entity| self.places.get(&entity)).flatten());
        }
        found
    }
}

impl Place {
    fn of_entry(self) -> EntryPlace {
        let network = self.network;
        match self.part {
            Part::Endpoint(pixel) | Part::Loader(pixel) => EntryPlace::Pixel { network, pixel },
            Part::Frame(widget) | Part::Script(widget) => EntryPlace::Widget { network, widget },
        }
    }

    fn entry(self, networks: &[Network]) -> Option<(&Pattern, Entry<'_>)> {
        let network = networks.get(self.network)?;
        Some(match self.part {
            Part::Endpoint(number) => {
                let pixel = network.pixels.get(number)?;
                (pixel.endpoints.get(self.pattern)?, Entry::Pixel(network, pixel))
            }
            Part::Loader(number) => {
                let pixel = network.pixels.get(number)?;
                (pixel.loaders.get(self.pattern)?, Entry::Pixel(network, pixel))
            }
            Part::Frame(number) => {
                let widget = network.widgets.get(number)?;
                (widget.frames.get(self.pattern)?, Entry::Widget(network, widget))
            }
            Part::Script(number) => {
                let widget = network.widgets.get(number)?;
                (widget.scripts.get(self.pattern)?, Entry::Widget(network, widget))
            }
        })
    }
}

impl Part {
    /// Chrome's rules say the same: see `dnr/catalogue.rs`.
    fn is_for(self, kind: RequestType) -> bool {
        match self {
            Self::Endpoint(_) | Self::Loader(_) => kind != RequestType::Document,
            Self::Frame(_) => matches!(kind, RequestType::Subdocument | RequestType::Object),
            Self::Script(_) => kind == RequestType::Script,
        }
    }
}
