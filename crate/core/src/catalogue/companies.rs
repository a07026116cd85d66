//! Whose a domain is: a company, and whether its business there is to follow people.
//!
//! The table is made at build time from the catalogue's networks, `third-party-web` and our supplement
//! (docs/catalogue.md, "Companies").

use std::collections::BTreeSet;

use fst::{Map, Streamer};
use serde::{Deserialize, Serialize};

use crate::address::Address;
use crate::labels::Labels;
use crate::party::{names_above, public_suffixes, registrable_domain, shared_domains};
use crate::sieve::Sieve;
use crate::stored::map;

/// Who owns a domain.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Owner<'a> {
    /// The company's name.
    pub company: &'a str,
    /// The company's place among all, see [`Companies::name`].
    pub place: usize,
    /// What is done under this domain: `social`, `advertising`, `hosting` …
    pub kind: &'a str,
    /// The place of the network among the catalogue's, if it is one of them.
    pub network: Option<usize>,
    /// Whether people are followed here, so that requests from other companies' pages are stripped.
    pub follows: bool,
    /// Whether anybody may have pages under this domain, so that a page here is not the company's own.
    pub is_shared: bool,
}

/// A row of the table, as the build hands it in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnedDomain {
    /// With all its subdomains, unless a longer one is in the table.
    pub domain: String,
    /// The company's name.
    pub company: String,
    /// What is done under it.
    pub kind: String,
    /// The place of the network.
    pub network: Option<usize>,
    /// Whether people are followed here.
    pub follows: bool,
}

/// Which hosts [`Companies::owner`] says are a company's, for rules that know domains only: those of `domains`, with all
/// their subdomains, but for those of `excluded`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CompanyDomains {
    /// The company's rows of the table.
    pub domains: BTreeSet<String>,
    /// What lies under them and is somebody else's, or anybody's.
    pub excluded: BTreeSet<String>,
}

/// The table.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Companies {
    names: Vec<String>,
    kinds: Vec<String>,
    #[serde(with = "map")]
    domains: Map<Vec<u8>>,
    sieve: Sieve,
}

impl Companies {
    /// Of two rows for one domain the first counts. Public suffixes are left out.
    pub fn build(rows: &[OwnedDomain]) -> Self {
        let mut rows: Vec<&OwnedDomain> = rows.iter().collect();
        rows.sort_by(|one, other| one.domain.cmp(&other.domain));
        rows.dedup_by(|later, earlier| later.domain == earlier.domain);
        rows.retain(|row| !is_public_suffix(&row.domain));
        let names = distinct(rows.iter().map(|row| &row.company));
        let kinds = distinct(rows.iter().map(|row| &row.kind));
        let place = |known: &[String], name: &String| known.binary_search(name).unwrap_or_default() as u64;
        let shared = shared_domains();
        let packed = rows.iter().map(|row| {
            let flags = u64::from(row.follows) | u64::from(shared.contains(&row.domain)) << 1;
            let network = row.network.map_or(0, |network| network as u64 + 1);
            let kind = place(&kinds, &row.kind) << 8;
            (&row.domain, place(&names, &row.company) << 32 | network << 16 | kind | flags)
        });
        // Sorted and unique, the only things the builder can object to.
        let domains = Map::from_iter(packed).unwrap_or_default();
        let sieve = Sieve::of(rows.iter().map(|row| row.domain.as_str()));
        Self { names, kinds, domains, sieve }
    }

    /// The owner of the longest domain in the table that `host` is or lies under. What lies above a registrable domain
    /// belongs to others: `blogspot.com` says nothing about `someone.blogspot.com`.
    pub fn owner(&self, host: &str) -> Option<Owner<'_>> {
        let host = host.strip_suffix('.').unwrap_or(host);
        let mut labels = Labels::default();
        labels.set(host);
        self.find(host, &labels, || registrable_domain(host).len())
    }

    /// [`Companies::owner`] of the address's host.
    pub(super) fn owner_of(&self, address: &Address) -> Option<Owner<'_>> {
        self.find(address.name(), address.labels(), || address.site().map_or(0, str::len))
    }

    fn find(&self, host: &str, labels: &Labels, length_of_site: impl FnOnce() -> usize) -> Option<Owner<'_>> {
        let mut domains = labels.iter().filter(|label| self.sieve.has(label.hash)).map(|label| &host[label.start..]);
        let (domain, packed) = domains.find_map(|domain| self.domains.get(domain).map(|packed| (domain, packed)))?;
        if domain.len() < length_of_site() {
            return None;
        }
        let [flags, kind, network_low, network_high, company @ ..] = packed.to_le_bytes();
        let place = u32::from_le_bytes(company) as usize;
        Some(Owner {
            company: self.names.get(place)?,
            place,
            kind: self.kinds.get(usize::from(kind))?,
            network: usize::from(u16::from_le_bytes([network_low, network_high])).checked_sub(1),
            follows: flags & 1 != 0,
            is_shared: flags & 2 != 0,
        })
    }

    /// The name of the company at a place ([`Owner::place`]).
    pub fn name(&self, place: usize) -> Option<&str> {
        self.names.get(place).map(String::as_str)
    }

    /// All rows, sorted by domain.
    pub fn rows(&self) -> Vec<(String, Owner<'_>)> {
        let mut rows = Vec::new();
        let mut stream = self.domains.stream();
        while let Some((domain, _)) = stream.next() {
            let domain = String::from_utf8_lossy(domain).into_owned();
            if let Some(owner) = self.owner(&domain) {
                rows.push((domain, owner));
            }
        }
        rows
    }

    /// The domains of `company`.
    pub fn domains(&self, company: &str) -> CompanyDomains {
        let (own, others): (Vec<_>, Vec<_>) = self.names().partition(|(_, owner)| *owner == company);
        let domains: BTreeSet<String> = own.into_iter().map(|(domain, _)| domain).collect();
        let others = others.into_iter().map(|(domain, _)| domain).chain(public_suffixes());
        let excluded = others.filter(|other| names_above(other).any(|above| domains.contains(above))).collect();
        CompanyDomains { domains, excluded }
    }

    /// What lies under `domain` and is somebody else's than the domain itself.
    pub fn parts(&self, domain: &str) -> Vec<String> {
        let company = self.owner(domain).map(|owner| owner.company);
        let others = self.names().filter(|(_, owner)| Some(*owner) != company);
        let below = others.filter(|(other, _)| names_above(other).any(|above| above == domain));
        below.map(|(other, _)| other).collect()
    }

    /// Each row's domain with its company, sorted by domain.
    fn names(&self) -> impl Iterator<Item = (String, &str)> {
        let mut stream = self.domains.stream();
        std::iter::from_fn(move || {
            let (domain, packed) = stream.next()?;
            let company = self.names.get((packed >> 32) as usize)?;
            Some((String::from_utf8_lossy(domain).into_owned(), company.as_str()))
        })
    }
}

/// What lies under a public suffix belongs to whoever registered it there.
fn is_public_suffix(domain: &str) -> bool {
    let below = format!("x.{domain}");
    registrable_domain(&below) == below
}

fn distinct<'a>(words: impl Iterator<Item = &'a String>) -> Vec<String> {
    let mut words: Vec<String> = words.cloned().collect();
    words.sort();
    words.dedup();
    words
}
