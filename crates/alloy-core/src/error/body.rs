//! Reads the platform's error bodies, of every form that has been seen.

use http::{HeaderMap, StatusCode, header};
use serde_json::Value;

use super::{Error, ErrorKind, Layer, Outcome, RetryAfter, kind};
use crate::Reply;

/// The value of `error.source` by which the platform claims a failure as its own.
const PLATFORM_SOURCE: &str = "CONNECTIVITY_API";

/// Whether the platform says that the failure is its own, not the provider's.
pub(crate) fn is_platforms(reply: &Reply) -> bool {
    reply
        .outer_field("error")
        .and_then(|error| error.field("source"))
        .is_some_and(|source| source == PLATFORM_SOURCE)
}

/// The error that a failing status and its body stand for.
pub(crate) fn read(status: StatusCode, headers: &HeaderMap, text: &str) -> Error {
    let mut error = Error::platform(ErrorKind::of_status(status), kind::outcome_of(status));
    error.0.status = Some(status);
    error.0.request_id = header_text(headers, "x-request-id");
    error.0.retry_after = header_text(headers, header::RETRY_AFTER.as_str())
        .and_then(|value| RetryAfter::parse(&value));
    describe(&mut error, text);
    if status.is_redirection() {
        error.0.hint = Some("the base URL is not the platform's own address");
    }
    error
}

/// The error of the storage that files go to, which answers in XML: `<Error><Code>…</Code><Message>…`.
pub(crate) fn of_storage(status: StatusCode, headers: &HeaderMap, text: &str) -> Error {
    let mut error = read(status, headers, "");
    error.0.kind = ErrorKind::of_status(status);
    let element = |name: &str| {
        let (_, rest) = text.split_once(&format!("<{name}>"))?;
        let (inner, _) = rest.split_once(&format!("</{name}>"))?;
        Some(inner.chars().take(200).collect::<String>())
    };
    error.0.code = element("Code");
    error.0.message = element("Message").unwrap_or_default().into();
    error.0.request_id = element("RequestId").or(error.0.request_id);
    error
}

fn header_text(headers: &HeaderMap, name: &str) -> Option<String> {
    headers.get(name)?.to_str().ok().map(str::to_owned)
}

/// Fills in code, message, details and hint from a body, and the kind where they tell more.
pub(crate) fn describe(error: &mut Error, text: &str) {
    match serde_json::from_str::<Value>(text) {
        Ok(Value::Object(body)) => from_object(error, &body),
        Ok(Value::String(message)) => error.0.message = message.into(),
        _ => from_text(error, text),
    }
    refine(error);
    error.0.hint = error.0.hint.or(hint(error.0.kind));
}

fn from_object(error: &mut Error, body: &serde_json::Map<String, Value>) {
    let nested = body.get("error").and_then(Value::as_object);
    let find = |key: &str| nested.and_then(|nested| nested.get(key)).or_else(|| body.get(key));
    let text = |key: &str| find(key).and_then(Value::as_str).map(str::to_owned);
    // `{"error": "Not Found", "message": "…"}`: the text under `error` is a code of sorts.
    let label = body.get("error").and_then(Value::as_str).map(str::to_owned);

    let message = text("message");
    error.0.code = text("code").or_else(|| label.clone().filter(|_| message.is_some()));
    error.0.message = message.or(label).unwrap_or_default().into();
    error.0.details = find("details").filter(|details| !is_empty(details)).cloned();
    // A failed validation names its fields: `"details": [{"properties": …, "message": …}]`.
    if let Some(first) = error.0.details.as_ref().and_then(|details| details.get(0)) {
        error.0.path = first.get("properties").and_then(Value::as_str).map(str::to_owned);
        let said = first.get("message").and_then(Value::as_str).unwrap_or_default();
        if error.0.message.is_empty() {
            error.0.message = said.to_owned().into();
        } else if !error.0.message.contains(said) {
            error.0.message = format!("{}: {said}", error.0.message).into();
        }
    }
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Object(map) => map.is_empty(),
        Value::Array(items) => items.is_empty(),
        _ => false,
    }
}

/// Whether a body is markup, which nobody sends who meant to answer in JSON.
pub(crate) fn is_html(text: &str) -> bool {
    text.trim_start().starts_with('<')
}

/// A body that is no JSON object: the platform's router answers unknown routes in HTML.
fn from_text(error: &mut Error, text: &str) {
    let html = is_html(text);
    if html && error.0.status == Some(StatusCode::NOT_FOUND) {
        error.0.kind = ErrorKind::UnknownRoute;
    }
    let inner = match text.split_once("<pre>").and_then(|(_, rest)| rest.split_once("</pre>")) {
        Some((inner, _)) if html => inner,
        _ if html => "an HTML page",
        _ => text,
    };
    let line: String = inner.split_whitespace().collect::<Vec<_>>().join(" ");
    error.0.message = line.chars().take(200).collect::<String>().into();
}

/// The kinds that the platform's codes and messages tell more exactly than the status.
fn refine(error: &mut Error) {
    let message = error.0.message.to_ascii_lowercase();
    let refined = match error.0.code.as_deref() {
        _ if message.contains("credential not found") => ErrorKind::CredentialNotFound,
        _ if message.contains("invalid authorization") => ErrorKind::Unauthorized,
        Some("AUTHENTICATION_NOT_FOUND") => ErrorKind::Rejected,
        _ => return,
    };
    error.0.kind = refined;
    error.0.outcome = Outcome::NotApplied;
    debug_assert_eq!(error.0.layer, Layer::Platform);
}

fn hint(kind: ErrorKind) -> Option<&'static str> {
    Some(match kind {
        ErrorKind::Unauthorized => "check the API key",
        ErrorKind::CredentialNotFound => {
            "the id is wrong, or the acting user, sent as x-alloy-userid, is not its owner"
        }
        ErrorKind::UnknownRoute => "check the base URL and the API version",
        _ => return None,
    })
}
