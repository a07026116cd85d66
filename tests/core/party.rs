//! Registrable domains, against the `psl` crate as oracle.

use bystander_core::party::{entities, registrable_domain};
use bystander_core::{Address, party::Party};
use proptest::prelude::*;

#[test]
fn the_registrable_domain_of_a_host() {
    for (host, domain) in [
        ("www.news.example", "news.example"),
        ("a.b.co.uk", "b.co.uk"),
        ("co.uk", "co.uk"),
        ("user.github.io", "user.github.io"),
        ("a.user.github.io", "user.github.io"),
        ("github.io", "github.io"),
        ("localhost", "localhost"),
        ("192.0.2.7", "192.0.2.7"),
        ("[2001:db8::1]", "[2001:db8::1]"),
        ("www.ck", "www.ck"),
        ("a.www.ck", "www.ck"),
        ("a.b.ck", "a.b.ck"),
        ("x.city.kawasaki.jp", "city.kawasaki.jp"),
        ("x.y.other.kawasaki.jp", "y.other.kawasaki.jp"),
        ("www.xn--85x722f.com.cn", "xn--85x722f.com.cn"),
        ("www.xn--e1afmkfd.xn--p1ai", "xn--e1afmkfd.xn--p1ai"),
        ("example.com.", "example.com"),
        ("", ""),
    ] {
        assert_eq!(registrable_domain(host), domain, "{host}");
    }
}

#[test]
fn parties_are_judged_by_site() {
    for (request, document, party) in [
        ("https://cdn.news.example/", "https://www.news.example/", Party::First),
        ("https://a.github.io/", "https://b.github.io/", Party::Third),
        ("https://192.0.2.7:81/", "http://192.0.2.7/", Party::First),
        ("https://news.example/", "blob:https://news.example/1", Party::First),
        ("https://news.example/", "about:blank", Party::Third),
        ("https://cdn.news.example./", "https://news.example/", Party::Third),
        ("https://cdn.news.example./", "https://news.example./", Party::First),
    ] {
        let judged = Party::of(&Address::of_request(request), &Address::of_document(document));
        assert_eq!(judged, party, "{request} in {document}");
    }
}

#[test]
fn a_host_answers_to_its_entities() {
    let of = |host: &str| entities(host).collect::<Vec<_>>();
    assert_eq!(of("www.google.co.uk"), ["www.google.*", "google.*"]);
    assert_eq!(of("google.com"), ["google.*"]);
    assert!(of("co.uk").is_empty() && of("192.0.2.7").is_empty() && of("").is_empty());
}

proptest! {
    #[test]
    fn it_agrees_with_the_psl_crate(
        labels in prop::collection::vec("[a-z]{1,3}|www|city|xn--p1ai|com|co|s3|compute", 0..4),
        suffix in prop::sample::select(vec![
            "com", "co.uk", "ck", "www.ck", "kawasaki.jp", "jp", "github.io", "amazonaws.com", "compute.amazonaws.com",
            "xn--p1ai", "no-such-suffix", "example", "blogspot.com", "er", "bd", "kobe.jp", "fastly.net", "global.ssl.fastly.net",
        ]),
    ) {
        let host = labels.iter().map(String::as_str).chain([suffix]).collect::<Vec<_>>().join(".");
        let expected = psl::domain_str(&host).unwrap_or(&host);
        prop_assert_eq!(registrable_domain(&host), expected, "host {}", host);
    }
}
