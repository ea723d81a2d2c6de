//! Requests that wait for their turn one behind the other.

use std::{collections::VecDeque, task::Waker, time::Duration};

use alloy_core::Pacing;

use super::pace::Pace;

/// What a lane keeps to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rule {
    pub(super) pacing: Pacing,
    pub(super) max_in_flight: usize,
}

impl Rule {
    pub(super) fn lets_all_through(self) -> bool {
        self.pacing.is_unlimited() && self.max_in_flight == usize::MAX
    }
}

/// One pace, and those who wait for it, first come first served.
#[derive(Debug, Default)]
pub(super) struct Lane {
    pace: Pace,
    in_flight: usize,
    waiting: VecDeque<Waiting>,
    tickets: u64,
}

#[derive(Debug)]
struct Waiting {
    ticket: u64,
    waker: Waker,
}

/// Where someone stands who wants to go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Turn {
    /// In front, with nothing against it.
    Now,
    /// In front, but not before this time.
    At(Duration),
    /// Behind others or for want of room, and not before this time as far as one can tell.
    Later(Duration),
}

impl Lane {
    /// Asks for a turn, and takes a place in the line where it is not at once. The waker is called
    /// when whoever is in front should ask again.
    pub(super) fn ask(
        &mut self,
        ticket: &mut Option<u64>,
        rule: Rule,
        now: Duration,
        waker: &Waker,
    ) -> Turn {
        let ahead = ticket.map_or(self.waiting.len(), |ticket| self.place(ticket));
        let turn = self.turn(ahead, rule, now);
        if turn != Turn::Now {
            self.stay(ticket, waker);
        }
        turn
    }

    /// Takes a place in the line, or keeps it.
    pub(super) fn stay(&mut self, ticket: &mut Option<u64>, waker: &Waker) {
        if let Some(ticket) = *ticket {
            let place = self.place(ticket);
            if let Some(waiting) = self.waiting.get_mut(place) {
                waiting.waker.clone_from(waker);
            }
            return;
        }
        *ticket = Some(self.tickets);
        self.waiting.push_back(Waiting { ticket: self.tickets, waker: waker.clone() });
        self.tickets += 1;
    }

    /// Whether who comes now can go at once.
    pub(super) fn is_open(&self, rule: Rule, now: Duration) -> bool {
        self.turn(self.waiting.len(), rule, now) == Turn::Now
    }

    /// Goes, having been told that it may.
    pub(super) fn go(&mut self, rule: Rule, now: Duration) {
        self.pace.take(rule.pacing, now);
        self.in_flight += 1;
    }

    /// Leaves the line.
    pub(super) fn leave(&mut self, ticket: &mut Option<u64>) {
        if let Some(ticket) = ticket.take() {
            let place = self.place(ticket);
            self.waiting.remove(place);
        }
    }

    /// Comes back: with a reply, or without having been sent, which gives the turn back.
    pub(super) fn come_back(&mut self, rule: Rule, was_sent: bool) {
        self.in_flight = self.in_flight.saturating_sub(1);
        if !was_sent {
            self.pace.give_back(rule.pacing);
        }
    }

    pub(super) fn pause(&mut self, until: Duration) {
        self.pace.pause(until);
    }

    /// Whoever has to ask again after a change.
    pub(super) fn first(&self) -> Option<Waker> {
        self.waiting.front().map(|first| first.waker.clone())
    }

    pub(super) fn in_flight(&self) -> usize {
        self.in_flight
    }

    /// Whether it can be forgotten without anyone noticing.
    pub(super) fn is_idle(&self, now: Duration) -> bool {
        self.in_flight == 0 && self.waiting.is_empty() && self.pace.is_fresh(now)
    }

    fn turn(&self, ahead: usize, rule: Rule, now: Duration) -> Turn {
        let earliest = self.pace.earliest(rule.pacing);
        if ahead > 0 || self.in_flight >= rule.max_in_flight {
            let ahead = u32::try_from(ahead).unwrap_or(u32::MAX);
            Turn::Later(earliest.saturating_add(rule.pacing.interval().saturating_mul(ahead)))
        } else if earliest > now {
            Turn::At(earliest)
        } else {
            Turn::Now
        }
    }

    /// How many are ahead of a ticket.
    fn place(&self, ticket: u64) -> usize {
        self.waiting.partition_point(|waiting| waiting.ticket < ticket)
    }
}
