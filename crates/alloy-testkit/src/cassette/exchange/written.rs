//! Writes what came of a request as a line of a cassette.

use std::sync::Arc;

use alloy_core::Error;
use bytes::Bytes;
use http::{HeaderMap, HeaderName, Response};

use super::{
    Encoding, Exchange, LONGEST, LineError, Place, Reply, failure, line::headers as read_headers,
};
use crate::cassette::{
    json::write_string,
    redaction::Redactor,
    request::{BASE64_MEMBER, BodyForm, JSON_MEMBER},
};

/// Headers of a response that a client may go by. All others are accidents of a connection, of a
/// proxy or of a day, and would make every recording differ.
const KEPT: [&str; 10] = [
    "content-disposition",
    "content-encoding",
    "content-language",
    "content-type",
    "etag",
    "link",
    "location",
    "retry-after",
    "www-authenticate",
    "x-request-id",
];

fn is_kept(name: &HeaderName) -> bool {
    KEPT.contains(&name.as_str()) || name.as_str().contains("ratelimit")
}

/// A line, as it is written to a file, and the exchange that it is.
#[derive(Debug)]
pub(crate) struct Written {
    /// With the break that ends it.
    pub(crate) line: Bytes,
    pub(crate) exchange: Exchange,
}

impl Written {
    /// The line of a request, which is written already, and what came of it. Its parts are known, so
    /// that it is not read again.
    pub(crate) fn new(
        request: &str,
        reply: Result<&Response<Bytes>, &Error>,
        redactor: &Redactor,
    ) -> Result<Self, LineError> {
        let mut line = String::with_capacity(request.len() + 256);
        line.push_str("{\"request\":");
        let request = push(&mut line, |line| line.push_str(request));
        let mut headers = None;
        let reply = match reply {
            Ok(response) => write_response(response, redactor, &mut line, &mut headers)?,
            Err(error) => {
                line.push_str(",\"error\":");
                Reply::Failure(push(&mut line, |line| failure::write(error, redactor, line)))
            }
        };
        line.push_str("}\n");
        // All else that a reader looks at holds of whatever was a request and a response.
        if !line[request.range()].split_once(PATH).is_some_and(|(_, path)| path.starts_with('/')) {
            return Err(LineError::at(1, "a path starts with a slash"));
        }
        if line.len() > LONGEST {
            return Err(LineError::at(LONGEST, "longer than 4 GiB"));
        }
        let line = Bytes::from(line);
        let text = line.slice(..line.len() - 1);
        Ok(Self { exchange: Exchange { text, request, line: 0, headers, reply }, line })
    }
}

/// What stands before the path of a request. A method has no quotes.
const PATH: &str = ",\"path\":\"";

/// Appends something, and tells where it is.
fn push(line: &mut String, write: impl FnOnce(&mut String)) -> Place {
    let start = line.len();
    write(line);
    (start..line.len()).into()
}

fn write_response(
    response: &Response<Bytes>,
    redactor: &Redactor,
    line: &mut String,
    headers: &mut Option<Arc<HeaderMap>>,
) -> Result<Reply, LineError> {
    line.reserve(response.body().len() + 256);
    line.push_str(",\"response\":{\"status\":");
    line.push_str(response.status().as_str());
    *headers = write_headers(response.headers(), redactor, line)?;
    let before = line.len();
    if let Some(body) = redactor.verbatim(response.body()) {
        line.push_str(JSON_MEMBER);
        let body = push(line, |line| line.push_str(body));
        line.push('}');
        return Ok(Reply::Response { status: response.status(), encoding: Encoding::Json, body });
    }
    let mut body = BodyForm::new(response.headers(), response.body());
    body.redact(redactor);
    body.write(line);
    if body.redact_written(&line[before..], redactor) {
        line.truncate(before);
        body.write(line);
    }
    let (encoding, name) = match body {
        BodyForm::None => (Encoding::None, ""),
        BodyForm::Json(_) => (Encoding::Json, JSON_MEMBER),
        BodyForm::Other(_) => (Encoding::Base64, BASE64_MEMBER),
    };
    let body = (before + name.len()..line.len()).into();
    line.push('}');
    Ok(Reply::Response { status: response.status(), encoding, body })
}

fn write_headers(
    headers: &HeaderMap,
    redactor: &Redactor,
    line: &mut String,
) -> Result<Option<Arc<HeaderMap>>, LineError> {
    let mut names: Vec<&HeaderName> = headers.keys().filter(|name| is_kept(name)).collect();
    names.sort_by_key(|name| name.as_str());
    if names.is_empty() {
        return Ok(None);
    }
    line.push_str(",\"headers\":");
    let start = line.len();
    line.push('{');
    for (at, name) in names.into_iter().enumerate() {
        if at > 0 {
            line.push(',');
        }
        write_string(name.as_str(), line);
        line.push(':');
        let values: Vec<String> = headers
            .get_all(name)
            .iter()
            .map(|value| redactor.text(&String::from_utf8_lossy(value.as_bytes())).into_owned())
            .collect();
        match &values[..] {
            [value] => write_string(value, line),
            _ => {
                line.push('[');
                for (at, value) in values.iter().enumerate() {
                    if at > 0 {
                        line.push(',');
                    }
                    write_string(value, line);
                }
                line.push(']');
            }
        }
    }
    line.push('}');
    Ok(Some(read_headers(&line[start..])?))
}
