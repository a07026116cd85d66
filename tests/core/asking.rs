//! Asking the core in the words of a table row.

use bystander_core::{Catalogue, Engine, Facts, List, Moment, Policy, RequestType, Verdict, decide};

/// An engine over one list with the id `test`.
pub(crate) fn engine(text: &str) -> Engine {
    let list = List { id: "test".to_owned(), text: text.to_owned() };
    Engine::build(&[list.read()])
}

/// Facts from a row's strings; the frame is the page.
pub(crate) fn facts(url: &str, page: &str, kind: &str) -> Facts {
    Facts::new(url, page, None, kind.parse::<RequestType>().unwrap(), "GET")
}

/// The verdict of `text` as the only list, under the default policy.
pub(crate) fn verdict(text: &str, url: &str, page: &str, kind: &str) -> Verdict {
    decide(&facts(url, page, kind), &Policy::default(), &Catalogue::default(), &engine(text), Moment(0.0))
}

/// A verdict in a word: `allow`, `block`, `clean https://…`.
pub(crate) fn word(verdict: &Verdict) -> String {
    let action = serde_json::to_value(verdict.action).unwrap();
    let url = verdict.url.as_deref().map(|url| format!(" {url}")).unwrap_or_default();
    format!("{}{url}", action.as_str().unwrap())
}

/// Asks every row `(list, url, page, type, word)` and reports all that differ.
pub(crate) fn table(rows: &[(&str, &str, &str, &str, &str)]) {
    let wrong: Vec<String> = rows
        .iter()
        .filter_map(|(text, url, page, kind, expected)| {
            let verdict = verdict(text, url, page, kind);
            let got = word(&verdict);
            (got != *expected).then(|| {
                format!(
                    "page {page}\n  {kind} {url}\n  expected {expected}, got {got}\n  by {:?}\n  list {text:?}",
                    verdict.reason
                )
            })
        })
        .collect();
    assert!(wrong.is_empty(), "{} rows differ:\n{}", wrong.len(), wrong.join("\n"));
}

/// The same with the keys of every object in order, whichever way `serde_json` was built.
pub(crate) fn in_order(value: serde_json::Value) -> serde_json::Value {
    use serde_json::Value;
    match value {
        Value::Array(all) => all.into_iter().map(in_order).collect(),
        Value::Object(object) => {
            let sorted: std::collections::BTreeMap<String, Value> = object.into_iter().collect();
            sorted.into_iter().map(|(key, value)| (key, in_order(value))).collect()
        }
        other => other,
    }
}
