//! A request in the one form in which it is kept and compared.

use std::borrow::Cow;

use base64::{Engine, engine::general_purpose::STANDARD};
use bytes::Bytes;
use http::{HeaderMap, Request, header};

use super::{
    json::{Json, write_string},
    pointer::Pointer,
    redaction::Redactor,
};

/// Header that names the acting user.
const USER: &str = "x-alloy-userid";
/// How the path ends at which credentials are made.
pub(crate) const CREDENTIALS: &str = "/credentials";

/// What of a request decides about its reply: not how it was sent, nor by whose key.
#[derive(Clone, Debug)]
pub(crate) struct RequestForm<'a> {
    pub(crate) method: Cow<'a, str>,
    /// With the query, and without what a base URL puts before an `execute`.
    pub(crate) path: Cow<'a, str>,
    pub(crate) user: Option<Cow<'a, str>>,
    pub(crate) body: BodyForm<'a>,
}

#[derive(Clone, Debug)]
pub(crate) enum BodyForm<'a> {
    None,
    Json(Json<'a>),
    Other(Cow<'a, [u8]>),
}

impl<'a> BodyForm<'a> {
    /// A body by its bytes. What is neither said to be JSON nor starts like it is kept as bytes, so
    /// that a text that happens to be a number comes back to the byte.
    pub(crate) fn new(headers: &HeaderMap, bytes: &'a [u8]) -> Self {
        let said = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let may_be_json = match said {
            Some(said) => said.as_bytes().windows(4).any(|part| part.eq_ignore_ascii_case(b"json")),
            None => true,
        };
        if bytes.is_empty() {
            return Self::None;
        }
        let looks_so = bytes.trim_ascii_start().first().is_some_and(|byte| b"{[".contains(byte));
        match Json::from_bytes(bytes) {
            Some(json) if may_be_json || looks_so => Self::Json(json),
            _ => Self::Other(Cow::Borrowed(bytes)),
        }
    }

    pub(crate) fn redact(&mut self, redactor: &Redactor) {
        match self {
            Self::None => {}
            Self::Json(json) => redactor.json(json),
            Self::Other(bytes) => {
                if let Cow::Owned(clean) = redactor.bytes(bytes) {
                    *bytes = Cow::Owned(clean);
                }
            }
        }
    }

    /// Appends `,"json":…` or `,"base64":"…"`.
    pub(crate) fn write(&self, out: &mut String) {
        match self {
            Self::None => {}
            Self::Json(json) => {
                out.push_str(",\"json\":");
                json.write(out);
            }
            Self::Other(bytes) => {
                out.push_str(",\"base64\":\"");
                STANDARD.encode_string(bytes, out);
                out.push('"');
            }
        }
    }
}

impl<'a> RequestForm<'a> {
    /// The form of a request, redacted and in canonical order.
    pub(crate) fn new(request: &'a Request<Bytes>, redactor: &Redactor) -> Self {
        let headers = request.headers();
        for name in [header::AUTHORIZATION, header::PROXY_AUTHORIZATION] {
            for value in headers.get_all(name) {
                if let Ok(value) = value.to_str() {
                    redactor.authorization(value);
                }
            }
        }
        let user = headers.get(USER).and_then(|value| value.to_str().ok()).map(Cow::Borrowed);
        let path = request.uri().path_and_query().map_or("/", |path| path.as_str());
        let form = Self {
            method: Cow::Borrowed(request.method().as_str()),
            path: Cow::Borrowed(without_base(path)),
            user: user.filter(|user| !user.is_empty()),
            body: BodyForm::new(headers, request.body()),
        };
        form.canonical(redactor)
    }

    /// The same request, redacted and in canonical order.
    pub(crate) fn canonical(mut self, redactor: &Redactor) -> Self {
        let is_execute = self.path.ends_with("/execute");
        if let BodyForm::Json(json) = &mut self.body {
            if is_execute {
                merge_headers(json);
            } else if self.path.ends_with(CREDENTIALS) {
                redactor.inputs(json);
            }
        }
        if let Some(user) = &mut self.user {
            *user = Cow::Owned(redactor.token(user).to_string());
        }
        self.body.redact(redactor);
        if let Cow::Owned(path) = redactor.path(&self.path) {
            self.path = Cow::Owned(path);
        }
        if let BodyForm::Json(json) = &mut self.body {
            json.sort();
        }
        self
    }

    pub(crate) fn ignore(&mut self, pointers: &[Pointer]) {
        if let BodyForm::Json(json) = &mut self.body {
            for pointer in pointers {
                pointer.remove(json);
            }
        }
    }

    /// Appends the JSON of the request, as it stands in a cassette.
    pub(crate) fn write(&self, out: &mut String) {
        out.push_str("{\"method\":");
        write_string(&self.method, out);
        out.push_str(",\"path\":");
        write_string(&self.path, out);
        if let Some(user) = &self.user {
            out.push_str(",\"user\":");
            write_string(user, out);
        }
        self.body.write(out);
        out.push('}');
    }

    pub(crate) fn to_text(&self) -> String {
        let mut out = String::with_capacity(512);
        self.write(&mut out);
        out
    }
}

/// A path from its `/connectors/…/execute` on, so that a gateway's prefix makes no difference.
pub(crate) fn without_base(path: &str) -> &str {
    let route = path.split('?').next().unwrap_or(path);
    let Some(before) = route.strip_suffix("/execute") else { return path };
    // From the end: action, `actions`, connector, `connectors`.
    let mut segments = before.rsplit('/');
    let (action, actions) = (segments.next(), segments.next());
    let (connector, connectors) = (segments.next(), segments.next());
    if let (Some(action), Some(connector)) = (action, connector)
        && (actions, connectors) == (Some("actions"), Some("connectors"))
    {
        let length = "/connectors//actions/".len() + connector.len() + action.len();
        if let Some(at) = before.len().checked_sub(length) {
            return &path[at..];
        }
    }
    path
}

/// Makes one map of an envelope's two for headers, with the names in lower case, and takes away the
/// parts that are empty: the platform reads neither differently.
pub(crate) fn merge_headers(envelope: &mut Json<'_>) {
    let Json::Object(members) = envelope else { return };
    let mut headers: Vec<(Cow<'_, str>, Json<'_>)> = Vec::new();
    let mut others = Vec::with_capacity(members.len());
    // Where the maps differ, `additionalHeaders` is the one that counts.
    let mut strong = Vec::new();
    for (key, value) in std::mem::take(members) {
        match (&*key, value) {
            ("headers", Json::Object(map)) => headers.extend(map),
            ("additionalHeaders", Json::Object(map)) => strong.extend(map),
            (
                "headers" | "additionalHeaders" | "requestBody" | "pathParams" | "queryParameters",
                value,
            ) if value.is_empty() => {}
            (_, value) => others.push((key, value)),
        }
    }
    let mut merged: Vec<(Cow<'_, str>, Json<'_>)> = Vec::with_capacity(strong.len());
    for (name, value) in headers.into_iter().chain(strong) {
        let name = if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
            Cow::Owned(name.to_ascii_lowercase())
        } else {
            name
        };
        match merged.iter_mut().find(|(other, _)| *other == name) {
            Some(other) => other.1 = value,
            None => merged.push((name, value)),
        }
    }
    if !merged.is_empty() {
        others.push((Cow::Borrowed("headers"), Json::Object(merged)));
    }
    *members = others;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cassette::redaction::Redaction;

    fn text(path: &str, body: &'static str) -> String {
        let request = Request::post(path)
            .header("authorization", "Bearer made-up-key-of-a-test")
            .header(USER, "made-up-user")
            .body(Bytes::from_static(body.as_bytes()))
            .unwrap();
        RequestForm::new(&request, &Redactor::new(Redaction::new())).to_text()
    }

    const EXECUTE: &str =
        "https://example.com/gateway/connectors/notion/actions/post-search/execute";

    #[test]
    fn both_names_for_headers_are_one_map() {
        let one = text(
            EXECUTE,
            r#"{"credentialId":"c","headers":{"Notion-Version":"1","X":"old"},"additionalHeaders":{"x":"new"}}"#,
        );
        let other = text(
            EXECUTE,
            r#"{"additionalHeaders":{"X":"new","NOTION-VERSION":"1"},"pathParams":{},"credentialId":"c"}"#,
        );
        assert_eq!(one, other);
        assert!(one.contains(r#""headers":{"notion-version":"1","x":"new"}"#), "{one}");
        assert!(
            one.starts_with(r#"{"method":"POST","path":"/connectors/notion/actions/"#),
            "{one}"
        );
    }

    #[test]
    fn numbers_differ_by_their_text() {
        let body = |number| text(EXECUTE, number);
        assert_ne!(body(r#"{"requestBody":1}"#), body(r#"{"requestBody":1.0}"#));
        assert_eq!(body(r#"{ "requestBody" : 1 }"#), body(r#"{"requestBody":1}"#));
    }

    #[test]
    fn who_calls_is_told_by_a_placeholder() {
        let text = text("https://example.com/users/made-up-user/credentials", "");
        assert!(!text.contains("made-up"), "{text}");
        assert!(text.contains(r#""path":"/users/redacted-"#), "{text}");
    }
}
