//! Replies that somebody else gives in place of the platform's own.

use std::{
    fmt,
    time::{Duration, SystemTime},
};

use bytes::Bytes;
use http::{HeaderValue, Response, StatusCode, header};
use serde_json::json;

use super::fault::Executed;

/// A [`Fault`](super::Fault) that is a reply: a status, a body and when to come back.
///
/// ```
/// use std::time::Duration;
/// use alloy_testkit::{Fault, Faults, Sandbox};
/// use http::StatusCode;
///
/// let faults = Faults::new(Sandbox::new())
///     .on(1, Fault::rate_limited().with_retry_after(Duration::from_secs(60)))
///     .on(2, Fault::status(StatusCode::SERVICE_UNAVAILABLE).before_execution());
/// ```
#[derive(Clone, Debug)]
pub struct FaultReply {
    status: StatusCode,
    content: Content,
    body: Bytes,
    executed: Executed,
    retry_after: Option<Wait>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Content {
    Json,
    Html,
}

#[derive(Clone, Copy, Debug)]
enum Wait {
    Seconds(Duration),
    Date(Duration),
}

impl FaultReply {
    pub(super) fn status(status: StatusCode) -> Self {
        let reason = status.canonical_reason().unwrap_or("Failed");
        let body = json!({"message": format!("{reason} (injected)")});
        Self::new(status, Content::Json, body.to_string())
    }

    pub(super) fn html(status: StatusCode) -> Self {
        let reason = status.canonical_reason().unwrap_or("Failed");
        let title = format!("{} {reason}", status.as_u16());
        let page = format!(
            "<!DOCTYPE html>\n<html><head><title>{title}</title></head>\
             <body><h1>{title}</h1></body></html>\n"
        );
        Self::new(status, Content::Html, page)
    }

    pub(super) fn overloaded() -> Self {
        // Every number from 100 to 999 is a status.
        let status = StatusCode::from_u16(529).unwrap_or(StatusCode::SERVICE_UNAVAILABLE);
        Self { body: Bytes::from_static(br#"{"message": "Overloaded"}"#), ..Self::status(status) }
    }

    fn new(status: StatusCode, content: Content, body: String) -> Self {
        let executed = usually(status);
        Self { status, content, body: body.into(), executed, retry_after: None }
    }

    /// The platform has not acted on the request.
    pub fn before_execution(mut self) -> Self {
        self.executed = Executed::Never;
        self
    }

    /// The platform has acted on the request, and its own reply is replaced.
    pub fn after_execution(mut self) -> Self {
        self.executed = Executed::Once;
        self
    }

    /// Another body, for example a provider's own error.
    pub fn with_body(mut self, body: impl Into<Bytes>) -> Self {
        self.body = body.into();
        self
    }

    /// A `Retry-After` in seconds. Parts of a second are left out, as the header has none.
    pub fn with_retry_after(mut self, delay: Duration) -> Self {
        self.retry_after = Some(Wait::Seconds(delay));
        self
    }

    /// A `Retry-After` that names the date and time which is this far ahead when the fault happens,
    /// by the clock of [`Faults::timer`](super::Faults::timer).
    pub fn with_retry_after_date(mut self, ahead: Duration) -> Self {
        self.retry_after = Some(Wait::Date(ahead));
        self
    }

    pub(super) fn executed(&self) -> Executed {
        self.executed
    }

    pub(super) fn response(&self, now: SystemTime) -> Response<Bytes> {
        let mut response = Response::new(self.body.clone());
        *response.status_mut() = self.status;
        let content_type = match self.content {
            Content::Json => "application/json; charset=utf-8",
            Content::Html => "text/html; charset=utf-8",
        };
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
        match self.retry_after {
            Some(Wait::Seconds(delay)) => {
                headers.insert(header::RETRY_AFTER, delay.as_secs().into());
            }
            Some(Wait::Date(ahead)) => {
                if let Ok(date) = HeaderValue::try_from(http_date(now, ahead)) {
                    headers.insert(header::RETRY_AFTER, date);
                }
            }
            None => {}
        }
        response
    }
}

/// What a status usually tells: a 5xx leaves open whether the request ran, so the worse is assumed.
fn usually(status: StatusCode) -> Executed {
    if status.is_server_error() && status.as_u16() != 529 {
        Executed::Once
    } else {
        Executed::Never
    }
}

/// The date this far ahead, within the years that HTTP can write.
fn http_date(now: SystemTime, ahead: Duration) -> String {
    const LAST_SECOND: u64 = 253_402_300_799;
    let since_1970 = now.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    let seconds = since_1970.saturating_add(ahead).as_secs().min(LAST_SECOND);
    httpdate::fmt_http_date(SystemTime::UNIX_EPOCH + Duration::from_secs(seconds))
}

impl fmt::Display for FaultReply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.status.as_u16())?;
        if self.content == Content::Html {
            f.write_str(" HTML")?;
        }
        match self.retry_after {
            Some(Wait::Seconds(delay)) => write!(f, ", Retry-After {delay:?}")?,
            Some(Wait::Date(ahead)) => write!(f, ", Retry-After a date {ahead:?} ahead")?,
            None => {}
        }
        // Where it is usual that nothing ran, only the unusual is said.
        if self.executed == Executed::Never && usually(self.status) == Executed::Never {
            return Ok(());
        }
        write!(f, " {}", self.executed)
    }
}
