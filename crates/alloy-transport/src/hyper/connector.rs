//! Making connections: name, TCP and TLS, within one time.

use std::{
    future::Future,
    pin::Pin,
    task::{Context, Poll},
    time::Duration,
};

use alloy_core::Error;
use http::Uri;
use hyper_rustls::HttpsConnector;
use hyper_util::client::legacy::connect::HttpConnector;
use tower_service::Service;

use crate::backend::{
    failure::{BoxError, ConnectTimedOut},
    options::TransportOptions,
    resolver::Resolver,
    tls,
};

type Https = HttpsConnector<HttpConnector<Resolver>>;
type Connection = <Https as Service<Uri>>::Response;

#[derive(Clone)]
pub(super) struct Connector {
    https: Https,
    timeout: Duration,
}

impl Connector {
    pub(super) fn new(options: &TransportOptions) -> Result<Self, Error> {
        let mut http = HttpConnector::new_with_resolver(Resolver::new());
        http.enforce_http(false);
        http.set_nodelay(true);
        http.set_connect_timeout(Some(options.connect_timeout));
        let https = Https::from((http, tls::client_config(options)?));
        Ok(Self { https, timeout: options.connect_timeout })
    }
}

impl Service<Uri> for Connector {
    type Response = Connection;
    type Error = BoxError;
    type Future = Pin<Box<dyn Future<Output = Result<Connection, BoxError>> + Send>>;

    fn poll_ready(&mut self, context: &mut Context<'_>) -> Poll<Result<(), BoxError>> {
        self.https.poll_ready(context)
    }

    fn call(&mut self, destination: Uri) -> Self::Future {
        let connection = tokio::time::timeout(self.timeout, self.https.call(destination));
        Box::pin(async { connection.await.unwrap_or_else(|_| Err(ConnectTimedOut(None).into())) })
    }
}
