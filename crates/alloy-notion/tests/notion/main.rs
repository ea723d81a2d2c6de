//! What goes out for Notion, what comes in, and the limits that hold before anything is sent.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may panic, their helpers too")]

mod any;
mod blocks;
mod databases;
mod fixtures;
mod generated;
mod golden;
mod operations;
mod read;
mod write;

use alloy_core::{Action, ApiKey, CredentialId, Envelope, Error, Platform};
use http::{Response, StatusCode};
use serde_json::Value;

const UUID: &str = "59833787-2cf9-4fdf-8782-e53db20768a5";

/// A typed id with [`UUID`] in it.
fn id<T: std::str::FromStr<Err: std::fmt::Debug>>() -> T {
    UUID.parse().unwrap()
}

fn credential() -> CredentialId {
    CredentialId::new("made-up-credential").unwrap()
}

fn platform() -> Platform {
    let key = ApiKey::new("made-up-key-of-a-test").unwrap();
    Platform::builder().api_key(key).build().unwrap()
}

/// The envelope of an action, after all checks.
fn envelope(action: &impl Action) -> Result<Envelope, Error> {
    Envelope::of(action, &credential())
}

/// The request body of an action, after all checks.
fn body(action: &impl Action) -> Result<String, Error> {
    Ok(envelope(action)?.request_body.map(|body| body.get().to_owned()).unwrap_or_default())
}

/// What a person reads when an action is refused.
#[track_caller]
fn refusal(action: &impl Action) -> String {
    envelope(action).unwrap_err().to_string()
}

/// What an action makes of a reply of the platform, its wrapper included.
fn answered<A: Action>(action: &A, status: u16, body: &str) -> Result<A::Output, Error> {
    let mut response = Response::new(body.to_owned().into());
    *response.status_mut() = StatusCode::from_u16(status).unwrap();
    platform().output(action, response)
}

/// Whether everything in `part` is in `whole`.
fn is_part(part: &Value, whole: &Value) -> bool {
    match (part, whole) {
        (Value::Object(part), Value::Object(whole)) => part
            .iter()
            .all(|(key, value)| whole.get(key).is_some_and(|whole| is_part(value, whole))),
        (Value::Array(part), Value::Array(whole)) => {
            part.len() == whole.len() && part.iter().zip(whole).all(|(a, b)| is_part(a, b))
        }
        _ => part == whole,
    }
}
