//! One call: attempts, waits between them, and the deadline over all of it.

use std::time::Duration;

use alloy_core::{Action, Call, Error, ErrorKind};
use bytes::Bytes;
use http::{Request, Response};

use super::{Client, Options, Timeouts, deadline};
use crate::retry;

impl Client {
    pub(super) async fn execute<A: Action + ?Sized>(
        &self,
        action: &A,
        options: &Options,
    ) -> Result<A::Output, Error> {
        let timer = &*self.shared.timer;
        let deadline = timer.now().saturating_add(options.timeouts.total);
        let mut attempts = 0;
        loop {
            // Written anew for each attempt: a copy kept for a retry would cost every call.
            let request = self.request(action, options)?;
            let left = deadline.saturating_sub(timer.now());
            if left.is_zero() || options.timeouts.attempt.is_zero() {
                return Err(Error::no_time().with_operation(action.operation()));
            }
            attempts += 1;
            let answered = match self.attempt(request, options.timeouts, left).await {
                Ok(response) => self.shared.platform.output(action, response),
                Err(error) => Err(error.with_operation(action.operation())),
            };
            let error = match answered {
                Ok(output) => {
                    self.shared.budget.reward();
                    return Ok(output);
                }
                Err(error) => error.with_attempts(attempts),
            };
            let Some(wait) = options.retries.next(&error, action.operation().effect(), timer)
            else {
                return Err(error);
            };
            let outlasts = timer.now().saturating_add(wait) >= deadline;
            if outlasts || !self.shared.budget.spend(retry::cost(&error)) {
                return Err(error);
            }
            timer.sleep(wait).await;
            // A wait may take longer than it was meant to.
            if timer.now() >= deadline {
                return Err(error);
            }
        }
    }

    fn request<A: Action + ?Sized>(
        &self,
        action: &A,
        options: &Options,
    ) -> Result<Request<Bytes>, Error> {
        let mut call = Call::new(&options.credential)
            .with_headers(&options.headers)
            .with_action_ids(&options.action_ids)
            .with_connection_headers(&self.shared.headers);
        if let Some(user) = &options.user {
            call = call.with_user(user);
        }
        self.shared.platform.request(action, &call)
    }

    /// One request, given up after the shorter of its own limit and what is left of the call.
    async fn attempt(
        &self,
        request: Request<Bytes>,
        timeouts: Timeouts,
        left: Duration,
    ) -> Result<Response<Bytes>, Error> {
        let (kind, limit) = if timeouts.attempt < left {
            (ErrorKind::AttemptTimeout, timeouts.attempt)
        } else {
            (ErrorKind::DeadlineExceeded, timeouts.total)
        };
        let sending = self.shared.transport.send(request);
        let running_out = self.shared.timer.sleep(left.min(timeouts.attempt));
        match deadline::first(sending, running_out).await {
            Some(result) => result,
            None => Err(Error::timeout(kind, limit)),
        }
    }
}
