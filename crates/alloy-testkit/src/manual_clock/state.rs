//! What the clones of a clock share.

use std::{collections::BTreeMap, mem, task::Waker, time::Duration};

/// When a wait ends, and a number that tells waits with the same end apart.
pub(super) type Key = (Duration, u64);

#[derive(Default)]
pub(super) struct State {
    pub(super) now: Duration,
    pub(super) automatic: bool,
    /// How many want time to stand still.
    pub(super) holds: usize,
    /// The waits that are not over, by when they are.
    pub(super) sleepers: BTreeMap<Key, Waiting>,
    /// The lengths of the waits that were waited out.
    pub(super) waited: Vec<Duration>,
    /// Who wants to know of new waits.
    pub(super) watchers: Vec<Waker>,
    /// How often anything happened: a wait began or ended, time moved, a hold ended.
    pub(super) moves: u64,
    next: u64,
}

/// A wait that is not over.
pub(super) struct Waiting {
    length: Duration,
    /// Whom to wake when it is; nobody before the first poll.
    pub(super) waker: Option<Waker>,
}

impl State {
    /// Begins a wait. Gives those who want to know of it.
    pub(super) fn begin(&mut self, length: Duration) -> (Key, Vec<Waker>) {
        let key = (self.now.saturating_add(length), self.next);
        self.next += 1;
        self.moves += 1;
        if length.is_zero() {
            self.waited.push(length);
        } else {
            self.sleepers.insert(key, Waiting { length, waker: None });
        }
        (key, mem::take(&mut self.watchers))
    }

    /// Ends a wait, over or not.
    pub(super) fn end(&mut self, key: Key) -> Option<Waiting> {
        self.moves += 1;
        self.sleepers.remove(&key)
    }

    /// Moves to this time. Gives those whose waits are over.
    pub(super) fn move_to(&mut self, time: Duration) -> Vec<Waker> {
        self.moves += 1;
        self.now = self.now.max(time);
        let mut woken = Vec::new();
        while let Some(first) = self.sleepers.first_entry() {
            if first.key().0 > self.now {
                break;
            }
            let over = first.remove();
            self.waited.push(over.length);
            woken.extend(over.waker);
        }
        woken
    }

    /// Moves to the end of the earliest wait. Gives those whose waits are over.
    pub(super) fn jump(&mut self) -> Vec<Waker> {
        match self.sleepers.first_key_value() {
            Some((&(end, _), _)) => self.move_to(end),
            None => Vec::new(),
        }
    }

    /// Ends one hold. Gives those who may now find that time can go on.
    pub(super) fn release(&mut self) -> Vec<Waker> {
        self.moves += 1;
        self.holds -= 1;
        if self.holds > 0 || !self.automatic {
            return Vec::new();
        }
        self.sleepers.values().filter_map(|waiting| waiting.waker.clone()).collect()
    }
}
