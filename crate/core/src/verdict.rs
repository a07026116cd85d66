//! What is to happen to a request, and why: the shapes that every enforcement and every page of the UI reads.

use serde::{Deserialize, Serialize};

use crate::catalogue::{Catalogue, Entry};
use crate::decide::{Cause, Decision};
use crate::engine::Engine;
use crate::policy::{Grantee, Identity, Moment, Permission, Policy};

/// What happens to a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Action {
    /// It goes out as it is.
    Allow,
    /// It goes out without identity: no Cookie, no Set-Cookie back, no page address in the referrer.
    Strip,
    /// It goes to [`Verdict::url`] instead, from which tracking parameters were removed, and is decided again.
    Clean,
    /// It is stopped, and the content script draws a placeholder or a local stub takes its place.
    Replace,
    /// It is stopped.
    Block,
}

/// Who decided.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Reason {
    /// A rule of a list.
    Rule(Rule),
    /// An exception rule of a list, which spared the request from another rule.
    ExceptionRule(Rule),
    /// The user excepted the page's site.
    SiteException {
        /// The registrable domain excepted.
        site: String,
    },
    /// The user permitted somebody to load on the page's site.
    Permission {
        /// Whom.
        grantee: Grantee,
        /// As what they see the person.
        identity: Identity,
        /// When that ends; `None`: never.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<Moment>,
    },
    /// A pixel of the catalogue.
    Pixel(CatalogueEntry),
    /// A widget of the catalogue.
    Widget(CatalogueEntry),
    /// A company that follows people, on another company's page.
    Company {
        /// Its name.
        company: String,
    },
    /// The level is strict and the request goes to a third party.
    Strict,
    /// Neither http(s) nor ws(s), or asked for by the browser itself or an extension's page.
    Unsupported,
    /// Nobody minds.
    None,
}

/// What the catalogue calls a request.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CatalogueEntry {
    /// The network's id.
    pub network: String,
    /// The pixel's or widget's name, for people.
    pub name: String,
}

/// One line of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rule {
    /// The list's id.
    pub list: String,
    /// The line's number in the list, from 1.
    pub line: u32,
}

/// An action with its reason.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Verdict {
    /// What happens.
    pub action: Action,
    /// Who decided.
    pub reason: Reason,
    /// Where the request goes instead; present exactly when the action is [`Action::Clean`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The file of the extension's `stubs/` that takes the request's place, if there is one; only with
    /// [`Action::Replace`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stub: Option<String>,
}

impl Verdict {
    /// What `decision` says, in names. All but the decision are those it was made with.
    pub fn of(decision: Decision, policy: &Policy, catalogue: &Catalogue, engine: &Engine) -> Self {
        let reason = match decision.cause {
            Cause::Rule(cited) => Reason::Rule(engine.cite(cited)),
            Cause::ExceptionRule(cited) => Reason::ExceptionRule(engine.cite(cited)),
            Cause::SiteException(place) => policy
                .exceptions
                .get(place)
                .map_or(Reason::None, |exception| Reason::SiteException { site: exception.site.clone() }),
            Cause::Permission(place) => policy.permissions.get(place).cloned().map_or(
                Reason::None,
                |Permission { grantee, identity, until, .. }| Reason::Permission { grantee, identity, until },
            ),
            Cause::Entry(place) => catalogue.entry(place).map_or(Reason::None, |entry| {
                let named = CatalogueEntry { network: entry.network().id.clone(), name: entry.name().to_owned() };
                match entry {
                    Entry::Pixel(..) => Reason::Pixel(named),
                    Entry::Widget(..) => Reason::Widget(named),
                }
            }),
            Cause::Company(place) => catalogue
                .companies()
                .name(place)
                .map_or(Reason::None, |company| Reason::Company { company: company.to_owned() }),
            Cause::Strict => Reason::Strict,
            Cause::Unsupported => Reason::Unsupported,
            Cause::None => Reason::None,
        };
        Self {
            action: decision.action,
            reason,
            url: decision.url,
            stub: decision.stub.map(|stub| stub.file().to_owned()),
        }
    }
}
