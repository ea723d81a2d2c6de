//! Inputs that the benchmarks share.

#[cfg(feature = "backends")]
mod backends;
mod by_hand;
mod cassettes;
mod lists;
pub mod minimal;
mod plot;
mod replies;
mod server;

use std::net::SocketAddr;

use alloy_core::{ApiKey, CredentialId, Error, Pacing, Platform, PlatformBuilder};
use alloy_notion::{PageId, RetrievePage};
use alloy_transport::{Client, ClientBuilder, Limiter, Transport};
use async_trait::async_trait;
use bytes::Bytes;
use http::{Request, Response};

#[cfg(feature = "backends")]
pub use backends::{bare_hyper, bare_reqwest, transport_options};
pub use by_hand::{by_hand, envelope_by_hand, page_by_hand, retrieve_by_hand};
pub use cassettes::{recorded, replayed, request_number};
pub use lists::Lists;
pub use plot::{Plot, Series};
pub use replies::{blocks_reply, nested_reply, page_reply, rows_reply, search_reply};
pub use server::{Version, connections_allowed, serve};

/// The credential of every benchmark.
pub fn credential() -> Result<CredentialId, Error> {
    CredentialId::new("507f1f77bcf86cd799439011")
}

/// The call of most benchmarks.
pub fn retrieve() -> Result<RetrievePage, Error> {
    Ok(RetrievePage::new("201424bc-51dc-4ab9-a0e5-c0d4522a4e1f".parse::<PageId>()?))
}

/// Settings for the platform with a made-up key.
pub fn platform() -> Result<PlatformBuilder, Error> {
    Ok(Platform::builder().api_key(api_key()?))
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

/// A client over a transport. It keeps account of paces as ever, but none makes it wait.
pub fn client(transport: impl Transport + 'static) -> Result<Client, Error> {
    builder(transport)?.build()
}

/// The same for a server of one's own.
pub fn client_of(server: SocketAddr, transport: impl Transport + 'static) -> Result<Client, Error> {
    builder(transport)?.base_url(format!("http://{server}")).build()
}

fn builder(transport: impl Transport + 'static) -> Result<ClientBuilder, Error> {
    let fast = Pacing::per_second(1_000_000).with_burst(u32::MAX);
    let limiter = Limiter::new().pacing_of("notion", fast).max_in_flight(10_000);
    Ok(Client::builder(transport).api_key(api_key()?).limiter(limiter))
}

fn api_key() -> Result<ApiKey, Error> {
    ApiKey::new("made-up-key-of-a-bench")
}

/// Whether this is a test run, which only shows that a benchmark works: without `--bench`.
pub fn is_test() -> bool {
    !std::env::args().any(|argument| argument == "--bench")
}
