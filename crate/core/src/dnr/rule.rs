//! A declarativeNetRequest rule as Chrome reads it.
//! <https://developer.chrome.com/docs/extensions/reference/api/declarativeNetRequest>

use std::borrow::Cow;
use std::collections::BTreeSet;

use serde::Serialize;

/// The entry of Server-Timing that a stripped response carries; `extension/content/storage-guard/signal.js` reads it.
pub const STRIPPED_SIGNAL: &str = "bystander";

/// One rule of a ruleset.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DnrRule {
    /// Unique in its ruleset, and the same from build to build; see [`super::ids`].
    pub id: u32,
    /// Higher wins, whatever the ruleset.
    pub priority: u32,
    /// What happens.
    pub action: DnrAction,
    /// When.
    pub condition: Condition,
    /// Place of its list among those that were compiled together.
    #[serde(skip)]
    pub list: usize,
    /// The lines of the list that it says, in order; none for the catalogue's.
    #[serde(skip)]
    pub lines: Vec<u32>,
}

/// What a rule does.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(tag = "type", rename_all = "camelCase")]
pub enum DnrAction {
    /// The request never leaves.
    Block,
    /// Nothing of lower priority acts.
    Allow,
    /// Nothing of lower priority acts on the document, nor on anything in it.
    AllowAllRequests,
    /// Headers are taken out and put in.
    #[serde(rename_all = "camelCase")]
    ModifyHeaders {
        /// Of the request.
        #[serde(skip_serializing_if = "Vec::is_empty")]
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
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
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
        value: Cow<'static, str>,
    },
}

/// Where a request goes instead.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Redirect {
    /// To the same URL with another query.
    Transform(Transform),
    /// To a file of the extension.
    ExtensionPath(String),
    /// To what the regular expression captured.
    RegexSubstitution(&'static str),
}

/// What becomes of a query.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Transform {
    /// It is this one.
    Query(&'static str),
    /// Some of it goes.
    #[serde(rename_all = "camelCase")]
    QueryTransform {
        /// Names of parameters.
        remove_params: BTreeSet<String>,
    },
}

impl DnrAction {
    /// Strips identity: no cookie in either direction, no referrer, and the signal by which the storage guard knows.
    /// Chrome can only set a referrer to a constant, so it goes altogether.
    pub(super) fn strip() -> Self {
        let remove = |header| HeaderChange::Remove { header };
        let signal = HeaderChange::Append { header: "server-timing", value: STRIPPED_SIGNAL.into() };
        Self::ModifyHeaders {
            // The last is what `<a ping>` says on pages without encryption.
            request_headers: vec![remove("cookie"), remove("referer"), remove("ping-from")],
            response_headers: vec![remove("set-cookie"), signal],
        }
    }

    /// Adds a header to the response.
    pub(super) fn add_header(header: &'static str, value: &str) -> Self {
        let change = HeaderChange::Append { header, value: value.to_owned().into() };
        Self::ModifyHeaders { request_headers: Vec::new(), response_headers: vec![change] }
    }

    /// Removes the parameter called `name`.
    pub(super) fn remove_parameter(name: &str) -> Self {
        let remove_params = BTreeSet::from([name.to_owned()]);
        Self::Redirect { redirect: Redirect::Transform(Transform::QueryTransform { remove_params }) }
    }

    /// Removes the whole query.
    pub(super) fn remove_query() -> Self {
        Self::Redirect { redirect: Redirect::Transform(Transform::Query("")) }
    }

    /// Puts a file of `stubs/` in the place of what was asked for.
    pub(super) fn stub(file: &str) -> Self {
        Self::Redirect { redirect: Redirect::ExtensionPath(format!("/stubs/{file}")) }
    }

    /// Whether Chrome counts the rule among those that it has fewer of at run time.
    pub(super) fn is_unsafe(&self) -> bool {
        matches!(self, Self::Redirect { .. } | Self::ModifyHeaders { .. })
    }
}

/// When a rule acts. An empty set means no condition.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Condition {
    /// A text with anchors, `*` and `^`; see [`super::text`].
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
    /// Hosts of pages, with their subdomains.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub top_domains: BTreeSet<String>,
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
    /// HTTP methods not meant, in lower case.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub excluded_request_methods: BTreeSet<&'static str>,
}

/// How the request stands to the requesting frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
#[expect(missing_docs, reason = "the names say it")]
pub enum DomainType {
    FirstParty,
    ThirdParty,
}

/// Chrome's resource types.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
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

impl Condition {
    /// The types written out.
    pub(super) fn types(&self) -> BTreeSet<ResourceType> {
        if self.resource_types.is_empty() {
            ResourceType::ALL.into_iter().filter(|kind| *kind != ResourceType::MainFrame).collect()
        } else {
            self.resource_types.clone()
        }
    }
}

impl ResourceType {
    /// What Chrome opens and cannot redirect.
    pub(super) fn is_socket(self) -> bool {
        matches!(self, Self::WebSocket | Self::WebTransport)
    }

    /// Every one.
    pub(super) const ALL: [Self; 15] = [
        Self::MainFrame,
        Self::SubFrame,
        Self::Stylesheet,
        Self::Script,
        Self::Image,
        Self::Font,
        Self::Object,
        Self::XmlHttpRequest,
        Self::Ping,
        Self::CspReport,
        Self::Media,
        Self::WebSocket,
        Self::WebTransport,
        Self::WebBundle,
        Self::Other,
    ];
}
