//! What the sandbox was asked, in order.

mod assertions;
mod difference;
mod parts;

use std::{collections::VecDeque, fmt};

use alloy_core::{Envelope, UserId};
use bytes::Bytes;
use http::{Method, Request, Response, StatusCode, Uri};
use serde_json::Value;

/// A request that a [`Sandbox`](super::Sandbox) got, and what became of it.
///
/// Written out it is the connector and the action, such as `notion/post-page`, or the method and
/// the path, such as `GET /connectors`. Bodies and queries, which may hold secrets, are not shown.
#[derive(Clone)]
pub struct SandboxRequest {
    method: Method,
    uri: Uri,
    user: Option<UserId>,
    execution: Option<Execution>,
    body: Bytes,
    status: StatusCode,
    outcome: RequestOutcome,
    /// What the answer says of a failure.
    message: Option<String>,
}

/// What became of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum RequestOutcome {
    /// It was granted. An action was executed.
    Succeeded,
    /// The platform refused it. An action was not passed on to its provider.
    Refused,
    /// The action's provider answered with a failure.
    ProviderFailed,
    /// The sandbox answered 500, because a stand-in panicked.
    Broken,
}

/// The action that a request executes.
#[derive(Clone, Debug)]
pub(super) struct Execution {
    pub(super) connector: String,
    pub(super) action: String,
}

/// What the platform finds out about a request while it answers.
#[derive(Debug, Default)]
pub(super) struct Seen {
    pub(super) user: Option<UserId>,
    pub(super) execution: Option<Execution>,
}

impl SandboxRequest {
    pub(super) fn new(
        request: &Request<Bytes>,
        seen: Seen,
        response: &Response<Bytes>,
        outcome: RequestOutcome,
    ) -> Self {
        let message = match outcome {
            RequestOutcome::Succeeded => None,
            _ => message(response.body()),
        };
        Self {
            method: request.method().clone(),
            uri: request.uri().clone(),
            user: seen.user,
            execution: seen.execution,
            body: request.body().clone(),
            status: response.status(),
            outcome,
            message,
        }
    }

    /// The method of the request.
    pub fn method(&self) -> &Method {
        &self.method
    }

    /// The path, percent-encoded, without the query.
    pub fn path(&self) -> &str {
        self.uri.path()
    }

    /// The body as it was sent.
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// The user on whose behalf the request was made: the one that it names, or else the one that
    /// its key belongs to. `None` where the platform did not get that far.
    pub fn user(&self) -> Option<&UserId> {
        self.user.as_ref()
    }

    /// The connector whose action was to be executed. `None` for other requests.
    pub fn connector(&self) -> Option<&str> {
        self.execution.as_ref().map(|execution| execution.connector.as_str())
    }

    /// The action that was to be executed. `None` for other requests.
    pub fn action(&self) -> Option<&str> {
        self.execution.as_ref().map(|execution| execution.action.as_str())
    }

    /// The envelope of the action. `None` for other requests, and where the body is no envelope.
    pub fn envelope(&self) -> Option<Envelope> {
        self.execution.as_ref()?;
        Envelope::from_slice(&self.body).ok()
    }

    /// The status of the answer.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// What became of the request.
    pub fn outcome(&self) -> RequestOutcome {
        self.outcome
    }
}

impl fmt::Display for SandboxRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.execution {
            Some(Execution { connector, action }) => write!(f, "{connector}/{action}"),
            None => write!(f, "{} {}", self.method, self.path()),
        }
    }
}

impl fmt::Debug for SandboxRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SandboxRequest")
            .field("request", &format_args!("{self}"))
            .field("user", &self.user)
            .field("status", &self.status)
            .field("outcome", &self.outcome)
            .finish_non_exhaustive()
    }
}

/// What an error says, of the platform's forms or a provider's.
fn message(body: &[u8]) -> Option<String> {
    let body: Value = serde_json::from_slice(body).ok()?;
    let error = &body["error"];
    let told = [&error["details"][0]["message"], &error["message"], &body["message"], error];
    let told = told.into_iter().find_map(Value::as_str)?;
    Some(told.chars().take(200).collect())
}

/// The newest requests. What is older is let go, so that a sandbox can serve for ever.
#[derive(Debug, Default)]
pub(super) struct RequestLog {
    requests: VecDeque<SandboxRequest>,
    /// The bytes of all bodies.
    size: usize,
    /// How many were let go since the log was cleared.
    lost: usize,
}

/// The most requests that are kept.
const REQUEST_LIMIT: usize = 10_000;
/// The most bytes of bodies that are kept.
const SIZE_LIMIT: usize = 64 << 20;

impl RequestLog {
    pub(super) fn push(&mut self, request: SandboxRequest) {
        self.size += request.body.len();
        self.requests.push_back(request);
        while self.requests.len() > REQUEST_LIMIT || self.size > SIZE_LIMIT {
            let Some(oldest) = self.requests.pop_front() else { break };
            self.size -= oldest.body.len();
            self.lost += 1;
        }
    }

    pub(super) fn clear(&mut self) {
        *self = Self::default();
    }

    pub(super) fn to_vec(&self) -> Vec<SandboxRequest> {
        self.requests.iter().cloned().collect()
    }

    pub(super) fn lost(&self) -> usize {
        self.lost
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn request(body: Bytes) -> SandboxRequest {
        let request = Request::new(body);
        let response = Response::new(Bytes::new());
        SandboxRequest::new(&request, Seen::default(), &response, RequestOutcome::Succeeded)
    }

    #[test]
    fn old_requests_are_let_go() {
        let mut log = RequestLog::default();
        (0..=REQUEST_LIMIT).for_each(|_| log.push(request(Bytes::new())));
        assert_eq!((log.requests.len(), log.lost()), (REQUEST_LIMIT, 1));
        log.clear();
        let large = Bytes::from(vec![0; SIZE_LIMIT / 2]);
        (0..3).for_each(|_| log.push(request(large.clone())));
        assert_eq!((log.requests.len(), log.lost(), log.size), (2, 1, SIZE_LIMIT));
        log.push(request(vec![0; SIZE_LIMIT + 1].into()));
        assert_eq!((log.requests.len(), log.size), (0, 0));
    }

    #[test]
    fn failures_have_a_message_in_every_form() {
        for (body, expected) in [
            (r#"{"message": "Invalid Authorization"}"#, Some("Invalid Authorization")),
            (r#"{"error": {"message": "a", "details": [{"message": "b"}]}}"#, Some("b")),
            (r#"{"error": {"message": "a", "details": {}}}"#, Some("a")),
            (r#"{"error": "channel_not_found"}"#, Some("channel_not_found")),
            ("<html>", None),
            ("[]", None),
        ] {
            assert_eq!(message(body.as_bytes()).as_deref(), expected, "{body}");
        }
    }
}
