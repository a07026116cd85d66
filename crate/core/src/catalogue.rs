//! What Bystander knows about social plugins and pixels: networks with their widgets and pixels, and whose a domain is.
//!
//! Read from `data/*.toml` by the command line (docs/catalogue.md); here it is looked things up in. What follows from it
//! is [`crate::decide()`]'s, what a payload means is [`crate::decode`]'s.

mod companies;
mod index;
mod model;
mod pattern;

use std::cell::RefCell;
use std::rc::Rc;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::address::{Address, Scheme};
use crate::decode::{self, Decoded};
use crate::facts::{Facts, RequestType};
use crate::party::Party;
use crate::policy::Grantee;
use crate::sealed::{self, File};

pub use companies::{Companies, CompanyDomains, OwnedDomain, Owner};
pub use index::{Entry, EntryPlace};
pub use model::{Class, Holds, Network, Parameter, Payload, Pixel, Proxy, STAND_IN, Widget};
pub use pattern::{Pattern, PatternError, path_of};

const MAGIC: [u8; 8] = *b"bystcata";
/// Raised whenever the shapes change.
const FORMAT: u32 = 4;

/// Bytes that are no catalogue of this build.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("the catalogue file is damaged or of another build")]
pub struct CatalogueError;

/// The catalogue. The default one is empty: it knows nobody.
#[derive(Debug, Default)]
pub struct Catalogue {
    networks: Vec<Network>,
    companies: Companies,
    index: index::Index,
    /// The page that was asked about last, and the place of its company: a page asks for much.
    last_page: RefCell<Option<(Rc<Address>, Option<usize>)>>,
}

#[derive(Serialize, Deserialize)]
struct SavedCatalogue<N, C> {
    networks: N,
    companies: C,
}

impl Catalogue {
    /// [`OwnedDomain::network`] counts `networks`.
    pub fn new(networks: Vec<Network>, companies: Companies) -> Self {
        let index = index::Index::of(&networks);
        Self { networks, companies, index, last_page: RefCell::default() }
    }

    /// The catalogue as bytes for [`Catalogue::load`] of the same build.
    pub fn save(&self) -> Vec<u8> {
        let saved = SavedCatalogue { networks: &self.networks, companies: &self.companies };
        sealed::seal(MAGIC, FORMAT, &saved)
    }

    /// Loads what [`Catalogue::save`] wrote.
    ///
    /// # Errors
    /// If the file is anything else.
    pub fn load(file: &(impl File + ?Sized)) -> Result<Self, CatalogueError> {
        let SavedCatalogue { networks, companies } = sealed::open(MAGIC, FORMAT, file).map_err(|_| CatalogueError)?;
        Ok(Self::new(networks, companies))
    }

    /// All networks, in the order of their ids.
    pub fn networks(&self) -> &[Network] {
        &self.networks
    }

    /// Whose each domain is.
    pub fn companies(&self) -> &Companies {
        &self.companies
    }

    /// What the request is, whoever asks: the first pixel or widget whose pattern fits its address and type.
    pub fn find(&self, url: &Address, kind: RequestType) -> Option<EntryPlace> {
        self.index.find(&self.networks, url, kind)
    }

    /// What stands at a place of [`Catalogue::find`].
    pub fn entry(&self, place: EntryPlace) -> Option<Entry<'_>> {
        match place {
            EntryPlace::Pixel { network, pixel } => {
                let network = self.networks.get(network)?;
                Some(Entry::Pixel(network, network.pixels.get(pixel)?))
            }
            EntryPlace::Widget { network, widget } => {
                let network = self.networks.get(network)?;
                Some(Entry::Widget(network, network.widgets.get(widget)?))
            }
        }
    }

    /// Whose the address is.
    pub fn owner(&self, url: &Address) -> Option<Owner<'_>> {
        self.companies.owner_of(url)
    }

    /// The company that a permission for `grantee` covers; `None` if there is no such widget.
    pub fn granted<'a>(&'a self, grantee: &'a Grantee) -> Option<&'a str> {
        match grantee {
            Grantee::Company { company } => Some(company),
            Grantee::Widget { network, name } => {
                let network = self.networks.iter().find(|known| known.id == *network)?;
                network.widgets.iter().any(|widget| widget.name == *name).then_some(&network.company)
            }
        }
    }

    /// The company whose own pages `page` is one of: nobody's where anybody may have pages.
    pub fn company_of(&self, page: &Address) -> Option<&str> {
        self.owner(page).filter(|owner| !owner.is_shared).map(|owner| owner.company)
    }

    fn company_of_page(&self, page: &Rc<Address>) -> Option<&str> {
        let mut last = self.last_page.borrow_mut();
        let place = match &*last {
            Some((known, place)) if Rc::ptr_eq(known, page) || known == page => *place,
            _ => {
                let place = self.owner(page).filter(|owner| !owner.is_shared).map(|owner| owner.place);
                *last = Some((Rc::clone(page), place));
                place
            }
        };
        place.and_then(|place| self.companies.name(place))
    }

    /// Whether the request goes to another site than the page's, and not to `company`'s or, without one, to a site of
    /// the same company.
    pub fn is_third_party(&self, facts: &Facts, company: Option<&str>) -> bool {
        if Party::of(&facts.url, &facts.page) == Party::First {
            return false;
        }
        let page = self.company_of_page(&facts.page);
        let request = company.or_else(|| self.owner(&facts.url).map(|owner| owner.company));
        page.is_none() || page != request
    }

    /// What a pixel's request would have told: by its endpoint, or, on a site's own host, by what it carries.
    /// `None` if it is no pixel's.
    pub fn decode(&self, url: &str, body: Option<&[u8]>) -> Option<Decoded> {
        let address = Address::of_request(url);
        if address.scheme() != Scheme::Web {
            return None;
        }
        let found = self.index.endpoint(&self.networks, &address).or_else(|| self.proxied(&address, body))?;
        Some(decode::decode(found.0, found.1, address.as_str(), body))
    }

    /// The pixel whose payload this is, on whatever host.
    fn proxied(&self, url: &Address, body: Option<&[u8]>) -> Option<(&Network, &Pixel)> {
        let path = path_of(url);
        let pixels = self.networks.iter().flat_map(|network| network.pixels.iter().map(move |pixel| (network, pixel)));
        pixels.filter_map(|(network, pixel)| Some((network, pixel, pixel.proxy.as_ref()?))).find_map(
            |(network, pixel, proxy)| {
                let fits_path = proxy.path.as_ref().is_none_or(|pattern| pattern.matches_path(&path));
                let carried = || decode::carries(&proxy.keys, &pixel.payload, url.as_str(), body);
                (fits_path && carried()).then_some((network, pixel))
            },
        )
    }
}
