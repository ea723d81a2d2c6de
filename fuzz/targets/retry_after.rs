//! Any text as the value of `Retry-After`: a delay that can be added to a time, or nothing.
#![no_main]

use std::time::{Duration, SystemTime};

use alloy_core::RetryAfter;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let Some(after) = RetryAfter::parse(text) else { return };
    let now = SystemTime::UNIX_EPOCH + Duration::from_secs(1_767_603_600);
    let delay = after.delay(now);
    if let RetryAfter::At(time) = after {
        assert!(now + delay >= time || delay.is_zero());
    }
});
