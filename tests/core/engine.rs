//! The engine over `adblock`: every trap of the crate that is mended, and the saved form.

use bystander_core::engine::EngineError;
use bystander_core::{Catalogue, Engine, Facts, Moment, Policy, RequestType, decide};

use crate::asking::{engine, facts, table, word};

const NEWS: &str = "https://news.example/";

#[test]
fn rules_judge_against_the_requesting_frame_and_not_the_page() {
    let list = "||t.example^$third-party\n||news.example/own$third-party\n/ad.js$domain=frame.example\n\
                /except.js$domain=~news.example";
    let engine = engine(list);
    for (url, frame, expected) in [
        ("https://t.example/x", Some("https://t.example/frame"), "allow"),
        ("https://t.example/x", None, "block"),
        ("https://cdn.example/ad.js", Some("https://sub.frame.example/"), "block"),
        ("https://cdn.example/ad.js", None, "allow"),
        // An empty document belongs to the page; a sandboxed one is a stranger to everything.
        ("https://news.example/own", Some("about:srcdoc"), "allow"),
        ("https://news.example/own", Some("null"), "block"),
        ("https://news.example/own", Some("data:text/html,x"), "block"),
        ("https://cdn.example/except.js", Some("null"), "block"),
    ] {
        let facts = Facts::new(url, NEWS, frame, RequestType::Script, "GET");
        let verdict = decide(&facts, &Policy::default(), &Catalogue::default(), &engine, Moment(0.0));
        assert_eq!(word(&verdict), expected, "{url} asked for by {frame:?}: {:?}", verdict.reason);
    }
}

#[test]
fn entity_domains_match_every_public_suffix_and_nothing_else() {
    let list = "/ad.js$domain=google.*";
    table(&[
        (list, "https://t.example/ad.js", "https://www.google.com/", "script", "block"),
        (list, "https://t.example/ad.js", "https://google.co.uk/", "script", "block"),
        (list, "https://t.example/ad.js", "https://google.example.com/", "script", "allow"),
        (list, "https://t.example/ad.js", "https://notgoogle.com/", "script", "allow"),
        ("||t.example^$domain=~google.*", "https://t.example/ad.js", "https://google.de/", "script", "allow"),
        ("||t.example^$domain=~google.*", "https://t.example/ad.js", NEWS, "script", "block"),
    ]);
}

#[test]
fn fetch_counts_as_xmlhttprequest_and_beacon_as_ping() {
    table(&[
        ("||t.example^$xmlhttprequest", "https://t.example/", NEWS, "fetch", "block"),
        ("||t.example^$other", "https://t.example/", NEWS, "fetch", "allow"),
        ("||t.example^$ping", "https://t.example/", NEWS, "beacon", "block"),
        ("||t.example^$image", "https://t.example/", NEWS, "imageset", "block"),
        ("||t.example^", "https://t.example/", NEWS, "csp_report", "block"),
    ]);
}

#[test]
fn a_rule_blocks_a_page_only_if_it_names_pages() {
    table(&[
        ("||t.example^", "https://t.example/", NEWS, "main_frame", "allow"),
        ("||t.example^", "https://t.example/", NEWS, "sub_frame", "block"),
        ("||t.example^$document", "https://t.example/", NEWS, "main_frame", "block"),
        ("||t.example^$document", "https://t.example/", NEWS, "script", "allow"),
        ("||t.example^$all", "https://t.example/", NEWS, "main_frame", "block"),
        ("||t.example^$all\n@@||t.example^", "https://t.example/", NEWS, "main_frame", "allow"),
        ("||t.example^$all\n@@||t.example^$script", "https://t.example/", NEWS, "main_frame", "block"),
        // A page is its own requesting document, so it is never third party.
        ("||t.example^$document,third-party", "https://t.example/", NEWS, "main_frame", "allow"),
    ]);
}

#[test]
fn host_rules_match_whole_labels_of_the_host_alone() {
    let list = "||t.example^\n||third.example^$third-party";
    table(&[
        (list, "https://t.example/", NEWS, "image", "block"),
        (list, "https://a.b.t.example:8443/x?y", NEWS, "image", "block"),
        (list, "https://T.EXAMPLE./", NEWS, "image", "block"),
        (list, "https://nott.example/", NEWS, "image", "allow"),
        (list, "https://t.example.com/", NEWS, "image", "allow"),
        (list, "https://a.example/?https://t.example/", NEWS, "image", "allow"),
        (list, "https://third.example/", NEWS, "image", "block"),
        (list, "https://third.example/", "https://www.third.example/", "image", "allow"),
    ]);
}

#[test]
fn methods_ports_addresses_and_names_beyond_ascii_are_understood() {
    table(&[
        ("||192.0.2.7^", "http://192.0.2.7:81/x", NEWS, "image", "block"),
        ("||t.example^*/x", "https://t.example:8443/a/x", NEWS, "image", "block"),
        ("||t.example/x", "https://t.example:8443/x", NEWS, "image", "allow"),
        ("||xn--bcher-kva.example^", "https://b\u{fc}cher.example/", NEWS, "image", "block"),
        ("||xn--bcher-kva.example^$third-party", "https://B\u{dc}CHER.example/", NEWS, "image", "block"),
        ("||xn--bcher-kva.example^", "https://b%C3%BCcher.example/", NEWS, "image", "block"),
        ("||xn--bcher-kva.example^", "https:\\\\user@B\u{fc}cher\u{3002}example:81/", NEWS, "image", "block"),
        ("||t.example/x", "https://t.example./x", NEWS, "image", "block"),
        ("/ad.js$domain=news.example", "https://t.example/ad.js", "https://news.example./", "script", "block"),
        ("||t.example/x", "https://t.example:pass@t.example/x", NEWS, "image", "block"),
        ("||t.example^$method=post", "https://t.example/", NEWS, "xmlhttprequest", "allow"),
    ]);
}

#[test]
fn the_crate_judges_sites_by_our_list_too() {
    let _built = engine("||t.example^");
    for (url, source, third_party) in [
        ("https://a.news.co.uk/", "https://b.news.co.uk/", false),
        ("https://a.co.uk/", "https://b.co.uk/", true),
        ("https://a.github.io/", "https://b.github.io/", true),
    ] {
        let request = adblock::request::Request::new(url, source, "script", "get").unwrap();
        assert_eq!(request.is_third_party, third_party, "{url} in {source}");
    }
}

#[test]
fn a_loaded_engine_decides_as_the_saved_one() {
    let lists = "||t.example^\n\n! comment\n/ad.js$domain=google.*\n$removeparam=x\n@@||keep.example^$removeparam=x\n\
                 ||doc.example^$document\n@@||t.example/ok";
    let built = engine(lists);
    let loaded = Engine::load(&built.save()).unwrap();
    for (url, page, kind) in [
        ("https://t.example/", NEWS, "script"),
        ("https://t.example/ok", NEWS, "script"),
        ("https://c.example/ad.js", "https://google.fr/", "script"),
        ("https://a.example/?x=1", NEWS, "main_frame"),
        ("https://keep.example/?x=1", NEWS, "main_frame"),
        ("https://doc.example/", NEWS, "main_frame"),
    ] {
        let facts = facts(url, page, kind);
        let ask = |engine| decide(&facts, &Policy::default(), &Catalogue::default(), engine, Moment(0.0));
        assert_eq!(ask(&loaded), ask(&built), "{kind} {url}");
    }
}

#[test]
fn bytes_that_are_no_engine_are_refused_with_the_reason() {
    let saved = engine("||t.example^\n/x.js$domain=a.example").save();
    let mut other_format = saved.clone();
    other_format[8] = 99;
    let refused = |bytes: &[u8]| Engine::load(bytes).err();
    assert_eq!(refused(&other_format), Some(EngineError::Format { found: 99, expected: 2 }));
    for (what, bytes) in [("nothing", &[][..]), ("text", b"<!doctype html>"), ("a magic word", b"bystandr")] {
        assert!(matches!(refused(bytes), Some(EngineError::Damaged(_))), "{what}: {:?}", refused(bytes));
    }
    for at in (12..saved.len()).step_by(3) {
        let mut flipped = saved.clone();
        flipped[at] ^= 0x10;
        assert!(refused(&flipped).is_some(), "byte {at} of {} was changed and taken", saved.len());
    }
    for cut in (0..saved.len()).step_by(97) {
        assert!(refused(&saved[..cut]).is_some(), "the first {cut} bytes of {} were taken", saved.len());
    }
}
