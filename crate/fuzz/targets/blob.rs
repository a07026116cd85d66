//! Any bytes as the engine's file, and a whole file with damage in it: an error, or an engine that answers.
#![no_main]

mod damage;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    damage::ask(bytes);
    damage::ask(&damage::damaged(bytes));
});
