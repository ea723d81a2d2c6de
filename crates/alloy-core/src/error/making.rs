//! How errors are made, and what is said of them on their way up.

use std::{borrow::Cow, error::Error as StdError};

use http::StatusCode;

use super::{Error, ErrorKind, Inner, Layer, Outcome, RetryAfter, kind};
use crate::{Endpoint, Operation, ProviderError};

/// How much of a body an error keeps, in bytes.
const RAW_LIMIT: usize = 4096;

/// Making errors: for actions, connectors and transports.
impl Error {
    fn new(
        kind: ErrorKind,
        layer: Layer,
        outcome: Outcome,
        message: impl Into<Cow<'static, str>>,
    ) -> Self {
        Self(Box::new(Inner {
            kind,
            layer,
            outcome,
            message: message.into(),
            operation: None,
            effect: None,
            path: None,
            status: None,
            code: None,
            details: None,
            hint: None,
            request_id: None,
            retry_after: None,
            attempts: 0,
            is_claimed: false,
            raw: None,
            source: None,
        }))
    }

    /// A setting that cannot work, found before anything was sent.
    pub fn configuration(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(ErrorKind::Configuration, Layer::Local, Outcome::NotApplied, message)
    }

    /// A part of a request that breaks a rule, found before anything was sent.
    ///
    /// `path` names the part as the caller knows it, for example
    /// `children[12].code.rich_text[0].text.content`.
    pub fn invalid_request(path: impl Into<String>, problem: impl Into<Cow<'static, str>>) -> Self {
        Self::new(ErrorKind::InvalidRequest, Layer::Local, Outcome::NotApplied, problem)
            .with_path(path)
    }

    /// A transport's failure before any byte of the request could have been acted on.
    ///
    /// The kind is [`ErrorKind::Connect`] unless [`with_kind`](Self::with_kind) is more exact.
    pub fn not_sent(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self::new(ErrorKind::Connect, Layer::Transport, Outcome::NotApplied, "").with_source(source)
    }

    /// A transport's failure after the request may have reached the platform.
    ///
    /// The cautious choice where a transport cannot tell. The kind is
    /// [`ErrorKind::Interrupted`] unless [`with_kind`](Self::with_kind) is more exact.
    pub fn interrupted(source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        Self::new(ErrorKind::Interrupted, Layer::Transport, Outcome::Unknown, "")
            .with_source(source)
    }

    /// A reply's body that is larger than the limit, in bytes.
    pub fn body_too_large(limit: usize) -> Self {
        let message = format!("more than the transport's limit of {limit} bytes");
        Self::new(ErrorKind::BodyTooLarge, Layer::Transport, Outcome::Unknown, message)
    }

    /// A wait that was longer than allowed: [`ErrorKind::ConnectTimeout`],
    /// [`ErrorKind::AttemptTimeout`] or [`ErrorKind::DeadlineExceeded`].
    pub fn timeout(kind: ErrorKind, after: std::time::Duration) -> Self {
        let outcome = match kind {
            ErrorKind::ConnectTimeout => Outcome::NotApplied,
            _ => Outcome::Unknown,
        };
        Self::new(kind, Layer::Transport, outcome, format!("no answer within {after:?}"))
    }

    /// A call that was given no time: nothing was sent.
    pub fn no_time() -> Self {
        let message = "the time was up before anything was sent";
        Self::new(ErrorKind::DeadlineExceeded, Layer::Local, Outcome::NotApplied, message)
    }

    /// A call whose turn would come only after this wait, which is longer than it has: nothing was
    /// sent. Zero is for a wait of unknown length.
    pub fn pacing_timeout(wait: std::time::Duration) -> Self {
        let mut this = Self::new(ErrorKind::PacingTimeout, Layer::Local, Outcome::NotApplied, "");
        this.0.retry_after = Some(RetryAfter::Delay(wait)).filter(|_| !wait.is_zero());
        this
    }

    /// A reply that is not what was expected, under a status that says the operation ran.
    pub fn malformed(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(ErrorKind::Decode, Layer::Local, Outcome::Applied, message)
    }

    /// A listing that cannot go on, although its last reply was a good one.
    pub fn incomplete(message: impl Into<Cow<'static, str>>) -> Self {
        Self::new(ErrorKind::Incomplete, Layer::Provider, Outcome::Applied, message)
    }

    pub(crate) fn platform(kind: ErrorKind, outcome: Outcome) -> Self {
        Self::new(kind, Layer::Platform, outcome, "")
    }

    pub(crate) fn provider(error: ProviderError) -> Self {
        let outcome = error.outcome.unwrap_or_else(|| error.kind.usual_outcome());
        let mut this =
            Self::new(error.kind, Layer::Provider, outcome, error.message.unwrap_or_default());
        this.0.code = error.code;
        this.0.details = error.details;
        this.0.hint = error.hint;
        this.0.request_id = error.request_id;
        this.0.retry_after = error.retry_after;
        this
    }

    /// The same error, of a more exact kind.
    pub fn with_kind(mut self, kind: ErrorKind) -> Self {
        self.0.kind = kind;
        self
    }

    /// The same error, with its cause.
    pub fn with_source(mut self, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    /// The same error, about this part of the request or reply.
    pub fn with_path(mut self, path: impl Into<String>) -> Self {
        self.0.path = Some(path.into()).filter(|path| !path.is_empty());
        self
    }

    /// The same error, with the place of its request or reply put before its path.
    ///
    /// `children[1]` before `code.language` gives `children[1].code.language`.
    pub fn within(mut self, parent: &str) -> Self {
        self.0.path = Some(match self.0.path.take() {
            Some(path) if path.starts_with('[') => format!("{parent}{path}"),
            Some(path) => format!("{parent}.{path}"),
            None => parent.to_owned(),
        });
        self
    }

    /// The same error, with one clause on what the caller can do.
    pub fn with_hint(mut self, hint: &'static str) -> Self {
        self.0.hint = Some(hint);
        self
    }

    /// The same error, after this many attempts at the call.
    pub fn with_attempts(mut self, attempts: u32) -> Self {
        self.0.attempts = attempts;
        self
    }

    /// The same error, with the status of the reply it came from. Only a 2xx says that the
    /// operation ran.
    pub(crate) fn with_status(mut self, status: StatusCode) -> Self {
        self.0.status = Some(status);
        if self.0.kind == ErrorKind::Decode && !status.is_success() {
            self.0.outcome = kind::outcome_of(status);
        }
        self
    }

    /// The same error, about this operation.
    pub fn with_operation(mut self, operation: Operation<'_>) -> Self {
        self.0.effect.get_or_insert(operation.effect());
        self.0.operation.get_or_insert_with(|| operation.to_string());
        self
    }

    /// The same error, about a call of this endpoint.
    pub fn with_endpoint<E: Endpoint + ?Sized>(mut self, endpoint: &E) -> Self {
        self.0.effect.get_or_insert_with(|| endpoint.effect());
        self.0.operation.get_or_insert_with(|| endpoint.name());
        self
    }

    /// The same error, about something that is neither an action nor an endpoint.
    pub fn with_name(mut self, name: impl Into<String>) -> Self {
        self.0.operation.get_or_insert_with(|| name.into());
        self
    }

    /// The same error, with further data that a program can read.
    pub fn with_details(mut self, details: impl Into<serde_json::Value>) -> Self {
        self.0.details = Some(details.into());
        self
    }

    /// The same error, with another sentence.
    pub fn with_message(mut self, message: impl Into<Cow<'static, str>>) -> Self {
        self.0.message = message.into();
        self
    }

    /// The same error, with the time to ask again that the reply's headers gave, unless its body
    /// was more exact.
    pub(crate) fn with_retry_after(mut self, retry_after: Option<RetryAfter>) -> Self {
        self.0.retry_after = self.0.retry_after.or(retry_after);
        self
    }

    /// The same error, with a word on whether the operation took effect.
    pub fn with_outcome(mut self, outcome: Outcome) -> Self {
        self.0.outcome = outcome;
        self
    }

    /// The same error, of a call of which an earlier attempt may have taken effect.
    ///
    /// What was surely not applied becomes [`Outcome::Unknown`]: the last attempt says nothing of
    /// those before it.
    ///
    /// ```
    /// # use alloy_core::{Error, Outcome};
    /// let refused = Error::not_sent("connection refused").after_unknown_outcome();
    /// assert_eq!(refused.outcome(), Outcome::Unknown);
    /// ```
    pub fn after_unknown_outcome(mut self) -> Self {
        if self.0.outcome == Outcome::NotApplied {
            self.0.outcome = Outcome::Unknown;
        }
        self
    }

    /// The same error, which the platform claims as its own or not.
    pub(crate) fn claimed(mut self, is_claimed: bool) -> Self {
        self.0.is_claimed = is_claimed;
        self
    }

    pub(crate) fn with_raw(mut self, mut text: String) -> Self {
        if text.len() > RAW_LIMIT {
            let cut = (0..=RAW_LIMIT).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
            text.truncate(cut);
        }
        self.0.raw = Some(text);
        self
    }
}
