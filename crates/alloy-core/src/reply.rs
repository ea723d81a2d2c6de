//! What came back, checked once, with the provider's part found but not yet decoded.

mod field;
mod part;
mod place;

use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, Response, StatusCode};
use serde::{Deserialize, de::DeserializeOwned};

use crate::{Error, ErrorKind, error::json};

pub use field::Field;
use place::Place;

/// How the provider's reply is wrapped by the platform's.
///
/// Decided from the bytes, never from the expected type, and one level deep.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ReplyShape {
    /// Whatever of the following it is: blank is null; an object with `responseData` holds its
    /// value there; an object of exactly `success` (a boolean) and `result` or `data` holds it in
    /// the latter (a failure may have `error`, `message`, `code` and `details` beside them); all
    /// else is bare.
    ///
    /// One case cannot be told apart: a *bare* provider reply that is exactly
    /// `{"success": …, "data": …}`. Pin [`Bare`](Self::Bare) for a provider that answers so.
    #[default]
    Detect,
    /// `{"responseData": …}`, what production sends.
    ResponseData,
    /// `{"success": …, "result": …}`, what the platform's reference shows.
    SuccessResult,
    /// `{"success": …, "data": …}`.
    SuccessData,
    /// The provider's reply itself.
    Bare,
}

/// A reply of the platform: status, headers and a body that is known to be UTF-8.
///
/// The provider's part is decoded where it stands, in one pass; what follows it is then checked,
/// so that a reply cut short is never taken for a success.
pub struct Reply {
    status: StatusCode,
    headers: HeaderMap,
    text: String,
    place: Place,
}

impl Reply {
    /// Takes an HTTP response apart. Fails when the body is not UTF-8.
    pub fn new(response: Response<Bytes>, shape: ReplyShape) -> Result<Self, Error> {
        let (head, body) = response.into_parts();
        let text = String::from_utf8(Vec::from(body)).map_err(|error| {
            let at = error.utf8_error().valid_up_to();
            Error::malformed(format!("the reply is not UTF-8 from byte {at} on"))
                .with_status(head.status)
                .with_source(error.utf8_error())
        })?;
        let place = Place::find(&text, shape);
        Ok(Self { status: head.status, headers: head.headers, text, place })
    }

    /// The HTTP status of the platform's reply.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The HTTP headers of the platform's reply.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The whole body, the platform's wrapper included.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Decodes the provider's part into an owned value.
    ///
    /// Errors name the JSON path of what did not fit, and do not show the value.
    pub fn decode<T: DeserializeOwned>(&self) -> Result<T, Error> {
        self.decode_borrowed()
    }

    /// Decodes the provider's part into a value that may borrow from the reply.
    pub fn decode_borrowed<'a, T: Deserialize<'a>>(&'a self) -> Result<T, Error> {
        self.place.decode(&self.text).map_err(|error| error.with_status(self.status))
    }

    /// The JSON of the provider's part, unparsed.
    pub fn provider_json(&self) -> Result<&str, Error> {
        Ok(self.decode_borrowed::<&serde_json::value::RawValue>()?.get())
    }

    /// One field of the provider's part, if that is an object which has it.
    ///
    /// Reads no further than the field, so asking for one that comes first is free. `None` also
    /// when the reply is malformed before it.
    pub fn field(&self, name: &str) -> Option<Field<'_>> {
        Field::find(self.place.value_onwards(&self.text)?, name)
    }

    /// One field of the whole body, the platform's wrapper included.
    pub(crate) fn outer_field(&self, name: &str) -> Option<Field<'_>> {
        Field::find(&self.text, name)
    }

    /// The body, for keeping it with an error.
    pub(crate) fn into_text(self) -> String {
        self.text
    }
}

impl fmt::Debug for Reply {
    /// Shows no content: replies hold what customers wrote.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Reply")
            .field("status", &self.status)
            .field("body_len", &self.text.len())
            .finish_non_exhaustive()
    }
}

/// Decodes `text`, turning a failure into an error with its path.
fn parse<'a, T: Deserialize<'a>>(text: &'a str) -> Result<T, Error> {
    serde_json::from_str(text).map_err(|error| unfit(text, &error))
}

fn unfit(text: &str, error: &serde_json::Error) -> Error {
    let path = json::path_of(text, error);
    let message = json::message_of(error);
    Error::malformed(message).with_path(path)
}

/// A failure that the platform reports inside a wrapper, under a 2xx status.
fn wrapped_failure(text: &str) -> Error {
    let mut error = Error::platform(ErrorKind::Rejected, crate::Outcome::NotApplied);
    crate::error::body::describe(&mut error, text);
    error
}
