//! When the next request may go: the generic cell rate algorithm, which keeps one point in time.

use std::time::Duration;

use alloy_core::Pacing;

/// What was used up of a pacing. All times are readings of one clock.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Pace {
    /// When the whole burst is there again.
    full: Duration,
    /// Until when the other side wants to hear nothing.
    paused: Duration,
}

impl Pace {
    /// When the next request may go, at the earliest.
    pub(super) fn earliest(&self, pacing: Pacing) -> Duration {
        if pacing.is_unlimited() {
            return self.paused;
        }
        let ahead = pacing.interval().saturating_mul(pacing.burst() - 1);
        self.full.saturating_sub(ahead).max(self.paused)
    }

    /// Uses up one request.
    pub(super) fn take(&mut self, pacing: Pacing, now: Duration) {
        self.full = self.full.max(now).saturating_add(pacing.interval());
    }

    /// Takes back one that was not sent after all.
    pub(super) fn give_back(&mut self, pacing: Pacing) {
        self.full = self.full.saturating_sub(pacing.interval());
    }

    /// Lets nothing go before `until`.
    pub(super) fn pause(&mut self, until: Duration) {
        self.paused = self.paused.max(until);
    }

    /// Whether there is nothing to remember.
    pub(super) fn is_fresh(&self, now: Duration) -> bool {
        self.full <= now && self.paused <= now
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The same by counting: credit grows with time, up to the burst, and each request costs.
    struct Bucket {
        credit: u128,
        at: Duration,
    }

    impl Bucket {
        fn has_one(&mut self, pacing: Pacing, now: Duration) -> bool {
            let (interval, burst) = (pacing.interval().as_nanos(), u128::from(pacing.burst()));
            self.credit =
                (interval * burst).min(self.credit + now.saturating_sub(self.at).as_nanos());
            self.at = now;
            self.credit >= interval
        }
    }

    fn pacings() -> impl Strategy<Value = Pacing> {
        (1..20_u32, 1..5_000_u64, 1..10_u32).prop_map(|(requests, millis, burst)| {
            Pacing::new(requests, Duration::from_millis(millis)).with_burst(burst)
        })
    }

    proptest! {
        #[test]
        fn it_lets_through_what_a_bucket_of_tokens_would(
            pacing in pacings(),
            steps in prop::collection::vec((0..2_000_u64, 1..5_usize), 1..60),
        ) {
            let mut now = Duration::from_secs(1000);
            let mut pace = Pace::default();
            let mut bucket = Bucket { credit: u128::MAX / 2, at: now };
            for (millis, requests) in steps {
                now += Duration::from_millis(millis);
                for _ in 0..requests {
                    let may = bucket.has_one(pacing, now);
                    prop_assert_eq!(pace.earliest(pacing) <= now, may);
                    if may {
                        bucket.credit -= pacing.interval().as_nanos();
                        pace.take(pacing, now);
                    }
                }
            }
        }

        #[test]
        fn what_is_given_back_was_never_taken(
            pacing in pacings(),
            steps in prop::collection::vec(0..2_000_u64, 1..30),
        ) {
            let mut now = Duration::from_secs(1000);
            let mut pace = Pace::default();
            for millis in steps {
                now += Duration::from_millis(millis);
                if pace.earliest(pacing) > now {
                    continue;
                }
                let before = pace.earliest(pacing).max(now);
                pace.take(pacing, now);
                pace.give_back(pacing);
                prop_assert_eq!(pace.earliest(pacing).max(now), before);
                pace.take(pacing, now);
            }
        }
    }

    #[test]
    fn it_is_fresh_once_the_burst_is_there_again() {
        let pacing = Pacing::per_second(2);
        let second = Duration::from_secs;
        let mut pace = Pace::default();
        pace.take(pacing, second(10));
        assert!(!pace.is_fresh(second(10)) && pace.is_fresh(second(11)));
        pace.pause(second(20));
        pace.pause(second(15));
        assert_eq!(pace.earliest(pacing), second(20));
        assert!(!pace.is_fresh(second(19)) && pace.is_fresh(second(20)));
    }
}
