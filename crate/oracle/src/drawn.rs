//! Small lists and requests made out of bytes, so that a fuzzer or a seed may choose them. They hold what both engines
//! read; what adblock is known to misread, each name in `translations` and `matching` stands for, comes too.

use arbitrary::{Result, Unstructured};
use bystander_core::{Facts, RequestType};

const HOSTS: &[&str] = &[
    "a.example",
    "b.a.example",
    "t.example",
    "x.t.example",
    "google.de",
    "www.google.co.uk",
    "ads.t.example",
    "192.0.2.7",
    "t.example.com",
    "a.exam",
    "x--y.example",
    "t.example.",
];
const PATHS: &[&str] = &[
    "/",
    "/ad",
    "/ad/x.js",
    "/Ad?a=1&b=2",
    "/?b=3&utm_c=4&a=5",
    "/x?ad=1&ab=2#x=1",
    "/ads/ad/ad.js?ad=ad",
    "/a-d_x/%41d",
    "/x?u=https://t.example/ad&b",
    "/track/pixel.gif?a=",
    "/x//y",
    "/?a&&b=1",
];
const PAGES: &[&str] = &[
    "https://a.example/",
    "https://b.a.example/ad",
    "https://t.example/",
    "https://google.de/",
    "http://192.0.2.7/",
    "https://www.google.co.uk/x",
];
const FRAMES: &[&str] = &["null", "about:blank", "https://x.t.example/frame", "https://a.example/", "data:text/html,x"];
const TEXTS: &[&str] = &[
    "/ad",
    "/ad/",
    "^ad^",
    "ad.",
    "|https://t.",
    "?a=",
    "/x.js|",
    "^",
    "example^ad",
    "&b=2",
    "/?*a=",
    "/ad|",
    "ad*1",
    "|wss:",
    "|http://",
    "|https://",
    "-d_",
    "/ads/*/ad.",
    "example/",
    "ple/ad",
    "js",
    ".gif?",
    "^utm_c=",
    "track*gif",
    "/ad^|",
    "^ad^x^",
    "%41d",
    "//y",
    "/\\/ad[a-z\\/]+\\.js/",
    "/^https?:\\/\\/[^\\/]+\\/x/",
    "/[?&](a|b)=/",
    "/ad|x\\.t/",
    "/\\bad\\b/",
    "/example\\/\\w+\\.js$/",
    "/AD\\D/",
    "*",
    "/(pixel|track)\\.(gif|js)/",
    "/^wss?:/",
    "*ad*",
    "x?ad=",
];
const AFTER_HOST: &[&str] =
    &["^", "^", "^", "/ad", "/*x", "^*^x", "/ad^", "/x?ad=", "/*&b=", "^a=", "/|", "", ".", ":8443/", "*ad", "^|"];
const TYPES: &[&str] = &[
    "document",
    "subdocument",
    "script",
    "image",
    "stylesheet",
    "xmlhttprequest",
    "websocket",
    "ping",
    "font",
    "media",
    "object",
    "other",
];
const NAMES: &[&str] =
    &["a.example", "b.a.example", "t.example", "google.*", "x.*", "google.de", "example", "co.uk", "192.0.2.7"];
const MODIFIERS: &[&str] = &[
    "removeparam=a",
    "removeparam=b",
    "removeparam=ab",
    "removeparam",
    "removeparam=/^utm_/",
    "removeparam=utm_c",
    "redirect=noopjs",
    "redirect-rule=noopjs",
    "csp=script-src 'none'",
    "removeparam=~a",
    "redirect=1x1.gif:100",
];
const OPTIONS: &[&str] = &[
    "third-party",
    "~third-party",
    "1p",
    "3p",
    "all",
    "important",
    "match-case",
    "method=get",
    "method=post|put",
    "method=~post",
    "denyallow=a.example|x.t.example",
    "badfilter",
    "popup",
    "_",
    "to=t.example",
    "~image,~font",
];

/// A list and requests to ask it about.
#[derive(Debug)]
pub struct Case {
    /// The list's text.
    pub text: String,
    /// The requests.
    pub requests: Vec<Facts>,
}

/// Makes one out of `bytes`.
///
/// # Errors
/// Never, in truth: bytes that have run out are read as noughts.
pub fn case(bytes: &mut Unstructured<'_>) -> Result<Case> {
    let mut lines = Vec::new();
    for _ in 0..bytes.int_in_range(1..=6)? {
        lines.push(rule(bytes)?);
    }
    let mut requests = Vec::new();
    for _ in 0..bytes.int_in_range(1..=6)? {
        requests.push(request(bytes)?);
    }
    Ok(Case { text: lines.join("\n"), requests })
}

fn rule(bytes: &mut Unstructured<'_>) -> Result<String> {
    let is_exception = bytes.ratio(3, 10)?;
    let mut options = Vec::new();
    for _ in 0..bytes.int_in_range(0..=2)? {
        options.push(option(bytes)?);
    }
    let pattern = if bytes.ratio(1, 2)? {
        format!("||{}{}", bytes.choose(HOSTS)?.trim_end_matches('.'), bytes.choose(AFTER_HOST)?)
    } else {
        (*bytes.choose(TEXTS)?).to_owned()
    };
    if bytes.ratio(1, 4)? {
        options.push((*bytes.choose(MODIFIERS)?).to_owned());
    }
    let mark = if options.is_empty() { "" } else { "$" };
    Ok(format!("{}{pattern}{mark}{}", if is_exception { "@@" } else { "" }, options.join(",")))
}

fn option(bytes: &mut Unstructured<'_>) -> Result<String> {
    Ok(match bytes.int_in_range(0..=7)? {
        0..=2 => (*bytes.choose(TYPES)?).to_owned(),
        3 => format!("~{}", bytes.choose(TYPES)?),
        4 | 5 => {
            let mut names = Vec::new();
            for _ in 0..bytes.int_in_range(1..=3)? {
                let negation = if bytes.ratio(1, 3)? { "~" } else { "" };
                names.push(format!("{negation}{}", bytes.choose(NAMES)?));
            }
            format!("domain={}", names.join("|"))
        }
        _ => (*bytes.choose(OPTIONS)?).to_owned(),
    })
}

fn request(bytes: &mut Unstructured<'_>) -> Result<Facts> {
    let kind = *bytes.choose(&RequestType::ALL)?;
    let is_encrypted = bytes.ratio(3, 4)?;
    let scheme = match (kind == RequestType::WebSocket, is_encrypted) {
        (true, true) => "wss",
        (true, false) => "ws",
        (false, true) => "https",
        (false, false) => "http",
    };
    let port = if bytes.ratio(1, 8)? { ":8443" } else { "" };
    let url = format!("{scheme}://{}{port}{}", bytes.choose(HOSTS)?, bytes.choose(PATHS)?);
    let frame = if bytes.ratio(1, 3)? { Some(*bytes.choose(FRAMES)?) } else { None };
    let method = *bytes.choose(&["GET", "POST", "PUT", "HEAD"])?;
    Ok(Facts::new(&url, bytes.choose(PAGES)?, frame, kind, method))
}
