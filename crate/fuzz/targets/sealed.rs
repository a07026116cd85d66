//! A whole engine's file with damage in it and a checksum that agrees all the same: an error, or an engine that answers.
#![no_main]

mod damage;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| damage::ask(&damage::sealed(damage::damaged(bytes))));
