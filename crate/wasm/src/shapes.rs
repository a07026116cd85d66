//! A request and a verdict as JavaScript sees them. The matches below are exhaustive on purpose.

use bystander_core::{self as core, Moment};
use serde::{Deserialize, Serialize};
use tsify::Tsify;

use crate::policy::{Grantee, Identity};

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
    Rule {
        list: String,
        line: u32,
    },
    ExceptionRule {
        list: String,
        line: u32,
    },
    SiteException {
        site: String,
    },
    Permission {
        grantee: Grantee,
        identity: Identity,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        until: Option<f64>,
    },
    Pixel {
        network: String,
        name: String,
    },
    Widget {
        network: String,
        name: String,
    },
    Company {
        company: String,
    },
    Strict,
    Unsupported,
    None,
}

/// An action with its reason; `url` is where a cleaned request goes instead, `stub` the file of the extension's `stubs/`
/// that takes the place of one that is replaced.
#[derive(Debug, Serialize, Deserialize, Tsify)]
pub struct Verdict {
    pub action: Action,
    pub reason: Reason,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stub: Option<String>,
}

/// A pixel or a widget: its network's id, and its name for people.
#[derive(Debug, Serialize, Deserialize, Tsify)]
pub struct Named {
    pub network: String,
    pub name: String,
}

/// A header of a response.
#[derive(Debug, Serialize, Deserialize, Tsify)]
pub struct AddedHeader {
    pub name: String,
    pub value: String,
}

/// Whose a host is: `network` is the id of the catalogue's network it belongs to, `kind` what is done there.
#[derive(Debug, Serialize, Deserialize, Tsify)]
pub struct Owner {
    pub company: String,
    pub kind: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub network: Option<String>,
}

/// What a pixel's request would have told: names are for people, values shortened for display.
#[derive(Debug, Serialize, Deserialize, Tsify)]
#[serde(rename_all = "camelCase")]
pub struct Decoded {
    pub network: String,
    pub product: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event: Option<String>,
    pub fields: Vec<Field>,
    /// Parts of the payload that were too many or too large to list.
    #[serde(default, skip_serializing_if = "is_zero")]
    #[tsify(optional)]
    pub left_out: usize,
}

/// One parameter; what the catalogue does not know has the class and the meaning `unknown`.
#[derive(Debug, Serialize, Deserialize, Tsify)]
pub struct Field {
    pub name: String,
    pub meaning: String,
    pub class: String,
    pub value: String,
    pub identifies: bool,
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

impl From<core::Verdict> for Verdict {
    fn from(verdict: core::Verdict) -> Self {
        Self { action: verdict.action.into(), reason: verdict.reason.into(), url: verdict.url, stub: verdict.stub }
    }
}

impl From<core::engine::AddedHeader> for AddedHeader {
    fn from(added: core::engine::AddedHeader) -> Self {
        Self { name: added.header.name().to_owned(), value: added.value }
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
            core::Reason::Rule(rule) => Self::Rule { list: rule.list, line: rule.line },
            core::Reason::ExceptionRule(rule) => Self::ExceptionRule { list: rule.list, line: rule.line },
            core::Reason::SiteException { site } => Self::SiteException { site },
            core::Reason::Permission { grantee, identity, until } => Self::Permission {
                grantee: grantee.into(),
                identity: identity.into(),
                until: until.map(|Moment(until)| until),
            },
            core::Reason::Pixel(entry) => Self::Pixel { network: entry.network, name: entry.name },
            core::Reason::Widget(entry) => Self::Widget { network: entry.network, name: entry.name },
            core::Reason::Company { company } => Self::Company { company },
            core::Reason::Strict => Self::Strict,
            core::Reason::Unsupported => Self::Unsupported,
            core::Reason::None => Self::None,
        }
    }
}

impl Owner {
    pub fn new(owner: core::catalogue::Owner<'_>, networks: &[core::catalogue::Network]) -> Self {
        let network = owner.network.and_then(|place| networks.get(place)).map(|network| network.id.clone());
        Self { company: owner.company.to_owned(), kind: owner.kind.to_owned(), network }
    }
}

impl From<core::decode::Decoded> for Decoded {
    fn from(decoded: core::decode::Decoded) -> Self {
        let fields = decoded.fields.into_iter().map(|field| Field {
            name: field.name,
            meaning: field.meaning,
            class: field.class.map_or("unknown", core::catalogue::Class::name).to_owned(),
            value: field.value,
            identifies: field.identifies,
        });
        Self {
            network: decoded.network,
            product: decoded.product,
            event: decoded.event,
            fields: fields.collect(),
            left_out: decoded.left_out,
        }
    }
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the shape serde wants")]
fn is_zero(count: &usize) -> bool {
    *count == 0
}

impl From<Request> for core::Facts {
    fn from(request: Request) -> Self {
        let kind = request.kind.parse().unwrap_or(core::RequestType::Other);
        let method = request.method.as_deref().unwrap_or("GET");
        Self::new(&request.url, &request.page, request.frame.as_deref(), kind, method)
    }
}
