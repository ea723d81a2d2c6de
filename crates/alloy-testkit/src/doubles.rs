//! Transports for single tests, in a line each.

mod in_turn;

use std::{fmt, future};

use alloy_core::Error;
use alloy_transport::Transport;
use async_trait::async_trait;
use bytes::Bytes;
use http::{HeaderName, HeaderValue, Request, Response, StatusCode, header};
use serde_json::{Value, json};

pub use in_turn::{InTurn, in_turn};

/// A transport that answers by a closure.
///
/// The closure returns a response, or a `Result` where it shall fail as a transport does.
///
/// ```
/// use alloy_core::Error;
/// use alloy_testkit::{Transport, respond_with};
/// use http::{Request, Response};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Error> {
/// let echo = respond_with(|request: Request<_>| Response::new(request.into_body()));
/// assert_eq!(echo.send(Request::new("ping".into())).await?.body(), "ping");
///
/// let offline = respond_with(|_| Err::<Response<&str>, _>(Error::not_sent("no network")));
/// assert!(offline.send(Request::default()).await.is_err());
/// # Ok(())
/// # }
/// ```
pub fn respond_with<F, A>(respond: F) -> RespondWith<F>
where
    F: Fn(Request<Bytes>) -> A + Send + Sync,
    A: Answer,
{
    RespondWith { respond }
}

/// A transport that answers everything alike: 200 with this body, said to be JSON.
///
/// ```
/// use alloy_testkit::{Transport, always};
/// use http::{HeaderValue, Request, StatusCode, header};
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), alloy_core::Error> {
/// let busy = always(r#"{"message": "Rate limit exceeded"}"#)
///     .with_status(StatusCode::TOO_MANY_REQUESTS)
///     .with_header(header::RETRY_AFTER, HeaderValue::from_static("2"));
/// assert_eq!(busy.send(Request::default()).await?.status(), 429);
/// # Ok(())
/// # }
/// ```
pub fn always(body: impl Into<Bytes>) -> Always {
    let mut response = Response::new(body.into());
    let json = HeaderValue::from_static("application/json");
    response.headers_mut().insert(header::CONTENT_TYPE, json);
    Always { response }
}

/// A transport whose every answer is the platform's success with this reply of the provider:
/// `{"responseData": …}`.
///
/// ```
/// use alloy_core::DynamicAction;
/// use alloy_testkit::always_provides;
/// use alloy_transport::Client;
/// use serde_json::json;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), alloy_core::Error> {
/// # let key = alloy_core::ApiKey::new("made-up-key-of-a-test")?;
/// # let credential = alloy_core::CredentialId::new("507f1f77bcf86cd799439011")?;
/// let slack = always_provides(json!({"ok": true, "user": {"name": "ada"}}));
/// let slack = Client::builder(slack).api_key(key).build()?.connection(credential);
/// let user = slack.execute(&DynamicAction::new("slack", "users_info")?).await?;
/// assert_eq!(user["user"]["name"], "ada");
/// # Ok(())
/// # }
/// ```
pub fn always_provides(reply: impl Into<Value>) -> Always {
    always(json!({"responseData": reply.into()}).to_string())
}

/// A transport that never answers, for what is done about that: timeouts and cancelling.
///
/// ```
/// use std::time::Duration;
/// use alloy_testkit::{Transport, never};
/// use http::Request;
///
/// # #[tokio::main(flavor = "current_thread", start_paused = true)]
/// # async fn main() {
/// let transport = never();
/// let call = transport.send(Request::default());
/// assert!(tokio::time::timeout(Duration::from_secs(30), call).await.is_err());
/// # }
/// ```
pub fn never() -> Never {
    Never(())
}

/// What a closure of [`respond_with`] may return and what may come [in turn](in_turn()): a response,
/// an [`Always`] for the response that it gives, an [`Error`], or a `Result` with one of them.
pub trait Answer: sealed::Answer {}

mod sealed {
    use super::{Always, Bytes, Error, Response};

    pub trait Answer {
        fn into_result(self) -> Result<Response<Bytes>, Error>;
    }

    impl<B: Into<Bytes>> Answer for Response<B> {
        fn into_result(self) -> Result<Response<Bytes>, Error> {
            Ok(self.map(Into::into))
        }
    }

    impl Answer for Always {
        fn into_result(self) -> Result<Response<Bytes>, Error> {
            Ok(self.response)
        }
    }

    impl<A: Answer> Answer for Result<A, Error> {
        fn into_result(self) -> Result<Response<Bytes>, Error> {
            self.and_then(A::into_result)
        }
    }

    impl Answer for Error {
        fn into_result(self) -> Result<Response<Bytes>, Error> {
            Err(self)
        }
    }
}

impl<A: sealed::Answer> Answer for A {}

/// The closure that answers for a transport made by [`respond_with`].
#[derive(Clone, Copy)]
pub struct RespondWith<F> {
    respond: F,
}

#[async_trait]
impl<F, A> Transport for RespondWith<F>
where
    F: Fn(Request<Bytes>) -> A + Send + Sync,
    A: Answer,
{
    async fn send(&self, request: Request<Bytes>) -> Result<Response<Bytes>, Error> {
        (self.respond)(request).into_result()
    }
}

impl<F> fmt::Debug for RespondWith<F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RespondWith").finish_non_exhaustive()
    }
}

/// The one response that a transport of [`always`] gives to every request.
///
/// It can also be one of several: see [`in_turn`](in_turn()).
#[derive(Clone, Debug)]
pub struct Always {
    response: Response<Bytes>,
}

impl Always {
    /// The same response under this status.
    pub fn with_status(mut self, status: StatusCode) -> Self {
        *self.response.status_mut() = status;
        self
    }

    /// The same response with this header, in place of one of the same name.
    pub fn with_header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.response.headers_mut().insert(name, value);
        self
    }
}

#[async_trait]
impl Transport for Always {
    async fn send(&self, _: Request<Bytes>) -> Result<Response<Bytes>, Error> {
        Ok(self.response.clone())
    }
}

/// The silence of a transport made by [`never()`].
#[derive(Clone, Copy, Debug)]
pub struct Never(());

#[async_trait]
impl Transport for Never {
    async fn send(&self, _: Request<Bytes>) -> Result<Response<Bytes>, Error> {
        future::pending().await
    }
}
