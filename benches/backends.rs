//! Clients that speak with a server of one version of HTTP.

use alloy_transport::{HttpVersions, Proxies, TransportOptions};
use bytes::Bytes;
use http_body_util::Full;
use hyper_util::{
    client::legacy::{Client, connect::HttpConnector},
    rt::{TokioExecutor, TokioTimer},
};

use crate::Version;

/// Options of our transports.
pub fn transport_options(version: Version) -> TransportOptions {
    let versions = match version {
        Version::Http1 => HttpVersions::Http1,
        Version::Http2 => HttpVersions::Http2,
    };
    TransportOptions::new().http_versions(versions).proxies(Proxies::none())
}

/// The client that is below [`alloy_transport::HyperTransport`].
pub fn bare_hyper(version: Version) -> Client<HttpConnector, Full<Bytes>> {
    let mut connector = HttpConnector::new();
    connector.set_nodelay(true);
    Client::builder(TokioExecutor::new())
        .http2_only(version == Version::Http2)
        .pool_timer(TokioTimer::new())
        .build(connector)
}

/// The client that is below [`alloy_transport::ReqwestTransport`].
pub fn bare_reqwest(version: Version) -> reqwest::Result<reqwest::Client> {
    // It takes its TLS from the process even where it needs none; the first to say so decides.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let builder = reqwest::Client::builder().no_proxy().tcp_nodelay(true);
    let builder = match version {
        Version::Http1 => builder.http1_only(),
        Version::Http2 => builder.http2_prior_knowledge(),
    };
    builder.build()
}
