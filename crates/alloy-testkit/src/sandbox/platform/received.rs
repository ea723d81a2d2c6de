//! A request that has found its endpoint.

use alloy_core::UserId;
use bytes::Bytes;
use http::{Request, StatusCode};
use serde_json::{Map, Value};

use super::{Answer, BODY_LIMIT, Refusal, route::Parameters};

/// What an endpoint gets.
pub(super) struct Received<'a> {
    pub(super) request: &'a Request<Bytes>,
    pub(super) parameters: Parameters,
    /// The user that the request's key belongs to.
    pub(super) key_user: UserId,
    /// Where the sender reaches the sandbox, for example `http://127.0.0.1:4000`.
    pub(super) origin: &'a str,
}

const USER: &str = "x-alloy-userid";

impl Received<'_> {
    /// A parameter of the path. The table of endpoints names those that there are.
    pub(super) fn parameter(&self, name: &str) -> &str {
        let mut parameters = self.parameters.iter();
        parameters.find(|(other, _)| *other == name).map_or("", |(_, value)| value)
    }

    /// The user that the request names, or else the one that the key belongs to. `None` when the
    /// name can't be one of a user.
    pub(super) fn acting_user(&self) -> Option<UserId> {
        match self.request.headers().get(USER) {
            None => Some(self.key_user.clone()),
            Some(value) => UserId::new(str::from_utf8(value.as_bytes()).ok()?).ok(),
        }
    }

    /// The body, which must be a JSON object.
    pub(super) fn object(&self) -> Result<Map<String, Value>, Refusal> {
        if self.request.body().len() > BODY_LIMIT {
            return Err(Refusal::TooLarge);
        }
        match serde_json::from_slice(self.request.body()) {
            Ok(Value::Object(members)) => Ok(members),
            _ => Err(Refusal::invalid("body", "must be a JSON object")),
        }
    }
}

/// A member of a body that is a text and not empty.
pub(super) fn required_text<'a>(
    members: &'a Map<String, Value>,
    name: &str,
) -> Result<&'a str, Refusal> {
    match members.get(name).and_then(Value::as_str) {
        Some(text) if !text.trim().is_empty() => Ok(text),
        _ => Err(Refusal::invalid(name, "must be a string that is not empty")),
    }
}

/// A member of a body that is a text, if it is there.
pub(super) fn optional_text<'a>(
    members: &'a Map<String, Value>,
    name: &str,
) -> Result<Option<&'a str>, Refusal> {
    match members.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(_) => Err(Refusal::invalid(name, "must be a string")),
    }
}

/// The platform's answer to what it grants.
#[expect(clippy::unnecessary_wraps, reason = "it ends what may be refused")]
pub(super) fn granted(body: &Value) -> Answer {
    Ok(super::refusal::json_response(StatusCode::OK, body))
}
