//! A request in the one form in which it is kept and compared.

use std::borrow::Cow;

use base64::{Engine, engine::general_purpose::STANDARD};
use bytes::Bytes;
use http::{HeaderMap, HeaderName, Request, header};

use super::{
    json::{Json, write_string},
    pointer::Pointer,
    redaction::Redactor,
};

/// Header that names the acting user.
const USER: HeaderName = HeaderName::from_static("x-alloy-userid");
/// What stands before a body in a cassette.
pub(crate) const JSON_MEMBER: &str = ",\"json\":";
/// The same for one that is no JSON.
pub(crate) const BASE64_MEMBER: &str = ",\"base64\":";
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

/// Whether headers say that a body is JSON, or nothing of it.
fn may_be_json(headers: &HeaderMap) -> bool {
    let said = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    said.is_none_or(|said| {
        said.as_bytes().windows(4).any(|part| part.eq_ignore_ascii_case(b"json"))
    })
}

impl<'a> BodyForm<'a> {
    /// A body by its bytes. What is neither said to be JSON nor starts like it is kept as bytes, so
    /// that a text that happens to be a number comes back to the byte.
    pub(crate) fn new(headers: &HeaderMap, bytes: &'a [u8]) -> Self {
        if bytes.is_empty() {
            return Self::None;
        }
        let looks_so = bytes.trim_ascii_start().first().is_some_and(|byte| b"{[".contains(byte));
        let json = if looks_so || may_be_json(headers) { Json::from_bytes(bytes) } else { None };
        json.map_or(Self::Other(Cow::Borrowed(bytes)), Self::Json)
    }

    /// Takes out what the body gives away by itself. What was met before may be left in JSON: that
    /// is quicker to see in its text, by [`redact_written`](Self::redact_written).
    pub(crate) fn redact(&mut self, redactor: &Redactor) {
        match self {
            Self::None => {}
            Self::Json(json) => redactor.given_away(json),
            Self::Other(bytes) => {
                if let Cow::Owned(clean) = redactor.bytes(bytes) {
                    *bytes = Cow::Owned(clean);
                }
            }
        }
    }

    /// Takes out what was met before, if the text that was written of this body may have any of it.
    /// Then it has to be written again.
    #[must_use]
    pub(crate) fn redact_written(&mut self, text: &str, redactor: &Redactor) -> bool {
        let Self::Json(json) = self else { return false };
        let may_be = redactor.may_be_met_in(text);
        if may_be {
            redactor.met_before(json);
        }
        may_be
    }

    /// Appends `,"json":…` or `,"base64":"…"`.
    pub(crate) fn write(&self, out: &mut String) {
        match self {
            Self::None => {}
            Self::Json(json) => {
                out.push_str(JSON_MEMBER);
                json.write(out);
            }
            Self::Other(bytes) => {
                out.push_str(BASE64_MEMBER);
                out.push('"');
                STANDARD.encode_string(bytes, out);
                out.push('"');
            }
        }
    }
}

/// The user that a request is sent for. The secrets of its headers are remembered.
pub(crate) fn user_of<'a>(request: &'a Request<Bytes>, redactor: &Redactor) -> Option<&'a str> {
    let mut user = None;
    // There are few, so that to go through them is quicker than to look for each.
    for (name, value) in request.headers() {
        if name == header::AUTHORIZATION || name == header::PROXY_AUTHORIZATION {
            if let Ok(value) = value.to_str() {
                redactor.authorization(value);
            }
        } else if user.is_none() && name == USER {
            user = Some(value);
        }
    }
    user.and_then(|value| value.to_str().ok()).filter(|user| !user.is_empty())
}

/// The path and query of a request, without what a base URL puts before an `execute`.
pub(crate) fn path_of(request: &Request<Bytes>) -> &str {
    without_base(request.uri().path_and_query().map_or("/", |path| path.as_str()))
}

/// A request that is redacted and in canonical order, and its text.
#[derive(Clone, Debug)]
pub(crate) struct Canonical<'a> {
    pub(crate) form: RequestForm<'a>,
    pub(crate) text: String,
}

impl<'a> Canonical<'a> {
    pub(crate) fn new(request: &'a Request<Bytes>, redactor: &Redactor) -> Self {
        let form = RequestForm {
            method: Cow::Borrowed(request.method().as_str()),
            path: Cow::Borrowed(path_of(request)),
            user: user_of(request, redactor).map(Cow::Borrowed),
            body: BodyForm::new(request.headers(), request.body()),
        };
        Self::of(form, request.body().len(), redactor)
    }

    /// The same of a form, the body of which has about this many bytes.
    pub(crate) fn of(mut form: RequestForm<'a>, length: usize, redactor: &Redactor) -> Self {
        let is_execute = form.path.ends_with("/execute");
        if let BodyForm::Json(json) = &mut form.body {
            if is_execute {
                merge_headers(json);
            } else if form.path.ends_with(CREDENTIALS) {
                redactor.inputs(json);
            }
        }
        if let Some(user) = &mut form.user {
            *user = Cow::Owned(String::from(&*redactor.token(user)));
        }
        form.body.redact(redactor);
        if let Cow::Owned(path) = redactor.path(&form.path) {
            form.path = Cow::Owned(path);
        }
        form.sort();
        let mut text = String::with_capacity(length + 256);
        form.write(&mut text);
        if form.body.redact_written(&text, redactor) {
            form.sort();
            text.clear();
            form.write(&mut text);
        }
        Self { form, text }
    }
}

impl RequestForm<'_> {
    fn sort(&mut self) {
        if let BodyForm::Json(json) = &mut self.body {
            json.sort();
        }
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
}

/// A path from its `/connectors/…/execute` on, so that a gateway's prefix makes no difference.
pub(crate) fn without_base(path: &str) -> &str {
    // As the most are: nothing before it, and nothing after.
    if path.starts_with("/connectors/") && path.bytes().filter(|byte| *byte == b'/').count() == 5 {
        return path;
    }
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

/// The two names for the headers of an envelope; where both have one, the second counts.
pub(crate) const HEADERS: [&str; 2] = ["headers", "additionalHeaders"];

/// Whether a part of an envelope is the same as none when it is empty.
pub(crate) fn may_be_left_out(part: &str) -> bool {
    HEADERS.contains(&part) || matches!(part, "requestBody" | "pathParams" | "queryParameters")
}

/// Makes one map of an envelope's two for headers, with the names in lower case, and takes away the
/// parts that are empty: the platform reads neither differently.
pub(crate) fn merge_headers(envelope: &mut Json<'_>) {
    let Json::Object(members) = envelope else { return };
    let (mut headers, mut additional) = (Vec::new(), Vec::new());
    members.retain_mut(|(key, value)| match (&**key, value) {
        ("headers", Json::Object(map)) => move_to(&mut headers, map),
        ("additionalHeaders", Json::Object(map)) => move_to(&mut additional, map),
        (key, value) => !(may_be_left_out(key) && value.is_empty()),
    });
    // Where the maps differ, `additionalHeaders` is the one that counts, and in one map the last.
    move_to(&mut headers, &mut additional);
    for (name, _) in &mut headers {
        if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
            *name = Cow::Owned(name.to_ascii_lowercase());
        }
    }
    let mut at = 0;
    while let Some((name, _)) = headers.get(at) {
        if headers[at + 1..].iter().any(|(other, _)| other == name) {
            headers.remove(at);
        } else {
            at += 1;
        }
    }
    if !headers.is_empty() {
        members.push((Cow::Borrowed("headers"), Json::Object(headers)));
    }
}

/// Moves all members, mostly without a copy. Nothing is left to be kept.
fn move_to<'a>(
    target: &mut Vec<(Cow<'a, str>, Json<'a>)>,
    members: &mut Vec<(Cow<'a, str>, Json<'a>)>,
) -> bool {
    if target.is_empty() {
        *target = std::mem::take(members);
    } else {
        target.append(members);
    }
    false
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
        Canonical::new(&request, &Redactor::new(Redaction::new())).text
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
