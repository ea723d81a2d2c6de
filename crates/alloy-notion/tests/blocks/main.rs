//! Blocks: what is read, and the actions on them.

#![allow(clippy::unwrap_used, reason = "tests may panic, their helpers too")]
#![allow(clippy::needless_pass_by_value, reason = "expected JSON is written where it is expected")]

mod actions;
mod append;
mod convert;
mod meeting_notes;
mod mutation;
mod read;
mod update;

use alloy_core::{Action, ApiKey, Call, CredentialId, Envelope, Error, Headers, Platform};
use alloy_notion::NotionVersion;
use http::Response;
use serde_json::Value;

const UUID: &str = "59833787-2cf9-4fdf-8782-e53db20768a5";
const BLOCKS: &str = include_str!("../fixtures/blocks.json");
const OLD_BLOCKS: &str = include_str!("../fixtures/blocks_2021_08_16.json");

/// A typed id with [`UUID`] in it.
fn id<T: std::str::FromStr<Err: std::fmt::Debug>>() -> T {
    UUID.parse().unwrap()
}

/// The envelope of an action, after all checks.
fn envelope(action: &impl Action) -> Result<Envelope, Error> {
    Envelope::of(action, &CredentialId::new("made-up-credential")?)
}

/// The request body of an action, after all checks.
fn body(action: &impl Action) -> Result<String, Error> {
    Ok(envelope(action)?.request_body.map(|body| body.get().to_owned()).unwrap_or_default())
}

/// The request body of an action under a version.
fn body_in(version: &NotionVersion, action: &impl Action) -> Result<String, Error> {
    let headers: Headers = [version.header()?].into_iter().collect();
    let credential = CredentialId::new("made-up-credential")?;
    let request = platform().request(action, &Call::new(&credential).with_headers(&headers))?;
    let envelope: Value = serde_json::from_slice(request.body()).unwrap();
    Ok(envelope["requestBody"].to_string())
}

/// What a person reads when an action is refused.
fn refusal(action: &impl Action) -> String {
    body(action).unwrap_err().to_string()
}

/// What an action makes of a reply of the platform.
fn answered<A: Action>(action: &A, body: &str) -> Result<A::Output, Error> {
    let body = format!(r#"{{"responseData": {body}}}"#);
    platform().output(action, Response::new(body.into()))
}

fn platform() -> Platform {
    let key = ApiKey::new("made-up-key-of-a-test").unwrap();
    Platform::builder().api_key(key).build().unwrap()
}

/// Compares JSON, whatever the order of its members.
#[track_caller]
fn same(found: &str, expected: &Value) {
    assert_eq!(serde_json::from_str::<Value>(found).unwrap(), *expected);
}
