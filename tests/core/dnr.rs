//! Rules of lists as rules of Chrome: every form of rule, one by one, in a file that is read like a table.
//!
//! tests/core/conversions.txt has a paragraph a case: the rule (or several, that act on each other) as a list has it, then
//! each of Chrome's rules, without its number, or why there is none. `BLESS=1 cargo test` writes it anew; read the
//! difference before it is committed.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use bystander_core::{List, dnr};
use serde_json::{Value, json};

use crate::asking::in_order;

const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/core/conversions.txt");

fn list(text: &str) -> List {
    List { id: "test".to_owned(), text: text.to_owned() }
}

/// The compiled rules of a list as JSON, and what is said of others.
fn compile(text: &str) -> (Vec<Value>, Vec<String>) {
    let list = list(text);
    let readings = [list.read()];
    let [ruleset] = dnr::compile(&readings).try_into().unwrap();
    let rules = ruleset.rules.iter().map(|rule| serde_json::to_value(rule).unwrap());
    let skipped = readings[0].skipped.iter().map(|skipped| format!("not read: {}", skipped.reason));
    let unconverted = ruleset.unconverted.iter().map(|unconverted| {
        let kind = if unconverted.reason.is_partial() { "in part" } else { "not said" };
        format!("{kind}: {}", unconverted.reason)
    });
    (rules.collect(), skipped.chain(unconverted).collect())
}

/// A case with what becomes of it. Hundreds of names that an entity stands for are counted.
fn paragraph(rules: &str) -> String {
    let (compiled, said) = compile(rules);
    let mut paragraph = format!("{rules}\n");
    for mut rule in compiled {
        let object = rule.as_object_mut().unwrap();
        object.remove("id");
        for names in object["condition"].as_object_mut().unwrap().values_mut() {
            if let Some(names) = names.as_array_mut().filter(|names| names.len() > 20) {
                *names = vec![json!(format!("{} names, first {}", names.len(), names[0].as_str().unwrap()))];
            }
        }
        let _ = writeln!(paragraph, "  {}", in_order(rule));
    }
    for line in said {
        let _ = writeln!(paragraph, "  {line}");
    }
    paragraph
}

#[test]
fn every_form_of_rule_is_said_in_chrome_as_the_golden_file_has_it() {
    let golden = std::fs::read_to_string(PATH).unwrap();
    let cases: Vec<String> = golden
        .split("\n\n")
        .map(|paragraph| paragraph.lines().filter(|line| !line.starts_with("  ")).collect::<Vec<_>>().join("\n"))
        .filter(|case| !case.is_empty())
        .collect();
    assert!(cases.len() >= 150, "only {} cases", cases.len());
    assert_eq!(cases.iter().collect::<BTreeSet<_>>().len(), cases.len(), "a case stands there twice");
    let written = cases.iter().map(|case| paragraph(case)).collect::<Vec<_>>().join("\n");
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(PATH, &written).unwrap();
        return;
    }
    for (written, golden) in written.split("\n\n").zip(golden.split("\n\n")) {
        assert_eq!(written.trim_end(), golden.trim_end(), "BLESS=1 writes {PATH} anew");
    }
    assert_eq!(written, golden);
}

#[test]
fn rules_keep_their_numbers_when_others_come_and_go() {
    let lines = ["||a.example^", "/ad.js$script", "@@||b.example/x", "||c.example^$third-party", "$removeparam=y"];
    let (all, _) = compile(&lines.join("\n"));
    for without in lines {
        let rest: Vec<&str> = lines.into_iter().filter(|line| *line != without).collect();
        let (rest, _) = compile(&rest.join("\n"));
        assert_eq!(rest.len(), all.len() - 1, "{without}");
        assert!(rest.iter().all(|rule| all.contains(rule)), "without {without} others changed");
    }
    let (more_hosts, _) = compile(&format!("{}\n||z.example^", lines.join("\n")));
    let ids = |rules: &[Value]| rules.iter().map(|rule| rule["id"].clone()).collect::<Vec<_>>();
    assert_eq!(ids(&more_hosts), ids(&all), "a host more is the same rule with a host more");
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

/// Rules of one list, compiled, and fitted to limits; the actions that are left and the lines that are shed.
fn fitted(text: &str, limits: dnr::Limits) -> (Vec<Value>, Vec<(Vec<u32>, dnr::ShedReason)>) {
    let list = list(text);
    let readings = [list.read()];
    let [ruleset] = dnr::compile(&readings).try_into().unwrap();
    let fitted = dnr::fit(ruleset.rules, limits);
    let left = fitted.rules.iter().map(|rule| serde_json::to_value(rule).unwrap()["action"]["type"].clone());
    (left.collect(), fitted.shed.into_iter().map(|shed| (shed.rule.lines, shed.reason)).collect())
}

#[test]
fn what_does_not_fit_is_shed_in_the_order_of_least_harm_and_told() {
    use dnr::ShedReason::{Regexes, Rules, Unsafe};
    let text = "@@||t.example/ok\n$removeparam=x\n||a.example^\n||b.example^\n/ad.js\n/re[0-9]/\n\
                ||s.example^$script,redirect=noopjs\n||c.example^$csp=a";
    let all = dnr::Limits { rules: 9, unsafe_rules: 9, regexes: 9 };
    for (limits, left, shed) in [
        (all, 7, vec![]),
        (dnr::Limits { regexes: 0, ..all }, 6, vec![(vec![6], Regexes)]),
        // The stub is a block then, which needs no room of this kind.
        (dnr::Limits { unsafe_rules: 2, ..all }, 7, vec![]),
        (dnr::Limits { unsafe_rules: 1, ..all }, 6, vec![(vec![2], Unsafe)]),
        (dnr::Limits { unsafe_rules: 0, ..all }, 5, vec![(vec![2], Unsafe), (vec![8], Unsafe)]),
        (dnr::Limits { rules: 6, ..all }, 6, vec![(vec![2], Rules)]),
        (dnr::Limits { rules: 5, ..all }, 5, vec![(vec![2], Rules), (vec![8], Rules)]),
        (dnr::Limits { rules: 2, ..all }, 2, vec![]),
    ] {
        let (actions, mut told) = fitted(text, limits);
        told.sort();
        assert_eq!(actions.len(), left, "{limits:?}: {actions:?} {told:?}");
        assert!(actions.contains(&json!("allow")), "{limits:?} sheds an exception and keeps blocks");
        if limits.rules > 2 {
            assert_eq!(told, shed, "{limits:?}");
        } else {
            assert!(!told.iter().any(|(lines, _)| lines == &[3, 4]), "many hosts are shed before single patterns");
        }
    }
}

#[test]
fn without_room_for_an_exception_no_block_is_left() {
    let (left, shed) =
        fitted("||t.example^\n@@||t.example/a\n@@||t.example/b", dnr::Limits { rules: 1, ..dnr::Limits::DYNAMIC });
    assert_eq!((left, shed.len()), (vec![json!("allow")], 2));
}
