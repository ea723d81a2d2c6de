//! What replies take of memory is bounded by how many are on their way, times the limit on bodies.
//!
//! A process of its own, so that nothing else counts.
#![cfg(feature = "hyper")]
#![allow(clippy::unwrap_used, reason = "a test may fail by panicking")]

use std::{fs, sync::Arc};

use alloy_core::{ApiKey, CredentialId, DynamicAction, Error, ErrorKind};
use alloy_transport::{Client, HyperTransport, Limiter, TransportOptions};
use bytes::Bytes;
use http::Response;
use http_body_util::Full;
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::TokioIo;
use tokio::{net::TcpListener, sync::Barrier, task::JoinSet};

const MIB: usize = 1024 * 1024;
const LIMIT: usize = 4 * MIB;
const IN_FLIGHT: usize = 4;
const CALLS: usize = 48;

/// Answers no request before so many are there at once.
async fn serve(body: Bytes, at_once: Arc<Barrier>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        loop {
            let (stream, _) = listener.accept().await.unwrap();
            let (body, at_once) = (body.clone(), at_once.clone());
            let answer = service_fn(move |_: http::Request<Incoming>| {
                let (body, at_once) = (body.clone(), at_once.clone());
                async move {
                    at_once.wait().await;
                    Ok::<_, std::convert::Infallible>(Response::new(Full::new(body)))
                }
            });
            tokio::spawn(async move {
                http1::Builder::new().serve_connection(TokioIo::new(stream), answer).await.ok();
            });
        }
    });
    url
}

/// A line of what the system knows of this process, in bytes.
fn memory(name: &str) -> Option<usize> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(name))?;
    let kibibytes: usize = line.trim().strip_suffix(" kB")?.parse().ok()?;
    Some(kibibytes * 1024)
}

/// Makes many calls at once, whose replies have this size.
async fn call(size: usize, check: fn(Result<serde_json::Value, Error>)) {
    let body = Bytes::from(format!("\"{}\"", "x".repeat(size - 2)));
    let url = serve(body, Arc::new(Barrier::new(IN_FLIGHT))).await;
    let options = TransportOptions::new().body_limit(LIMIT);
    let client = Client::builder(HyperTransport::with_options(options).unwrap())
        .api_key(ApiKey::new("made-up-key-of-a-test").unwrap())
        .base_url(url)
        .limiter(Limiter::new().max_in_flight(IN_FLIGHT))
        .build()
        .unwrap();
    let connection = client.connection(CredentialId::new("507f1f77bcf86cd799439011").unwrap());
    let mut calls = JoinSet::new();
    for _ in 0..CALLS {
        let connection = connection.clone();
        let action = DynamicAction::new("service", "doIt").unwrap();
        calls.spawn(async move { check(connection.execute(&action).await) });
    }
    calls.join_all().await;
}

#[tokio::test]
async fn memory_is_bounded_by_what_is_on_its_way_times_the_limit() {
    // The barrier lets none through if fewer than `IN_FLIGHT` are on their way.
    call(LIMIT + 1, |result| assert_eq!(result.unwrap_err().kind(), ErrorKind::BodyTooLarge)).await;
    let before = memory("VmRSS:");
    call(LIMIT, |result| drop(result.unwrap())).await;
    let (Some(before), Some(peak)) = (before, memory("VmHWM:")) else { return };
    // Of each on its way there are the body and its value, and the server has one for all.
    let bound = 3 * IN_FLIGHT * LIMIT + 16 * MIB;
    assert!(bound < CALLS * LIMIT / 2);
    let grown = peak.saturating_sub(before);
    assert!(grown < bound, "memory grew by {} MiB", grown / MIB);
}
