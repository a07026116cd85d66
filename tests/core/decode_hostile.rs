//! What must hold for any payload, and that none of them takes long.

use std::ops::Range;

use bystander_core::catalogue::Payload;
use bystander_core::decode::{Decoded, carries};
use proptest::prelude::*;

use crate::decode::read;

const ALL: [Payload; 5] = [Payload::Path, Payload::Query, Payload::Form, Payload::Json, Payload::Lines];

#[track_caller]
fn is_fit_to_be_shown(decoded: &Decoded) {
    assert!(decoded.fields.len() <= 200, "{} fields", decoded.fields.len());
    for field in &decoded.fields {
        for text in [&field.name, &field.value] {
            assert!(text.chars().count() <= 81, "{field:?}");
            assert!(
                !text.chars().any(|sign| sign.is_control() || ('\u{202a}'..='\u{202e}').contains(&sign)),
                "{field:?}"
            );
        }
        assert!(!field.value.is_empty() && !field.name.is_empty(), "{field:?}");
    }
}

fn bodies() -> impl Strategy<Value = Vec<u8>> {
    let pieces = prop::sample::select(vec![
        "{",
        "}",
        "[",
        "]",
        "\"",
        ":",
        ",",
        "\\",
        "\\u",
        "d83d",
        "null",
        "1",
        "context",
        "page",
        "ad",
        "ud[em]",
        "p0",
        "events",
        "browser-info",
        "=",
        "&",
        "%",
        "%2",
        "%25",
        "%7B",
        "%3D",
        "+",
        "\r\n",
        "\n\n",
        "--b",
        " name=",
        "Content-Disposition: form-data",
        "t:",
        "é",
        "\u{202e}",
        ";",
        "/",
        "https://",
    ]);
    prop_oneof![
        prop::collection::vec(any::<u8>(), 0..200),
        prop::collection::vec(pieces, 0..60).prop_map(|pieces| pieces.concat().into_bytes()),
    ]
}

fn payloads() -> impl Strategy<Value = Vec<Payload>> {
    prop::sample::subsequence(ALL.to_vec(), 0..=ALL.len())
}

proptest! {
    #[test]
    fn every_payload_is_decoded_into_what_can_be_shown(payload in payloads(), head in bodies(), query in bodies(), body in bodies()) {
        let url = format!("https://t.example/{}?{}", String::from_utf8_lossy(&head), String::from_utf8_lossy(&query));
        is_fit_to_be_shown(&read(&payload, &url, Some(&body)));
        is_fit_to_be_shown(&read(&payload, &String::from_utf8_lossy(&head), None));
        prop_assert!(carries(&[], &payload, &url, Some(&body)));
    }

    #[test]
    fn whatever_name_is_shown_as_sent_is_found_again(name in "[a-z]{1,8}", value in "[a-z0-9]{1,8}") {
        let url = format!("https://t.example/?{name}={value}");
        let decoded = read(&ALL, &url, None);
        prop_assert_eq!(decoded.fields.len(), 1);
        prop_assert!(carries(&[name], &ALL, &url, None));
    }
}

fn numbered(numbers: Range<u32>, written: impl Fn(u32) -> String) -> String {
    numbers.map(written).collect::<Vec<_>>().concat()
}

/// Each would take minutes if anything read it over again for each of its parts.
#[test]
fn a_megabyte_of_anything_is_read_once() {
    let many = |piece: &str, count: usize| piece.repeat(count);
    let members = numbered(0..100_000, |number| format!("\"{number}\":1,"));
    let pairs = numbered(0..120_000, |number| format!("a{number}=1&"));
    let colons = numbered(0..100_000, |number| format!("{number}:1:"));
    for body in [
        many("[", 1 << 20),
        many("{\"a\":", 200_000),
        many("[1,[", 200_000),
        many("{\"a\":[1],", 100_000),
        format!("{}{}", many("[", 16), many("[]", 400_000)),
        format!("{{\"{}\":{{{members}", many("k", 200_000)),
        format!("{{\"a\":\"{}", many("\\", 1_000_000)),
        format!("{{\"a\":\"{}", many("\\ud83d", 170_000)),
        many("{\"a\"    ", 120_000),
        many("\"", 1 << 20),
        many("%", 1 << 20),
        many("%25", 340_000),
        many("&", 1 << 20),
        many("=", 1 << 20),
        many("a=b:", 250_000),
        many("a=b&", 250_000),
        many("a\n", 500_000),
        pairs.clone(),
        format!("p{}={}", many("0", 300_000), pairs.replace('&', "%26").replace('=', "%3D")),
        format!("p0={}", pairs.replace('&', "%2526").replace('=', "%253D")),
        format!("browser-info={colons}"),
        format!("ad={{{members}"),
        format!("ad={}", many("%257B%2522a%2522%253A", 50_000)),
        many("cd[v", 250_000),
        format!("--b\r\nContent-Disposition: form-data; name=x\r\n\r\n{}", many("--b\r\n", 200_000)),
        format!("--{}\r\nContent-Disposition:{}", many("-", 60), many("-", 900_000)),
        many("--b\nContent-Disposition: x\n\n", 40_000),
    ] {
        let start: String = body.chars().take(40).collect();
        is_fit_to_be_shown(&read(&ALL, "https://t.example/", Some(body.as_bytes())));
        is_fit_to_be_shown(&read(&ALL, &format!("https://t.example/{body}"), None));
        is_fit_to_be_shown(&read(&ALL, &format!("https://t.example/?{body}"), None));
        let keys = ["not there".to_owned()];
        assert!(!carries(&keys, &ALL, "https://t.example/", Some(body.as_bytes())), "{start}");
    }
}

#[test]
fn of_what_is_too_long_to_read_it_is_said_that_there_was_more() {
    let body = format!("x=1&y={}&z=2", "y".repeat(1 << 20));
    let names = |decoded: &Decoded| decoded.fields.iter().map(|field| field.name.clone()).collect::<Vec<_>>();
    let from_body = read(&ALL, "https://t.example/", Some(body.as_bytes()));
    assert_eq!((names(&from_body), from_body.left_out), (vec!["x".to_owned(), "y".to_owned()], 1));
    let from_url = read(&ALL, &format!("https://t.example/?{body}"), None);
    assert_eq!((names(&from_url), from_url.left_out), (vec!["x".to_owned(), "y".to_owned()], 1));
}
