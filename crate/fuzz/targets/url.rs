//! Any request against a small list that has rules of every form: an answer, always.
#![no_main]

use std::cell::RefCell;

use arbitrary::Arbitrary;
use bystander_core::engine::Match;
use bystander_core::{Engine, Facts, List, RequestType};
use libfuzzer_sys::fuzz_target;

const RULES: &str = include_str!("../rules.txt");

#[derive(Debug, Arbitrary)]
struct Asked<'a> {
    url: &'a str,
    page: &'a str,
    frame: Option<&'a str>,
    kind: u8,
    method: &'a str,
}

thread_local! {
    static ENGINE: RefCell<Engine> = RefCell::new({
        let list = List { id: "l".to_owned(), text: RULES.to_owned() };
        let own = List { id: "own".to_owned(), text: "@@||t.example/own^\n/own.js$script\n".to_owned() };
        let mut engine = Engine::build(&[list.read()]);
        engine.set_overlay(&Engine::overlay(&[own.read()])[..]).unwrap();
        engine
    });
}

fuzz_target!(|asked: Asked| {
    let kind = RequestType::ALL[usize::from(asked.kind) % RequestType::ALL.len()];
    let facts = Facts::new(asked.url, asked.page, asked.frame, kind, asked.method);
    ENGINE.with_borrow(|engine| {
        let _ = engine.headers(&facts);
        let Match::Clean { url, .. } = engine.check(&facts) else { return };
        assert!(url.len() < facts.url.as_str().len(), "{} became {url}", facts.url.as_str());
    });
});
