//! Priorities, lowest first: who wins in Chrome, in the order of [`crate::decide()`]. One table; what a person chooses
//! (`extension/background/enforce/priorities.js`) stands between and above these.
//!
//! Of all rules that match, Chrome obeys the highest of those that block, redirect or allow; of equal ones `allow` wins
//! over `block` over `redirect`. What changes headers never competes with them, but is held back by a higher `allow`.
//! So whatever is below an `allow` here is what it spares.

/// Parameters are removed. Below everything: nothing is cleaned that is blocked, and a rule that happens to change
/// nothing, which Chrome counts as its answer all the same, hides only its like.
pub(super) const CLEAN: u32 = 5;
/// `@@…$removeparam`: above what it spares and below every block, which it does not.
pub(super) const KEEP: u32 = 6;
/// `$csp`, `$permissions`. Above [`KEEP`], which is about parameters only.
pub(super) const HEADER: u32 = 7;
/// `@@…$csp`, `@@…$permissions`: above what it spares and below every block.
pub(super) const NO_HEADER: u32 = 8;
/// A list blocks.
pub(super) const BLOCK: u32 = 10;
/// A list blocks and names a stub. Above [`BLOCK`], because of equal rules Chrome takes the block, without the stub.
pub(super) const REDIRECT: u32 = 11;
/// A list's exception.
pub(super) const EXCEPTION: u32 = 20;
/// A widget of the catalogue is blocked; the content script draws in its place. No exception of a list brings it back.
pub(super) const WIDGET: u32 = 24;
/// Level *gentle*: widgets load.
pub(super) const GENTLE: u32 = 26;
/// A list blocks with `$important`: at level gentle too.
pub(super) const IMPORTANT: u32 = 30;
/// The same with a stub.
pub(super) const IMPORTANT_REDIRECT: u32 = 31;
/// `@@…$important`. What a person chooses begins above it.
pub(super) const IMPORTANT_EXCEPTION: u32 = 32;
/// Identity is stripped. Above what allows, so that nothing but a person's word brings it back.
pub(super) const STRIP: u32 = 50;
/// A pixel of the catalogue is blocked, whatever a person permits without identity.
pub(super) const PIXEL: u32 = 70;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_in_order() {
        let table = [
            CLEAN,
            KEEP,
            HEADER,
            NO_HEADER,
            BLOCK,
            REDIRECT,
            EXCEPTION,
            WIDGET,
            GENTLE,
            IMPORTANT,
            IMPORTANT_REDIRECT,
            IMPORTANT_EXCEPTION,
            STRIP,
            PIXEL,
        ];
        assert!(table.is_sorted_by(|lower, higher| lower < higher), "{table:?}");
    }
}
