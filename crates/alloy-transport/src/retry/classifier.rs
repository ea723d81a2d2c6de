//! Which failures may be tried again at all.

use alloy_core::{Effect, Error, ErrorKind, Outcome};

/// Whether a failed attempt may be followed by another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Another attempt is safe and may help.
    Again,
    /// It would do harm, or would not help.
    Final,
}

/// Decides which failures may be tried again. [`ByEffect`] is the default.
///
/// A closure of the same form is one too:
///
/// ```
/// use alloy_core::{Effect, Error, ErrorKind};
/// use alloy_transport::{RetryPolicy, Verdict};
///
/// let only_when_asked_to_wait = |error: &Error, _: Effect| match error.kind() {
///     ErrorKind::RateLimited => Verdict::Again,
///     _ => Verdict::Final,
/// };
/// let policy = RetryPolicy::default().classifier(only_when_asked_to_wait);
/// ```
pub trait Classifier: Send + Sync {
    /// Decides about one failure of an action with this effect.
    fn classify(&self, error: &Error, effect: Effect) -> Verdict;
}

impl<F: Fn(&Error, Effect) -> Verdict + Send + Sync> Classifier for F {
    fn classify(&self, error: &Error, effect: Effect) -> Verdict {
        self(error, effect)
    }
}

/// Tries again what was surely not applied, and of the rest only what may run twice.
///
/// The table is with [`RetryPolicy`](crate::RetryPolicy).
#[derive(Clone, Copy, Debug, Default)]
pub struct ByEffect;

impl Classifier for ByEffect {
    fn classify(&self, error: &Error, effect: Effect) -> Verdict {
        let again = match error.kind() {
            ErrorKind::Resolve
            | ErrorKind::Connect
            | ErrorKind::Tls
            | ErrorKind::ConnectTimeout
            | ErrorKind::RateLimited
            | ErrorKind::Overloaded => true,
            ErrorKind::Conflict => error.outcome() == Outcome::NotApplied,
            // A transport may know of an interrupted request that it was not sent.
            ErrorKind::Interrupted | ErrorKind::AttemptTimeout | ErrorKind::Unavailable => {
                error.outcome() == Outcome::NotApplied || effect != Effect::Write
            }
            _ => false,
        };
        if again { Verdict::Again } else { Verdict::Final }
    }
}
