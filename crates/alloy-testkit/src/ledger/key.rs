//! What makes two requests the same.

use std::borrow::Cow;

use alloy_core::Envelope;
use bytes::Bytes;
use http::Request;
use percent_encoding::percent_decode_str;

use crate::cassette::{
    json::Json,
    request::{merge_headers, without_base},
};

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
        let body = request.body();
        let envelope = Envelope::from_slice(body).ok();
        let known = envelope.and_then(|envelope| {
            let name = named(&envelope).map(Identity::Named);
            name.or_else(|| canonical(body).map(Identity::Envelope))
        });
        Self { operation, request: known.unwrap_or_else(|| Identity::Body(body.clone())) }
    }
}

/// The action that a path executes.
fn operation(path: &str) -> Option<String> {
    let segments: Vec<_> = without_base(path).split('/').collect();
    let ["", "connectors", connector, "actions", action, "execute"] = *segments else {
        return None;
    };
    let decode = |text| percent_decode_str(text).decode_utf8_lossy();
    Some(format!("{}/{}", decode(connector), decode(action)))
}

/// The envelope's JSON as cassettes compare it, the same for the same call.
fn canonical(envelope: &[u8]) -> Option<String> {
    let mut json = Json::from_bytes(envelope)?;
    merge_headers(&mut json);
    json.sort();
    Some(json.to_text())
}

impl Identity {
    /// The request for a person, without header values.
    pub(crate) fn shown(&self) -> String {
        match self {
            Self::Named(name) => format!("key {name:?}"),
            Self::Envelope(text) => {
                let Some(Json::Object(mut parts)) = Json::parse(text) else { return String::new() };
                let headers = parts.iter_mut().filter(|(name, _)| name == "headers");
                for (_, headers) in headers {
                    if let Json::Object(headers) = headers {
                        for (_, value) in headers {
                            *value = Json::String(Cow::Borrowed("[redacted]"));
                        }
                    }
                }
                Json::Object(parts).to_text()
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
        for different in ["\"a\": 1.0", "\"a\": 1e0", "\"a\": \"1\"", "\"A\": 1"] {
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
