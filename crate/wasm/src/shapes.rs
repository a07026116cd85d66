//! The core's shapes as JavaScript sees them. The matches below are exhaustive on purpose.

use bystander_core::{self as core, Moment};
use serde::{Deserialize, Serialize};
use tsify::Tsify;

/// What happens to a request.
#[derive(Debug, Serialize, Deserialize, Tsify)]
#[serde(rename_all = "lowercase")]
pub enum Action {
    Allow,
    Strip,
    Clean,
    Replace,
    Block,
}

/// Who decided.
#[derive(Debug, Serialize, Deserialize, Tsify)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Reason {
    Rule { list: String, line: u32, text: String },
    ExceptionRule { list: String, line: u32, text: String },
    SiteException { site: String },
    Strict,
    Unsupported,
    None,
}

/// An action with its reason; `url` is where a cleaned request goes instead.
#[derive(Debug, Serialize, Deserialize, Tsify)]
pub struct Verdict {
    pub action: Action,
    pub reason: Reason,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// Facts about a request, as the browser gives them. An unknown type counts as "other", no method as GET.
#[derive(Debug, Serialize, Deserialize, Tsify)]
pub struct Request {
    pub url: String,
    pub page: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub frame: Option<String>,
    #[serde(rename = "type")]
    pub kind: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
}

/// How much is stopped.
#[derive(Debug, Serialize, Deserialize, Tsify)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    Gentle,
    Standard,
    Strict,
}

/// A site on which nothing is stopped, until a moment in milliseconds since 1970 or for good.
#[derive(Debug, Serialize, Deserialize, Tsify)]
pub struct SiteException {
    pub site: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<f64>,
}

/// The user's will.
#[derive(Debug, Serialize, Deserialize, Tsify)]
pub struct Policy {
    pub level: Level,
    pub exceptions: Vec<SiteException>,
}

impl From<core::Verdict> for Verdict {
    fn from(verdict: core::Verdict) -> Self {
        Self { action: verdict.action.into(), reason: verdict.reason.into(), url: verdict.url }
    }
}

impl From<core::Action> for Action {
    fn from(action: core::Action) -> Self {
        match action {
            core::Action::Allow => Self::Allow,
            core::Action::Strip => Self::Strip,
            core::Action::Clean => Self::Clean,
            core::Action::Replace => Self::Replace,
            core::Action::Block => Self::Block,
        }
    }
}

impl From<core::Reason> for Reason {
    fn from(reason: core::Reason) -> Self {
        match reason {
            core::Reason::Rule(rule) => Self::Rule { list: rule.list, line: rule.line, text: rule.text },
            core::Reason::ExceptionRule(rule) => {
                Self::ExceptionRule { list: rule.list, line: rule.line, text: rule.text }
            }
            core::Reason::SiteException { site } => Self::SiteException { site },
            core::Reason::Strict => Self::Strict,
            core::Reason::Unsupported => Self::Unsupported,
            core::Reason::None => Self::None,
        }
    }
}

impl From<Request> for core::Facts {
    fn from(request: Request) -> Self {
        let kind = request.kind.parse().unwrap_or(core::RequestType::Other);
        let method = request.method.as_deref().unwrap_or("GET");
        Self::new(&request.url, &request.page, request.frame.as_deref(), kind, method)
    }
}

impl From<Policy> for core::Policy {
    fn from(policy: Policy) -> Self {
        let level = match policy.level {
            Level::Gentle => core::Level::Gentle,
            Level::Standard => core::Level::Standard,
            Level::Strict => core::Level::Strict,
        };
        let exceptions = policy.exceptions.into_iter();
        let exceptions =
            exceptions.map(|SiteException { site, until }| core::SiteException { site, until: until.map(Moment) });
        Self { level, exceptions: exceptions.collect() }
    }
}
