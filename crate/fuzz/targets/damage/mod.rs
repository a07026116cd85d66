//! An engine's whole file, damage done to it, and the questions that whatever loads has to answer.

use std::ops::Range;
use std::sync::LazyLock;

use bystander_core::{Engine, Facts, List, RequestType};
use xxhash_rust::xxh64::xxh64;

const RULES: &str = include_str!("../../rules.txt");

/// Where the checksum stands in a file, before all that it sums up.
const SUM: Range<usize> = 12..20;

static WHOLE: LazyLock<Vec<u8>> = LazyLock::new(|| {
    let list = List { id: "l".to_owned(), text: RULES.to_owned() };
    Engine::build(&[list.read()]).save()
});

/// The whole file with every five bytes of `bytes` as an instruction: where, what, and whether to change or to cut.
pub(crate) fn damaged(bytes: &[u8]) -> Vec<u8> {
    let mut file = WHOLE.clone();
    for [high, middle, low, value, how] in bytes.as_chunks().0 {
        let place = u32::from_be_bytes([0, *high, *middle, *low]) as usize % file.len().max(1);
        match how % 8 {
            0 => file.truncate(place),
            1 => file.insert(place, *value),
            2 if place < file.len() => _ = file.remove(place),
            3 => file.iter_mut().skip(place).take(4).for_each(|byte| *byte = *value),
            _ => file.iter_mut().skip(place).take(1).for_each(|byte| *byte ^= value),
        }
    }
    file
}

/// The file with a checksum that agrees, as somebody would write it who means harm.
#[allow(dead_code, reason = "one target of two asks for it")]
pub(crate) fn sealed(mut file: Vec<u8>) -> Vec<u8> {
    if file.len() > SUM.end {
        file[..SUM.start].copy_from_slice(&WHOLE[..SUM.start]);
        let sum = xxh64(&file[SUM.end..], 0);
        file[SUM].copy_from_slice(&sum.to_le_bytes());
    }
    file
}

/// Asks the engine in `file`, if there is one.
pub(crate) fn ask(file: &[u8]) {
    let Ok(engine) = Engine::load(file) else { return };
    for (url, frame, kind) in [
        ("https://t.example/ad/x/banner.gif?utm_source=1&uid=0a&keep=1", "https://news.example/", RequestType::Image),
        ("https://all.example/stub.js?a=1", "https://www.google.co.uk/", RequestType::Script),
        ("https://csp.example/page?utm_x=1#f", "https://csp.example/", RequestType::Document),
        ("https://spared.example/strong/rule.js", "null", RequestType::XmlHttpRequest),
        ("wss://[::1]:8443/sep/", "https://sub.news.example/", RequestType::WebSocket),
    ] {
        let facts = Facts::new(url, frame, None, kind, "POST");
        let _ = (engine.check(&facts), engine.headers(&facts));
    }
}
