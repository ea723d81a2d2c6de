//! How fast a provider wants to be asked.

use std::time::Duration;

/// How fast a provider wants to be asked with one credential: an average, and how many requests may
/// come at once after a rest.
///
/// A connector declares it ([`Connector::pacing`](crate::Connector::pacing)); who sends keeps to it.
///
/// # Examples
///
/// ```
/// use std::time::Duration;
/// use alloy_core::Pacing;
///
/// const THREE: Pacing = Pacing::per_second(3);
/// assert_eq!(THREE.burst(), 3);
///
/// let slow = Pacing::new(100, Duration::from_secs(60)).with_burst(10);
/// assert_eq!(slow.interval(), Duration::from_millis(600));
/// assert!(Pacing::UNLIMITED.is_unlimited());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Pacing {
    interval: Duration,
    burst: u32,
}

impl Pacing {
    /// As fast as one likes. The default.
    pub const UNLIMITED: Self = Self { interval: Duration::ZERO, burst: 1 };

    /// This many requests a second on average, and as many at once.
    pub const fn per_second(requests: u32) -> Self {
        Self::new(requests, Duration::from_secs(1))
    }

    /// This many requests in this time on average, and as many at once. 0 counts as 1.
    pub const fn new(requests: u32, time: Duration) -> Self {
        let requests = if requests == 0 { 1 } else { requests };
        let Some(whole) = time.checked_div(requests) else { return Self::UNLIMITED };
        // Rounded up, so that it is never faster than it says.
        let is_less = whole.saturating_mul(requests).as_nanos() < time.as_nanos();
        let rest = Duration::from_nanos(if is_less { 1 } else { 0 });
        Self { interval: whole.saturating_add(rest), burst: requests }
    }

    /// The same average, with this many requests at once after a rest. 0 counts as 1.
    pub const fn with_burst(self, requests: u32) -> Self {
        Self { burst: if requests == 0 { 1 } else { requests }, ..self }
    }

    /// The average time between two requests; zero where there is no limit.
    pub const fn interval(self) -> Duration {
        self.interval
    }

    /// How many requests may come at once after a rest.
    pub const fn burst(self) -> u32 {
        self.burst
    }

    /// Whether there is no limit.
    pub const fn is_unlimited(self) -> bool {
        self.interval.is_zero()
    }
}

impl Default for Pacing {
    fn default() -> Self {
        Self::UNLIMITED
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_is_never_too_short() {
        let third = Pacing::per_second(3).interval();
        assert_eq!(third, Duration::from_nanos(333_333_334));
        assert_eq!(Pacing::new(0, Duration::from_secs(2)).interval(), Duration::from_secs(2));
        assert_eq!(Pacing::per_second(1).with_burst(0).burst(), 1);
        assert!(!Pacing::per_second(u32::MAX).is_unlimited());
        assert!(Pacing::new(1, Duration::MAX).interval() > Duration::from_secs(1));
    }
}
