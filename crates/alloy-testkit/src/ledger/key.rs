//! What makes two requests the same.

use alloy_core::Envelope;
use bytes::Bytes;
use http::Request;
use percent_encoding::percent_decode_str;
use serde_json::{Map, Value, json};

/// One request, however often it is made.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Key {
    /// `connector/action`, or a method and a path.
    pub(crate) operation: String,
    pub(crate) request: Identity,
}

/// What tells requests of one operation apart.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Identity {
    /// A text of the test's own.
    Named(String),
    /// The canonical envelope, with the header values of the provider: not to be shown.
    Envelope(String),
    /// A body that is no envelope: not to be shown.
    Body(Bytes),
}

impl Key {
    pub(super) fn of(
        request: &Request<Bytes>,
        named: impl Fn(&Envelope) -> Option<String>,
    ) -> Self {
        let path = request.uri().path();
        let Some(operation) = operation(path) else {
            let operation = format!("{} {path}", request.method());
            return Self { operation, request: Identity::Body(request.body().clone()) };
        };
        let request = match Envelope::from_slice(request.body()) {
            Ok(envelope) => match named(&envelope) {
                Some(name) => Identity::Named(name),
                None => Identity::Envelope(canonical(&envelope)),
            },
            Err(_) => Identity::Body(request.body().clone()),
        };
        Self { operation, request }
    }
}

/// The action that a path executes.
fn operation(path: &str) -> Option<String> {
    let (rest, execute) = path.rsplit_once('/')?;
    let (rest, action) = rest.rsplit_once("/actions/")?;
    let (_, connector) = rest.rsplit_once("connectors/")?;
    let decode = |text| percent_decode_str(text).decode_utf8_lossy();
    (execute == "execute").then(|| format!("{}/{}", decode(connector), decode(action)))
}

/// The envelope's JSON with its keys in order, the same for the same call.
fn canonical(envelope: &Envelope) -> String {
    let headers: Map<String, Value> = envelope
        .headers
        .iter()
        .map(|(name, value)| (name.to_ascii_lowercase(), json!(value)))
        .collect();
    sorted(json!({
        "credentialId": envelope.credential_id,
        "requestBody": envelope.body(),
        "pathParams": envelope.path_params,
        "queryParameters": envelope.query_parameters,
        "headers": headers,
    }))
    .to_string()
}

/// Sorts the keys of all objects, which `serde_json` only does where no other crate turns on its
/// `preserve_order`.
fn sorted(value: Value) -> Value {
    match value {
        Value::Object(map) => {
            let mut members: Vec<_> =
                map.into_iter().map(|(key, value)| (key, sorted(value))).collect();
            members.sort_by(|(one, _), (other, _)| one.cmp(other));
            Value::Object(members.into_iter().collect())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(sorted).collect()),
        other => other,
    }
}

impl Identity {
    /// The request for a person, without header values.
    pub(crate) fn shown(&self) -> String {
        match self {
            Self::Named(name) => format!("key {name:?}"),
            Self::Envelope(json) => {
                let mut envelope: Value = serde_json::from_str(json).unwrap_or_default();
                if let Some(headers) = envelope["headers"].as_object_mut() {
                    for (_, value) in headers {
                        *value = json!("[redacted]");
                    }
                }
                if let Some(parts) = envelope.as_object_mut() {
                    parts.retain(|_, part| !part.is_null() && *part != json!({}));
                }
                envelope.to_string()
            }
            Self::Body(body) => format!("a body of {} bytes", body.len()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(path: &str, body: &str) -> Key {
        let mut request = Request::new(Bytes::from(body.to_owned()));
        *request.uri_mut() = path.parse().unwrap();
        Key::of(&request, |_| None)
    }

    const PATH: &str = "/connectors/notion/actions/post-page/execute";

    #[test]
    fn the_same_call_has_one_key() {
        let one = r#"{"credentialId": "c", "requestBody": {"a": 1, "b": {"c": 2, "d": 3}},
            "headers": {"Notion-Version": "1"}}"#;
        let other = r#"{"additionalHeaders": {"notion-version": "1"}, "pathParams": {},
            "requestBody": {"b": {"d": 3, "c": 2}, "a": 1}, "credentialId": "c"}"#;
        assert!(key(PATH, one) == key(PATH, other));
        for different in ["\"a\": 1.0", "\"a\": \"1\"", "\"A\": 1"] {
            assert!(key(PATH, one) != key(PATH, &one.replace("\"a\": 1", different)));
        }
        assert!(key(PATH, one) != key(&PATH.replace("post", "patch"), one));
    }

    #[test]
    fn operations_are_named_as_they_are_called() {
        assert_eq!(key(PATH, "").operation, "notion/post-page");
        let base = format!("/base{PATH}").replace("post-page", "a%2Fb");
        assert_eq!(key(&base, "").operation, "notion/a/b");
        assert_eq!(key("/users", "").operation, "GET /users");
        assert_eq!(key("/connectors/a/actions/b", "").operation, "GET /connectors/a/actions/b");
    }

    #[test]
    fn header_values_are_not_shown() {
        let body = r#"{"credentialId": "c", "headers": {"X-Token": "planted"}}"#;
        let shown = key(PATH, body).request.shown();
        assert_eq!(shown, r#"{"credentialId":"c","headers":{"x-token":"[redacted]"}}"#);
        assert_eq!(key(PATH, "planted").request.shown(), "a body of 7 bytes");
    }
}
