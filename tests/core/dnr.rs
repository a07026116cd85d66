//! Rules of lists as rules of Chrome.

use bystander_core::{List, dnr};
use serde_json::{Value, json};

/// The compiled rules of a list, without their ids, and why others are missing.
fn compile(text: &str) -> (Vec<Value>, Vec<String>) {
    let list = List { id: "test".to_owned(), text: text.to_owned() };
    let readings = [list.read()];
    let [ruleset] = dnr::compile(&readings).try_into().unwrap();
    let rules = ruleset.rules.iter().map(|rule| {
        let mut rule = serde_json::to_value(rule).unwrap();
        rule.as_object_mut().unwrap().remove("id");
        rule
    });
    let missing = ruleset.unconverted.iter().map(|missing| missing.reason.to_string());
    (rules.collect(), missing.collect())
}

#[expect(clippy::needless_pass_by_value, reason = "the rows read better")]
fn block(condition: Value) -> Value {
    json!({"priority": 10, "action": {"type": "block"}, "condition": condition})
}

#[test]
fn a_rule_says_in_chrome_what_it_says_in_a_list() {
    for (rule, expected) in [
        ("||t.example^", block(json!({"requestDomains": ["t.example"]}))),
        ("||t.example", block(json!({"requestDomains": ["t.example"]}))),
        ("||T.example/Path", block(json!({"urlFilter": "||t.example/path"}))),
        ("||ads.", block(json!({"urlFilter": "||ads."}))),
        ("/pixel.gif?", block(json!({"urlFilter": "/pixel.gif?"}))),
        ("|https://t.", block(json!({"urlFilter": "|https://t."}))),
        (
            "||t.example^$script,image",
            block(json!({"requestDomains": ["t.example"], "resourceTypes": ["script", "image"]})),
        ),
        ("||t.example^$document", block(json!({"requestDomains": ["t.example"], "resourceTypes": ["main_frame"]}))),
        (
            "||t.example^$third-party,ping",
            block(json!({"requestDomains": ["t.example"], "domainType": "thirdParty", "resourceTypes": ["ping"]})),
        ),
        (
            "*$image,domain=a.example|~b.a.example",
            block(
                json!({"initiatorDomains": ["a.example"], "excludedInitiatorDomains": ["b.a.example"], "resourceTypes": ["image"]}),
            ),
        ),
        (
            "||t.example^$font,method=post",
            block(json!({"requestDomains": ["t.example"], "resourceTypes": ["font"], "requestMethods": ["post"]})),
        ),
        (
            "||t.example^$font,important",
            json!({"priority": 30, "action": {"type": "block"}, "condition": {"requestDomains": ["t.example"], "resourceTypes": ["font"]}}),
        ),
        (
            "@@||t.example/ok$font",
            json!({"priority": 20, "action": {"type": "allow"}, "condition": {"urlFilter": "||t.example/ok", "resourceTypes": ["font"]}}),
        ),
        (
            "$removeparam=utm_X,xmlhttprequest",
            json!({
                "priority": 5,
                "action": {"type": "redirect", "redirect": {"transform": {"queryTransform": {"removeParams": ["utm_X"]}}}},
                "condition": {"urlFilter": "^utm_x=", "resourceTypes": ["xmlhttprequest"]}
            }),
        ),
        (
            "@@||t.example^$removeparam",
            json!({"priority": 6, "action": {"type": "allow"}, "condition": {
                "requestDomains": ["t.example"], "resourceTypes": ["main_frame", "sub_frame", "xmlhttprequest"]}}),
        ),
    ] {
        let (rules, missing) = compile(rule);
        assert_eq!((rules.as_slice(), missing.len()), ([expected].as_slice(), 0), "{rule}: {missing:?}");
    }
}

#[test]
fn rules_that_differ_only_in_their_host_become_one() {
    let (rules, _) = compile("||b.example^\n||a.example^\n||c.example^$script\n||a.example^");
    let hosts: Vec<_> = rules.iter().map(|rule| rule["condition"]["requestDomains"].clone()).collect();
    assert_eq!(hosts, [json!(["a.example", "b.example"]), json!(["c.example"])]);
}

#[test]
fn a_page_is_judged_against_itself_where_a_rule_speaks_of_the_requesting_frame() {
    let (rules, _) = compile("$removeparam=x,domain=a.example");
    let of = |kind: &str| rules.iter().find(|rule| rule["condition"]["resourceTypes"][0] == kind).unwrap();
    assert_eq!(of("main_frame")["condition"]["requestDomains"], json!(["a.example"]));
    assert_eq!(of("main_frame")["condition"]["initiatorDomains"], Value::Null);
    assert_eq!(of("sub_frame")["condition"]["initiatorDomains"], json!(["a.example"]));
}

#[test]
fn what_chrome_cannot_say_is_counted_with_the_reason() {
    for (rule, reason, rules_left) in [
        ("/ad[0-9]/$script", "regular expression", 0),
        (
            "@@/^https:.*aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/$script,domain=a.example",
            "long regular expression of an exception: widened to its sites",
            1,
        ),
        ("||t.example/x$removeparam=a", "parameter with a pattern beyond the host", 0),
        (
            &format!("/ad.js$domain={}", "a.*|b.*|c.*|d.*|e.*|f.*|g.*|h.*|i.*|j.*|k.*|l.*"),
            "too many entities in $domain",
            0,
        ),
        ("@@||t.example^$removeparam=x", "exception for one parameter: widened to all", 1),
        ("||t.example^$third-party,first-party", "matches nothing", 0),
        ("||t.example^\n||t.example^$badfilter", "cancelled by $badfilter", 0),
        ("||t.example^$third-party,document", "only for documents, with conditions on the requesting page", 0),
    ] {
        let (rules, missing) = compile(rule);
        assert_eq!((rules.len(), missing.first().map(String::as_str)), (rules_left, Some(reason)), "{rule}: {rules:?}");
    }
}

#[test]
fn an_entity_becomes_all_the_names_that_it_stands_for_in_the_core() {
    let (rules, _) = compile("/ad.js$domain=google.*|~google.co.*");
    let names = |key: &str| serde_json::from_value::<Vec<String>>(rules[0]["condition"][key].clone()).unwrap();
    for suffix in ["com", "de", "co.uk", "com.br", "xyz"] {
        assert!(names("initiatorDomains").contains(&format!("google.{suffix}")), "{suffix}");
    }
    for domain in names("initiatorDomains") {
        let answers = bystander_core::party::entities(&format!("www.{domain}")).any(|entity| entity == "google.*");
        assert!(answers, "{domain} is named in Chrome and does not answer to google.* in the core");
    }
}

#[test]
fn a_suffix_is_not_a_site_of_an_entity() {
    let (rules, _) = compile("/ad.js$domain=blogspot.*");
    let names = rules[0]["condition"]["initiatorDomains"].as_array().unwrap();
    assert!(!names.contains(&json!("blogspot.com")) && names.contains(&json!("blogspot.shop")), "{names:?}");
}

#[test]
fn an_exception_for_pages_of_one_site_keeps_its_half_for_pages() {
    let (rules, _) = compile("@@||sub.a.example^$domain=a.example");
    let pages = rules.iter().find(|rule| rule["condition"]["resourceTypes"] == json!(["main_frame"]));
    assert_eq!(pages.unwrap()["condition"]["requestDomains"], json!(["sub.a.example"]));
}

#[test]
fn an_exception_with_a_name_nobody_has_is_no_smaller_for_it() {
    let (rules, missing) = compile("@@||t.example^$script,domain=~b\u{fc}cher.example");
    assert_eq!((rules.len(), missing.len()), (1, 0), "{rules:?} {missing:?}");
}
