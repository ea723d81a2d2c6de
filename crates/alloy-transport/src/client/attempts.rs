//! One call: attempts, waits between them, and the deadline over all of it.

use std::pin::pin;

use alloy_core::{CredentialId, Endpoint, Error, ErrorKind, Outcome, UserId};

use super::{
    CallOptions, Client, Timeouts, deadline,
    exchange::{Call, Exchange},
    watch::Watch,
};
use crate::{limiter::Caller, retry};

impl Client {
    /// Calls an endpoint for a user, if for any, and with a credential, if with one.
    pub(super) async fn send<E: Endpoint + ?Sized>(
        &self,
        endpoint: &E,
        user: Option<&UserId>,
        credential: Option<&CredentialId>,
        options: &CallOptions,
    ) -> Result<E::Output, Error> {
        let caller = credential.zip(endpoint.connector()).map(|(credential, connector)| Caller {
            credential,
            connector: connector.id(),
            pacing: connector.pacing(),
        });
        let mut call = Call::new(&self.shared.platform, endpoint, user);
        self.attempts(&mut call, caller, options).await?;
        call.into_output()
    }

    pub(super) async fn attempts(
        &self,
        call: &mut (dyn Exchange + '_),
        caller: Option<Caller<'_>>,
        options: &CallOptions,
    ) -> Result<(), Error> {
        let mut watch = Watch::begin(call, &self.shared);
        let mut may_have_run = false;
        let result = {
            // Pinned where it is: wrapped by value it would take its room twice.
            let rounds = pin!(self.rounds(call, caller, options, &watch, &mut may_have_run));
            watch.within(rounds).await
        };
        // However the last attempt ended, an earlier one may have taken effect.
        let result = match result {
            Err(error) if may_have_run => Err(error.after_unknown_outcome()),
            result => result,
        };
        watch.end(&result);
        result
    }

    async fn rounds(
        &self,
        call: &mut (dyn Exchange + '_),
        caller: Option<Caller<'_>>,
        options: &CallOptions,
        watch: &Watch<'_>,
        may_have_run: &mut bool,
    ) -> Result<(), Error> {
        let timer = &self.shared.timer;
        let mut deadline = None;
        let mut attempts = 0;
        let mut last = None;
        loop {
            let request = call.request()?;
            let now = timer.now();
            // Nothing waits while a request is written, so the time counts from then on.
            let deadline = *deadline.get_or_insert(now.saturating_add(options.timeouts.total));
            if now >= deadline || options.timeouts.attempt.is_zero() {
                return Err(call.blame(Error::no_time()));
            }
            let turn = {
                let turn = pin!(self.shared.limiter.admit(caller, timer, now, deadline));
                watch.turn(turn).await
            };
            let turn =
                turn.map(|permit| (permit.given_at().unwrap_or_else(|| timer.now()), permit));
            let (begun, mut permit) = match turn {
                Ok(turn) if turn.0 < deadline => turn,
                // What the other side said is worth more than that there is no time to ask again.
                Ok(_) => return Err(last.unwrap_or_else(|| call.blame(Error::no_time()))),
                Err(error) => return Err(last.unwrap_or_else(|| call.blame(error))),
            };
            attempts += 1;
            permit.sent();
            let attempt = watch.attempt(attempts, &request);
            let end = deadline.min(begun.saturating_add(options.timeouts.attempt));
            let limit = || timer.sleep_until(end);
            let sending = self.shared.transport.send(request);
            let answered = match deadline::first(sending, limit).await {
                Some(Ok(response)) => {
                    attempt.answered(&response);
                    call.read(response)
                }
                Some(Err(error)) => Err(call.blame(error)),
                None => Err(call.blame(options.timeouts.passed(end < deadline))),
            };
            drop(permit);
            attempt.end(answered.as_ref().err());
            let error = match answered {
                Ok(()) => {
                    self.shared.budget.reward();
                    return Ok(());
                }
                Err(error) => error.with_attempts(attempts),
            };
            *may_have_run |= error.outcome() != Outcome::NotApplied;
            self.learn(&error, call, caller);
            let Some(wait) = options.retries.next(&error, call.effect(), timer) else {
                return Err(error);
            };
            let outlasts = timer.now().saturating_add(wait) >= deadline;
            if outlasts || !self.shared.budget.spend(retry::cost(&error)) {
                return Err(error);
            }
            watch.retry(wait, &error);
            timer.sleep(wait).await;
            // A wait may take longer than it was meant to.
            if timer.now() >= deadline {
                return Err(error);
            }
            last = Some(error);
        }
    }

    /// Slows down those who would be told the same: the whole key where the platform says that it
    /// is its own limit, else the credential.
    fn learn(&self, error: &Error, call: &dyn Exchange, caller: Option<Caller<'_>>) {
        // The storage of files has limits of its own.
        if !call.goes_to_the_platform() {
            return;
        }
        let credential = caller.map(|caller| caller.credential);
        let credential = credential.filter(|_| !error.is_claimed_by_platform());
        let is_about_load = matches!(
            error.kind(),
            ErrorKind::RateLimited | ErrorKind::Overloaded | ErrorKind::Unavailable
        );
        if let (true, Some(after)) = (is_about_load, error.retry_after()) {
            let delay = after.delay(self.shared.timer.system_time());
            self.shared.limiter.pause(credential, delay);
        }
    }
}

impl Timeouts {
    /// What is said of an attempt that took longer than it may, or than the call had left.
    fn passed(self, is_the_attempts: bool) -> Error {
        if is_the_attempts {
            Error::timeout(ErrorKind::AttemptTimeout, self.attempt)
        } else {
            Error::timeout(ErrorKind::DeadlineExceeded, self.total)
        }
    }
}
