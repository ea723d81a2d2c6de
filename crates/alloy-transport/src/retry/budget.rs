//! How much all calls of a client together may add to an outage.

use std::{
    fmt,
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
};

/// Tokens that retries spend and successes earn back, shared by all calls of a client.
///
/// A cap on attempts bounds one call; it does not keep a thousand calls that all fail from tripling
/// the load on a service that is going down. With a budget, retries stop when most calls fail and
/// come back as calls succeed: at worst a long outage sees the first few dozen retries and then one
/// for every few successes.
///
/// Clones share their tokens, so several clients can share one budget.
#[derive(Clone)]
pub struct RetryBudget {
    tokens: Arc<AtomicU32>,
    capacity: u32,
}

/// What a retry costs when the failed attempt surely did nothing.
pub(super) const COST: u32 = 5;
/// What it costs after a timeout, a broken connection or a 5xx.
pub(super) const COST_OF_UNKNOWN: u32 = 10;
/// What a success earns.
const REWARD: u32 = 1;

impl Default for RetryBudget {
    /// 500 tokens: 50 to 100 retries before the first success.
    fn default() -> Self {
        Self::new(500)
    }
}

impl RetryBudget {
    /// A full budget of this many tokens. A retry costs 5, or 10 when the attempt before it may have
    /// been applied; a success earns 1.
    pub fn new(capacity: u32) -> Self {
        Self { tokens: Arc::new(AtomicU32::new(capacity)), capacity }
    }

    /// How many tokens are left.
    pub fn remaining(&self) -> u32 {
        self.tokens.load(Ordering::Relaxed)
    }

    /// Takes tokens for a retry, unless there are too few.
    pub(crate) fn spend(&self, cost: u32) -> bool {
        let spent = self
            .tokens
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, |tokens| tokens.checked_sub(cost));
        spent.is_ok()
    }

    /// Gives back what a success earns, up to the capacity.
    pub(crate) fn reward(&self) {
        // Full budgets, the usual case, are left alone: no write to memory that all calls share.
        if self.remaining() < self.capacity {
            let _ = self.tokens.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |tokens| {
                (tokens < self.capacity).then(|| tokens + REWARD)
            });
        }
    }
}

impl fmt::Debug for RetryBudget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RetryBudget({} of {})", self.remaining(), self.capacity)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_spent_and_earned_within_its_bounds() {
        let budget = RetryBudget::new(12);
        assert!(budget.spend(10));
        assert!(!budget.spend(5));
        assert_eq!(budget.remaining(), 2);
        for _ in 0..20 {
            budget.reward();
        }
        assert_eq!(budget.remaining(), 12);
    }

    #[test]
    fn threads_cannot_overspend_it() {
        let budget = RetryBudget::new(100);
        let spent = std::thread::scope(|scope| {
            let threads: Vec<_> = (0..8)
                .map(|_| scope.spawn(|| (0..100).filter(|_| budget.spend(3)).count()))
                .collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).sum::<usize>()
        });
        assert_eq!((spent, budget.remaining()), (33, 1));
    }
}
