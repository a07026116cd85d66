//! The parts of a request that may hold a payload, and what a body looks like.
//!
//! Does not know what parameters mean, nor which parts count.

use std::borrow::Cow;

use super::{form, json};
use crate::catalogue::Payload;

/// No more is read of a URL or a body.
const LONGEST: usize = 1 << 20;
/// Segments of a path that can be named.
const MOST_SEGMENTS: usize = 32;
/// Where bytes that no text has are looked for.
const START: usize = 512;

/// Receives a parameter's name and value. Without a value, the name is text that names nothing.
pub(super) type Tell<'t> = dyn FnMut(&str, Option<&str>) + 't;

/// A request, taken apart but not decoded.
pub(super) struct Request<'r> {
    path: &'r str,
    pub(super) query: &'r [u8],
    pub(super) body: &'r [u8],
    /// How many of URL and body are too long to be read to the end.
    pub(super) cut: usize,
}

/// How a body is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BodyKind {
    Json,
    Multipart,
    Lines,
    Form,
}

impl<'r> Request<'r> {
    pub(super) fn of(url: &'r str, body: Option<&'r [u8]>) -> Self {
        let all = body.unwrap_or_default();
        let cut = usize::from(url.len() > LONGEST) + usize::from(all.len() > LONGEST);
        let url = &url[..url.floor_char_boundary(LONGEST)];
        let body = &all[..all.len().min(LONGEST)];
        let sent = url.split_once('#').map_or(url, |(sent, _)| sent);
        let (place, query) = sent.split_once('?').unwrap_or((sent, ""));
        let rest = place.split_once("://").map_or(place, |(_, rest)| rest);
        let path = rest.find('/').map_or("", |at| &rest[at + 1..]);
        Self { path, query: query.as_bytes(), body: body.trim_ascii(), cut }
    }

    /// `path[1]` and so on with their values.
    pub(super) fn segments(&self, payload: &[Payload]) -> impl Iterator<Item = (String, Cow<'r, str>)> {
        let matrix = payload.contains(&Payload::Path);
        self.path.split('/').take(MOST_SEGMENTS).enumerate().map(move |(index, segment)| {
            let segment = if matrix { segment.split(';').next().unwrap_or_default() } else { segment };
            (format!("path[{}]", index + 1), form::unescape(segment.as_bytes()))
        })
    }

    /// The matrix parameters: `/activityi;src=1;type=x`, or `/activity/src=1;type=x`.
    pub(super) fn matrix(&self, tell: &mut Tell<'_>) {
        if !self.path.contains(';') {
            return;
        }
        for (index, piece) in self.path.split(';').enumerate() {
            let piece = if index == 0 { piece.rsplit('/').next().unwrap_or_default() } else { piece };
            let Some((name, value)) = piece.split_once('=') else { continue };
            // An address that was not encoded has slashes of its own.
            let whole = if value.contains("://") { value } else { value.split('/').next().unwrap_or_default() };
            tell(&form::unescape(name.as_bytes()), Some(&form::unescape(whole.as_bytes())));
        }
    }

    /// `None` where there is no body, or one that is no text.
    pub(super) fn body_kind(&self, payload: &[Payload]) -> Option<BodyKind> {
        let body = self.body;
        if body.is_empty() {
            return None;
        }
        let may = |kind| payload.contains(&kind);
        if json::begins(body) && may(Payload::Json) || json::is_plainly(body) {
            return Some(BodyKind::Json);
        }
        if form::boundary(body).is_some() {
            return Some(BodyKind::Multipart);
        }
        let start = &body[..body.len().min(START)];
        if start.iter().any(|byte| byte.is_ascii_control() && !byte.is_ascii_whitespace()) {
            return None;
        }
        let lines = body.contains(&b'\n') && (may(Payload::Lines) || !may(Payload::Form));
        Some(if lines || !may(Payload::Form) && may(Payload::Lines) { BodyKind::Lines } else { BodyKind::Form })
    }
}

impl BodyKind {
    pub(super) fn read(self, body: &[u8], tell: &mut Tell<'_>) {
        match self {
            Self::Json => json::read(body, "", &mut |name, value| tell(name, Some(value))),
            Self::Multipart => form::read_multipart(body, tell),
            Self::Lines => body.split(|byte| *byte == b'\n').for_each(|line| form::read(line.trim_ascii(), tell)),
            Self::Form => form::read(body, tell),
        }
    }

    pub(super) fn is_expected(self, payload: &[Payload]) -> bool {
        payload.contains(match self {
            Self::Json => &Payload::Json,
            Self::Multipart | Self::Form => &Payload::Form,
            Self::Lines => &Payload::Lines,
        })
    }

    /// How often what is read has been percent-decoded.
    pub(super) fn decodings(self) -> u8 {
        match self {
            Self::Json | Self::Multipart => 0,
            Self::Lines | Self::Form => 1,
        }
    }
}
