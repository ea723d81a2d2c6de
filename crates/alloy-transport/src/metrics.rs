//! Numbers about calls, for whatever counts them.

use std::time::Duration;

use alloy_core::ErrorKind;
use http::StatusCode;

/// Is told of each attempt, wait and call as it ends. Every method does nothing by default.
///
/// It is called on the way of the call, so it must not block. Names of operations are few and good as
/// labels for actions (`notion/post-search`); for the platform's own operations they are method and
/// path, which can hold ids.
///
/// # Examples
///
/// ```
/// use std::sync::{Arc, atomic::{AtomicU64, Ordering}};
///
/// use alloy_transport::{Client, Metrics, metrics::CallReport};
/// # use alloy_transport::Transport;
///
/// #[derive(Default)]
/// struct Failures(AtomicU64);
///
/// impl Metrics for Failures {
///     fn call(&self, report: &CallReport<'_>) {
///         if report.error.is_some() {
///             self.0.fetch_add(1, Ordering::Relaxed);
///         }
///     }
/// }
///
/// # fn example(transport: impl Transport + 'static) {
/// let failures = Arc::new(Failures::default());
/// let client = Client::builder(transport).metrics(failures.clone());
/// # }
/// ```
pub trait Metrics: Send + Sync {
    /// One request has ended, with a reply or without.
    fn attempt(&self, report: &AttemptReport<'_>) {
        let _ = report;
    }

    /// A call waited for its turn, or begins a wait before it tries again.
    fn wait(&self, report: &WaitReport<'_>) {
        let _ = report;
    }

    /// A call has ended, or was dropped.
    fn call(&self, report: &CallReport<'_>) {
        let _ = report;
    }
}

impl<M: Metrics + ?Sized> Metrics for std::sync::Arc<M> {
    fn attempt(&self, report: &AttemptReport<'_>) {
        (**self).attempt(report);
    }

    fn wait(&self, report: &WaitReport<'_>) {
        (**self).wait(report);
    }

    fn call(&self, report: &CallReport<'_>) {
        (**self).call(report);
    }
}

/// One request of a call.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct AttemptReport<'a> {
    /// The operation, as errors call it.
    pub operation: &'a str,
    /// The connector whose action it is, if it is one.
    pub connector: Option<&'a str>,
    /// Which attempt of the call this was, from 1.
    pub attempt: u32,
    /// From sending to the reply that was read.
    pub duration: Duration,
    /// The size of the request's body, in bytes.
    pub request_size: usize,
    /// The status of the reply, if one came.
    pub status: Option<StatusCode>,
    /// The size of the reply's body in bytes, decompressed, if one came.
    pub response_size: Option<usize>,
    /// What it failed with.
    pub error: Option<ErrorKind>,
}

/// One wait of a call.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct WaitReport<'a> {
    /// The operation, as errors call it.
    pub operation: &'a str,
    /// The connector whose action it is, if it is one.
    pub connector: Option<&'a str>,
    /// What it waits for.
    pub reason: WaitReason,
    /// How long.
    pub duration: Duration,
}

/// What a call waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum WaitReason {
    /// Its turn under the [`Limiter`](crate::Limiter). Told afterwards.
    Pacing,
    /// The time to try again. Told beforehand.
    Retry,
}

/// A whole call.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CallReport<'a> {
    /// The operation, as errors call it.
    pub operation: &'a str,
    /// The connector whose action it is, if it is one.
    pub connector: Option<&'a str>,
    /// How many requests it made.
    pub attempts: u32,
    /// All of it, waits included.
    pub duration: Duration,
    /// What it failed with.
    pub error: Option<ErrorKind>,
    /// Whether its future was dropped before it ended.
    pub was_dropped: bool,
}
