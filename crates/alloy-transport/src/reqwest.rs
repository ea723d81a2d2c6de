//! The backend on reqwest.

use std::{fmt, sync::Arc};

use alloy_core::Error;
use async_trait::async_trait;
use bytes::Bytes;
use http::{Request, Response, Uri};
use reqwest::{Client, NoProxy, Proxy, Url, redirect, retry};

use crate::{
    Transport,
    backend::{
        failure::{self, BoxError, ConnectTimedOut},
        incoming,
        options::{HttpVersions, TransportOptions},
        outgoing,
        proxies::Proxies,
        resolver::Resolver,
        tls,
    },
};

/// Sends requests with reqwest, for programs that have it anyway.
///
/// It does what [`HyperTransport`](crate::HyperTransport) does, with the same TLS set-up: it
/// follows no redirect and keeps no cookies. Two
/// things differ, and reqwest has no setting for them: it adds `accept: */*` to a request without
/// an `accept` header, and a request of which nothing was written, because its pooled connection
/// had closed, goes to another connection by itself. No request is written twice.
///
/// A URL that reqwest would change before sending (for example `..` in a path, or an apostrophe in
/// a query) is refused as
/// [`ErrorKind::InvalidRequest`](alloy_core::ErrorKind::InvalidRequest).
///
/// # Examples
///
/// ```no_run
/// # async fn run() -> Result<(), alloy_core::Error> {
/// use alloy_transport::{ReqwestTransport, Transport};
/// use bytes::Bytes;
/// use http::Request;
///
/// let transport = ReqwestTransport::new()?;
///
/// let mut request = Request::new(Bytes::new());
/// *request.uri_mut() = "https://production.runalloy.com/connectors".parse().unwrap();
/// let response = transport.send(request).await?;
/// println!("{}", response.status());
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct ReqwestTransport {
    client: Client,
    options: Arc<TransportOptions>,
}

impl ReqwestTransport {
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
        let builder = Client::builder()
            .tls_backend_preconfigured(tls::client_config(&options)?)
            .connect_timeout(options.connect_timeout)
            .dns_resolver(Resolver::new())
            .http2_keep_alive_interval(options.ping_interval)
            .http2_keep_alive_timeout(options.ping_interval)
            .no_proxy()
            .pool_idle_timeout(options.pool_idle_timeout)
            .pool_max_idle_per_host(options.pool_max_idle_per_host)
            .redirect(redirect::Policy::none())
            .referer(false)
            // Not even once, so that reqwest keeps no copy of each request.
            .retry(retry::never().max_retries_per_request(0))
            .tcp_nodelay(true);
        let builder = match proxy(&options.proxies)? {
            Some(proxy) => builder.proxy(proxy),
            None => builder,
        };
        let builder = match options.http_versions {
            HttpVersions::Negotiate => builder,
            HttpVersions::Http1 => builder.http1_only(),
            HttpVersions::Http2 => builder.http2_prior_knowledge(),
        };
        let client = builder.build().map_err(|error| {
            Error::configuration("reqwest's client cannot be built").with_source(error)
        })?;
        Ok(Self { client, options: Arc::new(options) })
    }
}

#[async_trait]
impl Transport for ReqwestTransport {
    async fn send(&self, mut request: Request<Bytes>) -> Result<Response<Bytes>, Error> {
        let options = &*self.options;
        let sent = outgoing::prepare(&mut request, options)?;
        let response = self.client.execute(translate(request)?).await.map_err(|error| {
            failure::without_response(marked(error), &sent.destination, options.connect_timeout)
        })?;
        incoming::read(response.into(), options.body_limit, &sent).await
    }
}

/// The rule of the options as reqwest has it. It is for `https` only.
fn proxy(proxies: &Proxies) -> Result<Option<Proxy>, Error> {
    let Some((hop, except)) = proxies.rule() else { return Ok(None) };
    let proxy = Proxy::https(hop.to_string())
        .map_err(|error| {
            Error::configuration("reqwest does not take the proxy").with_source(error)
        })?
        .no_proxy(NoProxy::from_string(except));
    Ok(Some(match hop.authorization {
        Some(authorization) => proxy.custom_http_auth(authorization),
        None => proxy,
    }))
}

fn translate(request: Request<Bytes>) -> Result<reqwest::Request, Error> {
    let (head, body) = request.into_parts();
    let mut translated = reqwest::Request::new(head.method, unchanged(&head.uri)?);
    *translated.headers_mut() = head.headers;
    *translated.body_mut() = Some(body.into());
    Ok(translated)
}

/// The URL, unless its path or query would be sent otherwise than given.
fn unchanged(uri: &Uri) -> Result<Url, Error> {
    let wrong = || Error::invalid_request("url", "reqwest would not send it as it is");
    let url = Url::parse(&uri.to_string()).map_err(|error| wrong().with_source(error))?;
    if url.path() == uri.path() && url.query() == uri.query() { Ok(url) } else { Err(wrong()) }
}

/// Marks the one failure whose type reqwest keeps to itself.
fn marked(error: reqwest::Error) -> BoxError {
    let timed_out = error.is_connect() && error.is_timeout();
    let error = BoxError::from(error.without_url());
    if timed_out { ConnectTimedOut(Some(error)).into() } else { error }
}

impl fmt::Debug for ReqwestTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ReqwestTransport").field(&self.options).finish()
    }
}

#[cfg(test)]
mod tests {
    use alloy_core::ErrorKind;

    use super::*;

    #[test]
    fn urls_go_out_as_they_are_or_not_at_all() {
        for uri in [
            "http://a.example",
            "http://a.example/x?",
            "http://[::1]:80/a%2Fb/%2e%2e%20c/~!$&'()*+,;=:@?x=%27&y=a+b/?:@",
        ] {
            let uri: Uri = uri.parse().unwrap();
            let url = unchanged(&uri).unwrap();
            assert_eq!((url.path(), url.query()), (uri.path(), uri.query()));
        }
        for uri in ["http://a.example/x/../y", "http://a.example/%2E%2e", "http://a.example/?'"] {
            let error = unchanged(&uri.parse().unwrap()).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::InvalidRequest, "{uri}");
        }
    }
}
