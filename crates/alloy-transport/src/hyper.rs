//! The backend on hyper-util's pooled client.

mod body;
mod connector;
#[cfg(test)]
mod tests;

use std::{fmt, sync::Arc};

use alloy_core::Error;
use async_trait::async_trait;
use bytes::Bytes;
use http::{Request, Response};
use hyper_util::{
    client::legacy::{self, connect::Connect},
    rt::{TokioExecutor, TokioTimer},
};

use crate::{
    Transport,
    backend::{
        failure, incoming,
        options::{HttpVersions, TransportOptions},
        outgoing,
    },
};

use body::Whole;
use connector::Connector;

/// Sends requests with hyper and rustls: HTTP/1.1 and HTTP/2, with pooled connections.
///
/// It is the smaller and faster of the two backends. It adds `host` and `content-length` to a
/// request, with the feature `gzip` also `accept-encoding`, and nothing else. It keeps no
/// cookies. A clone shares the connections. It works inside of a Tokio runtime with I/O and time
/// enabled.
///
/// No request is sent twice. When the server closes a pooled connection at the very moment of a
/// call, the call fails: as not sent, which is safe to try again, if nothing of it was written; as
/// interrupted otherwise.
///
/// A response's head may have 100 header fields, and about 400 kB over HTTP/1.1, 16 kB over HTTP/2.
/// More gives [`ErrorKind::BodyTooLarge`](alloy_core::ErrorKind::BodyTooLarge), or over HTTP/2
/// [`ErrorKind::Interrupted`](alloy_core::ErrorKind::Interrupted) for too many bytes.
///
/// # Examples
///
/// ```no_run
/// # async fn run() -> Result<(), alloy_core::Error> {
/// use std::time::Duration;
///
/// use alloy_transport::{HyperTransport, Transport, TransportOptions};
/// use bytes::Bytes;
/// use http::Request;
///
/// let options = TransportOptions::new().connect_timeout(Duration::from_secs(3));
/// let transport = HyperTransport::with_options(options)?;
///
/// let mut request = Request::new(Bytes::new());
/// *request.uri_mut() = "https://production.runalloy.com/connectors".parse().unwrap();
/// let response = transport.send(request).await?;
/// println!("{}", response.status());
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct HyperTransport(Arc<Shared>);

struct Shared {
    client: legacy::Client<Connector, Whole>,
    options: TransportOptions,
}

impl HyperTransport {
    /// A transport with the default options.
    pub fn new() -> Result<Self, Error> {
        Self::with_options(TransportOptions::new())
    }

    /// A transport with these options.
    ///
    /// Fails as [`ErrorKind::Configuration`](alloy_core::ErrorKind::Configuration) where one of
    /// them cannot work.
    pub fn with_options(options: TransportOptions) -> Result<Self, Error> {
        let options = options.settled()?;
        let client = client(&options, Connector::new(&options)?);
        Ok(Self(Arc::new(Shared { client, options })))
    }
}

fn client<C: Connect + Clone>(
    options: &TransportOptions,
    connector: C,
) -> legacy::Client<C, Whole> {
    legacy::Client::builder(TokioExecutor::new())
        .http2_only(options.http_versions == HttpVersions::Http2)
        .http2_keep_alive_interval(options.ping_interval)
        .http2_keep_alive_timeout(options.ping_interval)
        .pool_idle_timeout(options.pool_idle_timeout)
        .pool_max_idle_per_host(options.pool_max_idle_per_host)
        .pool_timer(TokioTimer::new())
        .retry_canceled_requests(false)
        .timer(TokioTimer::new())
        .build(connector)
}

#[async_trait]
impl Transport for HyperTransport {
    async fn send(&self, mut request: Request<Bytes>) -> Result<Response<Bytes>, Error> {
        let Shared { client, options } = &*self.0;
        let sent = outgoing::prepare(&mut request, options)?;
        let response = client.request(request.map(Whole::new)).await.map_err(|cause| {
            failure::without_response(cause, &sent.destination, options.connect_timeout)
        })?;
        incoming::read(response, options.body_limit, &sent).await
    }
}

impl fmt::Debug for HyperTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("HyperTransport").field(&self.0.options).finish()
    }
}
