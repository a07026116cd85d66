//! Look-ups in the compact Public Suffix List. The table's format is `build.rs`'s: name → bits of the kinds below.

use std::sync::LazyLock;

use fst::{Map, Streamer};

const PLAIN: u64 = 1 << 0;
const WILDCARD: u64 = 1 << 1;
const EXCEPTION: u64 = 1 << 2;
/// Longer names end in this one.
const INNER: u64 = 1 << 3;

/// `None` only if the embedded bytes were damaged; every host then has its last label as suffix.
static TABLE: LazyLock<Option<Map<&'static [u8]>>> =
    LazyLock::new(|| Map::new(include_bytes!(concat!(env!("OUT_DIR"), "/suffixes.fst")).as_slice()).ok());

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
/// exception wins over a wildcard, and an unlisted top-level domain is a suffix itself.
pub(super) fn public_suffix(host: &str) -> &str {
    let mut longest = host.rfind('.').map_or(0, |dot| dot + 1);
    let mut start = longest;
    loop {
        let kinds = TABLE.as_ref().and_then(|table| table.get(&host[start..])).unwrap_or(0);
        let label_before = start.checked_sub(1).map(|dot| host[..dot].rfind('.').map_or(0, |dot| dot + 1));
        if kinds & EXCEPTION != 0 {
            return host[start..].split_once('.').map_or(host, |(_, parent)| parent);
        }
        if kinds & PLAIN != 0 {
            longest = longest.min(start);
        }
        match label_before {
            Some(before) if kinds & WILDCARD != 0 => longest = longest.min(before),
            _ => {}
        }
        match label_before {
            Some(before) if kinds & INNER != 0 => start = before,
            _ => return &host[longest..],
        }
    }
}
