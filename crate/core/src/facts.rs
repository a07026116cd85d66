//! What is known of a request, in the core's own words. Translates the browsers' and the lists' names of types.
//!
//! Not here: anything a person chose ([`crate::policy`]) or a list says ([`crate::engine`]).

use std::rc::Rc;
use std::str::FromStr;

use thiserror::Error;

use crate::address::Address;
use crate::lists::Methods;

/// Facts about one request. Built from any strings; see [`Facts::new`].
#[derive(Debug, Clone)]
pub struct Facts {
    /// Where the request goes.
    pub url: Address,
    /// The top-level document of the tab. For a [`RequestType::Document`] it is the request itself.
    pub page: Rc<Address>,
    /// The document that asks: the frame, or the page.
    pub frame: Rc<Address>,
    /// What is asked for.
    pub kind: RequestType,
    /// The HTTP method, as rules may name it.
    pub method: Methods,
}

impl Facts {
    /// `frame` is the requesting document where it is not the page. `about:blank` and `about:srcdoc` belong to the
    /// page; any other frame without a host (`null`, `data:`) has an origin of its own, which is third to everything.
    pub fn new(url: &str, page: &str, frame: Option<&str>, kind: RequestType, method: &str) -> Self {
        let page = Rc::new(Address::of_document(if kind == RequestType::Document { "" } else { page }));
        let frame = frame.map_or_else(|| Rc::clone(&page), |frame| Rc::new(Address::of_document(frame)));
        let mut facts = Self { url: Address::of_request(url), page, frame, kind, method: Methods::named(method) };
        facts.settle();
        facts
    }

    /// Another request in the place of this one, with documents that are read already; otherwise as [`Facts::new`].
    pub fn set(&mut self, url: &str, page: &Rc<Address>, frame: &Rc<Address>, kind: RequestType, method: Methods) {
        self.url.set_request(url);
        (self.page, self.frame) = (Rc::clone(page), Rc::clone(frame));
        (self.kind, self.method) = (kind, method);
        self.settle();
    }

    fn settle(&mut self) {
        if self.kind == RequestType::Document {
            self.page = Rc::new(self.url.clone());
            self.frame = Rc::clone(&self.page);
        } else if matches!(self.frame.as_str(), "" | "about:blank" | "about:srcdoc") {
            self.frame = Rc::clone(&self.page);
        }
    }
}

/// What a request is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RequestType {
    /// A top-level page.
    Document,
    /// A document in a frame.
    Subdocument,
    /// CSS.
    Stylesheet,
    /// Script, workers included.
    Script,
    /// An image, `srcset` included.
    Image,
    /// A web font.
    Font,
    /// A plug-in's content.
    Object,
    /// `XMLHttpRequest` and `fetch`.
    XmlHttpRequest,
    /// `sendBeacon` and `<a ping>`.
    Ping,
    /// Audio and video.
    Media,
    /// A WebSocket handshake.
    WebSocket,
    /// Everything else; `csp_report` is here, as in declarativeNetRequest rules compiled from `$other`.
    Other,
}

impl RequestType {
    /// Every one.
    pub const ALL: [Self; 12] = [
        Self::Document,
        Self::Subdocument,
        Self::Stylesheet,
        Self::Script,
        Self::Image,
        Self::Font,
        Self::Object,
        Self::XmlHttpRequest,
        Self::Ping,
        Self::Media,
        Self::WebSocket,
        Self::Other,
    ];
}

/// A request type that neither the browsers nor the lists know.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("unknown request type '{0}'")]
pub struct UnknownType(String);

impl FromStr for RequestType {
    type Err = UnknownType;

    /// Understands the names of Firefox, Chrome and Adblock syntax, without regard to case.
    fn from_str(name: &str) -> Result<Self, UnknownType> {
        Ok(match name.to_ascii_lowercase().as_str() {
            "main_frame" | "document" | "doc" => Self::Document,
            "sub_frame" | "subdocument" | "frame" | "iframe" => Self::Subdocument,
            "stylesheet" | "css" | "xslt" => Self::Stylesheet,
            "script" => Self::Script,
            "image" | "imageset" => Self::Image,
            "font" => Self::Font,
            "object" | "object_subrequest" | "object-subrequest" => Self::Object,
            "xmlhttprequest" | "xhr" | "fetch" | "json" => Self::XmlHttpRequest,
            "ping" | "beacon" => Self::Ping,
            "media" => Self::Media,
            "websocket" => Self::WebSocket,
            "other" | "csp_report" | "speculative" | "web_manifest" | "xbl" | "xml_dtd" | "webtransport"
            | "webbundle" => Self::Other,
            _ => return Err(UnknownType(name.to_owned())),
        })
    }
}
