//! A third-party service behind the platform, as one value.

use std::sync::Arc;

use crate::{ErrorKind, Header, Outcome, Pacing, Reply, error::RetryAfter};

/// A third-party service behind the platform: what all of its actions have in common.
///
/// Usually a unit struct with nothing but an id:
///
/// ```
/// use alloy_core::{Connector, ErrorKind, Field, ProviderError, Reply};
///
/// /// Slack answers failures with `200` and `{"ok": false, "error": "<code>"}`.
/// struct Slack;
///
/// impl Connector for Slack {
///     fn id(&self) -> &str {
///         "slack"
///     }
///
///     fn classify(&self, reply: &Reply) -> Option<ProviderError> {
///         (reply.field("ok")? == false).then(|| {
///             let code: String = reply.field("error").and_then(Field::decode).unwrap_or_default();
///             ProviderError::new(ErrorKind::Rejected).with_code(code)
///         })
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a connector",
    label = "this is no `Connector`",
    note = "implement `alloy_core::Connector` for it: `fn id(&self) -> &str` is all it needs"
)]
pub trait Connector: Send + Sync {
    /// The connector's id on the platform, for example `notion`.
    fn id(&self) -> &str;

    /// Headers that the provider wants with every call, unless something stronger sets or removes
    /// them (see [`Context`](crate::Context)).
    fn default_headers(&self) -> &[Header] {
        &[]
    }

    /// Recognises the provider's way of saying that an operation failed.
    ///
    /// Called with every reply that the platform does not claim as its own error, whatever its
    /// status (providers' failures also come inside a `200`), before anything is decoded. Look at
    /// single fields with [`Reply::field`], which reads no further than it must.
    ///
    /// The kind decides what may be tried again. [`ErrorKind::of_status`] of the reply's status is
    /// right where the provider's status comes through; for a failure inside a `200` it says nothing,
    /// so take the kind from the provider's code. Say with [`ProviderError::with_outcome`] of a
    /// conflict that nothing was applied, where the provider promises that.
    fn classify(&self, reply: &Reply) -> Option<ProviderError> {
        let _ = reply;
        None
    }

    /// How fast the provider wants to be asked with one credential; without a limit by default.
    fn pacing(&self) -> Pacing {
        Pacing::UNLIMITED
    }
}

// Written out: the compiler shows these lines to whoever names what is no connector.

impl<C: Connector + ?Sized> Connector for &C {
    fn id(&self) -> &str {
        (**self).id()
    }

    fn default_headers(&self) -> &[Header] {
        (**self).default_headers()
    }

    fn classify(&self, reply: &Reply) -> Option<ProviderError> {
        (**self).classify(reply)
    }

    fn pacing(&self) -> Pacing {
        (**self).pacing()
    }
}

impl<C: Connector + ?Sized> Connector for Arc<C> {
    fn id(&self) -> &str {
        (**self).id()
    }

    fn default_headers(&self) -> &[Header] {
        (**self).default_headers()
    }

    fn classify(&self, reply: &Reply) -> Option<ProviderError> {
        (**self).classify(reply)
    }

    fn pacing(&self) -> Pacing {
        (**self).pacing()
    }
}

/// What a connector read out of a reply in which its provider reports a failure.
///
/// Becomes an [`Error`](crate::Error) of the layer [`Provider`](crate::Layer::Provider).
#[derive(Clone, Debug)]
pub struct ProviderError {
    pub(crate) kind: ErrorKind,
    pub(crate) code: Option<String>,
    pub(crate) message: Option<String>,
    pub(crate) outcome: Option<Outcome>,
    pub(crate) request_id: Option<String>,
    pub(crate) retry_after: Option<RetryAfter>,
    pub(crate) details: Option<serde_json::Value>,
    pub(crate) hint: Option<&'static str>,
}

impl ProviderError {
    /// A failure of the given kind. Without more, the outcome follows from the kind.
    pub fn new(kind: ErrorKind) -> Self {
        Self {
            kind,
            code: None,
            message: None,
            outcome: None,
            request_id: None,
            retry_after: None,
            details: None,
            hint: None,
        }
    }

    /// The provider's own code for the failure, such as `object_not_found`.
    pub fn with_code(mut self, code: impl Into<String>) -> Self {
        self.code = Some(code.into()).filter(|code| !code.is_empty());
        self
    }

    /// The provider's sentence about the failure.
    pub fn with_message(mut self, message: impl Into<String>) -> Self {
        self.message = Some(message.into()).filter(|message| !message.is_empty());
        self
    }

    /// Whether the operation took effect, where the provider tells and the kind does not.
    pub fn with_outcome(mut self, outcome: Outcome) -> Self {
        self.outcome = Some(outcome);
        self
    }

    /// The provider's id of the request, for its support.
    pub fn with_request_id(mut self, id: impl Into<String>) -> Self {
        self.request_id = Some(id.into());
        self
    }

    /// When the provider wants to be asked again.
    pub fn with_retry_after(mut self, retry_after: RetryAfter) -> Self {
        self.retry_after = Some(retry_after);
        self
    }

    /// Further data of the failure, readable by [`Error::details`](crate::Error::details).
    pub fn with_details(mut self, details: serde_json::Value) -> Self {
        self.details = Some(details);
        self
    }

    /// One clause on what the caller can do about it.
    pub fn with_hint(mut self, hint: &'static str) -> Self {
        self.hint = Some(hint);
        self
    }
}
