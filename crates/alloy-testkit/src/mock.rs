//! A transport with expectations.

use std::fmt;

use alloy_core::Error;
use async_trait::async_trait;
use bytes::Bytes;
use http::{Request, Response};

mockall::mock! {
    /// A [`Transport`](alloy_transport::Transport) with expectations, by `mockall`.
    ///
    /// What is expected and does not happen fails when the mock is dropped, what happens and was
    /// not expected fails at once, both by a panic.
    ///
    /// ```
    /// use alloy_testkit::{MockTransport, Transport};
    /// use http::{Request, Response};
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), alloy_core::Error> {
    /// let mut transport = MockTransport::new();
    /// transport
    ///     .expect_send()
    ///     .withf(|request| request.uri().path().ends_with("/users_info/execute"))
    ///     .times(1)
    ///     .returning(|_| Ok(Response::new(r#"{"responseData": {"ok": true}}"#.into())));
    ///
    /// let mut request = Request::default();
    /// *request.uri_mut() = "/connectors/slack/actions/users_info/execute".parse().unwrap();
    /// assert_eq!(transport.send(request).await?.status(), 200);
    /// # Ok(())
    /// # }
    /// ```
    pub Transport {}

    #[async_trait]
    impl alloy_transport::Transport for Transport {
        async fn send(&self, request: Request<Bytes>) -> Result<Response<Bytes>, Error>;
    }
}

impl fmt::Debug for MockTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("MockTransport").finish_non_exhaustive()
    }
}
