//! What an error is about, who failed, and whether the operation took effect.

use http::StatusCode;

/// What went wrong. Each kind says whether trying again can help.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A setting of the client cannot work. Never sent; trying again does not help.
    Configuration,
    /// Part of the request breaks a rule that is known here. Never sent; change the request.
    InvalidRequest,
    /// The host's name does not resolve. Never sent; safe to try again.
    Resolve,
    /// No connection, for example because it was refused. Never sent; safe to try again.
    Connect,
    /// TLS could not be agreed on, or the certificate is not trusted. Never sent.
    Tls,
    /// No connection within the connect timeout. Never sent; safe to try again.
    ConnectTimeout,
    /// The call's turn under the pacing would come after its own end. Never sent; ask again after
    /// [`Error::retry_after`](crate::Error::retry_after), or give the call more time.
    PacingTimeout,
    /// No complete reply within the time of one attempt. It may have run.
    AttemptTimeout,
    /// No complete reply within the time of the whole call. It may have run.
    DeadlineExceeded,
    /// The connection broke after the request may have been sent. It may have run.
    Interrupted,
    /// The reply is larger than the limit. It probably ran.
    BodyTooLarge,
    /// The reply is not what was expected. Under a 2xx status the operation ran, unless what came
    /// is a page of HTML, which is not the platform's.
    Decode,
    /// The platform or the provider points elsewhere. Redirects are not followed with a key.
    Redirect,
    /// A listing cannot go on: its cursor came twice, or the provider stopped before the end. What
    /// was listed until then is right.
    Incomplete,
    /// The API key, or the provider's authorisation behind the credential, is not accepted.
    Unauthorized,
    /// Authenticated, but not allowed to do this.
    Forbidden,
    /// The credential does not exist, or belongs to a user other than the acting one.
    CredentialNotFound,
    /// The acting user has several credentials for a connector, and one had to be picked. Never sent;
    /// say which.
    AmbiguousCredential,
    /// A person did not consent to a connector. Ask again only if that person wants to.
    ConsentDenied,
    /// The thing that the request names does not exist, or is hidden from the caller.
    NotFound,
    /// The platform does not know the path or the API version.
    UnknownRoute,
    /// The request was understood and refused: change it.
    Rejected,
    /// It collides with another change. Final, unless the connector says that nothing was applied.
    Conflict,
    /// Too many requests. Not run; try again after [`Error::retry_after`](crate::Error::retry_after).
    RateLimited,
    /// Too much load on the other side (529). Not run; try again later.
    Overloaded,
    /// The other side failed (5xx). It may have run.
    Unavailable,
    /// A failure that none of the other kinds describes.
    Other,
}

/// Who failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Layer {
    /// This process: a setting, a request or the reading of a reply.
    Local,
    /// The way to the platform.
    Transport,
    /// Alloy's platform.
    Platform,
    /// The service behind the connector.
    Provider,
}

/// Whether the operation took effect.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// It did not.
    NotApplied,
    /// It did, although the call failed afterwards.
    Applied,
    /// It may have.
    Unknown,
}

impl ErrorKind {
    /// The kind of a failure of which only the HTTP status is known.
    pub fn of_status(status: StatusCode) -> Self {
        match status.as_u16() {
            300..=399 => Self::Redirect,
            400 | 405..=408 | 411..=422 => Self::Rejected,
            401 => Self::Unauthorized,
            403 => Self::Forbidden,
            404 | 410 => Self::NotFound,
            409 => Self::Conflict,
            429 => Self::RateLimited,
            529 => Self::Overloaded,
            500..=599 => Self::Unavailable,
            _ => Self::Other,
        }
    }

    /// Whether an operation that failed so usually took effect.
    pub(crate) fn usual_outcome(self) -> Outcome {
        match self {
            Self::AttemptTimeout
            | Self::DeadlineExceeded
            | Self::Interrupted
            | Self::BodyTooLarge
            | Self::Conflict
            | Self::Unavailable
            | Self::Other => Outcome::Unknown,
            Self::Decode => Outcome::Applied,
            _ => Outcome::NotApplied,
        }
    }
}

/// Whether an operation answered with this failing status took effect.
pub(super) fn outcome_of(status: StatusCode) -> Outcome {
    match status.as_u16() {
        408 => Outcome::Unknown,
        _ => ErrorKind::of_status(status).usual_outcome(),
    }
}
