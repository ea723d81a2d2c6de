//! Making connections: name, TCP, proxy and TLS, within one time.

use std::{
    future::Future,
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};

use alloy_core::Error;
use http::Uri;
use hyper_rustls::{HttpsConnector, MaybeHttpsStream};
use hyper_util::client::legacy::connect::{HttpConnector, proxy::Tunnel};
use tower_service::Service;

use crate::backend::{
    failure::{BoxError, ConnectTimedOut},
    options::{HttpVersions, TransportOptions},
    proxies::Proxies,
    resolver::Resolver,
    tls,
};

type Tcp = HttpConnector<Resolver>;
type Wire = MaybeHttpsStream<<Tcp as Service<Uri>>::Response>;
type Https = HttpsConnector<Way>;
type Connection = <Https as Service<Uri>>::Response;
type Connecting<C> = Pin<Box<dyn Future<Output = Result<C, BoxError>> + Send>>;

#[derive(Clone)]
pub(super) struct Connector {
    https: Https,
    timeout: Duration,
}

impl Connector {
    pub(super) fn new(options: &TransportOptions) -> Result<Self, Error> {
        let mut tcp = HttpConnector::new_with_resolver(Resolver::new());
        tcp.enforce_http(false);
        tcp.set_nodelay(true);
        tcp.set_connect_timeout(Some(options.connect_timeout));
        // A tunnel is asked for in HTTP/1.1, whatever is spoken inside of it.
        let first_leg = options.clone().http_versions(HttpVersions::Http1);
        let to_proxy = HttpsConnector::from((tcp.clone(), tls::client_config(&first_leg)?));
        let way = Way { tcp, to_proxy, proxies: options.proxies.clone() };
        let https = Https::from((way, tls::client_config(options)?));
        Ok(Self { https, timeout: options.connect_timeout })
    }
}

impl Service<Uri> for Connector {
    type Response = Connection;
    type Error = BoxError;
    type Future = Connecting<Connection>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.https.poll_ready(context)
    }

    fn call(&mut self, destination: Uri) -> Self::Future {
        let connection = tokio::time::timeout(self.timeout, self.https.call(destination));
        Box::pin(async { connection.await.unwrap_or_else(|_| Err(ConnectTimedOut(None).into())) })
    }
}

/// The way to a host below its own TLS: straight, or through a proxy's tunnel.
#[derive(Clone)]
pub(super) struct Way {
    tcp: Tcp,
    to_proxy: HttpsConnector<Tcp>,
    proxies: Proxies,
}

impl Service<Uri> for Way {
    type Response = Wire;
    type Error = BoxError;
    type Future = Connecting<Wire>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.to_proxy.poll_ready(context)
    }

    fn call(&mut self, destination: Uri) -> Self::Future {
        let Some(hop) = self.proxies.hop(&destination) else {
            let connection = self.tcp.call(destination);
            return Box::pin(async { Ok(MaybeHttpsStream::Http(connection.await?)) });
        };
        let mut tunnel = Tunnel::new(hop.uri, self.to_proxy.clone());
        if let Some(authorization) = hop.authorization {
            tunnel = tunnel.with_auth(authorization);
        }
        let connection = tunnel.call(destination);
        Box::pin(async { Ok(connection.await?) })
    }
}
