//! One line for a person: what was tried, what came back, what to do.

use std::fmt;

use super::{Error, ErrorKind, Layer};

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(operation) = self.operation() {
            write!(f, "{operation}: ")?;
        }
        f.write_str(self.headline())?;
        if let Some(status) = self.status().filter(|_| self.kind() != ErrorKind::Decode) {
            write!(f, " {}", status.as_u16())?;
        }
        if let Some(code) = self.code() {
            write!(f, " {code}")?;
        }
        if let Some(path) = self.path() {
            write!(f, ": {path}")?;
        }
        if !self.message().is_empty() {
            write!(f, ": {}", self.message())?;
        }
        if let Some(hint) = self.hint() {
            write!(f, " ({hint})")?;
        }
        match self.attempts() {
            0 | 1 => Ok(()),
            attempts => write!(f, " [after {attempts} attempts]"),
        }
    }
}

impl Error {
    fn headline(&self) -> &'static str {
        match (self.layer(), self.kind()) {
            (_, ErrorKind::Incomplete) => "the listing stopped before its end",
            (Layer::Provider, _) => "the provider answered",
            (Layer::Platform, ErrorKind::Redirect) => "a redirect was not followed",
            (Layer::Platform, _) => "the platform answered",
            (_, ErrorKind::Configuration) => "configuration",
            (_, ErrorKind::InvalidRequest) => "invalid request",
            (_, ErrorKind::Resolve) => "the host name does not resolve",
            (_, ErrorKind::Connect) => "no connection",
            (_, ErrorKind::Tls) => "no trusted TLS connection",
            (_, ErrorKind::ConnectTimeout) => "connecting took too long",
            (_, ErrorKind::AttemptTimeout | ErrorKind::DeadlineExceeded) => {
                "the call took too long"
            }
            (_, ErrorKind::Interrupted) => "the connection broke before the reply was complete",
            (_, ErrorKind::BodyTooLarge) => "the reply is too large",
            (_, ErrorKind::Decode) => "the reply is not what was expected",
            _ => "failed",
        }
    }
}
