//! What only the page of companies shows of the catalogue: who owns which domain, and what each parameter of a pixel gives
//! away, with where that is from. A source is written once, and facts cite it by its place.

use std::collections::{BTreeMap, HashMap};

use bystander_core::catalogue::{Class, Companies};
use serde::Serialize;

use super::companies::{Claim, PACKAGE, PACKAGE_ADDRESS, Stated};
use super::text::{NetworkText, ParameterText, PixelText, Source, SourceText, SupplementText};

/// `data/companies.json`.
#[derive(Default, Serialize)]
pub(crate) struct Who {
    sources: Vec<CitedSource>,
    companies: Vec<CompanyPage>,
    /// By the network's id.
    networks: BTreeMap<String, NetworkPage>,
}

#[derive(Serialize)]
struct CitedSource {
    title: String,
    address: String,
}

#[derive(Default, Serialize)]
struct CompanyPage {
    name: String,
    /// Those of its networks first, then as many domains are under each.
    kinds: Vec<String>,
    /// Without those of its networks.
    domains: Vec<DomainFacts>,
}

/// Domains that the same sources state.
#[derive(Serialize)]
struct DomainFacts {
    names: Vec<String>,
    sources: Vec<usize>,
}

#[derive(Serialize)]
struct NetworkPage {
    domains: DomainFacts,
    /// By the pixel's id.
    pixels: BTreeMap<String, Vec<ParameterFact>>,
}

#[derive(Serialize)]
struct ParameterFact {
    name: String,
    meaning: String,
    class: Class,
    identifies: bool,
    sources: Vec<usize>,
}

impl Who {
    /// `companies` are those of `claims`.
    pub(super) fn of(
        networks: &[(String, &NetworkText)],
        supplement: &SupplementText,
        claims: &[Claim<'_>],
        companies: &Companies,
    ) -> Self {
        let mut sources = Sources::default();
        let pages = networks.iter().map(|(id, network)| (id.clone(), network_page(network, &mut sources))).collect();
        let mut who: BTreeMap<&str, CompanyPage> = BTreeMap::new();
        for (_, network) in networks {
            let page = who.entry(&network.company).or_default();
            let kind = serde_json::to_value(network.kind).ok().and_then(|kind| kind.as_str().map(str::to_owned));
            page.kinds.extend(kind.filter(|kind| !page.kinds.contains(kind)));
        }
        // Of two claims to a domain the first counts.
        let mut stated: HashMap<&str, &Claim<'_>> = HashMap::new();
        for claim in claims {
            stated.entry(&claim.row.domain).or_insert(claim);
        }
        let rows = companies.rows();
        let mut under: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        for (domain, owner) in &rows {
            let cited = match stated.get(domain.as_str()).map(|claim| claim.by) {
                Some(Stated::Supplement(source)) => sources.of(source, &supplement.sources),
                Some(Stated::Package) => vec![sources.place(PACKAGE, PACKAGE_ADDRESS)],
                Some(Stated::Network) | None => continue,
            };
            *under.entry((owner.company, owner.kind)).or_default() += 1;
            let page = who.entry(owner.company).or_default();
            match page.domains.iter_mut().find(|facts| facts.sources == cited) {
                Some(facts) => facts.names.push(domain.clone()),
                None => page.domains.push(DomainFacts { names: vec![domain.clone()], sources: cited }),
            }
        }
        let mut kinds: Vec<_> = under.into_iter().collect();
        kinds.sort_by_key(|(_, domains)| std::cmp::Reverse(*domains));
        for ((company, kind), _) in kinds {
            let page = who.entry(company).or_default();
            if !page.kinds.iter().any(|known| known == kind) {
                page.kinds.push(kind.to_owned());
            }
        }
        let companies = who.into_iter().map(|(name, page)| CompanyPage { name: name.to_owned(), ..page }).collect();
        Self { sources: sources.list, companies, networks: pages }
    }
}

fn network_page(network: &NetworkText, sources: &mut Sources) -> NetworkPage {
    let pixels = network.pixels.iter().map(|pixel| {
        let facts = parameters(pixel, network).map(|parameter| ParameterFact {
            name: parameter.name.get_ref().clone(),
            meaning: parameter.meaning.clone(),
            class: parameter.class,
            identifies: parameter.identifies.unwrap_or(parameter.class.identifies()),
            sources: sources.of(&parameter.source, &network.sources),
        });
        (pixel.id.get_ref().clone(), facts.collect())
    });
    let pixels = pixels.collect();
    let names = network.domains.iter().map(|domain| domain.get_ref().clone()).collect();
    NetworkPage { domains: DomainFacts { names, sources: sources.of(&network.source, &network.sources) }, pixels }
}

/// The pixel's own parameters, then those of the pixel it refers to.
pub(super) fn parameters<'a>(
    pixel: &'a PixelText,
    network: &'a NetworkText,
) -> impl Iterator<Item = &'a ParameterText> {
    let other = pixel.parameters_of.as_ref();
    let other = other.and_then(|id| network.pixels.iter().find(|pixel| pixel.id.get_ref() == id.get_ref()));
    let borrowed = other.into_iter().flat_map(|pixel| &pixel.parameters);
    let is_own = |name: &str| pixel.parameters.iter().any(|parameter| parameter.name.get_ref() == name);
    pixel.parameters.iter().chain(borrowed.filter(move |parameter| !is_own(parameter.name.get_ref())))
}

#[derive(Default)]
struct Sources {
    list: Vec<CitedSource>,
    places: HashMap<(String, String), usize>,
}

impl Sources {
    fn of(&mut self, cited: &Source, stated: &BTreeMap<String, toml::Spanned<SourceText>>) -> Vec<usize> {
        let known = cited.get_ref().names().iter().filter_map(|name| stated.get(name));
        known.map(|source| self.place(&source.get_ref().title, source.get_ref().address.get_ref())).collect()
    }

    fn place(&mut self, title: &str, address: &str) -> usize {
        *self.places.entry((title.to_owned(), address.to_owned())).or_insert_with(|| {
            self.list.push(CitedSource { title: title.to_owned(), address: address.to_owned() });
            self.list.len() - 1
        })
    }
}
