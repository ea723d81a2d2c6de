//! Any text as an archive of another program: an error, or a cassette that can be loaded.
#![no_main]

use alloy_testkit::{Cassette, Redaction};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let [which, text @ ..] = data else { return };
    let import = if which % 2 == 0 {
        Cassette::from_har(text, Redaction::default())
    } else {
        Cassette::from_vcr(text, Redaction::default())
    };
    let Ok(import) = import else { return };
    let written = import.cassette().to_text();
    assert_eq!(Cassette::parse(written.clone()).unwrap().to_text(), written);
});
