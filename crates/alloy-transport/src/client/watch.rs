//! What can be seen of a call from outside: a span with events, and metrics.
//!
//! Where nobody looks, a call pays one check of whether anybody does.

#[cfg(feature = "tracing")]
mod span;

use std::{
    cell::Cell,
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};

use alloy_core::{Error, ErrorKind};
use bytes::Bytes;
use http::{Request, Response, StatusCode};

use super::{Shared, exchange::Exchange};
use crate::Timer;
#[cfg(feature = "metrics")]
use crate::metrics::{AttemptReport, CallReport, Metrics, WaitReason, WaitReport};
#[cfg(feature = "tracing")]
use span::Span;

/// Watches one call. Dropping it before its end says that the call was given up.
pub(super) struct Watch<'a> {
    timer: &'a dyn Timer,
    begun: Duration,
    /// Of what is watched; `None` where nobody does.
    call: Option<Watched>,
    #[cfg(feature = "tracing")]
    span: Span,
    #[cfg(feature = "metrics")]
    metrics: Option<&'a dyn Metrics>,
}

struct Watched {
    name: String,
    connector: Option<String>,
    attempts: AtomicU32,
}

/// Watches one attempt of a call.
pub(super) struct Attempt<'a> {
    watch: &'a Watch<'a>,
    begun: Duration,
    request_size: usize,
    answer: Cell<Option<(StatusCode, usize)>>,
}

impl<'a> Watch<'a> {
    pub(super) fn begin(call: &(dyn Exchange + '_), shared: &'a Shared) -> Self {
        let mut this = Self {
            timer: &*shared.timer,
            begun: Duration::ZERO,
            call: None,
            #[cfg(feature = "tracing")]
            span: Span::new(),
            #[cfg(feature = "metrics")]
            metrics: shared.metrics.as_deref(),
        };
        if this.is_watched() {
            let connector = call.connector().map(str::to_owned);
            let call = Watched { name: call.name(), connector, attempts: AtomicU32::new(0) };
            this.begun = this.timer.now();
            #[cfg(feature = "tracing")]
            this.span.begin(&call.name, call.connector.as_deref());
            this.call = Some(call);
        }
        this
    }

    fn is_watched(&self) -> bool {
        #[cfg(feature = "tracing")]
        if self.span.is_seen() {
            return true;
        }
        #[cfg(feature = "metrics")]
        if self.metrics.is_some() {
            return true;
        }
        false
    }

    /// The same work, done inside of the call's span.
    #[cfg(feature = "tracing")]
    pub(super) fn within<F: Future>(&self, work: F) -> tracing::instrument::Instrumented<F> {
        self.span.around(work)
    }

    #[cfg(not(feature = "tracing"))]
    pub(super) fn within<F: Future>(&self, work: F) -> F {
        work
    }

    /// The wait for a turn, which is told of if there was one.
    pub(super) async fn turn<F: Future>(&self, turn: F) -> F::Output {
        if self.call.is_none() {
            return turn.await;
        }
        let begun = self.timer.now();
        let output = turn.await;
        let waited = self.timer.now().saturating_sub(begun);
        if !waited.is_zero() {
            #[cfg(feature = "tracing")]
            span::waited(waited);
            #[cfg(feature = "metrics")]
            self.report_wait(WaitReason::Pacing, waited);
        }
        output
    }

    pub(super) fn attempt(&self, number: u32, request: &Request<Bytes>) -> Attempt<'_> {
        let mut attempt = Attempt {
            watch: self,
            begun: Duration::ZERO,
            request_size: request.body().len(),
            answer: Cell::new(None),
        };
        if let Some(call) = &self.call {
            call.attempts.store(number, Ordering::Relaxed);
            attempt.begun = self.timer.now();
            #[cfg(feature = "tracing")]
            self.span.attempt(number, request);
        }
        attempt
    }

    /// The call is tried again after this wait.
    #[cfg_attr(not(feature = "tracing"), expect(unused_variables, reason = "for the event"))]
    pub(super) fn retry(&self, wait: Duration, error: &Error) {
        if self.call.is_some() {
            #[cfg(feature = "tracing")]
            span::retry(wait, error);
            #[cfg(feature = "metrics")]
            self.report_wait(WaitReason::Retry, wait);
        }
    }

    pub(super) fn end(&mut self, result: &Result<(), Error>) {
        if let Some(call) = self.call.take() {
            self.finish(&call, Some(result));
        }
    }

    #[cfg_attr(not(feature = "metrics"), expect(unused_variables, reason = "for the report"))]
    fn finish(&self, call: &Watched, result: Option<&Result<(), Error>>) {
        let error = result.and_then(|result| result.as_ref().err());
        let duration = self.timer.now().saturating_sub(self.begun);
        #[cfg(feature = "tracing")]
        self.span.end(duration, result.is_none(), error);
        #[cfg(feature = "metrics")]
        if let Some(metrics) = self.metrics {
            metrics.call(&CallReport {
                operation: &call.name,
                connector: call.connector.as_deref(),
                attempts: call.attempts.load(Ordering::Relaxed),
                duration,
                error: error.map(Error::kind),
                was_dropped: result.is_none(),
            });
        }
    }

    #[cfg(feature = "metrics")]
    fn report_wait(&self, reason: WaitReason, duration: Duration) {
        if let (Some(metrics), Some(call)) = (self.metrics, &self.call) {
            let connector = call.connector.as_deref();
            metrics.wait(&WaitReport { operation: &call.name, connector, reason, duration });
        }
    }
}

impl Drop for Watch<'_> {
    fn drop(&mut self) {
        if let Some(call) = self.call.take() {
            self.finish(&call, None);
        }
    }
}

impl Attempt<'_> {
    pub(super) fn answered(&self, response: &Response<Bytes>) {
        if self.watch.call.is_some() {
            self.answer.set(Some((response.status(), response.body().len())));
            #[cfg(feature = "tracing")]
            self.watch.span.answered(response);
        }
    }

    pub(super) fn end(self, error: Option<&Error>) {
        let Some(call) = &self.watch.call else { return };
        let report = Report {
            attempt: call.attempts.load(Ordering::Relaxed),
            duration: self.watch.timer.now().saturating_sub(self.begun),
            request_size: self.request_size,
            answer: self.answer.get(),
            error: error.map(Error::kind),
        };
        #[cfg(feature = "tracing")]
        span::attempted(&report);
        #[cfg(feature = "metrics")]
        if let Some(metrics) = self.watch.metrics {
            metrics.attempt(&AttemptReport {
                operation: &call.name,
                connector: call.connector.as_deref(),
                attempt: report.attempt,
                duration: report.duration,
                request_size: report.request_size,
                status: report.answer.map(|(status, _)| status),
                response_size: report.answer.map(|(_, size)| size),
                error: report.error,
            });
        }
    }
}

/// What is known of an attempt in the end.
struct Report {
    attempt: u32,
    duration: Duration,
    request_size: usize,
    answer: Option<(StatusCode, usize)>,
    error: Option<ErrorKind>,
}
