//! What is to happen to a request, and why: the shapes that every enforcement and every page of the UI reads.

use serde::{Deserialize, Serialize};

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
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
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
    /// The line as written.
    pub text: String,
}

/// An action with its reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Verdict {
    /// What happens.
    pub action: Action,
    /// Who decided.
    pub reason: Reason,
    /// Where the request goes instead; present exactly when the action is [`Action::Clean`].
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

impl Verdict {
    /// A verdict that needs no other address.
    pub fn new(action: Action, reason: Reason) -> Self {
        Self { action, reason, url: None }
    }

    /// [`Action::Clean`], to `url`.
    pub fn clean(url: String, reason: Reason) -> Self {
        Self { action: Action::Clean, reason, url: Some(url) }
    }
}
