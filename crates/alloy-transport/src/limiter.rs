//! Keeping to what a provider and the platform can take, before they have to say so.

mod admission;
mod lane;
mod lanes;
mod pace;
#[cfg(test)]
mod tests;

use std::{
    fmt,
    sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError},
    task::Waker,
    time::Duration,
};

use alloy_core::{CredentialId, Error, Pacing};

use crate::Timer;
use admission::Own;
pub(crate) use admission::Permit;
use lane::{Lane, Rule};
use lanes::Lanes;

/// Paces the requests of a client, and limits how many are on their way at once.
///
/// A request goes when its turn has come, first come first served:
///
/// - among those of its credential, at the pace that the connector declares
///   ([`Connector::pacing`](alloy_core::Connector::pacing)) or [`pacing_of`](Self::pacing_of) says;
/// - among all of the client, at the pace of [`pacing`](Self::pacing), and with at most
///   [`max_in_flight`](Self::max_in_flight) at once.
///
/// Each attempt is one request. When a reply says when to come back, the requests of that credential
/// wait so long, at most ten minutes. All wait when the platform says that the limit is its own
/// ([`Error::is_claimed_by_platform`]), or when the call was without a credential. What the storage
/// of files says makes nobody else wait. The wait
/// counts as time of the call: one that would outlast it fails at once, as
/// [`ErrorKind::PacingTimeout`](alloy_core::ErrorKind::PacingTimeout). A call that is dropped while
/// it waits gives up its place, and one that is dropped before it is sent gives its turn back.
///
/// Clones share their state, and so do all clients that one is given to; the clock is the first
/// client's. It knows of one process
/// only: programs that share a credential need a share of its pace each. A credential is forgotten
/// once it has rested.
///
/// Whoever has a limiter of their own says [`unlimited`](Self::unlimited), and waits in a
/// [`Transport`](crate::Transport) around the backend.
///
/// # Examples
///
/// ```
/// use alloy_core::Pacing;
/// use alloy_transport::Limiter;
///
/// let limiter = Limiter::new()
///     .pacing_of("notion", Pacing::per_second(1))
///     .max_in_flight(16);
/// assert_eq!(limiter.status().waiting, 0);
///
/// let as_fast_as_one_likes = Limiter::unlimited();
/// ```
#[derive(Clone)]
pub struct Limiter {
    settings: Settings,
    shared: Arc<Shared>,
}

#[derive(Clone, Debug)]
struct Settings {
    is_on: bool,
    all: Rule,
    max_in_flight_per_credential: usize,
    /// Few, if any.
    pacings: Vec<(String, Pacing)>,
}

#[derive(Default)]
struct Shared {
    /// The readings of two clocks cannot be compared, so the first client's is kept.
    clock: OnceLock<Arc<dyn Timer>>,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    all: Lane,
    credentials: Lanes,
    waiting: usize,
}

/// What a [`Limiter`] is doing at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct LimiterStatus {
    /// How many requests wait for their turn.
    pub waiting: usize,
    /// How many requests are on their way.
    pub in_flight: usize,
    /// How many credentials are remembered, because they did not rest yet.
    pub credentials: usize,
}

/// Who wants to send, as far as pacing is concerned.
#[derive(Clone, Copy)]
pub(crate) struct Caller<'a> {
    pub(crate) credential: &'a CredentialId,
    pub(crate) connector: &'a str,
    pub(crate) pacing: Pacing,
}

/// The longest that is learnt from a reply.
const LONGEST_PAUSE: Duration = Duration::from_secs(600);
/// As many connections at once as servers commonly take, and streams on one of HTTP/2.
const MAX_IN_FLIGHT: usize = 100;

impl Limiter {
    /// The pace that connectors declare, none for the client as a whole, and 100 requests at once.
    pub fn new() -> Self {
        Self::made(Settings {
            is_on: true,
            all: Rule { pacing: Pacing::UNLIMITED, max_in_flight: MAX_IN_FLIGHT },
            max_in_flight_per_credential: usize::MAX,
            pacings: Vec::new(),
        })
    }

    /// No limit of any kind, whatever connectors declare.
    pub fn unlimited() -> Self {
        let Settings { all, .. } = Self::new().settings;
        Self::made(Settings { is_on: false, all, ..Self::new().settings })
    }

    fn made(settings: Settings) -> Self {
        Self { settings, shared: Arc::default() }
    }

    /// The pace of each credential of this connector, in place of what the connector declares.
    pub fn pacing_of(mut self, connector: impl Into<String>, pacing: Pacing) -> Self {
        let connector = connector.into();
        self.settings.pacings.retain(|(other, _)| *other != connector);
        self.settings.pacings.push((connector, pacing));
        self
    }

    /// The pace of all requests together, which is what one API key is used for; no limit by default,
    /// since the platform publishes none.
    pub fn pacing(mut self, pacing: Pacing) -> Self {
        self.settings.all.pacing = pacing;
        self
    }

    /// How many requests may be on their way at once, from sending to the reply that was read; 100
    /// by default. 0 counts as 1.
    ///
    /// Together with the transport's limit on bodies it bounds what replies take of memory.
    pub fn max_in_flight(mut self, requests: usize) -> Self {
        self.settings.all.max_in_flight = requests.max(1);
        self
    }

    /// How many requests of one credential may be on their way at once; no limit by default. 0
    /// counts as 1.
    pub fn max_in_flight_per_credential(mut self, requests: usize) -> Self {
        self.settings.max_in_flight_per_credential = requests.max(1);
        self
    }

    /// What is going on now.
    pub fn status(&self) -> LimiterStatus {
        let state = self.state();
        LimiterStatus {
            waiting: state.waiting,
            in_flight: state.all.in_flight(),
            credentials: state.credentials.len(),
        }
    }

    /// Takes this clock, unless there is one already.
    pub(crate) fn set_clock(&self, timer: Arc<dyn Timer>) {
        let _ = self.shared.clock.set(timer);
    }

    /// Waits for leave to send, from `now` until `end` at the longest, by the caller's clock.
    pub(crate) async fn admit<'a>(
        &'a self,
        caller: Option<Caller<'a>>,
        timer: &Arc<dyn Timer>,
        now: Duration,
        end: Duration,
    ) -> Result<Permit<'a>, Error> {
        let Some(clock) = self.clock() else { return Ok(Permit::free()) };
        let own = caller.and_then(|caller| {
            let own = Own { credential: caller.credential, rule: self.rule(&caller) };
            (!own.rule.lets_all_through() || self.state().credentials.knows(own.credential))
                .then_some(own)
        });
        if own.is_none() && self.settings.all.lets_all_through() {
            return Ok(Permit::free());
        }
        let is_the_same = Arc::ptr_eq(clock, timer);
        let start = if is_the_same { now } else { clock.now() };
        let permit = match admission::at_once(self, own, start) {
            Some(permit) => permit,
            None => {
                let end = start.saturating_add(end.saturating_sub(now));
                admission::wait(self, own, &**clock, start, end).await?
            }
        };
        Ok(if is_the_same { permit } else { permit.given_by_another_clock() })
    }

    /// Lets nothing go for so long: of the credential if there is one, else at all.
    pub(crate) fn pause(&self, credential: Option<&CredentialId>, delay: Duration) {
        let Some(timer) = self.clock() else { return };
        let until = timer.now().saturating_add(delay.min(LONGEST_PAUSE));
        self.change(|state| {
            let lane = match credential {
                Some(credential) => {
                    let place = state.credentials.place(credential);
                    state.credentials.at(place)
                }
                None => &mut state.all,
            };
            lane.pause(until);
            [lane.first(), None]
        });
    }

    /// The clock, unless nothing is limited.
    fn clock(&self) -> Option<&Arc<dyn Timer>> {
        self.shared.clock.get().filter(|_| self.settings.is_on)
    }

    fn rule(&self, caller: &Caller<'_>) -> Rule {
        let pacings = &self.settings.pacings;
        let own = pacings.iter().find(|(connector, _)| connector == caller.connector);
        Rule {
            pacing: own.map_or(caller.pacing, |(_, pacing)| *pacing),
            max_in_flight: self.settings.max_in_flight_per_credential,
        }
    }

    /// Changes the lanes, and wakes those who have to look again.
    fn change(&self, change: impl FnOnce(&mut State) -> [Option<Waker>; 2]) {
        let mut state = self.tidied();
        let [own, all] = change(&mut state);
        // A waker may run anything, so not under the lock.
        drop(state);
        own.into_iter().chain(all).for_each(Waker::wake);
    }

    /// The state, without the credentials that rested where there are many.
    fn tidied(&self) -> MutexGuard<'_, State> {
        let mut state = self.state();
        if state.credentials.is_crowded()
            && let Some(timer) = self.clock()
        {
            state.credentials.tidy(timer.now());
        }
        state
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.shared.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Default for Limiter {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for Limiter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.settings.is_on {
            return f.write_str("Limiter(unlimited)");
        }
        f.debug_struct("Limiter")
            .field("pacing", &self.settings.all.pacing)
            .field("pacings", &self.settings.pacings)
            .field("max_in_flight", &self.settings.all.max_in_flight)
            .field("status", &self.status())
            .finish_non_exhaustive()
    }
}
