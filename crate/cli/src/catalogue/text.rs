//! The catalogue's files as they are written: docs/catalogue.md as types. An unknown field is refused here, with its
//! line; what fits together is checked in `check.rs`.

use std::collections::BTreeMap;

use bystander_core::catalogue::{Class, Holds, Payload};
use serde::{Deserialize, Serialize};
use toml::Spanned;

/// A fact's sources: one name, or several.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
pub(super) enum Cited {
    One(String),
    Several(Vec<String>),
}

impl Cited {
    pub(super) fn names(&self) -> &[String] {
        match self {
            Self::One(name) => std::slice::from_ref(name),
            Self::Several(names) => names,
        }
    }
}

pub(super) type Source = Spanned<Cited>;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NetworkText {
    pub(super) name: Spanned<String>,
    pub(super) company: String,
    pub(super) kind: NetworkKind,
    pub(super) site: Spanned<String>,
    pub(super) policy: Spanned<String>,
    pub(super) domains: Vec<Spanned<String>>,
    pub(super) source: Source,
    /// The slug of the network's icon in the npm package `simple-icons`.
    #[serde(default)]
    pub(super) mark: Option<Spanned<String>>,
    #[serde(default)]
    pub(super) share: Option<ShareText>,
    #[serde(default)]
    pub(super) cookies: Vec<CookieText>,
    #[serde(default)]
    pub(super) links: Vec<LinkText>,
    #[serde(default)]
    pub(super) shims: Vec<ShimText>,
    #[serde(default)]
    pub(super) sources: BTreeMap<String, Spanned<SourceText>>,
    #[serde(default)]
    pub(super) widgets: Vec<WidgetText>,
    #[serde(default)]
    pub(super) pixels: Vec<PixelText>,
}

#[derive(Debug, Clone, Copy, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum NetworkKind {
    Social,
    Advertising,
    Analytics,
    Video,
    Audio,
    Comments,
    Sharing,
    Maps,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SourceText {
    pub(super) title: String,
    pub(super) address: Spanned<String>,
    pub(super) by: By,
    pub(super) date: Spanned<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum By {
    Vendor,
    Authority,
    Community,
    Observed,
}

impl By {
    /// Whether the source is the one that knows: who does it, or who judged it.
    pub(super) fn is_first_hand(self) -> bool {
        matches!(self, Self::Vendor | Self::Authority)
    }
}

/// Where a page can be shared without a widget of the network.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ShareText {
    pub(super) address: Spanned<String>,
    pub(super) label: String,
    pub(super) short: String,
    pub(super) source: Source,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct WidgetText {
    pub(super) id: Spanned<String>,
    pub(super) name: String,
    pub(super) kind: WidgetKind,
    pub(super) shows: String,
    #[serde(default)]
    pub(super) frames: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) scripts: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) stand_in: bool,
    #[serde(default)]
    pub(super) elements: Vec<Spanned<String>>,
    pub(super) works_without_script: bool,
    #[serde(default)]
    pub(super) original: Vec<OriginalText>,
    /// The widgets whose scripts make this one, where the rule of docs/catalogue.md would be wrong.
    #[serde(default)]
    pub(super) made_by: Option<Vec<Spanned<String>>>,
    #[serde(default = "yes")]
    pub(super) placeholder: bool,
    #[serde(default)]
    pub(super) size: Option<Spanned<[u16; 2]>>,
    pub(super) source: Source,
}

fn yes() -> bool {
    true
}

/// How a frame's address becomes that of the same thing on the network's own site.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct OriginalText {
    pub(super) from: Spanned<String>,
    pub(super) to: Spanned<String>,
    #[serde(default)]
    pub(super) decode: bool,
}

#[derive(Debug, Clone, Copy, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum WidgetKind {
    Like,
    Share,
    Save,
    Follow,
    Page,
    Post,
    Video,
    Audio,
    Comments,
    Login,
    Feed,
    Map,
    Chat,
    Captcha,
    Sdk,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PixelText {
    pub(super) id: Spanned<String>,
    pub(super) name: String,
    pub(super) endpoints: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) loaders: Vec<Spanned<String>>,
    pub(super) methods: Vec<Method>,
    pub(super) payload: Vec<Payload>,
    #[serde(default)]
    pub(super) event: Vec<String>,
    #[serde(default)]
    pub(super) parameters_of: Option<Spanned<String>>,
    pub(super) source: Source,
    #[serde(default)]
    pub(super) parameters: Vec<ParameterText>,
    #[serde(default)]
    pub(super) proxy: Option<ProxyText>,
}

#[derive(Debug, Clone, Copy, Deserialize, Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub(super) enum Method {
    Get,
    Post,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ParameterText {
    pub(super) name: Spanned<String>,
    pub(super) meaning: String,
    pub(super) class: Class,
    #[serde(default)]
    pub(super) identifies: Option<bool>,
    #[serde(default)]
    pub(super) holds: Option<Holds>,
    pub(super) source: Source,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ProxyText {
    #[serde(default)]
    pub(super) path: Option<Spanned<String>>,
    pub(super) keys: Vec<String>,
    pub(super) source: Source,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CookieText {
    pub(super) name: Spanned<String>,
    pub(super) on: Place,
    pub(super) purpose: String,
    #[serde(default)]
    pub(super) lifetime: Vec<Spanned<String>>,
    #[serde(default)]
    pub(super) ruling: bool,
    pub(super) source: Source,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Place {
    Network,
    Site,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct LinkText {
    pub(super) parameter: Spanned<String>,
    pub(super) meaning: String,
    pub(super) class: Class,
    pub(super) source: Source,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct ShimText {
    pub(super) address: Spanned<String>,
    pub(super) target: String,
    pub(super) source: Source,
}

/// `companies/supplement.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SupplementText {
    pub(super) sources: BTreeMap<String, Spanned<SourceText>>,
    pub(super) companies: Vec<CompanyText>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CompanyText {
    pub(super) name: String,
    pub(super) kind: String,
    pub(super) domains: Vec<Spanned<String>>,
    pub(super) source: Source,
}

/// `companies/names.toml`: a name of `third-party-web`, and ours.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct NamesText {
    pub(super) names: BTreeMap<String, String>,
}
