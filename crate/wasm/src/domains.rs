//! Whose domains are whose, for rules that know nothing but domains.

use bystander_core as core;
use serde::{Deserialize, Serialize};
use tsify::Tsify;

/// Which hosts a company's are: those of `domains`, with all their subdomains, but for those of `excluded`.
#[derive(Debug, Serialize, Deserialize, Tsify)]
pub struct CompanyDomains {
    pub company: String,
    pub domains: Vec<String>,
    pub excluded: Vec<String>,
}

/// What pages of a site count as their own: `domains`, with all their subdomains. `company` is whose pages they are,
/// except under `parts`, which are others'.
#[derive(Debug, Serialize, Deserialize, Tsify)]
pub struct SiteDomains {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub company: Option<String>,
    pub domains: Vec<String>,
    pub parts: Vec<String>,
}

impl CompanyDomains {
    pub fn new(company: &str, known: core::catalogue::CompanyDomains) -> Self {
        Self {
            company: company.to_owned(),
            domains: known.domains.into_iter().collect(),
            excluded: known.excluded.into_iter().collect(),
        }
    }
}

impl SiteDomains {
    pub fn new(site: &str, catalogue: &core::Catalogue) -> Self {
        let page = core::Address::of_request(&format!("https://{site}/"));
        let company = catalogue.company_of(&page);
        let own = company.map(|company| catalogue.companies().domains(company).domains);
        Self {
            company: company.map(str::to_owned),
            domains: std::iter::once(site.to_owned()).chain(own.unwrap_or_default()).collect(),
            parts: catalogue.companies().parts(site),
        }
    }
}
