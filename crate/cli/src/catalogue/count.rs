//! How much the catalogue knows, and how much of it first hand.

use std::collections::BTreeSet;
use std::fmt;

use bystander_core::catalogue::OwnedDomain;

use super::check::sources_of;
use super::text::NetworkText;

/// The numbers of the build's report.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Counts {
    networks: usize,
    widgets: usize,
    pixels: usize,
    parameters: usize,
    cookies: usize,
    links: usize,
    facts: usize,
    /// Facts with a source that is the vendor's own or an authority's.
    first_hand: usize,
    companies: usize,
    domains: usize,
}

impl Counts {
    pub(super) fn of(networks: &[(String, &NetworkText)], owned: &[OwnedDomain]) -> Self {
        let sum = |count: &dyn Fn(&NetworkText) -> usize| networks.iter().map(|(_, network)| count(network)).sum();
        let is_first_hand = |network: &NetworkText, names: &[String]| {
            let stated = names.iter().filter_map(|name| network.sources.get(name));
            stated.into_iter().any(|source| source.get_ref().by.is_first_hand())
        };
        let companies: BTreeSet<&str> = owned.iter().map(|row| row.company.as_str()).collect();
        Self {
            networks: networks.len(),
            widgets: sum(&|network| network.widgets.len()),
            pixels: sum(&|network| network.pixels.len()),
            parameters: sum(&|network| network.pixels.iter().map(|pixel| pixel.parameters.len()).sum()),
            cookies: sum(&|network| network.cookies.len()),
            links: sum(&|network| network.links.len() + network.shims.len()),
            facts: sum(&|network| sources_of(network).len()),
            first_hand: sum(&|network| {
                let sources = sources_of(network).into_iter();
                sources.filter(|source| is_first_hand(network, source.get_ref().names())).count()
            }),
            companies: companies.len(),
            domains: owned.len(),
        }
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { networks, widgets, pixels, parameters, cookies, links, facts, first_hand, companies, domains } =
            self;
        let share = first_hand * 100 / facts.max(&1);
        writeln!(
            out,
            "catalogue: {networks} networks, {widgets} widgets, {pixels} pixels, {parameters} parameters, \
             {cookies} cookies, {links} link parameters and shims"
        )?;
        writeln!(out, "  {first_hand} of {facts} facts ({share} %) have a first-hand source")?;
        write!(out, "  {companies} companies own {domains} domains")
    }
}
