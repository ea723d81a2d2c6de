//! Recording and replaying, as tests that use it see it.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking, its helper functions too"
)]

mod archives;
mod backends;
mod damage;
mod drift;
mod kills;
mod matching;
mod modes;
mod order;
mod processes;
mod properties;
mod secrets;

use std::{
    path::PathBuf,
    sync::atomic::{AtomicUsize, Ordering},
};

use alloy_core::DynamicAction;
use alloy_testkit::{Sandbox, Transport};
use alloy_transport::{Client, Connection};
use bytes::Bytes;
use http::Request;
use serde_json::{Value, json};

/// A file that no other test uses, in a directory of the build.
fn file(name: &str) -> PathBuf {
    static COUNT: AtomicUsize = AtomicUsize::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let directory = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("cassettes");
    directory.join(format!("{name}-{}-{count}.jsonl", std::process::id()))
}

/// A connection to the sandbox's workspace through a transport.
fn notion(sandbox: &Sandbox, transport: impl Transport + 'static) -> Connection {
    let client = Client::builder(transport)
        .api_key(sandbox.api_key())
        .user(sandbox.user_id())
        .build()
        .unwrap();
    client.connection(sandbox.credential_id())
}

fn search(query: &str) -> DynamicAction {
    DynamicAction::new("notion", "post-search").unwrap().with_body(json!({"query": query}))
}

/// An execute of a made-up action with this envelope.
fn execute(envelope: impl Into<Bytes>) -> Request<Bytes> {
    Request::post("https://example.com/connectors/acme/actions/do/execute")
        .header("authorization", "Bearer made-up-key-of-a-test")
        .header("content-type", "application/json")
        .body(envelope.into())
        .unwrap()
}

/// An execute of a made-up action with this body for the provider.
fn with_body(body: &Value) -> Request<Bytes> {
    execute(json!({"credentialId": "made-up-credential", "requestBody": body}).to_string())
}
