//! Patterns by host, so that a request is compared with the few that may fit.

use std::collections::BTreeMap;

use super::model::{Network, Pixel, Widget};
use super::pattern::{Pattern, path_of};
use crate::address::Address;
use crate::facts::RequestType;
use crate::party::entities;

/// What a request is in the catalogue.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Entry<'a> {
    /// A pixel's endpoint or loader.
    Pixel(&'a Network, &'a Pixel),
    /// A widget's frame or script.
    Widget(&'a Network, &'a Widget),
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
    places: BTreeMap<String, Vec<Place>>,
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
        index
    }

    fn add(&mut self, network: usize, part: Part, patterns: &[Pattern]) {
        for (pattern, known) in patterns.iter().enumerate() {
            self.places.entry(known.host().to_owned()).or_default().push(Place { network, part, pattern });
        }
    }

    /// The entry whose pattern fits; pixels before widgets.
    pub(super) fn find<'a>(&self, networks: &'a [Network], url: &Address, kind: RequestType) -> Option<Entry<'a>> {
        let candidates = self.candidates(url);
        if candidates.is_empty() {
            return None;
        }
        let path = path_of(url);
        let found = candidates.into_iter().filter_map(|place| {
            let (pattern, entry) = place.entry(networks)?;
            (place.part.is_for(kind) && pattern.matches_path(&path)).then_some(entry)
        });
        // Sorting by kind of entry rather than by order of files: what only tells is blocked even inside a widget.
        found.min_by_key(|entry| matches!(entry, Entry::Widget(..)))
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
        let Some(host) = url.host() else { return Vec::new() };
        let host = host.strip_suffix('.').unwrap_or(host);
        let starts = std::iter::once(0).chain(host.match_indices('.').map(|(dot, _)| dot + 1));
        let mut found: Vec<Place> =
            starts.filter_map(|start| self.places.get(&host[start..])).flatten().copied().collect();
        if self.entities.iter().any(|name| host.contains(name.as_str())) {
            found.extend(entities(host).filter_map(|entity| self.places.get(&entity)).flatten());
        }
        found
    }
}

impl Place {
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
