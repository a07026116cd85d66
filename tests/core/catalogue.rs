//! What the catalogue knows, and what follows from it.

use bystander_core::catalogue::{
    Catalogue, CatalogueError, Companies, Network, OwnedDomain, Parameter, Pattern, PatternError, Payload, Pixel,
    Proxy, Widget,
};
use bystander_core::{Facts, Level, Moment, Policy, RequestType, decide, dnr};
use serde_json::{Value, json};

use crate::asking::engine;
use crate::asking::in_order;

const NEWS: &str = "https://news.example/";

fn patterns(written: &[&str]) -> Vec<Pattern> {
    written.iter().map(|text| Pattern::parse(text).unwrap()).collect()
}

fn owned(domain: &str, company: &str, kind: &str, network: Option<usize>) -> OwnedDomain {
    let follows = matches!(kind, "social" | "advertising");
    OwnedDomain { domain: domain.to_owned(), company: company.to_owned(), kind: kind.to_owned(), network, follows }
}

/// One network with one widget and one pixel, its sister, an advertiser and a host.
fn known() -> Catalogue {
    let widget = Widget {
        id: "like".to_owned(),
        name: "Like button".to_owned(),
        frames: patterns(&["meta.example/plugins/like.php^", "meta.example/v*/plugins/like.php^"]),
        scripts: patterns(&["meta.example/*/sdk.js^"]),
        stand_in: false,
    };
    let parameter = Parameter {
        name: "dl".to_owned(),
        meaning: "the page's address".to_owned(),
        class: bystander_core::catalogue::Class::PageAddress,
        identifies: false,
        holds: None,
    };
    let pixel = Pixel {
        id: "pixel".to_owned(),
        name: "Meta Pixel".to_owned(),
        endpoints: patterns(&["meta.example/tr^", "search.*/pagead/list^"]),
        loaders: patterns(&["meta.example/*/fbevents.js^"]),
        payload: vec![Payload::Query],
        event: vec!["ev".to_owned()],
        parameters: vec![parameter],
        proxy: Some(Proxy { path: Some(Pattern::parse("/collect^").unwrap()), keys: vec!["id".into(), "ev".into()] }),
    };
    let network = Network {
        id: "meta".to_owned(),
        name: "Facebook".to_owned(),
        company: "Meta".to_owned(),
        domains: vec!["meta.example".to_owned()],
        widgets: vec![widget],
        pixels: vec![pixel],
    };
    let rows = [
        owned("meta.example", "Meta", "social", Some(0)),
        owned("insta.example", "Meta", "social", None),
        owned("ads.example", "Ads", "advertising", None),
        owned("cdn.ads.example", "Ads", "delivery", None),
        owned("host.example", "Host", "hosting", None),
        owned("github.io", "Octopus", "advertising", None),
        owned("amazonaws.com", "Ads", "advertising", None),
    ];
    Catalogue::new(vec![network], Companies::build(&rows))
}

fn said(level: Level, list: &str, url: &str, page: &str, kind: &str) -> String {
    let facts = Facts::new(url, page, None, kind.parse::<RequestType>().unwrap(), "GET");
    let policy = Policy { level, ..Policy::default() };
    let verdict = decide(&facts, &policy, &known(), &engine(list), Moment(0.0));
    let verdict = serde_json::to_value(verdict).unwrap();
    format!("{} by {}", verdict["action"].as_str().unwrap(), verdict["reason"]["kind"].as_str().unwrap())
}

#[test]
fn a_pattern_is_a_host_and_the_beginning_of_a_path() {
    for (pattern, path, expected) in [
        ("a.example/tr^", "/tr", true),
        ("a.example/tr^", "/tr/", true),
        ("a.example/tr^", "/tr?id=1", true),
        ("a.example/tr^", "/tr/x", true),
        ("a.example/tr^", "/trends", false),
        ("a.example/tr^", "/tr.php", false),
        ("a.example/tr^", "/x/tr", false),
        ("a.example/tr", "/trends", true),
        ("a.example/tr|", "/tr", true),
        ("a.example/tr|", "/tr?id=1", false),
        ("a.example/*/sdk.js^", "/en_us/sdk.js", true),
        ("a.example/*/sdk.js^", "/a/b/sdk.js?x", true),
        ("a.example/*/sdk.js^", "/sdk.js", false),
        ("a.example/*/sdk.js|", "/sdk.js/sdk.js/sdk.js", true),
        ("a.example/*/sdk.js|", "/x/sdk.js/more", false),
        ("a.example/a*|", "/abc", true),
        ("a.example/A", "/abc", true),
        ("a.example/", "", false),
        ("a.example/a^b", "/a/b", true),
        ("a.example/a^b", "/a-b", false),
    ] {
        let parsed = Pattern::parse(pattern).unwrap();
        assert_eq!(parsed.matches_path(path), expected, "{pattern} on {path}");
    }
}

#[test]
fn what_is_no_pattern_is_refused() {
    for (text, expected) in [
        ("a.example", PatternError::NoPath),
        ("A.example/", PatternError::Host),
        ("*.example/", PatternError::Host),
        (".*/", PatternError::Host),
        ("https://a.example/", PatternError::Host),
        ("a.example/é", PatternError::Path),
        ("a.example/a|b", PatternError::Path),
        ("a.example/a b", PatternError::Path),
    ] {
        assert_eq!(Pattern::parse(text), Err(expected), "{text}");
    }
}

#[test]
fn pixels_and_widgets_are_known_by_host_path_and_type_and_only_on_other_companies_pages() {
    for (url, page, kind, expected) in [
        ("https://www.meta.example/tr/?id=1", NEWS, "image", "block by pixel"),
        ("https://www.meta.example/TR?id=1", NEWS, "ping", "block by pixel"),
        ("https://meta.example./tr", NEWS, "image", "block by pixel"),
        ("https://meta.example/tr", NEWS, "sub_frame", "block by pixel"),
        ("https://www.search.de/pagead/list?x", NEWS, "image", "block by pixel"),
        ("https://www.search.de/x/pagead/list", NEWS, "image", "allow by none"),
        ("https://meta.example/en/fbevents.js?v=2", NEWS, "script", "block by pixel"),
        ("https://meta.example/plugins/like.php?href=x", NEWS, "sub_frame", "replace by widget"),
        ("https://meta.example/v2.0/plugins/like.php", NEWS, "sub_frame", "replace by widget"),
        ("https://meta.example/en/sdk.js", NEWS, "script", "replace by widget"),
        // The same addresses as something else are only stripped.
        ("https://meta.example/plugins/like.php", NEWS, "image", "strip by company"),
        ("https://meta.example/en/sdk.js", NEWS, "xmlhttprequest", "strip by company"),
        ("https://meta.example/trends", NEWS, "image", "strip by company"),
        // The company's own pages, and pages visited.
        ("https://www.meta.example/tr/", "https://meta.example/", "image", "allow by none"),
        ("https://www.meta.example/tr/", "https://www.insta.example/", "image", "allow by none"),
        ("https://meta.example/plugins/like.php", "https://insta.example/", "sub_frame", "allow by none"),
        ("https://meta.example/tr", "https://meta.example/tr", "main_frame", "allow by none"),
        // Look-alikes.
        ("https://notmeta.example/tr", NEWS, "image", "allow by none"),
        ("https://meta.example.evil.example/tr", NEWS, "image", "allow by none"),
        ("https://evil.example/meta.example/tr", NEWS, "image", "allow by none"),
    ] {
        let got = said(Level::Standard, "", url, page, kind);
        assert_eq!(got, expected, "page {page}\n  {kind} {url}");
    }
}

#[test]
fn companies_that_follow_are_stripped_on_other_companies_pages() {
    for (url, page, expected) in [
        ("https://x.ads.example/", NEWS, "strip by company"),
        ("https://x.ads.example/", "https://ads.example/", "allow by none"),
        ("https://insta.example/", "https://meta.example/", "allow by none"),
        ("https://insta.example/", NEWS, "strip by company"),
        // What the same company does elsewhere, and what others do.
        ("https://cdn.ads.example/", NEWS, "allow by none"),
        ("https://host.example/", NEWS, "allow by none"),
        ("https://nobody.example/", NEWS, "allow by none"),
        // A public suffix says nothing about those under it.
        ("https://someone.github.io/", NEWS, "allow by none"),
        ("https://ads.example/", "null", "strip by company"),
        // A page that anybody may have under a company's domain is not the company's own.
        ("https://ads.example/", "https://bucket.s3.amazonaws.com/", "strip by company"),
        ("https://ads.example/", "https://www.amazonaws.com/", "strip by company"),
        ("https://x.amazonaws.com/", "https://www.amazonaws.com/", "allow by none"),
    ] {
        assert_eq!(said(Level::Standard, "", url, page, "image"), expected, "page {page}\n  image {url}");
    }
}

#[test]
fn catalogue_and_lists_win_in_the_order_that_decide_states() {
    let (pixel, like) = ("https://meta.example/tr", "https://meta.example/plugins/like.php");
    for (level, list, url, expected) in [
        // 4: no list's exception spares a pixel, and no $important is needed.
        (Level::Standard, "@@||meta.example^", pixel, "block by pixel"),
        (Level::Standard, "||meta.example^$important", pixel, "block by pixel"),
        (Level::Gentle, "", pixel, "block by pixel"),
        // 5 before 6, 6 before 7.
        (Level::Standard, "||meta.example^$important", like, "block by rule"),
        (Level::Gentle, "||meta.example^$important", like, "block by rule"),
        (Level::Standard, "||meta.example^", like, "replace by widget"),
        (Level::Standard, "@@||meta.example^", like, "replace by widget"),
        (Level::Gentle, "||meta.example^", like, "strip by widget"),
        (Level::Strict, "", like, "replace by widget"),
        // 7 before 8; what is spared goes on to 8.
        (Level::Standard, "||ads.example^", "https://ads.example/x", "block by rule"),
        (Level::Standard, "||ads.example^\n@@||ads.example/x", "https://ads.example/x", "strip by company"),
        (Level::Standard, "$removeparam=id", "https://ads.example/x?id=1", "clean by rule"),
        // 8 before 9.
        (Level::Strict, "", "https://ads.example/x", "strip by company"),
        (Level::Strict, "", "https://nobody.example/x", "strip by strict"),
    ] {
        let kind = if url == like { "sub_frame" } else { "xmlhttprequest" };
        assert_eq!(said(level, list, url, NEWS, kind), expected, "{level:?} {list:?}\n  {kind} {url}");
    }
}

#[test]
fn a_saved_catalogue_says_the_same_and_a_damaged_one_is_refused() {
    let saved = known().save();
    let loaded = Catalogue::load(&saved[..]).unwrap();
    assert_eq!(loaded.networks(), known().networks());
    assert_eq!(loaded.companies().rows(), known().companies().rows());
    for cut in [0, 5, 12, 20, saved.len() - 1] {
        assert_eq!(Catalogue::load(&saved[..cut]).unwrap_err(), CatalogueError, "cut at {cut}");
    }
    for at in 0..saved.len() {
        let mut damaged = saved.clone();
        damaged[at] ^= 1;
        assert_eq!(Catalogue::load(&damaged[..]).unwrap_err(), CatalogueError, "byte {at}");
    }
}

#[test]
fn a_pixel_is_decoded_by_its_endpoint_or_on_any_host_by_what_it_carries() {
    for (url, expected) in [
        ("https://meta.example/tr?ev=View&dl=x", Some("View")),
        ("https://shop.example/collect?id=1&ev=Buy", Some("Buy")),
        ("https://shop.example/collect?id=1", None),
        ("https://shop.example/other?id=1&ev=Buy", None),
        ("https://meta.example/plugins/like.php?ev=x", None),
        ("https://meta.example/en/fbevents.js?ev=x", None),
        ("data:text/plain,x", None),
        ("", None),
    ] {
        let event = known().decode(url, None).map(|decoded| decoded.event.unwrap_or_default());
        assert_eq!(event.as_deref(), expected, "{url}");
    }
}

fn sorted(rules: Vec<Value>) -> Value {
    let mut rules: Vec<Value> = rules.into_iter().map(in_order).collect();
    rules.sort_by_key(ToString::to_string);
    Value::Array(rules)
}

#[test]
fn chromes_rules_say_what_decide_says() {
    let rulesets = dnr::compile_catalogue(&known());
    // Numbers follow from what a rule says, and the order from that.
    let value = |rules: &[dnr::DnrRule]| {
        let mut rules: Vec<Value> = rules.iter().map(|rule| serde_json::to_value(rule).unwrap()).collect();
        for rule in &mut rules {
            rule.as_object_mut().unwrap().remove("id");
        }
        sorted(rules)
    };
    let own = json!(["insta.example", "meta.example"]);
    let widget = |urls: &[(&str, Value)], priority: u32, action: &str| {
        let rules = urls.iter().map(|(filter, types)| {
            json!({"priority": priority, "action": {"type": action}, "condition":
                {"urlFilter": filter, "excludedTopDomains": own, "resourceTypes": types}})
        });
        sorted(rules.collect())
    };
    let frames = json!(["sub_frame", "object"]);
    let widgets = [
        ("||meta.example/plugins/like.php^", frames.clone()),
        ("||meta.example/v*/plugins/like.php^", frames),
        ("||meta.example/*/sdk.js^", json!(["script"])),
    ];
    assert_eq!(value(&rulesets.widgets), widget(&widgets, 24, "block"));
    assert_eq!(value(&rulesets.gentle), widget(&widgets, 26, "allow"));

    let pixels = value(&rulesets.pixels);
    let by = |key: &str| pixels.as_array().unwrap().iter().find(|rule| rule["condition"].get(key).is_some()).unwrap();
    let pixel = json!({"priority": 70, "action": {"type": "block"}, "condition":
        {"urlFilter": "||meta.example/tr^", "excludedTopDomains": own}});
    assert!(pixels.as_array().unwrap().contains(&pixel), "{pixels}");
    assert_eq!(by("regexFilter")["condition"]["regexFilter"], "^[a-z]+://[^/]+/pagead/list(?:[^0-9a-z_.%-]|$)");
    let hosts = by("regexFilter")["condition"]["requestDomains"].as_array().unwrap();
    assert!(hosts.contains(&json!("search.de")) && hosts.contains(&json!("search.co.uk")), "{hosts:?}");

    let strip = value(&rulesets.strip);
    assert_eq!(
        strip[0]["condition"],
        json!({"requestDomains": ["ads.example", "amazonaws.com"], "excludedRequestDomains": ["cdn.ads.example"],
            "excludedTopDomains": ["ads.example", "amazonaws.com", "cdn.ads.example"]})
    );
    assert_eq!(
        strip[1],
        json!({"priority": 50, "action": {"type": "modifyHeaders",
            "requestHeaders": [{"operation": "remove", "header": "cookie"}, {"operation": "remove", "header": "referer"},
                {"operation": "remove", "header": "ping-from"}],
            "responseHeaders": [{"operation": "remove", "header": "set-cookie"},
                {"operation": "append", "header": "server-timing", "value": "bystander"}]},
            "condition": {"requestDomains": ["insta.example", "meta.example"], "excludedTopDomains": own}})
    );
    assert_eq!(strip.as_array().unwrap().len(), 2, "nobody else follows");
}
