//! Who owns which domain: the catalogue's networks first, then our supplement, then `third-party-web`.

use bystander_core::catalogue::OwnedDomain;
use bystander_core::party::entity_domains;
use serde::Deserialize;

use super::text::{NamesText, NetworkText, Source, SupplementText};
use crate::failure::Failure;
use crate::package;

/// The npm package (MIT) whose entities are used.
pub(super) const PACKAGE: &str = "third-party-web@0.30.0";
/// Where people read about it.
pub(super) const PACKAGE_ADDRESS: &str = "https://github.com/patrickhulce/third-party-web";
/// Its integrity, as npm's registry states it.
pub(super) const INTEGRITY: &str =
    "sha512-p+PfyL5U0ediGzvwPzMSdD9MnC8rHW6nWJJVLIQvqN7RsSqfaZ+7n4c9GILqH36EYR0eXB9CzAeCRnKFr/9uJg==";

/// What a company may do under a domain so that requests there are stripped.
const FOLLOWS: [&str; 5] = ["advertising", "analytics", "social", "marketing", "tag manager"];

/// An entity of the package.
#[derive(Debug, Deserialize)]
pub(super) struct Entity {
    pub(super) name: String,
    #[serde(default)]
    pub(super) company: Option<String>,
    pub(super) category: String,
    pub(super) domains: Vec<String>,
    /// On how many pages a script of the entity ran.
    #[serde(default, rename = "totalOccurrences")]
    pub(super) occurrences: u32,
}

/// Whose a domain is, and who says so.
pub(super) struct Claim<'a> {
    pub(super) row: OwnedDomain,
    pub(super) by: Stated<'a>,
}

/// Who says it.
#[derive(Clone, Copy)]
pub(super) enum Stated<'a> {
    /// The file of the row's network.
    Network,
    /// Our supplement, by this source of it.
    Supplement(&'a Source),
    /// The package.
    Package,
}

/// The package's entities.
pub(super) fn third_party_web() -> Result<Vec<Entity>, Failure> {
    let text = text("dist/entities.json")?;
    serde_json::from_str(&text).map_err(|error| Failure::Fetch(format!("{PACKAGE}: {error}")))
}

/// CSV without a header: every host that the package's authors saw, the most seen first, in the first column.
pub(super) fn hosts_by_rank() -> Result<String, Failure> {
    text("dist/domain-map.csv")
}

fn text(path: &str) -> Result<String, Failure> {
    package::texts(PACKAGE, INTEGRITY, &[path.to_owned()]).map(|texts| texts.concat())
}

/// Where several claim a domain, the first claim counts; and what lies under a network's domain is the
/// network's, whatever others say.
pub(super) fn claims<'a>(
    networks: &[(String, &NetworkText)],
    names: &NamesText,
    supplement: &'a SupplementText,
    entities: &[Entity],
) -> Vec<Claim<'a>> {
    let mut claims = Vec::new();
    for (place, (_, network)) in networks.iter().enumerate() {
        let kind = serde_json::to_value(network.kind).ok().and_then(|kind| kind.as_str().map(str::to_owned));
        let kind = kind.unwrap_or_default();
        for domain in &network.domains {
            let domains: Vec<String> = match domain.get_ref().strip_suffix(".*") {
                Some(name) => entity_domains(name).collect(),
                None => vec![domain.get_ref().clone()],
            };
            claims.extend(domains.into_iter().map(|domain| Claim {
                row: OwnedDomain {
                    domain,
                    company: network.company.clone(),
                    kind: kind.clone(),
                    network: Some(place),
                    follows: true,
                },
                by: Stated::Network,
            }));
        }
    }
    let of_networks: Vec<String> = claims.iter().map(|claim| claim.row.domain.clone()).collect();
    let is_taken = |domain: &str| {
        let labels = std::iter::once(0).chain(domain.match_indices('.').map(|(dot, _)| dot + 1));
        labels.map(|start| &domain[start..]).any(|parent| of_networks.iter().any(|taken| taken == parent))
    };
    let ours = supplement.companies.iter().flat_map(|company| {
        let by = Stated::Supplement(&company.source);
        company.domains.iter().map(move |domain| (domain.get_ref().as_str(), company.name.clone(), &company.kind, by))
    });
    let theirs = entities.iter().flat_map(|entity| {
        let given = entity.company.as_ref().unwrap_or(&entity.name);
        let name = names.names.get(&entity.name).or_else(|| names.names.get(given)).unwrap_or(given);
        let by = Stated::Package;
        entity.domains.iter().map(move |domain| (domain.as_str(), name.clone(), &entity.category, by))
    });
    for (domain, company, category, by) in ours.chain(theirs) {
        let domain = domain.strip_prefix("*.").unwrap_or(domain).to_ascii_lowercase();
        if !is_taken(&domain) {
            let kind = kind(category).to_owned();
            let follows = FOLLOWS.contains(&kind.as_str());
            claims.push(Claim { row: OwnedDomain { domain, company, kind, network: None, follows }, by });
        }
    }
    claims
}

/// The package's categories in the words of the product.
fn kind(category: &str) -> &str {
    match category {
        "ad" => "advertising",
        "tag-manager" => "tag manager",
        "consent-provider" => "consent",
        "customer-success" => "customer service",
        "cdn" => "delivery",
        "utility" => "tools",
        other => other,
    }
}
