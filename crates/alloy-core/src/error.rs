//! The one error type of the SDK.

pub(crate) mod body;
mod display;
pub(crate) mod json;
mod kind;
mod making;
mod retry_after;
mod scrub;

use std::{borrow::Cow, error::Error as StdError, fmt};

use http::StatusCode;

use crate::Effect;

pub use kind::{ErrorKind, Layer, Outcome};
pub use retry_after::RetryAfter;

/// What went wrong with a call: what was tried, what came back and what to do.
///
/// Match on [`kind`](Self::kind). [`layer`](Self::layer) says who failed,
/// [`outcome`](Self::outcome) whether the operation took effect. `Display` prints this level on one
/// line, with `{:#}` also the causes that are behind [`source`](StdError::source). Of what is no
/// read it says so where it may have taken effect all the same. The wording may change.
///
/// No secret of the SDK (API key, provider headers) is ever in an error, and no content of a
/// successful reply is in its `Display` or `Debug`.
///
/// ```
/// # use alloy_core::{ErrorKind, CredentialId};
/// let error = CredentialId::new("").unwrap_err();
/// assert_eq!(error.kind(), ErrorKind::InvalidRequest);
/// assert_eq!(error.path(), Some("credential id"));
/// ```
pub struct Error(Box<Inner>);

struct Inner {
    kind: ErrorKind,
    layer: Layer,
    outcome: Outcome,
    message: Cow<'static, str>,
    operation: Option<String>,
    /// What the operation may change, where that is known.
    effect: Option<Effect>,
    path: Option<String>,
    status: Option<StatusCode>,
    code: Option<String>,
    details: Option<serde_json::Value>,
    hint: Option<&'static str>,
    request_id: Option<String>,
    retry_after: Option<RetryAfter>,
    attempts: u32,
    is_claimed: bool,
    raw: Option<String>,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

/// Reading errors.
impl Error {
    /// What to match on.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// Who failed.
    pub fn layer(&self) -> Layer {
        self.0.layer
    }

    /// Whether the platform said that the failure is its own (`CONNECTIVITY_API` as its source).
    ///
    /// A failing status that neither the platform claims nor the connector recognises has
    /// [`Layer::Platform`] too, but may be a provider's that was passed on.
    pub fn is_claimed_by_platform(&self) -> bool {
        self.0.is_claimed
    }

    /// Whether the operation took effect; of a call with several attempts, whether any of them did.
    pub fn outcome(&self) -> Outcome {
        self.0.outcome
    }

    /// Whether a write may have happened although the call failed.
    ///
    /// Before repeating it, look whether it did.
    pub fn outcome_unknown(&self) -> bool {
        self.0.outcome == Outcome::Unknown
    }

    /// Whether a change may have happened. A read changes nothing, whatever became of it.
    fn may_have_taken_effect(&self) -> bool {
        self.outcome_unknown() && self.0.effect.is_some_and(|effect| effect != Effect::Read)
    }

    /// The sentence of whoever failed, without what `Display` adds.
    pub fn message(&self) -> &str {
        &self.0.message
    }

    /// The operation: `connector/action` of an action, method and path of any other endpoint.
    pub fn operation(&self) -> Option<&str> {
        self.0.operation.as_deref()
    }

    /// Which part of the request or of the reply the error is about, such as
    /// `results[3].properties.Due.date`.
    pub fn path(&self) -> Option<&str> {
        self.0.path.as_deref()
    }

    /// The HTTP status of the platform's reply, if there was one.
    pub fn status(&self) -> Option<StatusCode> {
        self.0.status
    }

    /// The platform's or the provider's own code, such as `INVALID_INPUT` or `object_not_found`.
    pub fn code(&self) -> Option<&str> {
        self.0.code.as_deref()
    }

    /// Further data that came with the failure.
    pub fn details(&self) -> Option<&serde_json::Value> {
        self.0.details.as_ref()
    }

    /// One clause on what can be done about it.
    pub fn hint(&self) -> Option<&str> {
        self.0.hint
    }

    /// The id under which the platform's or the provider's support finds the request.
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }

    /// When to ask again, if whoever failed said so.
    pub fn retry_after(&self) -> Option<RetryAfter> {
        self.0.retry_after
    }

    /// How many times the call was attempted; 0 when nothing was tried.
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// The start of the reply's body, at most 4,096 bytes, for a failure that came in a reply.
    ///
    /// It is what somebody else wrote: mind where it is logged. The API key is scrubbed from it.
    pub fn raw(&self) -> Option<&str> {
        self.0.raw.as_deref()
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.source.as_deref().map(|source| source as _)
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A program that returns an error from `main` shows this, so it says all that `Display` does.
        write!(f, "{self:#} [{:?}, {:?}, {:?}]", self.kind(), self.layer(), self.outcome())
    }
}
