//! Notion as a connector of the platform.

use std::time::Duration;

use alloy_core::{Connector, ErrorKind, Header, Outcome, Pacing, ProviderError, Reply, RetryAfter};
use http::StatusCode;

use crate::{ErrorCode, ErrorObject};

/// Notion.
///
/// Its default header is `Notion-Version: 2022-06-28`; see [`NotionVersion`](crate::NotionVersion)
/// for the others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Notion;

/// Name of the header that says which version of Notion's API is spoken.
pub(crate) const VERSION_HEADER: &str = "Notion-Version";

const DEFAULT_HEADERS: [Header; 1] = [Header::from_static(VERSION_HEADER, "2022-06-28")];

impl Connector for Notion {
    fn id(&self) -> &'static str {
        "notion"
    }

    fn default_headers(&self) -> &[Header] {
        const { &DEFAULT_HEADERS }
    }

    /// Three requests a second on average, as Notion's documents say. They tolerate bursts without
    /// saying of what size; three at once is the cautious reading.
    fn pacing(&self) -> Pacing {
        const { Pacing::per_second(3) }
    }

    /// Recognises `{"object": "error", …}`, under whatever status the platform passes it on.
    fn classify(&self, reply: &Reply) -> Option<ProviderError> {
        if reply.field("object")? != "error" {
            return None;
        }
        let error = reply.decode::<ErrorObject>().ok()?;
        Some(classified(&error, reply.status()))
    }
}

fn classified(error: &ErrorObject, status: StatusCode) -> ProviderError {
    let kind = match &error.code {
        Some(code) => kind_of(code, error, status),
        None => kind_of_status(error, status),
    };
    let mut failure = ProviderError::new(kind).with_message(&*error.message);
    if let Some(code) = &error.code {
        failure = failure.with_code(code.as_str());
    }
    if kind == ErrorKind::Conflict {
        // Notion's documents say that a conflicting change was not saved.
        failure = failure.with_outcome(Outcome::NotApplied);
    }
    if let Some(hint) = hint(error) {
        failure = failure.with_hint(hint);
    }
    if let Some(id) = &error.request_id {
        failure = failure.with_request_id(id.as_str());
    }
    if let Some(delay) = error.retry_after() {
        failure = failure.with_retry_after(RetryAfter::Delay(delay));
    }
    if let Some(data) = &error.additional_data {
        failure = failure.with_details(data.to_value());
    }
    failure
}

fn kind_of(code: &ErrorCode, error: &ErrorObject, status: StatusCode) -> ErrorKind {
    match code {
        ErrorCode::InvalidJson
        | ErrorCode::InvalidRequestUrl
        | ErrorCode::InvalidRequest
        | ErrorCode::InvalidGrant
        | ErrorCode::InvalidBeta
        | ErrorCode::ValidationError
        | ErrorCode::MissingVersion
        // It comes with 409, and trying again does not help.
        | ErrorCode::RowLimitExceeded => ErrorKind::Rejected,
        ErrorCode::Unauthorized => ErrorKind::Unauthorized,
        ErrorCode::RestrictedResource => ErrorKind::Forbidden,
        ErrorCode::ObjectNotFound => ErrorKind::NotFound,
        ErrorCode::ConflictError => ErrorKind::Conflict,
        ErrorCode::RateLimited => ErrorKind::RateLimited,
        ErrorCode::ServiceOverload => ErrorKind::Overloaded,
        ErrorCode::InternalServerError
        | ErrorCode::BadGateway
        | ErrorCode::ServiceUnavailable
        | ErrorCode::DatabaseConnectionUnavailable
        | ErrorCode::GatewayTimeout => ErrorKind::Unavailable,
        ErrorCode::Other(_) => kind_of_status(error, status),
    }
}

/// The kind by the status that the body names, or else by the reply's own.
fn kind_of_status(error: &ErrorObject, status: StatusCode) -> ErrorKind {
    let named = error.status.and_then(|status| u16::try_from(status).ok());
    let status = named.and_then(|status| StatusCode::from_u16(status).ok()).unwrap_or(status);
    ErrorKind::of_status(status)
}

fn hint(error: &ErrorObject) -> Option<&'static str> {
    if error.multiple_data_sources().is_some() {
        return Some(
            "use version 2025-09-03 or later and one of the data sources that the details name",
        );
    }
    Some(match error.code.as_ref()? {
        ErrorCode::ObjectNotFound => "check the id, and that it is shared with the integration",
        ErrorCode::RestrictedResource => "the integration lacks the capability for this",
        ErrorCode::Unauthorized => "the user has to connect Notion again",
        ErrorCode::MissingVersion => "send the header Notion-Version",
        ErrorCode::ConflictError => "nothing was saved, so it can be tried again",
        _ => return None,
    })
}

impl ErrorObject {
    /// How long to wait, which the body says more reliably than a header that a gateway may drop.
    fn retry_after(&self) -> Option<Duration> {
        let data = self.additional_data.as_ref()?.to_value();
        let seconds = data.get("retry_after")?;
        let seconds = match seconds.as_str() {
            Some(text) => text.trim().parse().ok()?,
            None => seconds.as_f64()?,
        };
        Duration::try_from_secs_f64(seconds).ok()
    }
}
