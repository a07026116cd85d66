//! The core against Brave's engine on small lists made by chance: where both differ, the difference has a name. The
//! embedded lists are asked about in `adblock.test.js`, by the program in `crate/oracle`.
#![allow(clippy::unwrap_used, missing_docs)]

use arbitrary::Unstructured;
use bystander_core::{Facts, List};
use bystander_oracle::{Difference, Oracle, drawn};

/// Changing it changes every list and request.
const SEED: u64 = 20_261_127;
const LISTS: usize = 2_000;
/// What a list and its requests are made of, at most.
const BYTES: usize = 512;

#[test]
fn small_lists_are_read_as_adblock_reads_them_or_otherwise_in_ways_that_have_a_name() {
    let mut chance = Chance(SEED);
    let (mut asked, mut differ, mut unnamed) = (0, 0, Vec::new());
    for _ in 0..LISTS {
        let bytes: Vec<u8> = (0..BYTES).map(|_| chance.byte()).collect();
        let case = drawn::case(&mut Unstructured::new(&bytes)).unwrap();
        let list = List { id: "l".to_owned(), text: case.text };
        let readings = [list.read()];
        let oracle = Oracle::over(&readings);
        for facts in &case.requests {
            asked += 1;
            let Some(difference) = oracle.ask(facts) else { continue };
            differ += 1;
            if difference.name.is_none() {
                unnamed.push(described(&list, facts, &difference));
            }
        }
    }
    assert!(unnamed.is_empty(), "{} of {asked}:\n{}", unnamed.len(), unnamed.join("\n"));
    assert!(asked > 3 * LISTS, "only {asked} requests");
    assert!(differ < asked / 4, "{differ} of {asked} differ: too many to say much");
}

/// Name's beginning, list, URL, page, type and method. No row stays when its difference is gone.
#[rustfmt::skip]
const ROWS: &[(&str, &str, &str, &str, &str, &str)] = &[
    ("several", "||t.example^\n@@||t.example^$denyallow=a.example", "https://t.example/", NEWS, "main_frame", "GET"),
    ("a rule that adblock does not have", "||t.example^$denyallow=a.example", "https://t.example/", NEWS, "script", "GET"),
    ("a rule that adblock does not have", "/x$to=t.example", "https://t.example/x", NEWS, "script", "GET"),
    ("a rule that adblock does not have", "*$removeparam=a\n@@*$removeparam=a", "https://t.example/?a=1", NEWS, "main_frame", "GET"),
    ("`name.*`", "/x$domain=news.*", "https://t.example/x", "https://news.de/", "script", "GET"),
    ("`||host^` without types", "||t.example^", "https://t.example/", NEWS, "main_frame", "GET"),
    ("an exception for some types", "||t.example^$document\n@@||t.example^$script", "https://t.example/", NEWS, "main_frame", "GET"),
    ("an exception with `document`", "/x\n@@||news.example^$document", "https://t.example/x", NEWS, "script", "GET"),
    ("an exception with `important`", "/x$important\n@@/x$important", "https://t.example/x", NEWS, "script", "GET"),
    ("an exception with `redirect`", "/x\n@@/x$redirect=noopjs", "https://t.example/x", NEWS, "script", "GET"),
    ("`redirect-rule` with `important`", "/x$redirect-rule=noopjs,important", "https://t.example/x", NEWS, "script", "GET"),
    ("methods", "/x$method=post|put", "https://t.example/x", NEWS, "script", "PUT"),
    ("types both named", "/x$script,~image", "https://t.example/x", NEWS, "font", "GET"),
    ("`removeparam` with types negated", "*$removeparam=a,~script", "https://t.example/?a=1", NEWS, "image", "GET"),
    ("`removeparam` for sockets", "*$removeparam=a,websocket,script", "wss://t.example/?a=1", NEWS, "websocket", "GET"),
    ("a regular expression with capitals", "/x\\D/", "https://t.example/x-", NEWS, "script", "GET"),
    ("a parameter without a value", "*$removeparam=a", "https://t.example/?a", NEWS, "main_frame", "GET"),
    ("an address of more than 255 words", "/ad/x", MANY_WORDS, NEWS, "script", "GET"),
    ("the address of a socket", "/x$script", "wss://t.example/x", NEWS, "script", "GET"),
    ("`|http://` and a socket", "|http://", "wss://t.example/x", NEWS, "websocket", "GET"),
    ("a root dot", "/x$domain=news.example", "https://t.example/x", "https://news.example./", "script", "GET"),
    ("a host that nothing ends", "||t.exam", "https://t.example/x", NEWS, "script", "GET"),
    ("a host with a port", "||t.example:8443/x", "https://t.example:8443/x", NEWS, "script", "GET"),
    ("a host's name", "||a.example/x", "https://aa.example.a.example/x", NEWS, "script", "GET"),
    ("`||host^|`", "||t.example^|", "https://t.example/x", NEWS, "script", "GET"),
    ("a pattern that begins in mid-word", "ample/x/", "https://t.example/x/", NEWS, "script", "GET"),
    ("a pattern that ends with `*|`", "/x*|", "https://t.example/xy", NEWS, "script", "GET"),
    ("a pattern between slashes", "/x/|", "https://t.example/x/y", NEWS, "script", "GET"),
    ("two separators in a row", "/x^^y", "https://t.example/x//y", NEWS, "script", "GET"),
];
const NEWS: &str = "https://news.example/";
/// Stands for so many words that adblock does not see what follows.
const MANY_WORDS: &str = "https://t.example/{words}/ad/x";

#[test]
fn every_name_is_of_a_difference_that_exists() {
    let mut wrong = Vec::new();
    for (name, text, url, page, kind, method) in ROWS {
        let list = List { id: "l".to_owned(), text: (*text).to_owned() };
        let readings = [list.read()];
        let url = url.replace("{words}", &"word-".repeat(300));
        let facts = Facts::new(&url, page, None, kind.parse().unwrap(), method);
        let difference = Oracle::over(&readings).ask(&facts);
        let found = difference.and_then(|difference| difference.name);
        if found.is_none_or(|found| !found.starts_with(name)) {
            wrong.push(format!("{text:?}: {name:?} is called {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    for name in bystander_oracle::names() {
        assert!(ROWS.iter().any(|(row, ..)| name.starts_with(row)), "no row shows {name:?}");
    }
}

fn described(list: &List, facts: &Facts, difference: &Difference<'_>) -> String {
    let Facts { url, frame, kind, method, .. } = facts;
    let (url, frame, Difference { ours, theirs, .. }) = (url.as_str(), frame.as_str(), difference);
    let theirs =
        theirs.as_ref().map(|it| (it.stops, &it.url, it.blocking.map(|it| it.text), it.sparing.map(|it| it.text)));
    format!("{}\n  {kind:?} {method:?} {url} by {frame}\n  core {ours:?}\n  adblock {theirs:?}", list.text)
}

/// Xorshift, so that the same seed makes the same lists everywhere.
struct Chance(u64);

impl Chance {
    fn byte(&mut self) -> u8 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0.to_le_bytes()[3]
    }
}
