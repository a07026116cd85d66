//! Look-ups in the compact Public Suffix List. The table's format is `build.rs`'s: name → bits of the kinds below.

use std::sync::LazyLock;

use fst::{Map, Streamer};

use crate::labels::{self, Labels};
use crate::sieve::Sieve;

const PLAIN: u64 = 1 << 0;
const WILDCARD: u64 = 1 << 1;
const EXCEPTION: u64 = 1 << 2;
/// Stands in the sieve before names that are [`WILDCARD`].
const WILDCARD_MARK: &str = "*.";

/// `None` only if the embedded bytes were damaged; every host then has its last label as suffix.
static TABLE: LazyLock<Option<Map<&'static [u8]>>> =
    LazyLock::new(|| Map::new(include_bytes!(concat!(env!("OUT_DIR"), "/suffixes.fst")).as_slice()).ok());

/// Which names may be in the table.
static SIEVE: LazyLock<Sieve> =
    LazyLock::new(|| Sieve::of_bytes(include_bytes!(concat!(env!("OUT_DIR"), "/suffixes.sieve"))));

/// Every plain suffix of the list.
pub(super) fn all() -> Vec<String> {
    names(PLAIN)
}

/// Every name of the list under which others may register.
pub(super) fn all_shared() -> Vec<String> {
    names(PLAIN | WILDCARD)
}

fn names(wanted: u64) -> Vec<String> {
    let mut names = Vec::new();
    let Some(table) = TABLE.as_ref() else { return names };
    let mut entries = table.stream();
    while let Some((name, kinds)) = entries.next() {
        if kinds & wanted != 0 {
            names.extend(str::from_utf8(name).map(str::to_owned));
        }
    }
    names
}

/// The public suffix of `host`, by the algorithm of <https://publicsuffix.org/list/>: the longest rule wins, an
/// exception wins over a wildcard, and an unlisted top-level domain is a suffix itself. `labels` are the host's.
pub(super) fn public_suffix<'a>(host: &'a str, labels: &Labels) -> &'a str {
    let top = host.rfind('.').map_or(0, |dot| dot + 1);
    let mut longest = top;
    let mut names = labels.shortest_first();
    while let Some(name) = names.next() {
        // A top-level domain is a suffix, listed or not.
        let may_be_listed = name.start < top && SIEVE.has(name.hash);
        if !may_be_listed && !SIEVE.has(labels::extended(name.hash, WILDCARD_MARK)) {
            continue;
        }
        let kinds = TABLE.as_ref().and_then(|table| table.get(&host[name.start..])).unwrap_or(0);
        if kinds & EXCEPTION != 0 {
            return host[name.start..].split_once('.').map_or(host, |(_, parent)| parent);
        }
        if kinds & PLAIN != 0 {
            longest = longest.min(name.start);
        }
        if let Some(below) = names.clone().next().filter(|_| kinds & WILDCARD != 0) {
            longest = longest.min(below.start);
        }
    }
    &host[longest..]
}
