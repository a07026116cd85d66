//! Who wins.

use bystander_core::{Action, Catalogue, Level, Moment, Policy, Reason, SiteException, decide};

use crate::asking::{engine, facts, table, word};

const NEWS: &str = "https://news.example/";

fn excepting(site: &str, until: Option<f64>) -> Policy {
    let exception = SiteException { site: site.to_owned(), until: until.map(Moment) };
    Policy { exceptions: vec![exception], ..Policy::default() }
}

#[test]
fn only_web_requests_of_web_pages_are_judged() {
    let all = "*$all";
    table(&[
        (all, "https://t.example/", NEWS, "script", "block"),
        (all, "ws://t.example/", NEWS, "websocket", "block"),
        (all, "data:text/javascript,1", NEWS, "script", "allow"),
        (all, "blob:https://news.example/1", NEWS, "script", "allow"),
        (all, "ftp://t.example/", NEWS, "image", "allow"),
        (all, "not a url", NEWS, "image", "allow"),
        (all, "https://t.example/", "moz-extension://abc/page.html", "script", "allow"),
        (all, "https://t.example/", "chrome://newtab/", "image", "allow"),
        (all, "https://t.example/", "about:home", "image", "allow"),
        (all, "https://t.example/", "about:blank", "image", "block"),
        (all, "https://t.example/", "file:///home/page.html", "image", "block"),
        (all, "https://t.example/", "", "image", "block"),
    ]);
}

#[test]
fn a_site_exception_beats_every_rule_navigations_included_until_it_ends() {
    let engine = engine("||t.example^$important\n||news.example^$document");
    let forever = excepting("news.example", None);
    let timed = excepting("news.example", Some(1000.0));
    for (policy, now, url, page, kind, expected) in [
        (&forever, 0.0, "https://t.example/", "https://www.news.example/", "script", "allow"),
        (&forever, 0.0, "https://news.example/", "https://news.example/", "main_frame", "allow"),
        (&forever, 0.0, "https://t.example/", "https://other.example/", "script", "block"),
        (&forever, 0.0, "https://t.example/", "https://notnews.example/", "script", "block"),
        (&timed, 999.0, "https://t.example/", NEWS, "script", "allow"),
        (&timed, 1000.0, "https://t.example/", NEWS, "script", "block"),
    ] {
        let verdict = decide(&facts(url, page, kind), policy, &Catalogue::default(), &engine, Moment(now));
        assert_eq!(word(&verdict), expected, "{kind} {url} on {page} at {now}: {:?}", verdict.reason);
    }
}

#[test]
fn an_exception_names_the_site_that_was_excepted() {
    let verdict = decide(
        &facts("https://t.example/", "https://a.news.example:8443/x", "image"),
        &excepting("news.example", None),
        &Catalogue::default(),
        &engine("||t.example^"),
        Moment(0.0),
    );
    assert_eq!(verdict.reason, Reason::SiteException { site: "news.example".to_owned() });
}

#[test]
fn important_rules_beat_exception_rules_and_those_beat_the_rest() {
    table(&[
        ("||t.example^\n@@||t.example/ok$script", "https://t.example/ok.js", NEWS, "script", "allow"),
        ("||t.example^\n@@||t.example/ok$script", "https://t.example/no.js", NEWS, "script", "block"),
        ("||t.example^$important\n@@||t.example^", "https://t.example/", NEWS, "script", "block"),
        ("||t.example^\n||t.example/x$important\n@@||t.example^", "https://t.example/x", NEWS, "script", "block"),
        ("||t.example^\n||t.example^$badfilter", "https://t.example/x", NEWS, "script", "allow"),
        ("||t.example/x\n||t.example/x$badfilter", "https://t.example/x", NEWS, "script", "allow"),
    ]);
}

#[test]
fn a_request_that_an_exception_rule_spares_says_which() {
    let engine = engine("||t.example^\n@@||t.example/ok");
    let verdict = decide(
        &facts("https://t.example/ok", NEWS, "script"),
        &Policy::default(),
        &Catalogue::default(),
        &engine,
        Moment(0.0),
    );
    let Reason::ExceptionRule(rule) = &verdict.reason else { panic!("{verdict:?}") };
    assert_eq!((rule.list.as_str(), rule.line), ("test", 2));
}

#[test]
fn strict_strips_every_third_party_of_the_page_that_no_rule_stops() {
    let engine = engine("||t.example^\n@@||t.example/ok");
    let strict = Policy { level: Level::Strict, ..Policy::default() };
    for (url, page, expected) in [
        ("https://cdn.example/x", NEWS, Action::Strip),
        ("https://cdn.news.example/x", NEWS, Action::Allow),
        ("https://t.example/", NEWS, Action::Block),
        ("https://t.example/ok", NEWS, Action::Strip),
    ] {
        let verdict = decide(&facts(url, page, "image"), &strict, &Catalogue::default(), &engine, Moment(0.0));
        assert_eq!(verdict.action, expected, "{url} on {page}: {:?}", verdict.reason);
    }
}

#[test]
fn parameters_are_removed_and_exceptions_keep_them() {
    let list = "$removeparam=fbclid\n||shop.example^$removeparam=ref\n@@||keep.example^$removeparam=fbclid\n\
                @@||all.example^$removeparam\n||t.example^\n@@||t.example^$document";
    table(&[
        (list, "https://a.example/?fbclid=1&b=2", NEWS, "main_frame", "clean https://a.example/?b=2"),
        (list, "https://a.example/?a=1&fbclid=1&b=2#f", NEWS, "main_frame", "clean https://a.example/?a=1&b=2#f"),
        (list, "https://a.example/?fbclid=1", NEWS, "main_frame", "clean https://a.example/"),
        (list, "https://a.example/?fbclid=", NEWS, "main_frame", "clean https://a.example/"),
        (list, "https://a.example/?xfbclid=1", NEWS, "main_frame", "allow"),
        (list, "https://a.example/?fbclid=1", NEWS, "image", "allow"),
        (list, "https://a.example/?fbclid=1", NEWS, "xmlhttprequest", "clean https://a.example/"),
        (list, "https://shop.example/?ref=1&fbclid=2", NEWS, "main_frame", "clean https://shop.example/"),
        (list, "https://a.example/?ref=1", NEWS, "main_frame", "allow"),
        (list, "https://keep.example/?fbclid=1", NEWS, "main_frame", "allow"),
        (list, "https://all.example/?fbclid=1", NEWS, "main_frame", "allow"),
        (list, "https://t.example/?fbclid=1", NEWS, "xmlhttprequest", "block"),
        ("$removeparam=a\n@@/keep/$removeparam", "https://a.example/keep/?a=1", NEWS, "main_frame", "allow"),
        (
            "$removeparam=a\n@@/keep/$removeparam",
            "https://a.example/else/?a=1",
            NEWS,
            "main_frame",
            "clean https://a.example/else/",
        ),
        (
            "$removeparam=a\n@@/keep/$removeparam,domain=b.example",
            "https://a.example/keep/?a=1",
            NEWS,
            "main_frame",
            "clean https://a.example/keep/",
        ),
    ]);
}

#[test]
fn a_cleaned_request_names_the_very_rule_among_several_for_one_parameter() {
    let engine = engine("||other.example^$removeparam=ref\n||shop.example^$removeparam=ref,domain=news.example");
    let facts = facts("https://shop.example/?ref=1", NEWS, "xmlhttprequest");
    let verdict = decide(&facts, &Policy::default(), &Catalogue::default(), &engine, Moment(0.0));
    let Reason::Rule(rule) = &verdict.reason else { panic!("{verdict:?}") };
    assert_eq!(rule.line, 2);
}
