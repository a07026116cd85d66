//! Small lists and requests made out of bytes, so that a fuzzer or a seed may choose them. They hold what both engines
//! read; what adblock is known to misread, each name in `translations` and `matching` stands for, comes too.

use arbitrary::{Result, Unstructured};
use bystander_core::{Facts, RequestType};

use crate::words::{AFTER_HOST, FRAMES, HOSTS, MODIFIERS, NAMES, OPTIONS, PAGES, PATHS, PIECES, TEXTS, TYPES, WILD};

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
    let places = Places::drawn(bytes)?;
    let mut lines = Vec::new();
    for _ in 0..bytes.int_in_range(1..=6)? {
        lines.push(rule(bytes, &places)?);
    }
    let mut requests = Vec::new();
    for _ in 0..bytes.int_in_range(1..=6)? {
        requests.push(request(bytes, &places)?);
    }
    Ok(Case { text: lines.join("\n"), requests })
}

/// Few, so that rules and requests meet.
struct Places {
    hosts: [&'static str; 2],
    paths: [String; 2],
    types: [RequestType; 3],
}

impl Places {
    fn drawn(bytes: &mut Unstructured<'_>) -> Result<Self> {
        Ok(Self {
            hosts: [*bytes.choose(HOSTS)?, *bytes.choose(HOSTS)?],
            paths: [path(bytes)?, path(bytes)?],
            types: [*bytes.choose(&RequestType::ALL)?, *bytes.choose(&RequestType::ALL)?, RequestType::XmlHttpRequest],
        })
    }
}

fn path(bytes: &mut Unstructured<'_>) -> Result<String> {
    Ok(match bytes.int_in_range(0..=3)? {
        0 => format!("/{}", pieces(bytes, false)?),
        1 => format!("/{}?{}", pieces(bytes, false)?, pieces(bytes, false)?),
        _ => (*bytes.choose(PATHS)?).to_owned(),
    })
}

fn rule(bytes: &mut Unstructured<'_>, places: &Places) -> Result<String> {
    let is_exception = bytes.ratio(3, 10)?;
    let mut options = Vec::new();
    for _ in 0..bytes.int_in_range(0..=2)? {
        options.push(option(bytes)?);
    }
    let host = bytes.choose(&places.hosts)?.trim_end_matches('.');
    let path = bytes.choose(&places.paths)?;
    let pattern = match bytes.int_in_range(0..=9)? {
        0..=2 => format!("||{host}{}", bytes.choose(AFTER_HOST)?),
        3 => format!("||{host}{}", worn(bytes, path)?),
        4 | 5 => format!("{host}{path}")
            .get(bytes.int_in_range(0..=12)?..)
            .map_or(Ok(String::new()), |rest| worn(bytes, rest))?,
        6 => pieces(bytes, true)?,
        7 => "*".to_owned(),
        _ => (*bytes.choose(TEXTS)?).to_owned(),
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

fn request(bytes: &mut Unstructured<'_>, places: &Places) -> Result<Facts> {
    let kind = *bytes.choose(&places.types)?;
    let is_encrypted = bytes.ratio(3, 4)?;
    let scheme = match (kind == RequestType::WebSocket, is_encrypted) {
        (true, true) => "wss",
        (true, false) => "ws",
        (false, true) => "https",
        (false, false) => "http",
    };
    let port = if bytes.ratio(1, 8)? { ":8443" } else { "" };
    let url = format!("{scheme}://{}{port}{}", bytes.choose(&places.hosts)?, bytes.choose(&places.paths)?);
    let frame = if bytes.ratio(1, 3)? { Some(*bytes.choose(FRAMES)?) } else { None };
    let method = *bytes.choose(&["GET", "POST", "PUT", "HEAD"])?;
    Ok(Facts::new(&url, bytes.choose(PAGES)?, frame, kind, method))
}

fn pieces(bytes: &mut Unstructured<'_>, are_wild: bool) -> Result<String> {
    let mut text = String::new();
    for _ in 0..bytes.int_in_range(1..=5)? {
        let is_wild = are_wild && bytes.ratio(1, 4)?;
        text.push_str(bytes.choose(if is_wild { WILD } else { PIECES })?);
    }
    Ok(text)
}

/// A text with something else in it where `^` and `*` may stand, and perhaps without its end.
fn worn(bytes: &mut Unstructured<'_>, text: &str) -> Result<String> {
    let mut worn = String::new();
    for letter in text.chars().take(bytes.int_in_range(1..=32)?) {
        match bytes.int_in_range(0..=11)? {
            0 => worn.push('*'),
            1 if !letter.is_ascii_alphanumeric() => worn.push('^'),
            _ => worn.push(letter),
        }
    }
    if bytes.ratio(1, 6)? {
        worn.push('|');
    }
    Ok(worn)
}
