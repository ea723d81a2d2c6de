//! What comes in: the JSON of replies, read without loss, and the actions that ask for it.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests may panic, their helpers too")]

mod database;
mod errors;
mod fixtures;
mod lazy;
mod list;
mod mutation;
mod page;
mod retrieve_page;
mod rich_text;
mod round_trip;
mod search;
mod unknown;
mod user;

use alloy_core::{Action, ApiKey, Call, CredentialId, Error, Header, Headers, Platform};
use http::{Response, StatusCode};
use serde_json::Value;

/// The envelope that goes out for an action, under headers of the call.
fn sent(action: &impl Action, headers: &[Header]) -> Result<Value, Error> {
    let headers: Headers = headers.iter().cloned().collect();
    let credential = CredentialId::new("made-up-credential")?;
    let call = Call::new(&credential).with_headers(&headers);
    let request = platform().request(action, &call)?;
    Ok(serde_json::from_slice(request.body()).unwrap())
}

/// What an action makes of a reply of the platform.
fn answered<A: Action>(action: &A, status: u16, body: &str) -> Result<A::Output, Error> {
    let mut response = Response::new(body.to_owned().into());
    *response.status_mut() = StatusCode::from_u16(status).unwrap();
    platform().output(action, response)
}

fn platform() -> Platform {
    let key = ApiKey::new("made-up-key-of-a-test").unwrap();
    Platform::builder().api_key(key).build().unwrap()
}
