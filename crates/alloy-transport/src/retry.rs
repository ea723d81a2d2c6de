//! Which failures are tried again, when, and how often.

mod backoff;
mod budget;
mod classifier;

use std::{
    fmt,
    hash::{BuildHasher, RandomState},
    sync::Arc,
    time::Duration,
};

use alloy_core::{Effect, Error, Outcome};

use crate::Timer;

pub use backoff::Backoff;
pub use budget::RetryBudget;
pub use classifier::{ByEffect, Classifier, Verdict};

/// When a call is tried again: a classifier, a back-off, a cap on attempts and one on `Retry-After`.
///
/// The platform makes every operation a `POST`, so the method says nothing. What decides is the
/// action's [`Effect`] and what the failure tells of the [`Outcome`]:
///
/// | what came back | `Read`, `Idempotent` | `Write` |
/// |---|---|---|
/// | never sent: refused, unresolved, no TLS, connect timeout | again | again |
/// | 429, 529 | again, after `Retry-After` | again, after `Retry-After` |
/// | sent, then no answer in time, reset, cut | again | final: it may have happened |
/// | 500, 502, 503, 504 and other 5xx | again | final: it may have happened |
/// | 409 that the connector knows was not applied | again | again |
/// | every other 409, 4xx and 3xx | final | final |
/// | a reply that does not decode or is too large | final | final |
/// | the call's own deadline | final | final |
///
/// A failure wrapped in a 2xx reply counts as the kind that its connector gives it.
///
/// The whole call's timeout bounds all of it: a wait that would outlast it is not begun. The
/// client's [`RetryBudget`] bounds what all calls together add to an outage.
///
/// ```
/// use std::time::Duration;
/// use alloy_transport::{Backoff, RetryPolicy};
///
/// let patient = RetryPolicy::default()
///     .max_attempts(5)
///     .backoff(Backoff::new(Duration::from_millis(200), Duration::from_secs(30)));
/// let never = RetryPolicy::never();
/// ```
#[derive(Clone)]
pub struct RetryPolicy {
    classifier: Arc<dyn Classifier>,
    backoff: Backoff,
    max_attempts: u32,
    max_retry_after: Duration,
}

impl Default for RetryPolicy {
    /// Three attempts by [`ByEffect`], half a second of back-off at first, and a `Retry-After` of a
    /// minute at the most, which is what Notion documents as its longest for one connection.
    fn default() -> Self {
        Self {
            classifier: Arc::new(ByEffect),
            backoff: Backoff::default(),
            max_attempts: 3,
            max_retry_after: Duration::from_secs(60),
        }
    }
}

impl RetryPolicy {
    /// One call is one attempt.
    pub fn never() -> Self {
        Self { max_attempts: 1, ..Self::default() }
    }

    /// What decides which failures may be tried again.
    pub fn classifier(mut self, classifier: impl Classifier + 'static) -> Self {
        self.classifier = Arc::new(classifier);
        self
    }

    /// How long to wait where the other side does not say.
    pub fn backoff(mut self, backoff: Backoff) -> Self {
        self.backoff = backoff;
        self
    }

    /// How often a call is attempted at the most, the first time included. 0 counts as 1.
    pub fn max_attempts(mut self, attempts: u32) -> Self {
        self.max_attempts = attempts.max(1);
        self
    }

    /// The longest `Retry-After` that is waited for. With a longer one the call fails at once, and
    /// the error tells when to come back.
    pub fn max_retry_after(mut self, longest: Duration) -> Self {
        self.max_retry_after = longest;
        self
    }

    /// How long to wait before the next attempt, or `None` when there is none.
    pub(crate) fn next(
        &self,
        error: &Error,
        effect: Effect,
        timer: &dyn Timer,
    ) -> Option<Duration> {
        let attempts = error.attempts();
        if attempts >= self.max_attempts
            || self.classifier.classify(error, effect) == Verdict::Final
        {
            return None;
        }
        match error.retry_after() {
            Some(after) => {
                let delay = after.delay(timer.system_time());
                (delay <= self.max_retry_after).then_some(delay)
            }
            None => Some(self.backoff.delay(attempts, random())),
        }
    }
}

impl fmt::Debug for RetryPolicy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RetryPolicy")
            .field("backoff", &self.backoff)
            .field("max_attempts", &self.max_attempts)
            .field("max_retry_after", &self.max_retry_after)
            .finish_non_exhaustive()
    }
}

/// A number from 0 up to 1, by the system's random source: a `RandomState` has keys of its own.
fn random() -> f64 {
    let [a, b, c, d, ..] = RandomState::new().hash_one("a wait").to_be_bytes();
    f64::from(u32::from_be_bytes([a, b, c, d])) / (f64::from(u32::MAX) + 1.0)
}

/// What a failure costs the budget: one whose outcome is unknown took the other side longer.
pub(crate) fn cost(error: &Error) -> u32 {
    match error.outcome() {
        Outcome::Unknown => budget::COST_OF_UNKNOWN,
        Outcome::NotApplied | Outcome::Applied => budget::COST,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn random_numbers_are_spread() {
        let numbers: Vec<f64> = (0..1000).map(|_| random()).collect();
        assert!(numbers.iter().all(|number| (0.0..1.0).contains(number)));
        for tenth in 0..10_u32 {
            let from = f64::from(tenth) / 10.0;
            let count =
                numbers.iter().filter(|number| (from..from + 0.1).contains(*number)).count();
            assert!((40..200).contains(&count), "{count} of 1000 in a tenth");
        }
    }
}
