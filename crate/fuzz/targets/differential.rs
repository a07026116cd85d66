//! A small list and requests out of bytes: the engine and adblock agree, or differ in a way that has a name.
#![no_main]

use arbitrary::Unstructured;
use bystander_core::List;
use bystander_oracle::{Oracle, drawn};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(case) = drawn::case(&mut Unstructured::new(bytes)) else { return };
    let list = List { id: "l".to_owned(), text: case.text };
    let readings = [list.read()];
    let oracle = Oracle::over(&readings);
    for facts in &case.requests {
        let unnamed = oracle.ask(facts).filter(|difference| difference.name.is_none());
        assert!(unnamed.is_none(), "{}\n{facts:#?}\n{unnamed:#?}", list.text);
    }
});
