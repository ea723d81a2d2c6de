//! Any text as a cassette: a clear error, or one that is written and read again as the same.
#![no_main]

use alloy_testkit::{Cassette, Redaction, Replayer};
use bytes::Bytes;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    let cassette = match Cassette::parse(Bytes::copy_from_slice(data)) {
        Ok(cassette) => cassette,
        Err(error) => return drop(format!("{error} {error:?}")),
    };
    let text = cassette.to_text();
    let again = Cassette::parse(text.clone()).unwrap();
    assert_eq!(again.to_text(), text);
    let _ = cassette.findings(&Redaction::default());
    let _ = cassette.to_har();
    let _ = Replayer::new(cassette).unused();
});
