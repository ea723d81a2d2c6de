//! Inputs that the benchmarks share.

mod by_hand;
mod cassettes;
pub mod minimal;
mod plot;
mod replies;

use alloy_core::{ApiKey, CredentialId, Error, Pacing, Platform, PlatformBuilder};
use alloy_transport::{Client, Limiter, Transport};
use async_trait::async_trait;
use bytes::Bytes;
use http::{Request, Response};

pub use by_hand::{by_hand, envelope_by_hand, page_by_hand, retrieve_by_hand};
pub use cassettes::{recorded, replayed, request_number};
pub use plot::Plot;
pub use replies::{blocks_reply, nested_reply, page_reply, row_reply, rows_reply, search_reply};

/// The credential of every benchmark.
pub fn credential() -> Result<CredentialId, Error> {
    CredentialId::new("507f1f77bcf86cd799439011")
}

/// Settings for the platform with a made-up key.
pub fn platform() -> Result<PlatformBuilder, Error> {
    Ok(Platform::builder().api_key(ApiKey::new("made-up-key-of-a-bench")?))
}

/// A transport that answers everything at once, with an object of one field.
#[derive(Debug)]
pub struct Memory;

#[async_trait]
impl Transport for Memory {
    async fn send(&self, request: Request<Bytes>) -> Result<Response<Bytes>, Error> {
        std::hint::black_box(request);
        // In a buffer of its own, as one from a socket is.
        Ok(Response::new(Bytes::from(br#"{"responseData":{"object":"page"}}"#.to_vec())))
    }
}

/// A client over that transport. It keeps account of paces as ever, but none makes it wait.
pub fn client(transport: impl Transport + 'static) -> Result<Client, Error> {
    let fast = Pacing::per_second(1_000_000).with_burst(u32::MAX);
    let limiter = Limiter::new().pacing_of("notion", fast).max_in_flight(10_000);
    let key = ApiKey::new("made-up-key-of-a-bench")?;
    Client::builder(transport).api_key(key).limiter(limiter).build()
}

/// Whether this is a test run, which only shows that a benchmark works: without `--bench`.
pub fn is_test() -> bool {
    !std::env::args().any(|argument| argument == "--bench")
}
