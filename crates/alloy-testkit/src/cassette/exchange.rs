//! One request and what came of it, as a line of a cassette.

mod failure;
mod line;
mod written;

use std::{fmt, ops::Range, sync::Arc};

use alloy_core::Error;
use base64::{Engine, engine::general_purpose::STANDARD};
use bytes::Bytes;
use http::{HeaderMap, Response, StatusCode};

use super::{
    redaction::Redactor,
    request::{Canonical, RequestForm},
};
pub(crate) use line::{Envelope, LineError, request_form};
pub(crate) use written::Written;

/// A request and what came of it: a response, or a failure of the transport.
///
/// It is kept as the text of its line, which is read when it is asked for.
// One line of a processor's cache, so that a look-up among many waits for no more.
#[repr(align(64))]
#[derive(Clone)]
pub struct Exchange {
    text: Bytes,
    request: Place,
    /// Zero when it is not known.
    line: u32,
    /// Shared by the many exchanges that have the same ones.
    headers: Option<Arc<HeaderMap>>,
    reply: Reply,
}

#[derive(Clone, Debug)]
enum Reply {
    Response { status: StatusCode, encoding: Encoding, body: Place },
    Failure(Place),
}

/// How a body stands in a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Encoding {
    None,
    Json,
    /// As a JSON string.
    Base64,
}

/// A part of a line, which is no longer than [`LONGEST`].
#[derive(Clone, Copy, Debug, Default)]
struct Place {
    start: u32,
    end: u32,
}

/// The longest line, in bytes.
const LONGEST: usize = u32::MAX as usize;

impl Place {
    fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl From<Range<usize>> for Place {
    fn from(range: Range<usize>) -> Self {
        let [start, end] = [range.start, range.end].map(|at| u32::try_from(at).unwrap_or(u32::MAX));
        Self { start, end }
    }
}

impl Exchange {
    /// The request, as JSON: `method`, `path`, `user` where there was one, and the body as `json` or
    /// `base64`.
    pub fn request(&self) -> &str {
        self.part(self.request)
    }

    /// What came of it, as its caller got it but for what was redacted.
    ///
    /// Fails with the failure that was recorded, where a failure was.
    pub fn reply(&self) -> Result<Response<Bytes>, Error> {
        match &self.reply {
            Reply::Failure(place) => Err(failure::read(self.part(*place))),
            Reply::Response { status, encoding, body } => {
                let mut response = Response::new(self.body(*encoding, *body)?);
                *response.status_mut() = *status;
                if let Some(headers) = &self.headers {
                    *response.headers_mut() = HeaderMap::clone(headers);
                }
                Ok(response)
            }
        }
    }

    /// The line of the file that it was read from, counted from 1.
    pub fn line(&self) -> Option<usize> {
        Some(self.line as usize).filter(|line| *line > 0)
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
        self.part((0..self.text.len()).into())
    }

    /// The request as something to compare.
    pub(crate) fn form(&self) -> Option<RequestForm<'_>> {
        request_form(self.request()).ok()
    }

    /// Method, path, user and envelope of the request, if it is of an action.
    pub(crate) fn envelope(&self) -> Option<Envelope<'_>> {
        line::envelope(self.request())
    }

    /// The same as a request of now would be.
    pub(crate) fn canonical(&self, redactor: &Redactor) -> Option<Canonical<'_>> {
        Some(Canonical::of(self.form()?, self.request.range().len(), redactor))
    }

    fn part(&self, place: Place) -> &str {
        // The text was checked when the line was read.
        self.text.get(place.range()).and_then(|part| std::str::from_utf8(part).ok()).unwrap_or("")
    }

    fn body(&self, encoding: Encoding, place: Place) -> Result<Bytes, Error> {
        Ok(match encoding {
            Encoding::None => Bytes::new(),
            Encoding::Json => self.text.slice(place.range()),
            Encoding::Base64 => {
                let text: String = serde_json::from_str(self.part(place)).unwrap_or_default();
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
        match self.line() {
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
            .field("line", &self.line())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_exchange_fills_a_line_of_the_cache() {
        assert_eq!(size_of::<Exchange>(), 64);
    }
}
