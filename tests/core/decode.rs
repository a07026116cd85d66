//! What a pixel request tells, by example.

use bystander_core::catalogue::{Class, Holds, Network, Parameter, Payload, Pixel};
use bystander_core::decode::{Decoded, carries, decode};

use Payload::{Form, Json, Lines, Path, Query};

fn parameter(name: &str, meaning: &str, class: Class) -> Parameter {
    Parameter { name: name.into(), meaning: meaning.into(), class, identifies: class.identifies(), holds: None }
}

fn packed(name: &str, holds: Holds) -> Parameter {
    Parameter { holds: Some(holds), ..parameter(name, "packed", Class::Technical) }
}

pub(crate) fn pixel(payload: &[Payload]) -> Pixel {
    Pixel {
        id: "pixel".into(),
        name: "Example Pixel".into(),
        endpoints: vec![],
        loaders: vec![],
        payload: payload.to_vec(),
        event: ["ev", "events", "p*.e", "batch.event", "path[3]"].map(String::from).to_vec(),
        parameters: vec![
            parameter("dl", "the page", Class::PageAddress),
            parameter("rl", "where from", Class::Referrer),
            parameter("ev", "the event", Class::Event),
            parameter("cd[*]", "about the event", Class::Event),
            parameter("cd[v*]", "some worth", Class::Purchase),
            parameter("cd[value]", "the worth", Class::Purchase),
            parameter("ud[em]", "your e-mail address, hashed", Class::HashedIdentity),
            parameter("context.user.id", "you", Class::BrowserId),
            parameter("context.page.url", "the page", Class::PageAddress),
            parameter("path[2]", "the counter", Class::Technical),
            packed("ad", Holds::Json),
            parameter("ad.loc", "the page", Class::PageAddress),
            packed("events", Holds::Json),
            parameter("events.value", "the worth", Class::Purchase),
            packed("p*", Holds::Query),
            parameter("p*.m", "your e-mail address", Class::PlainIdentity),
            packed("browser-info", Holds::Colon),
            parameter("browser-info.t", "the title", Class::Content),
        ],
        proxy: None,
    }
}

pub(crate) fn network() -> Network {
    Network {
        id: "example".into(),
        name: "Example".into(),
        company: "Example Inc.".into(),
        domains: vec![],
        widgets: vec![],
        pixels: vec![],
    }
}

pub(crate) fn read(payload: &[Payload], url: &str, body: Option<&[u8]>) -> Decoded {
    decode(&network(), &pixel(payload), url, body)
}

/// `name = value (meaning)`, and a line for what was left out.
fn lines(decoded: &Decoded) -> Vec<String> {
    let fields = decoded.fields.iter().map(|field| format!("{} = {} ({})", field.name, field.value, field.meaning));
    let rest = (decoded.left_out > 0).then(|| format!("and {} more", decoded.left_out));
    fields.chain(rest).collect()
}

#[track_caller]
fn tells(payload: &[Payload], url: &str, body: &str, expected: &[&str]) {
    let body = Some(body.as_bytes()).filter(|body| !body.is_empty());
    assert_eq!(lines(&read(payload, url, body)), expected, "{url} with {body:?} as {payload:?}");
}

const PLAIN: &str = "https://t.example/tr";

#[test]
fn a_query_is_told_in_plain_words() {
    for (query, expected) in [
        ("dl=https%3A%2F%2Fa.example%2F%3Fq%3D1", &["dl = https://a.example/?q=1 (the page)"][..]),
        ("DL=x", &["DL = x (unknown)"]),
        ("x=1+2%2B3", &["x = 1 2+3 (unknown)"]),
        ("x=100%&y=%zz&z=%e", &["x = 100% (unknown)", "y = %zz (unknown)", "z = %e (unknown)"]),
        ("x=%ff%C3%A9", &["x = \u{fffd}é (unknown)"]),
        ("ev=&dl", &["and 1 more"]),
        ("&&=&=1", &["(no name) = 1 (unknown)"]),
        ("x=1&x=2&x=1", &["x = 1 (unknown)", "x = 2 (unknown)"]),
        ("x=a=b", &["x = a=b (unknown)"]),
        ("x=1#y=2", &["x = 1 (unknown)"]),
        ("x=1;y=2", &["x = 1 (unknown)", "y = 2 (unknown)"]),
        ("x=1;2", &["x = 1;2 (unknown)"]),
        ("x=1;y=2&z=3", &["x = 1;y=2 (unknown)", "z = 3 (unknown)"]),
    ] {
        tells(&[Query], &format!("{PLAIN}?{query}"), "", expected);
    }
}

#[test]
fn an_exact_name_wins_over_a_star_and_a_long_star_over_a_short_one() {
    let expected = ["cd[value] = 1 (the worth)", "cd[vat] = 2 (some worth)", "cd[x] = 3 (about the event)"];
    tells(&[Query], &format!("{PLAIN}?cd[value]=1&cd%5Bvat%5D=2&cd[x]=3"), "", &expected);
}

#[test]
fn what_is_encoded_twice_is_decoded_twice_but_never_thrice() {
    for (query, expected) in [
        ("dl=https%253A%252F%252Fa.example", "dl = https://a.example (the page)"),
        ("dl=https%25253A%25252F%25252Fa.example", "dl = https%253A%252F%252Fa.example (the page)"),
        ("dl=https%3A%2F%2Fa.example%2F%2541", "dl = https://a.example/%41 (the page)"),
        ("x=https%253A%252F%252Fa.example", "x = https%3A%2F%2Fa.example (unknown)"),
        ("ad=%257B%2522loc%2522%253A1%257D", "ad.loc = 1 (the page)"),
        ("p0=m%253Da%252540b", "p0.m = a%40b (your e-mail address)"),
    ] {
        tells(&[Query], &format!("{PLAIN}?{query}"), "", &[expected]);
    }
}

#[test]
fn the_parts_come_in_order_and_a_part_that_is_not_expected_is_at_least_counted() {
    let url = "https://t.example/activityi;src=1;~oref=https%3A%2F%2Fa.example%2F/7?x=2&y=";
    let path = ["path[2] = 7 (the counter)", "src = 1 (unknown)", "~oref = https://a.example/ (unknown)"];
    tells(&[Path, Query, Form], url, "z=3", &[&path[..], &["x = 2 (unknown)", "z = 3 (unknown)"]].concat());
    tells(&[Query], url, "", &["path[2] = 7 (the counter)", "x = 2 (unknown)"]);
    tells(&[Path], url, "", &[&path[..], &["and 1 more"]].concat());
    tells(
        &[Path],
        "https://t.example/ddm/activity/src=1;o=https://a.example/b;x=1/2",
        "",
        &[
            "path[2] = activity (the counter)",
            "src = 1 (unknown)",
            "o = https://a.example/b (unknown)",
            "x = 1 (unknown)",
        ],
    );
}

#[test]
fn a_body_is_read_as_what_it_is() {
    let json = r#" {"context":{"page":{"url":"https:\/\/a.example"},"user":{"id":"0123456789abcdefg"}}}"#;
    let from_json = ["context.page.url = https://a.example (the page)", "context.user.id = 0123456789ab… (you)"];
    let form = "--b1\r\nContent-Disposition: form-data; name=\"ud[em]\"\r\n\r\na+b\r\n--b1\r\n\
                content-disposition: form-data; name=x; filename=\"n\"\r\nContent-Type: text/plain\r\n\r\nc\r\nd\r\n--b1--\r\n";
    let from_form = ["ud[em] = a+b (your e-mail address, hashed)", "x = c\u{fffd}\u{fffd}d (unknown)"];
    let from_lines = ["ev = a (the event)", "ev = b (the event)"];
    for (payload, body, expected) in [
        (&[Json][..], json, &from_json[..]),
        (&[Query], json, &from_json),
        (&[Form], form, &from_form),
        (&[Query], form, &from_form),
        (&[Lines], "ev=a\r\nev=b\n\n", &from_lines),
        (&[Query], "ev=a\nev=b", &from_lines),
        (&[Form, Lines], "ev=a&x=1", &["ev = a (the event)", "x = 1 (unknown)"]),
        (&[Json], "x=1", &["x = 1 (unknown)"]),
        (&[Form], "[x]=1", &["[x] = 1 (unknown)"]),
        (&[Form], "pong", &["and 1 more"]),
        (&[Form], "\u{1f}\u{8b}\u{8}x=1", &["and 1 more"]),
    ] {
        tells(payload, PLAIN, body, expected);
    }
}

#[test]
fn json_that_is_cut_off_or_wrong_still_tells_what_can_be_read() {
    let deep = format!("{}1{},2]", "[".repeat(20), "]".repeat(20));
    for (body, expected) in [
        (
            r#"{"a":1,"b":{"c":true,"d":null,"e":""},"f":[{"g":2},{"g":3}]}"#,
            &["a = 1 (unknown)", "b.c = true (unknown)", "f.g = 2 (unknown)", "f.g = 3 (unknown)"][..],
        ),
        (r#"{"a":"x","b":"y"#, &["a = x (unknown)", "b = y (unknown)"]),
        (r#"{"a":"x","b"#, &["a = x (unknown)"]),
        (r#"{"a":"x","b":"#, &["a = x (unknown)"]),
        (r#"{"a":"x"],"b":,"c":1}}{"d":2}"#, &["a = x (unknown)", "c = 1 (unknown)", "d = 2 (unknown)"]),
        (
            r#"{"a":{"b":[1,{"c":2},"d":3},"e":4}"#,
            &["a.b = 1 (unknown)", "a.b.c = 2 (unknown)", "a.b = d (unknown)", "a.b = 3 (unknown)", "e = 4 (unknown)"],
        ),
        (
            r#"{a:1, 'b' : [tru, "c"]} {"d":-1.5e3,"e":11"#,
            &["a = 1 (unknown)", "'b' = tru (unknown)", "'b' = c (unknown)", "d = -1.5e3 (unknown)"],
        ),
        (r#"{"a":"\u00e9\ud83d\ude00\ud83d \q\"\/"}"#, &["a = é😀\u{fffd} \\q\"/ (unknown)"]),
        (r#"[["a",{"b":1}]]"#, &["(no name) = a (unknown)", "b = 1 (unknown)"]),
        (r#"{"a.b":1,"":2,"c":{"":3}}"#, &["a.b = 1 (unknown)", "(no name) = 2 (unknown)", "c. = 3 (unknown)"]),
        (&deep, &["(no name) = [[[[1]]]] (unknown)", "(no name) = 2 (unknown)"]),
    ] {
        tells(&[Json], PLAIN, body, expected);
    }
}

#[test]
fn of_what_is_packed_only_the_inside_is_shown() {
    for (query, expected) in [
        (
            r#"ad={"loc":"https%3A%2F%2Fa.example","if":false}"#,
            &["ad.loc = https://a.example (the page)", "ad.if = false (unknown)"][..],
        ),
        ("ad=no", &["ad = no (packed)"]),
        ("ad={}", &[]),
        (r#"events=[["pageview",{"value":1}]]"#, &["events = pageview (packed)", "events.value = 1 (the worth)"]),
        (
            "p0=e%3Dvp%26m%3D%255Bann%40mail.example%255D%26flag",
            &["p0.e = vp (unknown)", "p0.m = [ann@mail.ex… (your e-mail address)", "and 1 more"],
        ),
        ("p0=vp", &["p0 = vp (packed)"]),
        (
            "browser-info=u:1:ar::t:Title: with colon",
            &["browser-info.u = 1 (unknown)", "browser-info.t = Title: with colon (the title)"],
        ),
        ("browser-info=u%253A1", &["browser-info.u = 1 (unknown)"]),
        ("browser-info=pv", &["browser-info = pv (packed)"]),
    ] {
        tells(&[Query], &format!("{PLAIN}?{query}"), "", expected);
    }
}

#[test]
fn the_event_is_the_first_that_the_catalogue_names() {
    let many = (0..12).map(|number| format!("ev=e{number}\n")).collect::<Vec<_>>().concat();
    for (url, body, expected) in [
        ("https://t.example/?ev=PageView", "", Some("PageView")),
        ("https://t.example/?p0=e%3Dexd&p1=e%3Dvp&p2=e%3Dvp", "", Some("exd, vp")),
        (r#"https://t.example/?events=[["pageview",null]]"#, "", Some("pageview")),
        ("https://t.example/a/b/track?x=1", "", Some("track")),
        ("https://t.example/a/b/track?ev=", r#"{"batch":[{"event":"A"},{"event":"B"},{"event":"A"}]}"#, Some("A, B")),
        ("https://t.example/", &many, Some("e0, e1, e2, e3, e4, e5, e6, e7, e8, e9, …")),
        ("https://t.example/?x=1", "", None),
    ] {
        let decoded = read(&[Query, Json, Lines], url, Some(body.as_bytes()));
        assert_eq!(decoded.event.as_deref(), expected, "{url} with {body}");
    }
}

#[test]
fn no_more_than_200_fields_are_shown_and_the_rest_is_counted() {
    let query = (0..250).map(|number| format!("x={number}&x={number}&")).collect::<Vec<_>>().concat();
    let decoded = read(&[Query], &format!("{PLAIN}?{query}ev=late"), None);
    assert_eq!((decoded.fields.len(), decoded.left_out), (200, 51));
    assert_eq!(decoded.event.as_deref(), Some("late"));
}

#[test]
fn javascript_gets_names_it_can_show() {
    let written = |url: &str| serde_json::to_value(read(&[Query], url, None)).unwrap();
    let known = serde_json::json!({"name": "ud[em]", "meaning": "your e-mail address, hashed", "class": "hashed identity", "value": "1", "identifies": true});
    let unknown =
        serde_json::json!({"name": "x", "meaning": "unknown", "class": "unknown", "value": "2", "identifies": false});
    assert_eq!(
        written("https://t.example/?ud[em]=1&x=2"),
        serde_json::json!({"network": "Example", "product": "Example Pixel", "event": null, "fields": [known, unknown]})
    );
    assert_eq!(written("https://t.example/?pong")["leftOut"], 1);
}

#[test]
fn a_payload_is_known_by_its_keys_wherever_it_may_be() {
    for (payload, url, body, expected) in [
        (&[Query][..], "https://a.example/c?v=2&tid=G-1&x", "", true),
        (&[Query], "https://a.example/c?v&tid", "", true),
        (&[Query], "https://a.example/c?v=2&TID=G-1", "", false),
        (&[Query], "https://a.example/c?v.a=2&tid=G-1", "", false),
        (&[Query], "https://a.example/c?v=2", "tid=1", false),
        (&[Query, Form], "https://a.example/c?v=2", "tid=1", true),
        (&[Query, Lines], "https://a.example/c", "v=2\ntid=1", true),
        (&[Json], "https://a.example/c", r#"{"v":{"a":1},"tid":null}"#, true),
        (&[Json], "https://a.example/c", r#"{"version":1,"tid":2}"#, false),
        (&[Form], "https://a.example/c", r#"{"v":1,"tid":2}"#, false),
        (&[Path], "https://a.example/c;v=1;tid=2", "", true),
        (&[Query], "https://a.example/c;v=1;tid=2", "", false),
    ] {
        let keys = ["v", "tid"].map(String::from);
        assert_eq!(carries(&keys, payload, url, Some(body.as_bytes())), expected, "{url} with {body} as {payload:?}");
    }
}
