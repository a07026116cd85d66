//! The shapes of what the catalogue knows, as they are compiled. docs/catalogue.md says what each means.
//!
//! Sources, cookies and selectors are not here: nothing decides by them, so the pages of the UI read them from a file
//! of their own.

use serde::{Deserialize, Serialize};

use super::pattern::Pattern;

/// A social network, an advertiser, a measurer: whoever makes widgets and pixels under one name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Network {
    /// The name of its file.
    pub id: String,
    /// As a person knows it.
    pub name: String,
    /// Whose it is.
    pub company: String,
    /// Its own domains, with all their subdomains. Lower case, without a dot at either end.
    pub domains: Vec<String>,
    /// What shows something.
    pub widgets: Vec<Widget>,
    /// What only tells.
    pub pixels: Vec<Pixel>,
}

/// A social plugin: a button, an embed, a login, or the script that makes them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Widget {
    /// Unique in its network.
    pub id: String,
    /// As a person knows it.
    pub name: String,
    /// Documents in frames.
    pub frames: Vec<Pattern>,
    /// Scripts.
    pub scripts: Vec<Pattern>,
    /// Whether the stand-in takes the scripts' place: what the page's own code calls is kept until they may run.
    pub stand_in: bool,
}

/// The file of the extension's `stubs/` that stands in for widgets' scripts.
pub const STAND_IN: &str = "stand-in.js";

/// Requests that are made only to tell the network something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pixel {
    /// Unique in its network.
    pub id: String,
    /// The product, as its maker calls it.
    pub name: String,
    /// Requests that carry a payload.
    pub endpoints: Vec<Pattern>,
    /// The scripts that make them.
    pub loaders: Vec<Pattern>,
    /// Where the payload may be.
    pub payload: Vec<Payload>,
    /// The parameters that name the event, the first present counts.
    pub event: Vec<String>,
    /// What each parameter tells.
    pub parameters: Vec<Parameter>,
    /// How the same payload is known on a host of the site's own.
    pub proxy: Option<Proxy>,
}

/// A part of a request that may carry a payload.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Payload {
    /// Segments of the path, and the matrix parameters in it (`/activityi;src=1`).
    Path,
    /// The query.
    Query,
    /// A body like a query, or multipart/form-data.
    Form,
    /// A body of JSON.
    Json,
    /// A body of lines, each like a query, each an event of its own.
    Lines,
}

/// One parameter, or all whose names fit a `*`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parameter {
    /// As it is sent, decoded; `*` stands for any run of characters.
    pub name: String,
    /// In plain words.
    pub meaning: String,
    /// Which kind of thing it tells.
    pub class: Class,
    /// Whether it points at a person.
    pub identifies: bool,
    /// How further parameters are packed in its value. Then only they are shown, as `outer.inner`.
    pub holds: Option<Holds>,
}

/// How parameters are packed in a parameter's value.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Holds {
    /// `{"loc":"https://…"}`.
    Json,
    /// `e=vp&p=1`.
    Query,
    /// `u:123:ls:456`.
    Colon,
}

/// A payload on whatever host.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proxy {
    /// What the path begins with, if that is fixed.
    pub path: Option<Pattern>,
    /// Parameters that are all there.
    pub keys: Vec<String>,
}

/// What kind of thing a parameter tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Class {
    /// Where the person is.
    #[serde(rename = "page address")]
    PageAddress,
    /// Where the person came from.
    #[serde(rename = "referrer")]
    Referrer,
    /// What the person did.
    #[serde(rename = "event")]
    Event,
    /// What the person bought or meant to.
    #[serde(rename = "purchase")]
    Purchase,
    /// What the person looked for.
    #[serde(rename = "search")]
    Search,
    /// An e-mail address, a telephone number, a name, as a hash that everybody who knows them can compute.
    #[serde(rename = "hashed identity")]
    HashedIdentity,
    /// The same in the clear, or the number of an account.
    #[serde(rename = "plain identity")]
    PlainIdentity,
    /// A number by which a browser or a session is known again.
    #[serde(rename = "browser id")]
    BrowserId,
    /// A number by which a click elsewhere is known again.
    #[serde(rename = "click id")]
    ClickId,
    /// Screen, language, system, hardware.
    #[serde(rename = "device")]
    Device,
    /// Country, city, time zone.
    #[serde(rename = "location")]
    Location,
    /// What is on the page.
    #[serde(rename = "content")]
    Content,
    /// Versions, counters, consent, timing.
    #[serde(rename = "technical")]
    Technical,
}

impl Class {
    /// In words, as the catalogue's files have it.
    pub fn name(self) -> &'static str {
        match self {
            Self::PageAddress => "page address",
            Self::Referrer => "referrer",
            Self::Event => "event",
            Self::Purchase => "purchase",
            Self::Search => "search",
            Self::HashedIdentity => "hashed identity",
            Self::PlainIdentity => "plain identity",
            Self::BrowserId => "browser id",
            Self::ClickId => "click id",
            Self::Device => "device",
            Self::Location => "location",
            Self::Content => "content",
            Self::Technical => "technical",
        }
    }

    /// Whether such a parameter points at a person unless the catalogue says otherwise.
    pub fn identifies(self) -> bool {
        matches!(self, Self::HashedIdentity | Self::PlainIdentity | Self::BrowserId | Self::ClickId)
    }
}
