//! A clock that a test moves.

mod state;

use std::{
    fmt,
    future::poll_fn,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::Poll,
    time::{Duration, SystemTime},
};

use alloy_core::Error;
use alloy_transport::{Sleep, Timer, Transport};
use async_trait::async_trait;
use bytes::Bytes;
use http::{Request, Response};
use state::State;

/// A [`Timer`] on which time passes when the test says so: an hour takes no time.
///
/// Clones are the same clock. Give one to a client, one to [`Faults`](crate::Faults), and keep one.
///
/// A clock of [`automatic`](Self::automatic) jumps to the end of the next wait as soon as nothing
/// but waiting is left to do:
///
/// ```
/// use std::time::Duration;
///
/// use alloy_core::{DynamicAction, Effect};
/// use alloy_testkit::{Fault, Faults, ManualClock, Sandbox};
/// use alloy_transport::Client;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), alloy_core::Error> {
/// let clock = ManualClock::automatic();
/// let sandbox = Sandbox::new();
/// let busy = Fault::rate_limited().with_retry_after(Duration::from_secs(50));
/// let client = Client::builder(Faults::new(sandbox.clone()).on(1, busy))
///     .api_key(sandbox.api_key())
///     .timer(clock.clone())
///     .build()?;
/// let search = DynamicAction::new("notion", "post-search")?.with_effect(Effect::Read);
/// client.connection(sandbox.credential_id()).execute(&search).await?;
/// assert_eq!(clock.waits(), [Duration::from_secs(50)]);
/// # Ok(())
/// # }
/// ```
///
/// A clock of [`new`](Self::new) stands still until [`advance`](Self::advance):
///
/// ```
/// # use std::time::Duration;
/// # use alloy_core::{Error, ErrorKind};
/// # use alloy_testkit::{ManualClock, never};
/// # use alloy_transport::{Client, Timer};
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Error> {
/// # let action = alloy_core::DynamicAction::new("slack", "users_list")?;
/// # let key = alloy_core::ApiKey::new("made-up-key-of-a-test")?;
/// # let credential = alloy_core::CredentialId::new("507f1f77bcf86cd799439011")?;
/// let clock = ManualClock::new();
/// let client = Client::builder(never()).api_key(key).timer(clock.clone()).build()?;
/// let slack = client.connection(credential);
/// let passing = async {
///     clock.until_someone_waits().await;
///     clock.advance(Duration::from_secs(30));
/// };
/// let (result, ()) = tokio::join!(slack.execute(&action), passing);
/// assert_eq!(result.unwrap_err().kind(), ErrorKind::AttemptTimeout);
/// # Ok(())
/// # }
/// ```
///
/// # When an automatic clock jumps
///
/// A wait first lets everything else that can run do so, a few turns long, and only then moves the
/// clock to the end of the earliest wait. This is exact where all that runs does so on one thread
/// and waits for this clock alone. Work that takes real time, such as that of sockets, must hold
/// the clock meanwhile, or its timeouts end it: see [`hold`](Self::hold) and
/// [`hold_during`](Self::hold_during).
#[derive(Clone)]
pub struct ManualClock {
    state: Arc<Mutex<State>>,
    start: SystemTime,
}

/// How often a wait lets others run before it moves an automatic clock.
const TURNS: u32 = 16;

/// 2026-01-05, 09:00 UTC, a Monday: seconds since 1970.
const START: Duration = Duration::from_secs(1_767_603_600);

impl ManualClock {
    /// A clock that stands still until [`advance`](Self::advance).
    pub fn new() -> Self {
        Self { state: Arc::default(), start: SystemTime::UNIX_EPOCH + START }
    }

    /// A clock that jumps to the end of the next wait when nothing else is left to do.
    pub fn automatic() -> Self {
        let clock = Self::new();
        clock.state().automatic = true;
        clock
    }

    /// The date and time at the clock's start; 2026-01-05, 09:00 UTC without this.
    pub fn starting_at(self, start: SystemTime) -> Self {
        Self { start, ..self }
    }

    /// Lets this much time pass and ends the waits that are over then.
    ///
    /// An automatic clock moves too, and so does one that is held.
    pub fn advance(&self, by: Duration) {
        let woken = {
            let mut state = self.state();
            let to = state.now.saturating_add(by);
            state.move_to(to)
        };
        for waker in woken {
            waker.wake();
        }
    }

    /// The waits that were waited out, in the order of their ends. What was given up is not among
    /// them, such as the timeout of a call that was answered.
    pub fn waits(&self) -> Vec<Duration> {
        self.state().waited.clone()
    }

    /// How long those that wait now still have to, the shortest first.
    pub fn waiting(&self) -> Vec<Duration> {
        let state = self.state();
        state.sleepers.keys().map(|(end, _)| end.saturating_sub(state.now)).collect()
    }

    /// Waits until somebody waits for this clock.
    pub async fn until_someone_waits(&self) {
        self.until_someone_waits_for(Duration::ZERO).await;
    }

    /// Waits until somebody has to wait for this clock this long, or longer.
    pub async fn until_someone_waits_for(&self, at_least: Duration) {
        poll_fn(|context| {
            let mut state = self.state();
            let end = state.now.saturating_add(at_least);
            if state.sleepers.keys().any(|(other, _)| *other >= end) {
                return Poll::Ready(());
            }
            state.watchers.push(context.waker().clone());
            Poll::Pending
        })
        .await;
    }

    /// Keeps an automatic clock from jumping until the returned value is dropped.
    pub fn hold(&self) -> ClockHold {
        self.state().holds += 1;
        ClockHold { clock: self.clone() }
    }

    /// A transport that holds the clock while it sends, for sockets under an automatic clock.
    ///
    /// What its timeouts would end must then be ended by [`advance`](Self::advance).
    ///
    /// ```
    /// # use alloy_testkit::{ManualClock, Sandbox};
    /// # use alloy_transport::Client;
    /// # fn example(transport: impl alloy_transport::Transport + 'static) {
    /// let clock = ManualClock::automatic();
    /// let client = Client::builder(clock.hold_during(transport)).timer(clock.clone());
    /// # }
    /// ```
    pub fn hold_during<T: Transport>(&self, transport: T) -> HoldDuring<T> {
        HoldDuring { clock: self.clone(), transport }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Default for ManualClock {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for ManualClock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.state();
        f.debug_struct("ManualClock")
            .field("now", &state.now)
            .field("automatic", &state.automatic)
            .field("waiting", &state.sleepers.len())
            .finish_non_exhaustive()
    }
}

impl Timer for ManualClock {
    fn sleep(&self, duration: Duration) -> Sleep {
        let (key, watchers) = self.state().begin(duration);
        for watcher in watchers {
            watcher.wake();
        }
        let sleeper = Sleeper { clock: self.clone(), key };
        let (mut turns, mut seen) = (0, 0);
        Box::pin(poll_fn(move |context| {
            let mut state = sleeper.clock.state();
            let Some(waiting) = state.sleepers.get_mut(&sleeper.key) else {
                return Poll::Ready(());
            };
            waiting.waker = Some(context.waker().clone());
            if !state.automatic || state.holds > 0 {
                return Poll::Pending;
            }
            // What others did since is a reason to give them time again.
            if seen != state.moves {
                (turns, seen) = (0, state.moves);
            }
            if turns < TURNS {
                turns += 1;
                context.waker().wake_by_ref();
                return Poll::Pending;
            }
            let woken = state.jump();
            drop(state);
            for waker in woken {
                waker.wake();
            }
            // If another wait ended before this one, this one goes on from the new time.
            context.waker().wake_by_ref();
            Poll::Pending
        }))
    }

    fn now(&self) -> Duration {
        self.state().now
    }

    fn system_time(&self) -> SystemTime {
        let now = self.now();
        self.start.checked_add(now).unwrap_or(self.start)
    }
}

/// A wait that has begun. Dropped with its future, over or not.
struct Sleeper {
    clock: ManualClock,
    key: state::Key,
}

impl Drop for Sleeper {
    fn drop(&mut self) {
        // A waker may run code of its own when it is dropped: not while the state is locked.
        let waiting = self.clock.state().end(self.key);
        drop(waiting);
    }
}

/// Keeps an automatic [`ManualClock`] from jumping as long as it is there.
#[must_use = "the clock is held no longer than this is kept"]
pub struct ClockHold {
    clock: ManualClock,
}

impl Drop for ClockHold {
    fn drop(&mut self) {
        let woken = self.clock.state().release();
        for waker in woken {
            waker.wake();
        }
    }
}

impl fmt::Debug for ClockHold {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClockHold").finish_non_exhaustive()
    }
}

/// The transport that [`ManualClock::hold_during`] makes.
#[derive(Clone, Debug)]
pub struct HoldDuring<T> {
    clock: ManualClock,
    transport: T,
}

#[async_trait]
impl<T: Transport> Transport for HoldDuring<T> {
    async fn send(&self, request: Request<Bytes>) -> Result<Response<Bytes>, Error> {
        let _hold = self.clock.hold();
        self.transport.send(request).await
    }
}
