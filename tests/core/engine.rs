//! What rules match, who wins among them, and the engine's saved form.

use bystander_core::engine::EngineError;
use bystander_core::{Action, Catalogue, Engine, Facts, List, Moment, Policy, RequestType, decide};

use crate::asking::{engine, facts, table, verdict, word};

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
        ("||t.example^$document,script,third-party", "https://t.example/", NEWS, "main_frame", "allow"),
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
        // As in Chrome, whose conditions on hosts ignore the root dot and whose texts see it.
        ("||t.example/x", "https://t.example./x", NEWS, "image", "allow"),
        ("/ad.js$domain=news.example", "https://t.example/ad.js", "https://news.example./", "script", "block"),
        ("||t.example/x", "https://t.example:pass@t.example/x", NEWS, "image", "block"),
        ("||t.example^$method=post", "https://t.example/", NEWS, "xmlhttprequest", "allow"),
    ]);
}

#[test]
fn a_text_matches_as_it_does_in_chrome() {
    let ask = |pattern: &'static str, url: &'static str, expected| (pattern, url, NEWS, "image", expected);
    table(&[
        ask("/ad^x", "https://t.example/ad/x", "block"),
        ask("/ad^x", "https://t.example/ad-x", "allow"),
        ask("/ad^", "https://t.example/ad", "block"),
        ask("/ad^", "https://t.example/ads", "allow"),
        ask("/ad^|", "https://t.example/ad", "block"),
        ask("/ad^|", "https://t.example/ad/", "block"),
        ask("/ad^|", "https://t.example/ad/x", "allow"),
        ask("/ad^*^", "https://t.example/ad/", "block"),
        ask("/ad^*^", "https://t.example/ad", "allow"),
        ask("/ad^^", "https://t.example/ad", "allow"),
        ask("/a*b*c|", "https://t.example/a-c-b-c-c", "block"),
        ask("/a*b*c|", "https://t.example/a-c-b-c-d", "allow"),
        ask("/x*x|", "https://t.example/x", "allow"),
        ask("|https://t.", "https://t.example/", "block"),
        ask("|https://t.", "https://u.example/?https://t.", "allow"),
        ask("||t.example", "https://t.example.com/", "block"),
        ask("||t.example^", "https://t.example.com/", "allow"),
        ask("||example.com/x", "https://as.example.com.example.com/x", "block"),
        ask("||ad*.example^", "https://x.adserver.example/", "block"),
        ask("||*server.example^", "https://x.adserver.example/", "block"),
        ask("||t.example:8443/x", "https://t.example:8443/x", "block"),
        ask("||t.example^|", "https://t.example/", "block"),
        ask("||t.example^|", "https://t.example/x", "allow"),
        ask("||[::1]^", "http://[::1]/x", "block"),
        ask("t.example/B$match-case", "https://t.example/B", "block"),
        ask("t.example/B$match-case", "https://t.example/b", "allow"),
        ask("/T\\.EXAMPLE\\/\\D/", "https://t.example/b", "block"),
        ask("/T\\.example/$match-case", "https://t.example/b", "allow"),
        ask("^utm_x^", "https://t.example/?utm_x=1", "block"),
        ask("/caf\u{e9}/", "https://t.example/caf\u{e9}", "allow"),
        ask("/caf\u{e9}/x", "https://t.example/caf\u{e9}/x", "block"),
    ]);
}

#[test]
fn hosts_requested_and_spared_are_understood() {
    table(&[
        ("/x.js$to=t.example|~a.t.example", "https://t.example/x.js", NEWS, "script", "block"),
        ("/x.js$to=t.example|~a.t.example", "https://b.a.t.example/x.js", NEWS, "script", "allow"),
        ("/x.js$to=t.example", "https://u.example/x.js", NEWS, "script", "allow"),
        ("/x.js$to=google.*", "https://www.google.co.uk/x.js", NEWS, "script", "block"),
        ("$script,3p,denyallow=ok.example|fine.example", "https://t.example/", NEWS, "script", "block"),
        ("$script,3p,denyallow=ok.example|fine.example", "https://cdn.fine.example/", NEWS, "script", "allow"),
    ]);
}

#[test]
fn parameters_go_and_stay_as_rules_say() {
    let page = |rules: &'static str, url: &'static str, expected| (rules, url, NEWS, "main_frame", expected);
    table(&[
        page("$removeparam=x", "https://a.example/?x=1&y=2#x=3", "clean https://a.example/?y=2#x=3"),
        page("$removeparam=x", "https://a.example/?y=2&x&x=", "clean https://a.example/?y=2"),
        page("$removeparam=x", "https://a.example/?X=1", "allow"),
        page("$removeparam=/^x/", "https://a.example/?xa=1&b=x&Xc=1", "clean https://a.example/?b=x&Xc=1"),
        page("$removeparam=/^x/i", "https://a.example/?xa=1&Xc=1", "clean https://a.example/"),
        page("$removeparam=/^x=[0-9]{2\\,}$/", "https://a.example/?x=1&x=12", "clean https://a.example/?x=1"),
        page("$removeparam=~id", "https://a.example/?id=1&x=2&y", "clean https://a.example/?id=1"),
        page("$removeparam=~/^(id|k)=/", "https://a.example/?id=1&k=2&y=", "clean https://a.example/?id=1&k=2"),
        page("||a.example^$removeparam", "https://a.example/?x=1&y", "clean https://a.example/"),
        page("||a.example/p^$removeparam=x", "https://a.example/p?x=1", "clean https://a.example/p"),
        page("||a.example/p^$removeparam=x", "https://a.example/q?x=1", "allow"),
        page("$removeparam=x\n@@||a.example^$removeparam=x", "https://a.example/?x=1", "allow"),
        page("$removeparam=/^x/\n@@$removeparam=xa", "https://a.example/?xa=1&xb=2", "clean https://a.example/?xa=1"),
        page(
            "$removeparam=x\n$removeparam=y\n@@$removeparam=/^x=/",
            "https://a.example/?x=1&y=2",
            "clean https://a.example/?x=1",
        ),
        page("$removeparam=x\n@@||a.example^$removeparam", "https://a.example/?x=1", "allow"),
        page("$removeparam=x,denyallow=a.example", "https://a.example/?x=1", "allow"),
        page("$removeparam=x,denyallow=a.example", "https://b.example/?x=1", "clean https://b.example/"),
        page("$removeparam=x\n@@||a.example^$document", "https://a.example/?x=1", "allow"),
        (
            "$removeparam=x\n||t.example^\n@@||t.example^",
            "https://t.example/?x=1",
            NEWS,
            "sub_frame",
            "clean https://t.example/",
        ),
        ("$removeparam=x", "https://t.example/?x=1", NEWS, "image", "allow"),
        ("$removeparam=x,image", "https://t.example/?x=1", NEWS, "image", "clean https://t.example/"),
    ]);
}

#[test]
fn an_important_rule_beats_exceptions_but_important_ones() {
    let ask = |rules: &'static str, expected| (rules, "https://t.example/", NEWS, "script", expected);
    table(&[
        ask("||t.example^$important\n@@||t.example^", "block"),
        ask("||t.example^$important\n@@||t.example^$important", "allow"),
        ask("||t.example^\n@@||t.example^$important", "allow"),
        ask("||t.example^$important\n@@||news.example^$document", "block"),
        ask("||t.example^$important\n@@||news.example^$document,important", "allow"),
    ]);
}

#[test]
fn an_exception_for_a_page_spares_the_page_and_what_it_loads() {
    let list =
        "||t.example^$all\n||news.example^$all\n@@||news.example/free/$document\n@@|https://quiet.example^$urlblock";
    table(&[
        (list, "https://news.example/free/", NEWS, "main_frame", "allow"),
        (list, "https://news.example/", NEWS, "main_frame", "block"),
        (list, "https://t.example/", "https://news.example/free/x", "script", "allow"),
        (list, "https://t.example/", "https://news.example/", "script", "block"),
        (list, "https://t.example/", "https://quiet.example/", "script", "allow"),
    ]);
}

#[test]
fn a_stub_takes_the_place_of_what_is_blocked() {
    for (rules, expected) in [
        ("||t.example^$script,redirect=noopjs", Some("empty.js")),
        ("||t.example^\n||t.example^$redirect=nooptext", Some("empty.txt")),
        ("||t.example^\n/x.js$redirect-rule=noopjs", Some("empty.js")),
        ("/x.js$redirect-rule=noopjs", None),
        ("||t.example^$redirect=google-ima3", None),
        ("||t.example^$redirect=noopjs\n@@||t.example^$redirect=noopjs", None),
        ("||t.example^$redirect=noopjs\n@@||t.example^$redirect=nooptext", Some("empty.js")),
        ("||t.example^$redirect=noopjs\n@@||t.example^$redirect-rule", None),
        ("||t.example^$redirect=noopjs\n||t.example^$important", None),
        ("||t.example^$redirect=noopjs,important\n@@||t.example^", Some("empty.js")),
    ] {
        let verdict = verdict(rules, "https://t.example/x.js", NEWS, "script");
        assert_eq!(verdict.stub.as_deref(), expected, "{rules}: {verdict:?}");
        assert_eq!(verdict.action == Action::Replace, expected.is_some(), "{rules}: {verdict:?}");
    }
}

#[test]
fn documents_get_the_headers_of_lists_unless_an_exception_spares_them() {
    for (rules, kind, expected) in [
        ("||t.example^$csp=script-src 'none'", "main_frame", vec!["content-security-policy: script-src 'none'"]),
        ("||t.example^$csp=script-src 'none'", "sub_frame", vec!["content-security-policy: script-src 'none'"]),
        ("||t.example^$csp=script-src 'none'", "script", vec![]),
        ("||t.example^$permissions=a=()|b=()", "main_frame", vec!["permissions-policy: a=(), b=()"]),
        (
            "||t.example^$csp=a\n||t.example^$csp=b\n@@||t.example^$csp=a",
            "main_frame",
            vec!["content-security-policy: b"],
        ),
        ("||t.example^$csp=a\n@@||t.example^$csp", "main_frame", vec![]),
        ("||t.example^$csp=a\n@@||t.example^$document", "main_frame", vec![]),
    ] {
        let headers = engine(rules).headers(&facts("https://t.example/", "https://t.example/", kind));
        let lines: Vec<_> = headers.iter().map(|added| format!("{}: {}", added.header.name(), added.value)).collect();
        assert_eq!(lines, expected, "{rules} for {kind}");
    }
}

#[test]
fn a_persons_own_rules_lie_over_the_embedded_ones() {
    let mut engine = engine("||t.example^\n||u.example^$important");
    let own = |text: &str| List { id: "own".to_owned(), text: text.to_owned() };
    let ask = |engine: &Engine, url: &str| {
        let facts = facts(url, NEWS, "script");
        word(&decide(&facts, &Policy::default(), &Catalogue::default(), engine, Moment(0.0)))
    };
    for (text, verdicts) in [
        ("||v.example^", ["block", "block", "block"]),
        ("@@||t.example^", ["allow", "block", "allow"]),
        ("@@||u.example^$important", ["block", "allow", "allow"]),
        ("", ["block", "block", "allow"]),
    ] {
        engine.set_overlay(&Engine::overlay(&[own(text).read()])[..]).unwrap();
        let urls = ["https://t.example/", "https://u.example/", "https://v.example/"];
        assert_eq!(urls.map(|url| ask(&engine, url)), verdicts, "{text}");
    }
}

#[test]
fn a_loaded_engine_decides_as_the_saved_one() {
    let lists = "||t.example^\n\n! comment\n/ad.js$domain=google.*\n$removeparam=x\n@@||keep.example^$removeparam=x\n\
                 ||doc.example^$document\n@@||t.example/ok";
    let built = engine(lists);
    let loaded = Engine::load(&built.save()[..]).unwrap();
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
    assert_eq!(refused(&other_format), Some(EngineError::Format { found: 99, expected: 7 }));
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
