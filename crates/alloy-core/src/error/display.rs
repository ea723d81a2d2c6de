//! One line for a person: what was tried, what came back, what to do.

use std::{error::Error as _, fmt};

use super::{Error, ErrorKind, Layer, Outcome, RetryAfter};

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(operation) = self.operation() {
            write!(f, "{operation}: ")?;
        }
        f.write_str(self.headline())?;
        match self.status() {
            Some(status) if self.kind() == ErrorKind::Redirect => {
                write!(f, ": {}", status.as_u16())?;
            }
            Some(status) if self.kind() != ErrorKind::Decode => write!(f, " {}", status.as_u16())?,
            _ => {}
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
        match self.retry_after() {
            Some(RetryAfter::Delay(delay)) => write!(f, " (to be asked again in {delay:?})")?,
            Some(RetryAfter::At(_)) | None => {}
        }
        match (self.attempts(), self.may_have_taken_effect()) {
            (0 | 1, false) => {}
            (0 | 1, true) => f.write_str(" [it may have taken effect]")?,
            (attempts, false) => write!(f, " [after {attempts} attempts]")?,
            // Where the failure itself would say that nothing happened.
            (attempts, true) if self.kind().usual_outcome() == Outcome::NotApplied => write!(
                f,
                " [after {attempts} attempts, of which an earlier one may have taken effect]"
            )?,
            (attempts, true) => {
                write!(f, " [after {attempts} attempts, it may have taken effect]")?;
            }
        }
        if f.alternate() {
            write_causes(self, f)?;
        }
        Ok(())
    }
}

/// The causes behind an error, each once: many repeat their own cause in what they say.
fn write_causes(error: &Error, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut said = String::new();
    let mut cause = error.source();
    while let Some(error) = cause {
        let text = error.to_string();
        if !said.ends_with(&text) {
            write!(f, ": {text}")?;
        }
        said = text;
        cause = error.source();
    }
    Ok(())
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
            (_, ErrorKind::PacingTimeout) => "the wait for its turn would outlast the call",
            (_, ErrorKind::AttemptTimeout) => "the attempt took too long",
            (_, ErrorKind::DeadlineExceeded) => "the call took too long",
            (_, ErrorKind::Interrupted) => "the connection broke before the reply was complete",
            (_, ErrorKind::BodyTooLarge) => "the reply is too large",
            (_, ErrorKind::Decode) => "the reply is not what was expected",
            (_, ErrorKind::CredentialNotFound) => "no credential",
            (_, ErrorKind::AmbiguousCredential) => "more than one credential",
            (_, ErrorKind::ConsentDenied) => "there was no consent",
            (_, ErrorKind::NotFound) => "not found",
            _ => "failed",
        }
    }
}
