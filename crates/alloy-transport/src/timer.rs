//! Waiting and reading a clock, so that tests can do both without time passing.

use std::{
    future::Future,
    pin::Pin,
    sync::Arc,
    time::{Duration, SystemTime},
};

/// A wait that [`Timer::sleep`] began. It ends once the time is over; dropping it ends it early.
pub type Sleep = Pin<Box<dyn Future<Output = ()> + Send>>;

/// The clock behind timeouts, pauses between attempts and pacing.
///
/// It is monotonic: it has no date, only the time since a start of its own choice. Readings of two
/// timers cannot be compared.
///
/// # Examples
///
/// A timer for tests that never waits, but counts what was waited for:
///
/// ```
/// use std::{
///     future::ready,
///     sync::Mutex,
///     time::Duration,
/// };
///
/// use alloy_transport::{Sleep, Timer};
///
/// #[derive(Default)]
/// struct Instantly(Mutex<Duration>);
///
/// impl Timer for Instantly {
///     fn sleep(&self, duration: Duration) -> Sleep {
///         *self.0.lock().unwrap() += duration;
///         Box::pin(ready(()))
///     }
///
///     fn now(&self) -> Duration {
///         *self.0.lock().unwrap()
///     }
/// }
///
/// let timer = Instantly::default();
/// drop(timer.sleep(Duration::from_secs(60)));
/// assert_eq!(timer.now(), Duration::from_secs(60));
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a timer",
    label = "this is no `Timer`",
    note = "`TokioTimer` is one, behind the feature `tokio`"
)]
pub trait Timer: Send + Sync {
    /// Begins a wait of this length. It counts from this call, not from the first poll.
    ///
    /// No length panics: what a timer cannot count is as good as for ever.
    fn sleep(&self, duration: Duration) -> Sleep;

    /// Begins a wait that ends when [`now`](Self::now) has come to this time.
    ///
    /// The same as a [`sleep`](Self::sleep) for what is left until then, which is the default; a
    /// timer that knows its own start need not read the clock for it.
    fn sleep_until(&self, end: Duration) -> Sleep {
        self.sleep(end.saturating_sub(self.now()))
    }

    /// The time since this timer's start. It never goes back.
    fn now(&self) -> Duration;

    /// The date and time, for a `Retry-After` that names one. The machine's by default.
    fn system_time(&self) -> SystemTime {
        SystemTime::now()
    }
}

/// Forwards to what a pointer points at.
macro_rules! timer_through_pointer {
    ($($pointer:ty),*) => {$(
        impl<T: Timer + ?Sized> Timer for $pointer {
            fn sleep(&self, duration: Duration) -> Sleep {
                (**self).sleep(duration)
            }

            fn sleep_until(&self, end: Duration) -> Sleep {
                (**self).sleep_until(end)
            }

            fn now(&self) -> Duration {
                (**self).now()
            }

            fn system_time(&self) -> SystemTime {
                (**self).system_time()
            }
        }
    )*};
}

timer_through_pointer!(&T, Box<T>, Arc<T>);

/// The timer of Tokio's runtime, whose clock tests can pause.
///
/// It needs a runtime with time enabled. Outside of any runtime a wait is over at once, so that
/// nothing hangs or panics; use a timer of one's own there.
///
/// # Examples
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() {
/// use std::time::Duration;
///
/// use alloy_transport::{Timer, TokioTimer};
///
/// let timer = TokioTimer::new();
/// timer.sleep(Duration::from_millis(2)).await;
/// assert!(timer.now() >= Duration::from_millis(2));
/// # }
/// ```
#[cfg(feature = "tokio")]
#[cfg_attr(docsrs, doc(cfg(feature = "tokio")))]
#[derive(Clone, Copy, Debug)]
pub struct TokioTimer {
    start: tokio::time::Instant,
}

#[cfg(feature = "tokio")]
impl TokioTimer {
    /// A timer that starts now.
    pub fn new() -> Self {
        Self { start: tokio::time::Instant::now() }
    }
}

#[cfg(feature = "tokio")]
impl Default for TokioTimer {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(feature = "tokio")]
impl Timer for TokioTimer {
    fn sleep(&self, duration: Duration) -> Sleep {
        match tokio::runtime::Handle::try_current() {
            Ok(_) => Box::pin(tokio::time::sleep(duration)),
            Err(_) => Box::pin(std::future::ready(())),
        }
    }

    fn sleep_until(&self, end: Duration) -> Sleep {
        match (self.start.checked_add(end), tokio::runtime::Handle::try_current()) {
            (Some(end), Ok(_)) => Box::pin(tokio::time::sleep_until(end)),
            _ => self.sleep(end.saturating_sub(self.now())),
        }
    }

    fn now(&self) -> Duration {
        self.start.elapsed()
    }
}

#[cfg(all(test, feature = "tokio"))]
mod tests {
    use std::pin::pin;

    use super::*;

    #[tokio::test(start_paused = true)]
    async fn follows_the_clock_of_the_runtime() {
        let timer: Arc<dyn Timer> = Arc::new(TokioTimer::new());
        let mut sleep = pin!(timer.sleep(Duration::from_secs(3600)));
        let first = tokio::time::timeout(Duration::from_secs(3599), sleep.as_mut()).await;
        assert!(first.is_err());
        sleep.await;
        assert_eq!(timer.now().as_secs(), 3600);

        tokio::time::timeout(Duration::from_secs(1), timer.sleep_until(Duration::ZERO))
            .await
            .unwrap();
        timer.sleep_until(Duration::from_secs(5000)).await;
        assert_eq!(timer.now().as_secs(), 5000);
    }

    #[tokio::test(start_paused = true)]
    async fn the_longest_wait_does_not_panic() {
        let timer = TokioTimer::new();
        for mut sleep in [timer.sleep(Duration::MAX), timer.sleep_until(Duration::MAX)] {
            let waited = tokio::time::timeout(Duration::from_secs(86_400), sleep.as_mut()).await;
            assert!(waited.is_err());
        }
    }

    #[test]
    fn without_a_runtime_nothing_hangs_or_panics() {
        use std::task::{Context, Poll, Waker};

        let timer = TokioTimer::default();
        let hour = Duration::from_secs(3600);
        let mut context = Context::from_waker(Waker::noop());
        for mut sleep in [timer.sleep(hour), timer.sleep_until(hour)] {
            assert_eq!(sleep.as_mut().poll(&mut context), Poll::Ready(()));
        }
        assert!(timer.now() < Duration::from_secs(3600));
    }
}
