//! How long to wait between attempts.

use std::time::Duration;

/// Exponential back-off with full jitter: anything between nothing and a bound that doubles.
///
/// Full jitter spreads clients that failed together over the whole wait, so that they do not come
/// back together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Backoff {
    first: Duration,
    longest: Duration,
}

impl Default for Backoff {
    /// Up to half a second at first, up to 20 seconds at the end.
    fn default() -> Self {
        Self::new(Duration::from_millis(500), Duration::from_secs(20))
    }
}

impl Backoff {
    /// A back-off that waits up to `first` after the first attempt, twice as long after each
    /// further one, and never longer than `longest`.
    pub const fn new(first: Duration, longest: Duration) -> Self {
        Self { first, longest }
    }

    /// The wait after this many attempts, for a random number from 0 (included) to 1.
    pub(super) fn delay(self, attempts: u32, random: f64) -> Duration {
        let doublings = attempts.saturating_sub(1).min(31);
        let bound = self.first.saturating_mul(1 << doublings).min(self.longest);
        bound.mul_f64(random.clamp(0.0, 1.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bound_doubles_up_to_the_longest() {
        let backoff = Backoff::new(Duration::from_secs(1), Duration::from_secs(5));
        let bounds: Vec<u64> = (1..=5).map(|n| backoff.delay(n, 1.0).as_secs()).collect();
        assert_eq!(bounds, [1, 2, 4, 5, 5]);
        assert_eq!(backoff.delay(2, 0.5), Duration::from_secs(1));
        assert_eq!(backoff.delay(3, 0.0), Duration::ZERO);
    }

    #[test]
    fn no_number_of_attempts_overflows() {
        let backoff = Backoff::new(Duration::MAX, Duration::MAX);
        for attempts in [0, 1, 32, u32::MAX] {
            assert!(backoff.delay(attempts, 0.9) > Duration::ZERO);
        }
    }
}
