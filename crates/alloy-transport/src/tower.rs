//! Services of tower as transports, and transports as services.

use std::{
    error::Error as StdError,
    fmt,
    future::{Future, poll_fn},
    iter,
    pin::Pin,
    sync::{Mutex, PoisonError},
    task::{Context, Poll},
};

use alloy_core::{Error, Outcome};
use async_trait::async_trait;
use bytes::Bytes;
use http::{Request, Response};
use tower_service::Service;

use crate::Transport;

type BoxError = Box<dyn StdError + Send + Sync>;

/// Sends through a service of tower: anything that takes a [`Request<Bytes>`](http::Request) and
/// gives a [`Response<Bytes>`](http::Response), with tower's layers around it.
///
/// A clone of the service sends each request, once it is ready. Its failures become
/// [`Error`](alloy_core::Error)s: one that is or contains such an error keeps its kind and whether
/// anything was sent, a service that does not become ready has sent nothing, and everything else
/// counts as [interrupted](alloy_core::Error::interrupted). Leave repeating to the client: a layer
/// that retries does not know what may be repeated.
///
/// # Examples
///
/// ```
/// use alloy_transport::{Client, TowerTransport, TransportService};
/// # use alloy_transport::Transport;
/// use tower::ServiceBuilder;
///
/// # fn example(transport: impl Transport + Clone + 'static) {
/// let service = ServiceBuilder::new()
///     .concurrency_limit(8)
///     .map_request(|mut request: http::Request<bytes::Bytes>| {
///         request.headers_mut().insert("x-team", "billing".parse().unwrap());
///         request
///     })
///     .service(TransportService::new(transport));
///
/// let client = Client::builder(TowerTransport::new(service));
/// # }
/// ```
///
/// A closure is a service too, which makes a transport out of a few lines:
///
/// ```
/// use alloy_transport::{Transport, TowerTransport};
/// use bytes::Bytes;
/// use http::{Request, Response};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), alloy_core::Error> {
/// let echo = TowerTransport::new(tower::service_fn(|request: Request<Bytes>| async move {
///     Ok::<_, std::io::Error>(Response::new(request.into_body()))
/// }));
/// let response = echo.send(Request::new(Bytes::from("there and back"))).await?;
/// assert_eq!(response.body(), "there and back");
/// # Ok(())
/// # }
/// ```
pub struct TowerTransport<S> {
    // Locked for cloning only, since many services cannot be shared between threads.
    service: Mutex<S>,
}

impl<S> TowerTransport<S> {
    /// A transport that sends through clones of `service`.
    pub fn new(service: S) -> Self {
        Self { service: Mutex::new(service) }
    }
}

#[async_trait]
impl<S> Transport for TowerTransport<S>
where
    S: Service<Request<Bytes>, Response = Response<Bytes>> + Clone + Send,
    S::Error: Into<BoxError>,
    S::Future: Send,
{
    async fn send(&self, request: Request<Bytes>) -> Result<Response<Bytes>, Error> {
        let mut service = self.service.lock().unwrap_or_else(PoisonError::into_inner).clone();
        poll_fn(|context| service.poll_ready(context)).await.map_err(Error::not_sent)?;
        service.call(request).await.map_err(|error| told(error.into()))
    }
}

/// The error of a service, as far as it is known here.
fn told(error: BoxError) -> Error {
    let error = match error.downcast::<Error>() {
        Ok(error) => return *error,
        Err(error) => error,
    };
    let first: &(dyn StdError + 'static) = &*error;
    let known = iter::successors(Some(first), |&error| error.source())
        .find_map(|error| error.downcast_ref::<Error>())
        .map(|error| (error.kind(), error.outcome()));
    match known {
        Some((kind, Outcome::NotApplied)) => Error::not_sent(error).with_kind(kind),
        Some((kind, _)) => Error::interrupted(error).with_kind(kind),
        None => Error::interrupted(error),
    }
}

impl<S: Clone> Clone for TowerTransport<S> {
    fn clone(&self) -> Self {
        Self::new(self.service.lock().unwrap_or_else(PoisonError::into_inner).clone())
    }
}

impl<S> fmt::Debug for TowerTransport<S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TowerTransport").finish_non_exhaustive()
    }
}

/// A transport as a service of tower, to put layers around. It is always ready.
///
/// The transport is cloned for each request, which for those of this crate is a reference count; an
/// `Arc<dyn Transport>` is one too. See [`TowerTransport`] for an example.
#[derive(Clone, Copy, Debug)]
pub struct TransportService<T> {
    transport: T,
}

impl<T: Transport + Clone + 'static> TransportService<T> {
    /// A service that sends through `transport`.
    pub fn new(transport: T) -> Self {
        Self { transport }
    }
}

impl<T: Transport + Clone + 'static> Service<Request<Bytes>> for TransportService<T> {
    type Response = Response<Bytes>;
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<Response<Bytes>, Error>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Bytes>) -> Self::Future {
        let transport = self.transport.clone();
        Box::pin(async move { transport.send(request).await })
    }
}
