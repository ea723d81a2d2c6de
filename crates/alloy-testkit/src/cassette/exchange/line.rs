//! Reads a line of a cassette.

use std::{borrow::Cow, cell::RefCell, fmt, ops::Range};

use base64::{Engine, engine::general_purpose::STANDARD};
use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use serde::{
    Deserialize, Deserializer,
    de::{self, MapAccess, Visitor},
};
use serde_json::value::RawValue;

use super::{Body, Exchange, Reply, failure::Failure};
use crate::cassette::{
    json::Json,
    request::{BodyForm, RequestForm},
};

/// What is wrong with a line, and where.
#[derive(Debug)]
pub(crate) struct LineError {
    /// Counted in bytes from 1.
    pub(crate) column: usize,
    pub(crate) message: String,
}

impl LineError {
    pub(crate) fn at(column: usize, message: impl Into<String>) -> Self {
        Self { column: column.max(1), message: message.into() }
    }
}

impl From<serde_json::Error> for LineError {
    fn from(error: serde_json::Error) -> Self {
        let message = error.to_string();
        let position = format!(" at line {} column {}", error.line(), error.column());
        let message = message.strip_suffix(&position).unwrap_or(&message);
        Self::at(error.column(), message)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Line<'a> {
    #[serde(borrow)]
    request: &'a RawValue,
    #[serde(borrow)]
    response: Option<ResponseLine<'a>>,
    #[serde(borrow)]
    error: Option<&'a RawValue>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RequestLine<'a> {
    #[serde(borrow, deserialize_with = "method")]
    method: Cow<'a, str>,
    #[serde(borrow, deserialize_with = "path")]
    path: Cow<'a, str>,
    #[serde(borrow)]
    user: Option<Cow<'a, str>>,
    #[serde(borrow, default, deserialize_with = "even_null")]
    json: Option<&'a RawValue>,
    #[serde(borrow)]
    base64: Option<Cow<'a, str>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ResponseLine<'a> {
    #[serde(deserialize_with = "status")]
    status: StatusCode,
    #[serde(borrow)]
    headers: Option<CheckedHeaders<'a>>,
    #[serde(borrow, default, deserialize_with = "even_null")]
    json: Option<&'a RawValue>,
    #[serde(borrow)]
    base64: Option<&'a RawValue>,
}

impl Exchange {
    /// Reads a line, which is the `line`-th of its file.
    pub(crate) fn read(text: &Bytes, line: Option<usize>) -> Result<Self, LineError> {
        let read = std::str::from_utf8(text)
            .map_err(|error| LineError::at(error.valid_up_to() + 1, "not UTF-8"))?;
        let parts: Line<'_> = serde_json::from_str(read)?;
        let at = |raw: &RawValue| place(read, raw.get());
        let request = at(parts.request);
        request_form(parts.request.get()).map_err(|error| within(error, &request))?;
        let end = read.len();
        let reply = match (parts.response, parts.error) {
            (Some(response), None) => {
                let body = match (response.json, response.base64) {
                    (None, None) => Body::None,
                    (Some(json), None) => Body::Json(at(json)),
                    (None, Some(base64)) => {
                        let place = at(base64);
                        let text = serde_json::from_str::<Cow<'_, str>>(base64.get())
                            .map_err(|error| within(error.into(), &place))?;
                        check_base64(&text).map_err(|error| within(error, &place))?;
                        Body::Base64(place)
                    }
                    _ => return Err(LineError::at(end, "a response with two bodies")),
                };
                let headers = response.headers.map(|headers| place(read, headers.0));
                Reply::Response { status: response.status, headers, body }
            }
            (None, Some(error)) => {
                let place = at(error);
                serde_json::from_str::<Failure>(error.get())
                    .map_err(|error| within(error.into(), &place))?;
                Reply::Failure(place)
            }
            (None, None) => return Err(LineError::at(end, "neither `response` nor `error`")),
            _ => return Err(LineError::at(end, "both `response` and `error`")),
        };
        Ok(Self { request, reply, line, text: text.clone() })
    }
}

/// The request of a line, as something to compare.
pub(crate) fn request_form(text: &str) -> Result<RequestForm<'_>, LineError> {
    let line: RequestLine<'_> = serde_json::from_str(text)?;
    let body = match (line.json, line.base64) {
        (None, None) => BodyForm::None,
        (Some(json), None) => {
            let place = place(text, json.get());
            let unfit = || LineError::at(place.start + 1, "nests too deep, or is no Unicode");
            BodyForm::Json(Json::walk(json.get()).ok_or_else(unfit)?)
        }
        (None, Some(base64)) => BodyForm::Other(Cow::Owned(check_base64(&base64)?)),
        _ => return Err(LineError::at(text.len(), "a request with two bodies")),
    };
    Ok(RequestForm { method: line.method, path: line.path, user: line.user, body })
}

/// The headers of a text that was checked.
pub(super) fn headers(text: &str) -> HeaderMap {
    read_headers(text).unwrap_or_default()
}

fn read_headers(text: &str) -> Result<HeaderMap, serde_json::Error> {
    thread_local! {
        /// The newest: nearly all replies have the same few headers.
        static NEWEST: RefCell<(String, HeaderMap)> = RefCell::default();
    }
    NEWEST.with_borrow_mut(|(known, headers)| {
        if known != text {
            *headers = serde_json::from_str::<Headers>(text)?.0;
            text.clone_into(known);
        }
        Ok(headers.clone())
    })
}

/// The place of a part that was borrowed from a text.
fn place(text: &str, part: &str) -> Range<usize> {
    let start = (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
    start..start + part.len()
}

/// An error in a part of a line, by its place in the line.
fn within(error: LineError, place: &Range<usize>) -> LineError {
    LineError { column: error.column + place.start, ..error }
}

fn check_base64(text: &str) -> Result<Vec<u8>, LineError> {
    STANDARD.decode(text).map_err(|error| LineError::at(1, format!("no base64: {error}")))
}

/// `null` is a body too.
fn even_null<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Option<&'de RawValue>, D::Error> {
    <&RawValue>::deserialize(deserializer).map(Some)
}

fn method<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Cow<'de, str>, D::Error> {
    let text = Text::deserialize(deserializer)?.0;
    match Method::from_bytes(text.as_bytes()) {
        Ok(_) => Ok(text),
        Err(_) => Err(de::Error::custom("no HTTP method")),
    }
}

fn path<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Cow<'de, str>, D::Error> {
    let text = Text::deserialize(deserializer)?.0;
    if text.starts_with('/') {
        Ok(text)
    } else {
        Err(de::Error::custom("a path starts with a slash"))
    }
}

fn status<'de, D: Deserializer<'de>>(deserializer: D) -> Result<StatusCode, D::Error> {
    StatusCode::from_u16(u16::deserialize(deserializer)?)
        .map_err(|_| de::Error::custom("no HTTP status"))
}

/// A text that is borrowed where that is possible.
#[derive(Deserialize)]
struct Text<'a>(#[serde(borrow)] Cow<'a, str>);

/// Where valid headers are.
struct CheckedHeaders<'a>(&'a str);

impl<'de: 'a, 'a> Deserialize<'de> for CheckedHeaders<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = <&RawValue>::deserialize(deserializer)?;
        match read_headers(raw.get()) {
            Ok(_) => Ok(Self(raw.get())),
            Err(error) => Err(de::Error::custom(LineError::from(error).message)),
        }
    }
}

struct Headers(HeaderMap);

impl<'de> Deserialize<'de> for Headers {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct HeadersVisitor;

        impl<'de> Visitor<'de> for HeadersVisitor {
            type Value = Headers;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a map of headers")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Headers, A::Error> {
                let mut headers = HeaderMap::new();
                while let Some((Text(name), values)) = map.next_entry::<_, OneOrMany<'_>>()? {
                    let name = HeaderName::from_bytes(name.as_bytes())
                        .map_err(|_| de::Error::custom("no name of a header"))?;
                    for value in values.0 {
                        let value = HeaderValue::from_str(&value)
                            .map_err(|_| de::Error::custom("no value of a header"))?;
                        headers
                            .try_append(name.clone(), value)
                            .map_err(|_| de::Error::custom("too many headers"))?;
                    }
                }
                Ok(Headers(headers))
            }
        }

        deserializer.deserialize_map(HeadersVisitor)
    }
}

struct OneOrMany<'a>(Vec<Cow<'a, str>>);

impl<'de: 'a, 'a> Deserialize<'de> for OneOrMany<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = <&RawValue>::deserialize(deserializer)?;
        let read = if raw.get().starts_with('[') {
            serde_json::from_str::<Vec<Text<'_>>>(raw.get())
                .map(|texts| texts.into_iter().map(|text| text.0).collect())
        } else {
            serde_json::from_str::<Text<'_>>(raw.get()).map(|text| vec![text.0])
        };
        read.map(Self).map_err(|_| de::Error::custom("a header is a string, or a list of strings"))
    }
}
