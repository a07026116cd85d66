//! A declarativeNetRequest rule as Chrome reads it.
//! <https://developer.chrome.com/docs/extensions/reference/api/declarativeNetRequest>

use std::collections::BTreeSet;

use serde::Serialize;

/// The entry of Server-Timing that a stripped response carries; `extension/content/storage-guard/signal.js` reads it.
pub const STRIPPED_SIGNAL: &str = "bystander";

/// One rule of a ruleset.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DnrRule {
    /// Unique in its ruleset, from 1.
    pub id: u32,
    /// Higher wins, whatever the ruleset.
    pub priority: u32,
    /// What happens.
    pub action: DnrAction,
    /// When.
    pub condition: Condition,
}

/// What a rule does.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
pub enum DnrAction {
    /// The request never leaves.
    Block,
    /// Nothing of lower priority acts.
    Allow,
    /// Headers are taken out and put in.
    #[serde(rename = "modifyHeaders", rename_all = "camelCase")]
    ModifyHeaders {
        /// Of the request.
        request_headers: Vec<HeaderChange>,
        /// Of the response.
        response_headers: Vec<HeaderChange>,
    },
    /// The request goes elsewhere.
    Redirect {
        /// Where to.
        redirect: Redirect,
    },
}

/// What happens to one header.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(tag = "operation", rename_all = "lowercase")]
pub enum HeaderChange {
    /// It is taken out, however often it is there.
    Remove {
        /// In lower case.
        header: &'static str,
    },
    /// It is put in beside what is there.
    Append {
        /// In lower case.
        header: &'static str,
        /// As sent.
        value: &'static str,
    },
}

/// A redirect that removes one parameter from the query.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Redirect {
    transform: Transform,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
struct Transform {
    query_transform: QueryTransform,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
struct QueryTransform {
    remove_params: [String; 1],
}

impl DnrAction {
    /// Strips identity: no cookie in either direction, no referrer, and the signal by which the storage guard knows.
    /// Chrome can only set a referrer to a constant, so it goes altogether.
    pub(super) fn strip() -> Self {
        let remove = |header| HeaderChange::Remove { header };
        Self::ModifyHeaders {
            // The last is what `<a ping>` says on pages without encryption.
            request_headers: vec![remove("cookie"), remove("referer"), remove("ping-from")],
            response_headers: vec![
                remove("set-cookie"),
                HeaderChange::Append { header: "server-timing", value: STRIPPED_SIGNAL },
            ],
        }
    }

    /// Removes the parameter called `name`.
    pub(super) fn remove_parameter(name: &str) -> Self {
        let query_transform = QueryTransform { remove_params: [name.to_owned()] };
        Self::Redirect { redirect: Redirect { transform: Transform { query_transform } } }
    }
}

/// When a rule acts. An empty set means no condition.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Condition {
    /// Pattern; see [`super::pattern`].
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url_filter: Option<String>,
    /// Regular expression in RE2's syntax.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub regex_filter: Option<String>,
    /// Whether letters must match in case; `None`: they need not.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_url_filter_case_sensitive: Option<bool>,
    /// Hosts requested, with their subdomains.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub request_domains: BTreeSet<String>,
    /// Hosts not meant.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub excluded_request_domains: BTreeSet<String>,
    /// Hosts of the requesting frame, with their subdomains.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub initiator_domains: BTreeSet<String>,
    /// Frames not meant.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub excluded_initiator_domains: BTreeSet<String>,
    /// Hosts of pages not meant, with their subdomains.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub excluded_top_domains: BTreeSet<String>,
    /// Party against the requesting frame.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub domain_type: Option<DomainType>,
    /// Types; empty: all but `main_frame`.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub resource_types: BTreeSet<ResourceType>,
    /// HTTP methods in lower case.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub request_methods: BTreeSet<&'static str>,
}

/// How the request stands to the requesting frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the names say it")]
pub enum DomainType {
    FirstParty,
    ThirdParty,
}

/// Chrome's resource types.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
#[expect(missing_docs, reason = "Chrome's own names")]
pub enum ResourceType {
    MainFrame,
    SubFrame,
    Stylesheet,
    Script,
    Image,
    Font,
    Object,
    #[serde(rename = "xmlhttprequest")]
    XmlHttpRequest,
    Ping,
    CspReport,
    Media,
    #[serde(rename = "websocket")]
    WebSocket,
    #[serde(rename = "webtransport")]
    WebTransport,
    #[serde(rename = "webbundle")]
    WebBundle,
    Other,
}
