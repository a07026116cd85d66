//! What a pixel request tells, in the words of the catalogue.
//!
//! Owns what becomes of a payload's parts: which are read, in which order, under which name, how much of it is shown.
//! Does not know which requests are pixels, nor what a parameter means: both come from the catalogue.
//!
//! Every input gets an answer, in time that grows with its length alone; what is not shown is counted.

mod fields;
mod form;
mod json;
mod lookup;
mod request;
mod show;

use serde::{Serialize, Serializer};

use crate::catalogue::{Class, Network, Payload, Pixel};
use fields::Fields;
use request::{BodyKind, Request};

/// What a pixel request would have told.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Decoded {
    /// The network's name.
    pub network: String,
    /// The pixel's name.
    pub product: String,
    /// What the person did, as the pixel calls it; several in a batch, with commas between.
    pub event: Option<String>,
    /// What was told, in the order it was sent.
    pub fields: Vec<Field>,
    /// How much more there was than `fields` shows: parameters beyond the most that are shown, text without a name, a
    /// body that is no text, the rest of what is too long to read.
    #[serde(rename = "leftOut", skip_serializing_if = "is_none_left_out")]
    pub left_out: usize,
}

/// One parameter with a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Field {
    /// As it was sent.
    pub name: String,
    /// In plain words; `unknown` where the catalogue has nothing.
    pub meaning: String,
    /// `None`, written as `unknown`, where the catalogue has nothing.
    #[serde(serialize_with = "class_or_unknown")]
    pub class: Option<Class>,
    /// Shortened, and without what could disturb a page that shows it.
    pub value: String,
    /// Whether it points at a person.
    pub identifies: bool,
}

const UNKNOWN: &str = "unknown";

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde calls it with a reference")]
fn is_none_left_out(left_out: &usize) -> bool {
    *left_out == 0
}

#[allow(clippy::trivially_copy_pass_by_ref, clippy::ref_option, reason = "serde calls it with a reference")]
fn class_or_unknown<S: Serializer>(class: &Option<Class>, serializer: S) -> Result<S::Ok, S::Error> {
    match class {
        Some(class) => class.serialize(serializer),
        None => serializer.serialize_str(UNKNOWN),
    }
}

/// Reads a request to `pixel`. `url` is the whole URL, `body` what was sent, if anything.
///
/// A body that the catalogue does not expect is read all the same. A query it does not expect is only counted.
pub fn decode(network: &Network, pixel: &Pixel, url: &str, body: Option<&[u8]>) -> Decoded {
    let request = Request::of(url, body);
    let mut fields = Fields::of(pixel);
    fields.leave_out(request.cut);
    for (name, value) in request.segments(&pixel.payload) {
        fields.take_known(&name, &value);
    }
    if pixel.payload.contains(&Payload::Path) {
        request.matrix(&mut |name, value| fields.take(name, value, 1));
    }
    if pixel.payload.contains(&Payload::Query) {
        form::read(request.query, &mut |name, value| fields.take(name, value, 1));
    } else {
        fields.leave_out(form::split(request.query).filter(|(_, value)| *value != Some(b"")).count());
    }
    match request.body_kind(&pixel.payload) {
        Some(kind) => kind.read(request.body, &mut |name, value| fields.take(name, value, kind.decodings())),
        None => fields.leave_out(usize::from(!request.body.is_empty())),
    }
    fields.decoded(network, pixel)
}

/// Whether all of `keys` are parameters of the request, in the parts that `payload` names. A key may stand for a branch of
/// JSON: of `context.page.url` only the whole name is told, but it shows that there is a `context`.
pub fn carries(keys: &[String], payload: &[Payload], url: &str, body: Option<&[u8]>) -> bool {
    let request = Request::of(url, body);
    let mut missing: Vec<&str> = keys.iter().map(String::as_str).collect();
    let mut strike = |name: &str, _: Option<&str>| missing.retain(|key| *key != name);
    if payload.contains(&Payload::Path) {
        request.matrix(&mut strike);
    }
    if payload.contains(&Payload::Query) {
        form::read(request.query, &mut strike);
    }
    match request.body_kind(payload).filter(|kind| kind.is_expected(payload)) {
        Some(BodyKind::Json) => BodyKind::Json.read(request.body, &mut |name, _| {
            missing.retain(|key| name.strip_prefix(key).is_none_or(|rest| !rest.is_empty() && !rest.starts_with('.')));
        }),
        Some(kind) => kind.read(request.body, &mut strike),
        None => {}
    }
    missing.is_empty()
}
