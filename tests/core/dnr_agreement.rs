//! Random rules and random requests: what Chrome makes of the compiled rules, against what the core decides.

use bystander_core::engine::Match;
use bystander_core::{Engine, Facts, List, dnr};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use serde_json::{Value, json};

use crate::dnr_evaluator::{Outcome, Request, Rule, outcome};

const HOSTS: [&str; 7] = ["a.example", "b.a.example", "t.example", "x.t.example", "google.de", "a.exam", "t.example."];
/// No parameter stands in a fragment: there it would count for Chrome's conditions, and hide other removals.
const PATHS: [&str; 6] = ["/", "/ad", "/ad/x.js", "/Ad?a=1&b=2", "/?b=3&utm_c=4&a=5", "/x?ad=1&ab=2#x=1"];
const PAGES: [&str; 5] =
    ["https://a.example/", "https://b.a.example/ad", "https://t.example/", "https://google.de/", "null"];
const TYPES: [(&str, &str); 6] = [
    ("document", "main_frame"),
    ("subdocument", "sub_frame"),
    ("script", "script"),
    ("image", "image"),
    ("xmlhttprequest", "xmlhttprequest"),
    ("websocket", "websocket"),
];

fn pattern() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => prop::sample::select(&HOSTS[..6]).prop_map(|host| format!("||{host}^")),
        1 => prop::sample::select(&HOSTS[..6]).prop_map(|host| format!("||{host}")),
        3 => (prop::sample::select(&HOSTS[..6]), prop::sample::select(vec!["/ad", "/*x", "^*^x", "/ad^", "/x?ad=", "/*&b=", "^a=", "/|"]))
            .prop_map(|(host, path)| format!("||{host}{path}")),
        4 => prop::sample::select(vec![
            "/ad", "^ad^", "ad.", "|https://t.", "?a=", "/x.js|", "^", "example^ad", "&b=2", "/?*a=", "/ad|", "ad*1", "|wss:",
            "/\\/ad[a-z\\/]+\\.js/", "/^https?:\\/\\/[^\\/]+\\/x/", "/[?&](a|b)=/", "/ad|x\\.t/", "/\\bad\\b/",
        ]).prop_map(str::to_owned),
        2 => Just("*".to_owned()),
    ]
}

fn option() -> impl Strategy<Value = String> {
    let names = || {
        let name = (
            any::<bool>(),
            prop::sample::select(vec!["a.example", "b.a.example", "t.example", "google.*", "x.*", "google.de"]),
        );
        let name = name.prop_map(|(negated, name)| format!("{}{name}", if negated { "~" } else { "" }));
        prop::collection::vec(name, 1..3).prop_map(|names| names.join("|"))
    };
    prop_oneof![
        3 => (any::<bool>(), prop::sample::select(TYPES.to_vec())).prop_map(|(negated, (name, _))| format!("{}{name}", if negated { "~" } else { "" })),
        1 => prop::sample::select(vec!["third-party", "~third-party", "all", "match-case"]).prop_map(str::to_owned),
        2 => names().prop_map(|names| format!("domain={names}")),
        1 => names().prop_map(|names| format!("to={names}")),
        1 => Just("denyallow=a.example|x.t.example".to_owned()),
        1 => prop::sample::select(vec!["method=get", "method=post", "method=~post"]).prop_map(str::to_owned),
        1 => Just("important".to_owned()),
    ]
}

/// The modifier at the end: none, mostly.
fn modifier() -> impl Strategy<Value = &'static str> {
    prop_oneof![
        5 => Just(""),
        4 => prop::sample::select(vec![
            "removeparam=a", "removeparam=b", "removeparam=ab", "removeparam", "removeparam=/^utm_/", "removeparam=/^(a|b)=/",
            "removeparam=/a/", "redirect=noopjs", "redirect-rule=noopjs", "csp=script-src 'none'", "removeparam=~a",
        ]),
    ]
}

fn rule() -> impl Strategy<Value = String> {
    let options = prop::collection::vec(option(), 0..3);
    (prop::bool::weighted(0.3), pattern(), options, modifier()).prop_map(
        |(is_exception, pattern, mut options, modifier)| {
            options.extend((!modifier.is_empty()).then(|| modifier.to_owned()));
            let mark = if options.is_empty() { "" } else { "$" };
            format!("{}{pattern}{mark}{}", if is_exception { "@@" } else { "" }, options.join(","))
        },
    )
}

fn request() -> impl Strategy<Value = Request> {
    let place =
        (prop::sample::select(&HOSTS[..]), prop::sample::select(&PATHS[..]), prop::sample::select(vec!["", ":8443"]));
    let asked =
        (prop::sample::select(TYPES.to_vec()), prop::sample::select(&PAGES[..4]), prop::sample::select(&PAGES[..]));
    (place, asked, prop::sample::select(vec!["get", "post"])).prop_map(
        |((host, path, port), ((_, kind), page, frame), method)| {
            let scheme = if kind == "websocket" { "wss" } else { "https" };
            Request {
                url: format!("{scheme}://{host}{port}{path}"),
                kind: kind.to_owned(),
                initiator: (frame != "null").then(|| frame.to_owned()),
                method: Some(method.to_owned()),
                top_url: Some(page.to_owned()),
                navigation: Some(page.to_owned()),
            }
        },
    )
}

fn facts(request: &Request) -> Facts {
    let frame = request.initiator.as_deref().unwrap_or("null");
    let method = request.method.as_deref().unwrap().to_uppercase();
    Facts::new(&request.url, request.top_url.as_deref().unwrap(), Some(frame), request.kind.parse().unwrap(), &method)
}

fn parameters(url: &str) -> Vec<&str> {
    let url = url.split('#').next().unwrap();
    url.split_once('?').map_or(Vec::new(), |(_, query)| query.split('&').collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3_000, ..ProptestConfig::default() })]

    #[test]
    fn compiled_rules_stop_and_clean_what_the_core_does_and_nothing_else(
        lines in prop::collection::vec(rule(), 1..6), requests in prop::collection::vec(request(), 8),
    ) {
        let list = List { id: "l".to_owned(), text: lines.join("\n") };
        let readings = [list.read()];
        let engine = Engine::build(&readings);
        let [ruleset] = dnr::compile(&readings).try_into().unwrap();
        let json = serde_json::to_value(&ruleset.rules).unwrap();
        let rules: Vec<Rule> = serde_json::from_value(json.clone()).unwrap();
        // An exception that lets a request go on keeps its parameters, in Chrome.
        let is_exact = ruleset.unconverted.is_empty() && !lines.iter().any(|line| line.starts_with("@@"));
        for mut request in requests {
            for _ in 0..10 {
                let case = || format!("{lines:#?}\n{request:?}\n{json:#}");
                let core = engine.check(&facts(&request));
                let stops = matches!(core, Match::Block(_) | Match::Important(_));
                match outcome(&rules, &request).1 {
                    Outcome::Blocked | Outcome::Replaced(_) => {
                        prop_assert!(stops, "Chrome blocks, the core says {core:?}: {}", case());
                        break;
                    }
                    Outcome::Goes => {
                        let passes = matches!(core, Match::Spared(_) | Match::Nothing);
                        prop_assert!(passes || !is_exact, "Chrome lets go, the core says {core:?}: {}", case());
                        break;
                    }
                    Outcome::Redirected(url) => {
                        let Match::Clean { url: cleaned, .. } = &core else {
                            prop_assert!(stops && !is_exact, "Chrome cleans, the core says {core:?}: {}", case());
                            break;
                        };
                        let left = parameters(&url);
                        let is_kept = parameters(cleaned).iter().all(|pair| left.contains(pair));
                        prop_assert!(is_kept, "Chrome leaves {url}, the core says {core:?}: {}", case());
                        request.url = url;
                    }
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn a_persons_own_rules_over_embedded_ones_do_no_more_in_chrome_than_in_the_core(
        embedded in prop::collection::vec(rule(), 1..5), own in prop::collection::vec(rule(), 1..5),
        requests in prop::collection::vec(request(), 8),
    ) {
        let [embedded_list, own_list] =
            [&embedded, &own].map(|lines| List { id: "l".to_owned(), text: lines.join("\n") });
        let (embedded_readings, own_readings) = ([embedded_list.read()], [own_list.read()]);
        let mut engine = Engine::build(&embedded_readings);
        engine.set_overlay(&Engine::overlay(&own_readings)[..]).unwrap();
        let mut json = serde_json::to_value(&dnr::compile(&embedded_readings)[0].rules).unwrap();
        for mut rule in dnr::joined(dnr::compile_overlay(&own_readings)) {
            rule.id += 1 << 24;
            json.as_array_mut().unwrap().push(serde_json::to_value(rule).unwrap());
        }
        let rules: Vec<Rule> = serde_json::from_value(json.clone()).unwrap();
        for request in requests {
            let case = || format!("{embedded:#?}\n{own:#?}\n{request:?}\n{json:#}");
            let core = engine.check(&facts(&request));
            let stops = matches!(core, Match::Block(_) | Match::Important(_));
            match outcome(&rules, &request).1 {
                Outcome::Blocked | Outcome::Replaced(_) => {
                    prop_assert!(stops, "Chrome blocks, the core says {core:?}: {}", case());
                }
                Outcome::Redirected(_) => {
                    let cleans = matches!(core, Match::Clean { .. });
                    prop_assert!(stops || cleans, "Chrome cleans, the core says {core:?}: {}", case());
                }
                Outcome::Goes => {}
            }
        }
    }
}

/// A row is compiled rules, a request, and the actions that decide it. Chromium is asked about the very same rows in
/// tests/browser/evaluator.test.js. `BLESS=1` draws them anew, by a fixed seed.
const TABLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/core/dnr-evaluator.ndjson");

/// A table to be read; names of an entity would fill it.
const LONGEST_ROW: usize = 1_200;

#[test]
fn the_evaluator_says_what_chromium_says_of_the_same_rules_and_requests() {
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(TABLE, drawn(400)).unwrap();
    }
    let table = std::fs::read_to_string(TABLE).unwrap();
    assert!(table.lines().count() >= 400);
    for line in table.lines() {
        let row: Value = serde_json::from_str(line).unwrap();
        let request: Request = serde_json::from_value(row["request"].clone()).unwrap();
        assert_eq!(deciding(&row["rules"], &request, |id| id), row["actions"], "{line}");
    }
}

/// The actions of the rules that decide, if rules of one rank were taken in the order that `number` gives them.
fn deciding(json: &Value, request: &Request, number: fn(u32) -> u32) -> Value {
    let mut rules: Vec<Rule> = serde_json::from_value(json.clone()).unwrap();
    for rule in &mut rules {
        rule.id = number(rule.id);
    }
    let obeyed = outcome(&rules, request).0;
    let all = json.as_array().unwrap().iter().zip(&rules);
    all.filter(|(_, rule)| obeyed.contains(&rule.id)).map(|(rule, _)| rule["action"].clone()).collect()
}

/// Rows that rules decide, for the most part. Which of two rules of one rank Chrome obeys it does not promise.
fn drawn(count: usize) -> String {
    let mut runner = TestRunner::deterministic();
    let mut rows = Vec::new();
    while rows.len() < count {
        let lines = prop::collection::vec(rule(), 1..6).new_tree(&mut runner).unwrap().current();
        let list = List { id: "l".to_owned(), text: lines.join("\n") };
        let readings = [list.read()];
        let rules = serde_json::to_value(&dnr::compile(&readings)[0].rules).unwrap();
        for _ in 0..20 {
            let request = Request { navigation: None, ..request().new_tree(&mut runner).unwrap().current() };
            let actions = deciding(&rules, &request, |id| id);
            let is_sure = actions == deciding(&rules, &request, |id| u32::MAX - id);
            let row = json!({"rules": rules, "request": request, "actions": actions}).to_string();
            let is_wanted = actions != json!([]) || rows.len().is_multiple_of(10);
            if is_sure && is_wanted && row.len() < LONGEST_ROW {
                rows.push(row);
                break;
            }
        }
    }
    rows.join("\n") + "\n"
}
