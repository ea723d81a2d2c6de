//! What the client adds to a transport: who calls, how long it waits, and what an error tells.
#![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]

mod batches;
#[cfg(all(feature = "tracing", feature = "metrics"))]
mod capture;
mod connecting;
mod doubles;
mod endpoints;
mod listings;
mod nesting;
mod options;
mod outcomes;
mod pacing;
mod retries;
mod schemas;
mod secrets;
mod timeouts;
#[cfg(feature = "tower")]
mod tower;
#[cfg(feature = "files")]
mod uploads;
#[cfg(all(feature = "tracing", feature = "metrics"))]
mod watching;

use std::sync::Arc;

use alloy_core::{ApiKey, CredentialId, DynamicAction};
use alloy_transport::{Client, ClientBuilder, Connection, Transport};

const KEY: &str = "planted-key-of-a-test";

fn builder(transport: impl Transport + 'static) -> ClientBuilder {
    Client::builder(transport).api_key(ApiKey::new(KEY).unwrap())
}

fn connect(client: &Client) -> Connection {
    client.connection(CredentialId::new("507f1f77bcf86cd799439011").unwrap())
}

fn connection<T: Transport + 'static>(transport: &Arc<T>) -> Connection {
    connect(&builder(transport.clone()).build().unwrap())
}

fn action() -> DynamicAction {
    DynamicAction::new("service", "doIt").unwrap()
}
