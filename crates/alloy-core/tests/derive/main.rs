//! What `#[derive(Action)]` makes of a struct.
#![cfg(feature = "derive")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on should stop")]

mod body;
mod generics;
mod mistakes;
mod pages;
mod parts;
mod quiet;
mod renamed;
mod settings;
mod slack;

use alloy_core::{Action, Connector, CredentialId, Envelope, Header, Reply, ReplyShape};
use bytes::Bytes;
use http::Response;
use serde_json::Value;

/// A connector with nothing but an id and one header.
struct Notes;

impl Connector for Notes {
    fn id(&self) -> &'static str {
        "notes"
    }

    fn default_headers(&self) -> &[Header] {
        static HEADERS: [Header; 1] = [Header::from_static("Notes-Version", "1")];
        &HEADERS
    }
}

fn envelope(action: &impl Action) -> Envelope {
    Envelope::of(action, &credential()).unwrap()
}

/// The action's body as it is written, so that the order of fields shows.
fn body(action: &impl Action) -> String {
    envelope(action).request_body.map(|body| body.get().to_owned()).unwrap_or_default()
}

fn credential() -> CredentialId {
    CredentialId::new("507f1f77bcf86cd799439011").unwrap()
}

fn reply(json: &Value) -> Reply {
    let body = Bytes::from(json.to_string());
    Reply::new(Response::new(body), ReplyShape::Detect).unwrap()
}
