//! Priorities, lowest first. The extension's own rules (`extension/background/enforce/priorities.js`) stand above these.

/// Removes tracking parameters. Below everything, because a rule that changes nothing still shadows lower ones.
pub(super) const CLEAN: u32 = 5;
/// `@@…$removeparam`.
pub(super) const CLEAN_EXCEPTION: u32 = 6;
/// A list blocks.
pub(super) const BLOCK: u32 = 10;
/// A list's exception.
pub(super) const EXCEPTION: u32 = 20;
/// A list blocks with `$important`.
pub(super) const IMPORTANT: u32 = 30;
