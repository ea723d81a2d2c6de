//! One call: attempts, waits between them, and the deadline over all of it.

use std::time::Duration;

use alloy_core::{Endpoint, Error, ErrorKind, UserId};
use bytes::Bytes;
use http::{Request, Response};

use super::{
    CallOptions, Client, Timeouts, deadline,
    exchange::{Call, Exchange},
};
use crate::retry;

impl Client {
    /// Calls an endpoint for a user, if for any.
    pub(super) async fn send<E: Endpoint + ?Sized>(
        &self,
        endpoint: &E,
        user: Option<&UserId>,
        options: &CallOptions,
    ) -> Result<E::Output, Error> {
        let mut call = Call::new(&self.shared.platform, endpoint, user);
        self.attempts(&mut call, options).await?;
        call.into_output()
    }

    async fn attempts(
        &self,
        call: &mut (dyn Exchange + '_),
        options: &CallOptions,
    ) -> Result<(), Error> {
        let timer = &*self.shared.timer;
        let deadline = timer.now().saturating_add(options.timeouts.total);
        let mut attempts = 0;
        loop {
            let request = call.request()?;
            let left = deadline.saturating_sub(timer.now());
            if left.is_zero() || options.timeouts.attempt.is_zero() {
                return Err(call.blame(Error::no_time()));
            }
            attempts += 1;
            let answered = match self.attempt(request, options.timeouts, left).await {
                Ok(response) => call.read(response),
                Err(error) => Err(call.blame(error)),
            };
            let error = match answered {
                Ok(()) => {
                    self.shared.budget.reward();
                    return Ok(());
                }
                Err(error) => error.with_attempts(attempts),
            };
            let Some(wait) = options.retries.next(&error, call.effect(), timer) else {
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
