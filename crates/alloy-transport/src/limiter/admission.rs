//! Waiting for a turn, and having it.

use std::{
    future::poll_fn,
    task::{Context, Poll, Waker},
    time::Duration,
};

use alloy_core::{CredentialId, Error};

use super::{
    Limiter, State,
    lane::{Rule, Turn},
    lanes::Place,
};
use crate::{Sleep, Timer};

/// A credential whose own lane comes before the one of all.
#[derive(Clone, Copy, Debug)]
pub(super) struct Own<'a> {
    pub(super) credential: &'a CredentialId,
    pub(super) rule: Rule,
}

/// The same once it was looked for.
#[derive(Clone, Copy)]
struct Seat {
    place: Place,
    rule: Rule,
}

/// Leave to send one request. Dropping it says that the request is over.
#[must_use]
pub(crate) struct Permit<'a> {
    held: Option<Held<'a>>,
    given_at: Option<Duration>,
    was_sent: bool,
}

#[derive(Clone, Copy)]
struct Held<'a> {
    limiter: &'a Limiter,
    own: Option<Seat>,
}

impl Permit<'_> {
    /// Leave that nobody keeps account of.
    pub(super) fn free() -> Self {
        Self { held: None, given_at: None, was_sent: true }
    }

    /// The same leave, for whom the time when it was given means nothing.
    pub(super) fn given_by_another_clock(mut self) -> Self {
        self.given_at = None;
        self
    }

    /// When it was given, where the caller's clock was read for that.
    pub(crate) fn given_at(&self) -> Option<Duration> {
        self.given_at
    }

    /// The request is being sent: its turn is used up, whatever comes of it.
    pub(crate) fn sent(&mut self) {
        self.was_sent = true;
    }
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        let Some(Held { limiter, own }) = self.held else { return };
        limiter.change(|state| {
            state.all.come_back(limiter.settings.all, self.was_sent);
            if let Some(own) = own {
                state.credentials.at(own.place).come_back(own.rule, self.was_sent);
            }
            state.first(own)
        });
    }
}

/// Places in the lines. Dropping them gives them up.
struct Places<'a> {
    limiter: &'a Limiter,
    own: Option<Own<'a>>,
    /// Where the credential's lane is, from the first time of asking on.
    seat: Option<Seat>,
    own_ticket: Option<u64>,
    all_ticket: Option<u64>,
}

impl Drop for Places<'_> {
    fn drop(&mut self) {
        if self.is_waiting() {
            self.limiter.change(|state| {
                state.waiting -= 1;
                if let Some(own) = self.seat {
                    state.credentials.at(own.place).leave(&mut self.own_ticket);
                }
                state.all.leave(&mut self.all_ticket);
                state.first(self.seat)
            });
        }
    }
}

impl Places<'_> {
    fn is_waiting(&self) -> bool {
        self.own_ticket.is_some() || self.all_ticket.is_some()
    }

    fn ask(&mut self, now: Duration, waker: &Waker) -> Turn {
        let (limiter, mut turn) = (self.limiter, Turn::Now);
        limiter.change(|state| {
            let was_waiting = self.is_waiting();
            let woken = self.ask_both(state, now, waker, &mut turn);
            state.waiting += usize::from(self.is_waiting());
            state.waiting -= usize::from(was_waiting);
            woken
        });
        turn
    }

    /// Goes where both lanes let it at this moment. In front of its own lane it lines up in the other
    /// one, and keeps its place in front: a turn is used up only when the request really goes. Says
    /// who has to ask again.
    fn ask_both(
        &mut self,
        state: &mut State,
        now: Duration,
        waker: &Waker,
        turn: &mut Turn,
    ) -> [Option<Waker>; 2] {
        let all = self.limiter.settings.all;
        if let (None, Some(Own { credential, rule })) = (self.seat, self.own) {
            self.seat = Some(Seat { place: state.credentials.place(credential), rule });
        }
        if let Some(Seat { place, rule }) = self.seat {
            let lane = state.credentials.at(place);
            *turn = lane.ask(&mut self.own_ticket, rule, now, waker);
            if *turn != Turn::Now {
                let had_place = self.all_ticket.is_some();
                state.all.leave(&mut self.all_ticket);
                return [None, state.all.first().filter(|_| had_place)];
            }
        }
        *turn = state.all.ask(&mut self.all_ticket, all, now, waker);
        if *turn != Turn::Now {
            if let Some(own) = self.seat {
                state.credentials.at(own.place).stay(&mut self.own_ticket, waker);
            }
            return [None, None];
        }
        state.all.leave(&mut self.all_ticket);
        state.all.go(all, now);
        if let Some(Seat { place, rule }) = self.seat {
            let lane = state.credentials.at(place);
            lane.leave(&mut self.own_ticket);
            lane.go(rule, now);
        }
        state.first(self.seat)
    }
}

impl State {
    /// Those who have to look again.
    fn first(&mut self, own: Option<Seat>) -> [Option<Waker>; 2] {
        let own = own.and_then(|own| self.credentials.at(own.place).first());
        [own, self.all.first()]
    }
}

/// Goes at once where nothing is against it, as is usual, without a place in any line.
pub(super) fn at_once<'a>(
    limiter: &'a Limiter,
    own: Option<Own<'_>>,
    now: Duration,
) -> Option<Permit<'a>> {
    let all = limiter.settings.all;
    let mut state = limiter.tidied();
    let State { all: lane_of_all, credentials, .. } = &mut *state;
    if !lane_of_all.is_open(all, now) {
        return None;
    }
    let mut seat = None;
    if let Some(Own { credential, rule }) = own {
        let place = credentials.place(credential);
        let lane = credentials.at(place);
        if !lane.is_open(rule, now) {
            return None;
        }
        lane.go(rule, now);
        seat = Some(Seat { place, rule });
    }
    lane_of_all.go(all, now);
    let held = Some(Held { limiter, own: seat });
    Some(Permit { held, given_at: Some(now), was_sent: false })
}

/// Waits for a turn, from `now` until `end` at the longest. A turn that would come later is an error
/// at once.
pub(super) async fn wait<'a>(
    limiter: &'a Limiter,
    own: Option<Own<'a>>,
    timer: &dyn Timer,
    now: Duration,
    end: Duration,
) -> Result<Permit<'a>, Error> {
    let mut places = Places { limiter, own, seat: None, own_ticket: None, all_ticket: None };
    let mut alarm = Alarm::default();
    // Who asks for the first time has just read the clock.
    let mut read = Some(now);
    poll_fn(|context| {
        loop {
            let now = read.take().unwrap_or_else(|| timer.now());
            let (earliest, next) = match places.ask(now, context.waker()) {
                Turn::Now => {
                    let held = Some(Held { limiter, own: places.seat });
                    let given_at = Some(now);
                    return Poll::Ready(Ok(Permit { held, given_at, was_sent: false }));
                }
                Turn::At(time) => (time, time),
                Turn::Later(time) => (time, end),
            };
            if earliest > end || now >= end {
                return Poll::Ready(Err(Error::pacing_timeout(earliest.saturating_sub(now))));
            }
            if alarm.poll(next, now, timer, context).is_pending() {
                return Poll::Pending;
            }
        }
    })
    .await
}

/// A wait that is begun anew when it is for another time.
#[derive(Default)]
struct Alarm(Option<(Duration, Sleep)>);

impl Alarm {
    fn poll(
        &mut self,
        time: Duration,
        now: Duration,
        timer: &dyn Timer,
        context: &mut Context<'_>,
    ) -> Poll<()> {
        let sleep = match &mut self.0 {
            Some((set, sleep)) if *set == time => sleep,
            other => &mut other.insert((time, timer.sleep(time.saturating_sub(now)))).1,
        };
        let rings = sleep.as_mut().poll(context);
        if rings.is_ready() {
            self.0 = None;
        }
        rings
    }
}
