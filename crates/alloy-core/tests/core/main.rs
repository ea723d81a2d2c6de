//! What the core promises, by the bytes that go out and come in.
#![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod endpoints;
mod envelopes;
mod failures;
mod operations;
mod replies;
mod requests;

use alloy_core::{ApiKey, CredentialId, Platform, PlatformBuilder};

const KEY: &str = "planted-key-of-a-test";

fn platform() -> PlatformBuilder {
    Platform::builder().api_key(ApiKey::new(KEY).unwrap())
}

fn credential() -> CredentialId {
    CredentialId::new("507f1f77bcf86cd799439011").unwrap()
}
