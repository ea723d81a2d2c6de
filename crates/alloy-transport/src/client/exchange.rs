//! One call as the loop of attempts sees it: bytes out, bytes in, whatever the endpoint.

use alloy_core::{Connector, Effect, Endpoint, Error, Platform, UserId};
use bytes::Bytes;
use http::{Request, Response};

/// A call that can be written again for each attempt, and reads what comes back.
///
/// An object, so that the loop is compiled once; what is per endpoint is [`Call`].
pub(super) trait Exchange: Send {
    /// The request, written anew: a copy kept for a retry would cost every call.
    fn request(&self) -> Result<Request<Bytes>, Error>;

    /// Reads a response and keeps its output.
    fn read(&mut self, response: Response<Bytes>) -> Result<(), Error>;

    /// Whether it may be repeated.
    fn effect(&self) -> Effect;

    /// Whether the platform answers it, and not somebody else.
    fn goes_to_the_platform(&self) -> bool {
        true
    }

    /// What errors call it.
    #[cfg_attr(not(any(feature = "tracing", feature = "metrics")), expect(dead_code))]
    fn name(&self) -> String;

    /// The connector whose provider answers, if one does.
    #[cfg_attr(not(any(feature = "tracing", feature = "metrics")), expect(dead_code))]
    fn connector(&self) -> Option<&str>;

    /// An error of the way there, with the name of what was called.
    fn blame(&self, error: Error) -> Error;
}

/// A call of one endpoint.
pub(super) struct Call<'a, E: Endpoint + ?Sized> {
    platform: &'a Platform,
    endpoint: &'a E,
    user: Option<&'a UserId>,
    output: Option<E::Output>,
}

impl<'a, E: Endpoint + ?Sized> Call<'a, E> {
    pub(super) fn new(platform: &'a Platform, endpoint: &'a E, user: Option<&'a UserId>) -> Self {
        Self { platform, endpoint, user, output: None }
    }

    /// What the last response that could be read held.
    pub(super) fn into_output(self) -> Result<E::Output, Error> {
        self.output.ok_or_else(|| Error::no_time().with_endpoint(self.endpoint))
    }
}

impl<E: Endpoint + ?Sized> Exchange for Call<'_, E> {
    fn request(&self) -> Result<Request<Bytes>, Error> {
        self.platform.endpoint_request(self.endpoint, self.user)
    }

    fn read(&mut self, response: Response<Bytes>) -> Result<(), Error> {
        self.output = Some(self.platform.endpoint_output(self.endpoint, response)?);
        Ok(())
    }

    fn effect(&self) -> Effect {
        self.endpoint.effect()
    }

    fn name(&self) -> String {
        self.endpoint.name()
    }

    fn connector(&self) -> Option<&str> {
        self.endpoint.connector().map(Connector::id)
    }

    fn blame(&self, error: Error) -> Error {
        error.with_endpoint(self.endpoint)
    }
}
