//! The catalogue as rules of Chrome: pixels and widgets are blocked, networks and companies that follow are stripped.
//!
//! Party is against the page, hence `excludedTopDomains`: `domainType` looks at the frame, and a network's own frame
//! would be first party to the network.

use std::collections::{BTreeMap, BTreeSet};

use super::rule::{Condition, DnrAction, DnrRule, ResourceType};
use super::{bands, ids};
use crate::catalogue::{Catalogue, Owner, Pattern, STAND_IN};
use crate::party::{entity_domains, registrable_domain};

/// The catalogue's rulesets, each rule with a number of its own.
#[derive(Debug, Clone)]
pub struct CatalogueRulesets {
    /// Blocks pixels.
    pub pixels: Vec<DnrRule>,
    /// Blocks widgets, and puts the stand-in in the place of scripts that have one.
    pub widgets: Vec<DnrRule>,
    /// Lets widgets load: enabled at level *gentle* only.
    pub gentle: Vec<DnrRule>,
    /// Strips identity.
    pub strip: Vec<DnrRule>,
}

/// Compiles the catalogue.
pub fn compile_catalogue(catalogue: &Catalogue) -> CatalogueRulesets {
    let rows = catalogue.companies().rows();
    let sites = sites_of_companies(&rows);
    let (mut pixels, mut widgets, mut stand_ins) = (Vec::new(), Vec::new(), Vec::new());
    for network in catalogue.networks() {
        let own = sites.get(network.company.as_str());
        for pixel in &network.pixels {
            let patterns = pixel.endpoints.iter().chain(&pixel.loaders);
            pixels.extend(patterns.map(|pattern| condition(pattern, own, &[])));
        }
        for widget in &network.widgets {
            let frames = [ResourceType::SubFrame, ResourceType::Object];
            widgets.extend(widget.frames.iter().map(|pattern| condition(pattern, own, &frames)));
            let scripts = if widget.stand_in { &mut stand_ins } else { &mut widgets };
            scripts.extend(widget.scripts.iter().map(|pattern| condition(pattern, own, &[ResourceType::Script])));
        }
    }
    let gentle = [widgets.clone(), stand_ins.clone()].concat();
    let mut replaced = rules(widgets, bands::WIDGET, &DnrAction::Block);
    replaced.extend(rules(stand_ins, bands::WIDGET, &DnrAction::stub(STAND_IN)));
    CatalogueRulesets {
        pixels: ids::numbered(rules(pixels, bands::PIXEL, &DnrAction::Block)),
        gentle: ids::numbered(rules(gentle, bands::GENTLE, &DnrAction::Allow)),
        widgets: ids::numbered(replaced),
        strip: ids::numbered(rules(strip_conditions(&rows, &sites), bands::STRIP, &DnrAction::strip())),
    }
}

fn rules(conditions: Vec<Condition>, priority: u32, action: &DnrAction) -> Vec<DnrRule> {
    let rule = |condition| DnrRule { id: 0, priority, action: action.clone(), condition, list: 0, lines: Vec::new() };
    conditions.into_iter().map(rule).collect()
}

/// The domains of each company on which pages are its own.
fn sites_of_companies<'a>(rows: &'a [(String, Owner<'a>)]) -> BTreeMap<&'a str, BTreeSet<String>> {
    let mut sites: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for (domain, owner) in rows.iter().filter(|(_, owner)| !owner.is_shared) {
        sites.entry(owner.company).or_default().insert(domain.clone());
    }
    sites
}

fn condition(pattern: &Pattern, own: Option<&BTreeSet<String>>, types: &[ResourceType]) -> Condition {
    let mut condition = Condition {
        excluded_top_domains: own.cloned().unwrap_or_default(),
        resource_types: types.iter().copied().collect(),
        ..Condition::default()
    };
    if let Some(name) = pattern.host().strip_suffix(".*") {
        // `||` takes one host, and an unanchored path would match further down.
        condition.request_domains = entity_domains(name).collect();
        condition.regex_filter = Some(format!("^[a-z]+://[^/]+{}", regex(pattern.path())));
        condition.excluded_top_domains.extend(entity_domains(name));
    } else {
        condition.url_filter = Some(format!("||{}{}", pattern.host(), pattern.path()));
        condition.excluded_top_domains.insert(registrable_domain(pattern.host()).to_owned());
    }
    condition
}

/// A pattern's path in RE2's syntax.
fn regex(path: &str) -> String {
    let mut regex = String::new();
    for letter in path.chars() {
        match letter {
            '*' => regex.push_str(".*"),
            '^' => regex.push_str("(?:[^0-9a-z_.%-]|$)"),
            '|' => regex.push('$'),
            '.' | '?' | '+' | '(' | ')' | '[' | ']' | '{' | '}' | '\\' | '$' => regex.extend(['\\', letter]),
            _ => regex.push(letter),
        }
    }
    regex
}

/// One condition a company: its domains where people are followed, on other companies' pages.
fn strip_conditions(rows: &[(String, Owner<'_>)], sites: &BTreeMap<&str, BTreeSet<String>>) -> Vec<Condition> {
    let mut conditions: BTreeMap<&str, Condition> = BTreeMap::new();
    for (domain, owner) in rows.iter().filter(|(_, owner)| owner.follows) {
        let condition = conditions.entry(owner.company).or_insert_with(|| Condition {
            excluded_top_domains: sites.get(owner.company).cloned().unwrap_or_default(),
            ..Condition::default()
        });
        condition.request_domains.insert(domain.clone());
        // A company may own a part of a site only; the rest of the site is first party to it nevertheless.
        condition.excluded_top_domains.insert(registrable_domain(domain).to_owned());
        let others = rows.iter().filter(|(other, theirs)| {
            (theirs.company != owner.company || !theirs.follows)
                && other.strip_suffix(domain.as_str()).is_some_and(|label| label.ends_with('.'))
        });
        condition.excluded_request_domains.extend(others.map(|(other, _)| other.clone()));
    }
    conditions.into_values().collect()
}
