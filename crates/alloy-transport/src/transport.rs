//! The one thing that a backend must be able to do.

use std::{future::Future, pin::Pin, sync::Arc};

use alloy_core::Error;
use async_trait::async_trait;
use bytes::Bytes;
use http::{Request, Response};

/// Sends one HTTP request and brings back its response, once.
///
/// A transport moves bytes and knows nothing of actions. It is asked for these things:
///
/// - It sends a request at most once and follows no redirect. Repeating is the client's decision,
///   which knows what may be repeated.
/// - Any response is `Ok`, whatever its status. `Err` is for having none: [`Error::not_sent`] when
///   surely no byte was acted on, [`Error::interrupted`] otherwise.
/// - It reads bodies up to a limit and fails with [`Error::body_too_large`] beyond it.
/// - Dropping its future cancels the request. Waiting has no bound here; the client sets one.
///
/// An implementation needs `async-trait` 0.1, `bytes` 1 and `http` 1.
///
/// # Examples
///
/// A transport for tests that answers everything alike:
///
/// ```
/// use alloy_core::Error;
/// use alloy_transport::Transport;
/// use async_trait::async_trait;
/// use bytes::Bytes;
/// use http::{Request, Response};
///
/// struct Always(&'static str);
///
/// #[async_trait]
/// impl Transport for Always {
///     async fn send(&self, _: Request<Bytes>) -> Result<Response<Bytes>, Error> {
///         Ok(Response::new(Bytes::from_static(self.0.as_bytes())))
///     }
/// }
/// ```
///
/// Transports stack: one that sends through another sees each attempt of each call, and can change
/// the request, answer in its place or look at what comes back. A failure that it passes on keeps
/// what it says about having been sent.
///
/// ```
/// # use alloy_core::Error;
/// # use alloy_transport::Transport;
/// # use async_trait::async_trait;
/// # use bytes::Bytes;
/// # use http::{HeaderValue, Request, Response};
/// /// Names the program to the platform.
/// struct Named<T>(T, HeaderValue);
///
/// #[async_trait]
/// impl<T: Transport> Transport for Named<T> {
///     async fn send(&self, mut request: Request<Bytes>) -> Result<Response<Bytes>, Error> {
///         request.headers_mut().insert("user-agent", self.1.clone());
///         self.0.send(request).await
///     }
/// }
/// # #[cfg(feature = "hyper")]
/// # fn example() -> Result<(), Error> {
///
/// let transport = Named(alloy_transport::HyperTransport::new()?, "my-program/1.0".parse().unwrap());
/// let client = alloy_transport::Client::builder(transport);
/// # Ok(())
/// # }
/// ```
#[async_trait]
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a transport",
    label = "this is no `Transport`",
    note = "`HyperTransport` and `ReqwestTransport` are, behind the features `hyper` and `reqwest`"
)]
pub trait Transport: Send + Sync {
    /// Sends a request and waits for the whole response.
    async fn send(&self, request: Request<Bytes>) -> Result<Response<Bytes>, Error>;
}

/// What `async_trait` makes of [`Transport::send`]'s result.
type Sending<'a> = Pin<Box<dyn Future<Output = Result<Response<Bytes>, Error>> + Send + 'a>>;

/// Forwards to what a pointer points at, without boxing the future a second time.
macro_rules! transport_through_pointer {
    ($($pointer:ty),*) => {$(
        impl<T: Transport + ?Sized> Transport for $pointer {
            fn send<'life0, 'async_trait>(
                &'life0 self,
                request: Request<Bytes>,
            ) -> Sending<'async_trait>
            where
                'life0: 'async_trait,
                Self: 'async_trait,
            {
                (**self).send(request)
            }
        }
    )*};
}

transport_through_pointer!(&T, Box<T>, Arc<T>);
