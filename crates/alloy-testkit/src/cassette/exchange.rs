//! One request and what came of it, as a line of a cassette.

mod failure;
mod line;

use std::{fmt, ops::Range};

use alloy_core::Error;
use base64::{Engine, engine::general_purpose::STANDARD};
use bytes::Bytes;
use http::{HeaderMap, HeaderName, Response, StatusCode};

use super::{
    json::write_string,
    redaction::Redactor,
    request::{BodyForm, RequestForm},
};
pub(crate) use line::{LineError, request_form};

/// A request and what came of it: a response, or a failure of the transport.
///
/// It is kept as the text of its line, which is read when it is asked for.
#[derive(Clone)]
pub struct Exchange {
    text: Bytes,
    request: Range<usize>,
    reply: Reply,
    line: Option<usize>,
}

#[derive(Clone, Debug)]
enum Reply {
    Response { status: StatusCode, headers: Option<Range<usize>>, body: Body },
    Failure(Range<usize>),
}

#[derive(Clone, Debug)]
enum Body {
    None,
    Json(Range<usize>),
    /// The place of the JSON string.
    Base64(Range<usize>),
}

impl Exchange {
    /// The request, as JSON: `method`, `path`, `user` where there was one, and the body as `json` or
    /// `base64`.
    pub fn request(&self) -> &str {
        self.part(&self.request)
    }

    /// What came of it, as its caller got it but for what was redacted.
    ///
    /// Fails with the failure that was recorded, where a failure was.
    pub fn reply(&self) -> Result<Response<Bytes>, Error> {
        match &self.reply {
            Reply::Failure(range) => Err(failure::read(self.part(range))),
            Reply::Response { status, headers, body } => {
                let mut response = Response::new(self.body(body)?);
                *response.status_mut() = *status;
                if let Some(range) = headers {
                    *response.headers_mut() = line::headers(self.part(range));
                }
                Ok(response)
            }
        }
    }

    /// The line of the file that it was read from, counted from 1.
    pub fn line(&self) -> Option<usize> {
        self.line
    }

    /// The status of the response, if there was one.
    pub fn status(&self) -> Option<StatusCode> {
        match &self.reply {
            Reply::Response { status, .. } => Some(*status),
            Reply::Failure(_) => None,
        }
    }

    /// The line as it stands in the file.
    pub(crate) fn text(&self) -> &str {
        self.part(&(0..self.text.len()))
    }

    /// The bytes of the request, without a copy.
    pub(crate) fn request_bytes(&self) -> Bytes {
        self.text.slice(self.request.clone())
    }

    /// The request as something to compare.
    pub(crate) fn form(&self) -> Option<RequestForm<'_>> {
        request_form(self.request()).ok()
    }

    fn part(&self, range: &Range<usize>) -> &str {
        // The text was checked when the line was read.
        self.text.get(range.clone()).and_then(|part| std::str::from_utf8(part).ok()).unwrap_or("")
    }

    fn body(&self, body: &Body) -> Result<Bytes, Error> {
        Ok(match body {
            Body::None => Bytes::new(),
            Body::Json(range) => self.text.slice(range.clone()),
            Body::Base64(range) => {
                let text: String = serde_json::from_str(self.part(range)).unwrap_or_default();
                let bytes = STANDARD.decode(text).map_err(|source| {
                    Error::configuration(format!("{self}: the body is no base64"))
                        .with_source(source)
                })?;
                bytes.into()
            }
        })
    }
}

impl fmt::Display for Exchange {
    /// The method and path, and the line.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(form) = self.form() {
            write!(f, "{} {}", form.method, form.path)?;
        }
        match self.line {
            Some(line) => write!(f, " (line {line})"),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for Exchange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Exchange")
            .field("request", &self.request())
            .field("status", &self.status())
            .field("line", &self.line)
            .finish_non_exhaustive()
    }
}

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

/// The line of a request, which is JSON already, and what came of it.
pub(crate) fn line_of(
    request: &str,
    reply: Result<&Response<Bytes>, &Error>,
    redactor: &Redactor,
) -> String {
    let mut line = String::with_capacity(request.len() + 256);
    line.push_str("{\"request\":");
    line.push_str(request);
    match reply {
        Ok(response) => {
            line.push_str(",\"response\":{\"status\":");
            line.push_str(response.status().as_str());
            write_headers(response.headers(), redactor, &mut line);
            let mut body = BodyForm::new(response.headers(), response.body());
            body.redact(redactor);
            body.write(&mut line);
            line.push('}');
        }
        Err(error) => {
            line.push_str(",\"error\":");
            failure::write(error, redactor, &mut line);
        }
    }
    line.push('}');
    line
}

fn write_headers(headers: &HeaderMap, redactor: &Redactor, line: &mut String) {
    let mut names: Vec<&HeaderName> = headers.keys().filter(|name| is_kept(name)).collect();
    names.sort_by_key(|name| name.as_str());
    if names.is_empty() {
        return;
    }
    line.push_str(",\"headers\":{");
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
}
