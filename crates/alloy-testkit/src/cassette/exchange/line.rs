//! Reads a line of a cassette.

use std::{borrow::Cow, cell::RefCell, fmt, sync::Arc};

use base64::{Engine, engine::general_purpose::STANDARD};
use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use serde::{
    Deserialize, Deserializer,
    de::{self, MapAccess, Visitor},
};
use serde_json::value::RawValue;

use super::{Encoding, Exchange, LONGEST, Place, Reply, failure::Failure};
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
    headers: Option<SharedHeaders>,
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
        if read.len() > LONGEST {
            return Err(LineError::at(LONGEST, "longer than 4 GiB"));
        }
        let parts: Line<'_> = serde_json::from_str(read)?;
        let at = |raw: &RawValue| place(read, raw.get());
        let request = at(parts.request);
        check_request(parts.request.get()).map_err(|error| within(error, request))?;
        let end = read.len();
        let mut headers = None;
        let reply = match (parts.response, parts.error) {
            (Some(response), None) => {
                let (encoding, body) = match (response.json, response.base64) {
                    (None, None) => (Encoding::None, Place::default()),
                    (Some(json), None) => (Encoding::Json, at(json)),
                    (None, Some(base64)) => {
                        let place = at(base64);
                        let text = serde_json::from_str::<Cow<'_, str>>(base64.get())
                            .map_err(|error| within(error.into(), place))?;
                        check_base64(&text).map_err(|error| within(error, place))?;
                        (Encoding::Base64, place)
                    }
                    _ => return Err(LineError::at(end, "a response with two bodies")),
                };
                headers = response.headers.map(|headers| headers.0);
                Reply::Response { status: response.status, encoding, body }
            }
            (None, Some(error)) => {
                let place = at(error);
                serde_json::from_str::<Failure>(error.get())
                    .map_err(|error| within(error.into(), place))?;
                Reply::Failure(place)
            }
            (None, None) => return Err(LineError::at(end, "neither `response` nor `error`")),
            _ => return Err(LineError::at(end, "both `response` and `error`")),
        };
        let line = line.and_then(|line| u32::try_from(line).ok()).unwrap_or(0);
        Ok(Self { request, reply, headers, line, text: text.clone() })
    }
}

fn request_line(text: &str) -> Result<RequestLine<'_>, LineError> {
    let line: RequestLine<'_> = serde_json::from_str(text)?;
    match (line.json, &line.base64) {
        (Some(_), Some(_)) => Err(LineError::at(text.len(), "a request with two bodies")),
        _ => Ok(line),
    }
}

/// Method, path, user and body of a request.
pub(crate) type Envelope<'a> = (Cow<'a, str>, Cow<'a, str>, Option<Cow<'a, str>>, &'a str);

/// The parts of the request of an action, which has a body in JSON.
pub(super) fn envelope(text: &str) -> Option<Envelope<'_>> {
    let line = request_line(text).ok()?;
    Some((line.method, line.path, line.user, line.json?.get()))
}

/// Whether there is a [`request_form`], which is not made.
fn check_request(text: &str) -> Result<(), LineError> {
    let line = request_line(text)?;
    match (line.json, &line.base64) {
        (Some(json), _) if !Json::can_parse(json.get()) => Err(unfit(text, json)),
        (_, Some(base64)) => check_base64(base64).map(drop),
        _ => Ok(()),
    }
}

/// The request of a line, as something to compare.
pub(crate) fn request_form(text: &str) -> Result<RequestForm<'_>, LineError> {
    let line = request_line(text)?;
    let body = match (line.json, line.base64) {
        (Some(json), _) => {
            BodyForm::Json(Json::parse(json.get()).ok_or_else(|| unfit(text, json))?)
        }
        (_, Some(base64)) => BodyForm::Other(Cow::Owned(check_base64(&base64)?)),
        (None, None) => BodyForm::None,
    };
    Ok(RequestForm { method: line.method, path: line.path, user: line.user, body })
}

fn unfit(text: &str, json: &RawValue) -> LineError {
    let start = place(text, json.get()).range().start;
    LineError::at(start + 1, "nests too deep, or is no Unicode")
}

/// The headers of a text, shared with those that were read before.
pub(super) fn headers(text: &str) -> Result<Arc<HeaderMap>, LineError> {
    thread_local! {
        /// The newest: nearly all replies have the same few headers.
        static NEWEST: RefCell<(String, Arc<HeaderMap>)> = RefCell::default();
    }
    NEWEST.with_borrow_mut(|(known, headers)| {
        if known != text {
            *headers = Arc::new(serde_json::from_str::<Headers>(text)?.0);
            text.clone_into(known);
        }
        Ok(Arc::clone(headers))
    })
}

/// The place of a part that was borrowed from a text.
fn place(text: &str, part: &str) -> Place {
    let start = (part.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
    (start..start + part.len()).into()
}

/// An error in a part of a line, by its place in the line.
fn within(error: LineError, place: Place) -> LineError {
    LineError { column: error.column + place.range().start, ..error }
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

/// Headers that are read once for all the exchanges in a row that have them.
struct SharedHeaders(Arc<HeaderMap>);

impl<'de> Deserialize<'de> for SharedHeaders {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = <&RawValue>::deserialize(deserializer)?;
        headers(raw.get()).map(Self).map_err(|error| de::Error::custom(error.message))
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
