//! What goes out: the JSON of requests, and the limits that hold before they are sent.

#![allow(clippy::unwrap_used, reason = "tests may panic, their helpers too")]

mod blocks;
mod create_page;
mod limits;
mod nesting;
mod properties;
mod random;
mod rich_text;
mod update_page;

use alloy_core::{Action, CredentialId, Envelope, Error};
use serde::Serialize;

const UUID: &str = "59833787-2cf9-4fdf-8782-e53db20768a5";

/// A typed id with [`UUID`] in it.
fn id<T: std::str::FromStr<Err: std::fmt::Debug>>() -> T {
    UUID.parse().unwrap()
}

/// The JSON of a part of a request.
fn json(part: &impl Serialize) -> String {
    serde_json::to_string(part).unwrap()
}

/// The request body that an action puts into its envelope, after all checks.
fn body(action: &impl Action) -> Result<String, Error> {
    let envelope = Envelope::of(action, &CredentialId::new("credential")?)?;
    Ok(envelope.request_body.map(|body| body.get().to_owned()).unwrap_or_default())
}

/// What a person reads when an action is refused.
fn refusal(action: &impl Action) -> String {
    body(action).unwrap_err().to_string()
}
