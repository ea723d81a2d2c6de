//! The platform as it is seen without a connection: requests to make, replies to read.

mod builder;
mod call;
mod paths;

use std::{collections::BTreeMap, sync::Arc};

use bytes::Bytes;
use http::{HeaderName, HeaderValue, Request, Response, header, request};

use crate::{
    ActingUser, Action, ActionIds, ApiKey, Connector, Context, Endpoint, Error, Execute,
    HeaderField, Operation, PathWriter, Reply, ReplyShape, UserId, base_url::BaseUrl, envelope,
    error,
};

pub use builder::PlatformBuilder;
pub use call::Call;
use paths::Paths;

/// Makes the HTTP request of an action and reads its HTTP response, without sending anything.
///
/// It does the same for every other [`Endpoint`].
///
/// This is all that a program with an HTTP stack of its own needs; `alloy-transport`'s `Client` is
/// this plus a transport, timeouts and retries.
///
/// ```
/// use alloy_core::{ApiKey, Call, CredentialId, DynamicAction, Platform};
/// use http::{Response, StatusCode};
///
/// let platform = Platform::builder().api_key(ApiKey::new("made-up-key-of-a-test")?).build()?;
/// let action = DynamicAction::new("slack", "users_info")?.with_query("user", "U1");
/// let credential = CredentialId::new("507f1f77bcf86cd799439011")?;
///
/// let request = platform.request(&action, &Call::new(&credential))?;
/// assert_eq!(request.uri().path(), "/connectors/slack/actions/users_info/execute");
///
/// // … sent by whatever means …
/// let response = Response::new(r#"{"responseData": {"ok": true}}"#.into());
/// let output = platform.output(&action, response)?;
/// assert_eq!(output["ok"], true);
/// # Ok::<(), alloy_core::Error>(())
/// ```
#[derive(Clone)]
pub struct Platform {
    base_url: BaseUrl,
    /// What every request has: its headers, `Authorization` among them.
    template: request::Parts,
    api_key: ApiKey,
    header_field: HeaderField,
    reply_shape: ReplyShape,
    validation: Validation,
    action_ids: ActionIds,
    connectors: BTreeMap<String, Arc<dyn Connector>>,
    paths: Arc<Paths>,
}

/// Whether actions check their provider's limits before they are sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Validation {
    /// Limits are checked here, and errors name the field.
    #[default]
    On,
    /// Everything is sent and the provider decides: for limits that have changed since.
    Off,
}

/// Header that names the user whose credentials count.
const USER: HeaderName = HeaderName::from_static("x-alloy-userid");

impl Platform {
    /// Settings for the platform: a key, and production's address unless changed.
    pub fn builder() -> PlatformBuilder {
        PlatformBuilder::new()
    }

    /// The endpoint that executes an action, for sending it like any other.
    pub fn execute<'a, A: Action + ?Sized>(
        &'a self,
        action: &'a A,
        call: Call<'a>,
    ) -> Execute<'a, A> {
        Execute::new(self, action, call)
    }

    /// The request that executes an action.
    ///
    /// Fails, before anything could be sent, when the action breaks a limit of its provider, when
    /// an id cannot be part of a path, or when a part cannot be written as JSON.
    pub fn request<A: Action + ?Sized>(
        &self,
        action: &A,
        call: &Call<'_>,
    ) -> Result<Request<Bytes>, Error> {
        self.endpoint_request(&self.execute(action, *call), None)
    }

    /// The body of that request alone: the action's envelope as JSON.
    pub fn envelope<A: Action + ?Sized>(
        &self,
        action: &A,
        call: &Call<'_>,
    ) -> Result<Vec<u8>, Error> {
        self.write(action, call).map_err(|error| error.with_operation(action.operation()))
    }

    /// The output of an action, or the failure that its response stands for.
    pub fn output<A: Action + ?Sized>(
        &self,
        action: &A,
        response: Response<Bytes>,
    ) -> Result<A::Output, Error> {
        let operation = self.known(action.operation());
        let reply = reply(Some(operation.connector()), self.reply_shape, response);
        reply
            .and_then(|reply| action.decode(reply))
            .map_err(|error| self.after_a_reply(error).with_operation(operation))
    }

    /// The request of any endpoint, for a caller who acts for this user, if for any.
    ///
    /// Fails, before anything could be sent, when a part of it breaks a rule.
    pub fn endpoint_request<E: Endpoint + ?Sized>(
        &self,
        endpoint: &E,
        caller: Option<&UserId>,
    ) -> Result<Request<Bytes>, Error> {
        let user = match endpoint.acting_user() {
            ActingUser::Caller => caller,
            ActingUser::Named(user) => Some(user),
            ActingUser::Nobody => None,
        };
        let parts = endpoint.body().and_then(|body| {
            let mut path = self.base_url.path();
            endpoint.path(&mut path)?;
            Ok((self.base_url.join(path)?, user.map(user_header).transpose()?, body))
        });
        let (uri, user, body) = parts.map_err(|error| error.with_endpoint(endpoint))?;
        let mut parts = self.template.clone();
        parts.method = endpoint.method();
        parts.uri = uri;
        if body.is_empty() {
            parts.headers.remove(header::CONTENT_TYPE);
        }
        if let Some(user) = user {
            parts.headers.insert(USER, user);
        }
        Ok(Request::from_parts(parts, body))
    }

    /// The output of any endpoint, or the failure that its response stands for.
    pub fn endpoint_output<E: Endpoint + ?Sized>(
        &self,
        endpoint: &E,
        response: Response<Bytes>,
    ) -> Result<E::Output, Error> {
        let explain = |error| {
            let error = self.after_a_reply(error).with_endpoint(endpoint);
            endpoint.secrets().into_iter().fold(error, Error::without)
        };
        match reply(endpoint.connector(), endpoint.reply_shape(), response) {
            Ok(reply) => endpoint.decode(reply).map_err(explain),
            Err(error) => Err(explain(error)),
        }
    }

    /// The body that executes an action.
    pub(crate) fn write<A: Action + ?Sized>(
        &self,
        action: &A,
        call: &Call<'_>,
    ) -> Result<Vec<u8>, Error> {
        let own = action.headers()?;
        let defaults = self.known(action.operation()).connector().default_headers();
        let context = Context::new(call.headers, &own, call.connection_headers, defaults);
        if self.validation == Validation::On {
            action.validate(&context)?;
        }
        envelope::write(action, call.credential, &context, self.header_field)
    }

    /// The same operation, spoken for by the registered connector of that id if there is one.
    pub(crate) fn known<'a>(&'a self, operation: Operation<'a>) -> Operation<'a> {
        if self.connectors.is_empty() {
            return operation;
        }
        match self.connectors.get(operation.connector().id()) {
            Some(connector) => operation.with_connector(connector),
            None => operation,
        }
    }

    /// The id under which the platform has an action.
    pub(crate) fn action_id<'a>(
        &'a self,
        connector: &str,
        id: &'a str,
        call: &Call<'a>,
    ) -> &'a str {
        call.action_ids.get(connector, id).or(self.action_ids.get(connector, id)).unwrap_or(id)
    }

    /// Writes the path of an action, or takes the address that was made of it before.
    pub(crate) fn path_of(
        &self,
        connector: &str,
        action: &str,
        path: &mut PathWriter,
        write: impl FnOnce(&mut PathWriter) -> Result<(), Error>,
    ) -> Result<(), Error> {
        if !self.base_url.is_start(path) {
            return write(path);
        }
        if let Some(known) = self.paths.get(connector, action) {
            path.set_known(known);
            return Ok(());
        }
        write(path)?;
        if let Ok(uri) = self.base_url.join(path.clone()) {
            self.paths.keep(connector, action, uri);
        }
        Ok(())
    }

    pub(crate) fn reply_shape(&self) -> ReplyShape {
        self.reply_shape
    }

    /// What holds for every error that came out of a reply.
    fn after_a_reply(&self, error: Error) -> Error {
        error.without(self.api_key.secret()).with_attempts(1)
    }
}

fn user_header(user: &UserId) -> Result<HeaderValue, Error> {
    HeaderValue::from_bytes(user.as_str().as_bytes())
        .map_err(|error| Error::invalid_request("user id", "not a header value").with_source(error))
}

/// The reply, when neither the platform nor the provider says that the call failed.
fn reply(
    connector: Option<&dyn Connector>,
    shape: ReplyShape,
    response: Response<Bytes>,
) -> Result<Reply, Error> {
    let classify = |reply: &Reply| connector.and_then(|connector| connector.classify(reply));
    let status = response.status();
    if status.is_success() {
        let reply = Reply::new(response, shape)?;
        return match classify(&reply) {
            Some(failure) => {
                Err(Error::provider(failure).with_status(status).with_raw(reply.into_text()))
            }
            None => Ok(reply),
        };
    }
    let (head, body) = response.into_parts();
    let text = String::from_utf8_lossy(&body).into_owned();
    let fallback = error::body::read(status, &head.headers, &text);
    let reply = Reply::new(Response::from_parts(head, text.into()), shape)?;
    let is_claimed = error::body::is_platforms(&reply);
    let failure = if is_claimed || status.is_redirection() { None } else { classify(&reply) };
    let error = match failure {
        Some(failure) => {
            Error::provider(failure).with_status(status).with_retry_after(fallback.retry_after())
        }
        None => fallback.claimed(is_claimed),
    };
    Err(error.with_raw(reply.into_text()))
}

impl std::fmt::Debug for Platform {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Platform")
            .field("base_url", &self.base_url)
            .field("header_field", &self.header_field)
            .field("reply_shape", &self.reply_shape)
            .field("connectors", &self.connectors.keys().collect::<Vec<_>>())
            .finish_non_exhaustive()
    }
}
