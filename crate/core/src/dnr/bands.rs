//! Priorities, lowest first. The extension's own rules (`extension/background/enforce/priorities.js`) stand above these.
//!
//! Only `allow` orders against the changing of headers, which never competes with a block.

/// Removes tracking parameters. Below everything, because a rule that changes nothing still shadows lower ones.
pub(super) const CLEAN: u32 = 5;
/// `@@…$removeparam`.
pub(super) const CLEAN_EXCEPTION: u32 = 6;
/// A list blocks.
pub(super) const BLOCK: u32 = 10;
/// A list's exception.
pub(super) const EXCEPTION: u32 = 20;
/// A widget of the catalogue is blocked; the content script draws in its place.
pub(super) const WIDGET: u32 = 24;
/// Level *gentle*: widgets load.
pub(super) const GENTLE: u32 = 26;
/// A list blocks with `$important`.
pub(super) const IMPORTANT: u32 = 30;
/// Identity is stripped. Above what allows, so that nothing but a person's word brings it back.
pub(super) const STRIP: u32 = 50;
/// A pixel of the catalogue is blocked.
pub(super) const PIXEL: u32 = 70;
