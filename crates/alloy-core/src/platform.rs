//! The platform as it is seen without a connection: requests to make, replies to read.

mod builder;

use std::{collections::BTreeMap, sync::Arc};

use bytes::Bytes;
use http::{HeaderMap, HeaderValue, Method, Request, Response, Uri};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};

use crate::{
    Action, ActionIds, ApiKey, Connector, Context, CredentialId, Error, HeaderField, Headers,
    Operation, Reply, ReplyShape, UserId, base_url::BaseUrl, envelope, error, id,
};

pub use builder::PlatformBuilder;

/// Makes the HTTP request of an action and reads its HTTP response, without sending anything.
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
    /// Headers that every request has, `Authorization` among them.
    headers: HeaderMap,
    api_key: ApiKey,
    header_field: HeaderField,
    reply_shape: ReplyShape,
    validation: Validation,
    action_ids: ActionIds,
    connectors: BTreeMap<String, Arc<dyn Connector>>,
}

/// On whose behalf an action runs, and the headers that go along.
#[derive(Clone, Copy, Debug)]
pub struct Call<'a> {
    credential: &'a CredentialId,
    user: Option<&'a UserId>,
    headers: &'a Headers,
    connection_headers: &'a Headers,
    action_ids: &'a ActionIds,
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

static NO_HEADERS: Headers = Headers::new();
static NO_IDS: ActionIds = ActionIds::new();

impl<'a> Call<'a> {
    /// A call with a credential, as the user that the API key belongs to.
    pub fn new(credential: &'a CredentialId) -> Self {
        Self {
            credential,
            user: None,
            headers: &NO_HEADERS,
            connection_headers: &NO_HEADERS,
            action_ids: &NO_IDS,
        }
    }

    /// Acts as this user, whose credentials are the ones that the platform will look at.
    pub fn with_user(self, user: &'a UserId) -> Self {
        Self { user: Some(user), ..self }
    }

    /// Provider headers of this call, stronger than the action's own.
    pub fn with_headers(self, headers: &'a Headers) -> Self {
        Self { headers, ..self }
    }

    /// Provider headers of the connection, weaker than the action's own.
    pub fn with_connection_headers(self, connection_headers: &'a Headers) -> Self {
        Self { connection_headers, ..self }
    }

    /// Other ids for actions, stronger than the platform's settings.
    pub fn with_action_ids(self, action_ids: &'a ActionIds) -> Self {
        Self { action_ids, ..self }
    }
}

/// Header that names the user whose credentials count.
const USER: &str = "x-alloy-userid";

/// Everything that may not stand unescaped inside one segment of a path (RFC 3986, `pchar`).
const SEGMENT: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'/')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

impl Platform {
    /// Settings for the platform: a key, and production's address unless changed.
    pub fn builder() -> PlatformBuilder {
        PlatformBuilder::new()
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
        let operation = self.known(action.operation());
        self.write(action, call, operation)
            .and_then(|body| self.post(operation, call, body.into()))
            .map_err(|error| error.with_operation(operation))
    }

    /// The body of that request alone: the action's envelope as JSON.
    pub fn envelope<A: Action + ?Sized>(
        &self,
        action: &A,
        call: &Call<'_>,
    ) -> Result<Vec<u8>, Error> {
        let operation = self.known(action.operation());
        self.write(action, call, operation).map_err(|error| error.with_operation(operation))
    }

    /// The output of an action, or the failure that its response stands for.
    pub fn output<A: Action + ?Sized>(
        &self,
        action: &A,
        response: Response<Bytes>,
    ) -> Result<A::Output, Error> {
        let operation = self.known(action.operation());
        self.reply(operation, response).and_then(|reply| action.decode(reply)).map_err(|error| {
            error.without(self.api_key.secret()).with_operation(operation).with_attempts(1)
        })
    }

    fn write<A: Action + ?Sized>(
        &self,
        action: &A,
        call: &Call<'_>,
        operation: Operation<'_>,
    ) -> Result<Vec<u8>, Error> {
        let own = action.headers()?;
        let defaults = operation.connector().default_headers();
        let context = Context::new(call.headers, &own, call.connection_headers, defaults);
        if self.validation == Validation::On {
            action.validate(&context)?;
        }
        envelope::write(action, call.credential, &context, self.header_field)
    }

    /// The same operation, spoken for by the registered connector of that id if there is one.
    fn known<'a>(&'a self, operation: Operation<'a>) -> Operation<'a> {
        match self.connectors.get(operation.connector().id()) {
            Some(connector) => operation.with_connector(connector),
            None => operation,
        }
    }

    fn post(
        &self,
        operation: Operation<'_>,
        call: &Call<'_>,
        body: Bytes,
    ) -> Result<Request<Bytes>, Error> {
        let mut request = Request::new(body);
        *request.method_mut() = Method::POST;
        *request.uri_mut() = self.execute_uri(operation, call.action_ids)?;
        *request.headers_mut() = self.headers.clone();
        if let Some(user) = call.user {
            let value = HeaderValue::from_bytes(user.as_str().as_bytes()).map_err(|error| {
                Error::invalid_request("user id", "not a header value").with_source(error)
            })?;
            request.headers_mut().insert(USER, value);
        }
        Ok(request)
    }

    fn execute_uri(&self, operation: Operation<'_>, ids: &ActionIds) -> Result<Uri, Error> {
        let segment = |what: &'static str, text| match id::path_segment(text) {
            Ok(()) => Ok(utf8_percent_encode(text, SEGMENT)),
            Err(problem) => Err(Error::invalid_request(what, problem)),
        };
        let (connector, action) = (operation.connector().id(), operation.id());
        let action =
            ids.get(connector, action).or(self.action_ids.get(connector, action)).unwrap_or(action);
        let connector = segment("connector id", connector)?;
        let action = segment("action id", action)?;
        self.base_url.join(format_args!("/connectors/{connector}/actions/{action}/execute"))
    }

    /// The reply, when neither the platform nor the provider says that the call failed.
    fn reply(&self, operation: Operation<'_>, response: Response<Bytes>) -> Result<Reply, Error> {
        let status = response.status();
        if status.is_success() {
            let reply = Reply::new(response, self.reply_shape)?;
            return match operation.connector().classify(&reply) {
                Some(failure) => {
                    Err(Error::provider(failure).with_status(status).with_raw(reply.into_text()))
                }
                None => Ok(reply),
            };
        }
        let (head, body) = response.into_parts();
        let text = String::from_utf8_lossy(&body).into_owned();
        let fallback = error::body::read(status, &head.headers, &text);
        let reply = Reply::new(Response::from_parts(head, text.into()), self.reply_shape)?;
        let failure = if error::body::is_platforms(&reply) || status.is_redirection() {
            None
        } else {
            operation.connector().classify(&reply)
        };
        let error = match failure {
            Some(failure) => Error::provider(failure)
                .with_status(status)
                .with_retry_after(fallback.retry_after()),
            None => fallback,
        };
        Err(error.with_raw(reply.into_text()))
    }
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
