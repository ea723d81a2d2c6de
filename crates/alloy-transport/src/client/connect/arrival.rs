//! Whether the browser has come back, and what it brought.

use std::{
    future::poll_fn,
    sync::{Mutex, MutexGuard, PoisonError},
    task::{Poll, Waker},
    time::Duration,
};

/// The browser's coming back, which happens once and wakes whoever waits for it.
#[derive(Default)]
pub(super) struct Arrival {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    landed: Option<Landed>,
    waiting: Vec<Waker>,
}

/// How the browser came back.
#[derive(Clone, Debug)]
pub(super) struct Landed {
    /// By the client's timer.
    pub(super) at: Duration,
    /// The word of whoever denied it, if the redirect had one.
    pub(super) denied: Option<String>,
}

impl Arrival {
    pub(super) fn landed(&self) -> Option<Landed> {
        self.lock().landed.clone()
    }

    /// Notes the first landing; later ones say nothing new.
    pub(super) fn land(&self, landed: Landed) {
        let mut state = self.lock();
        state.landed.get_or_insert(landed);
        let waiting = std::mem::take(&mut state.waiting);
        drop(state);
        waiting.into_iter().for_each(Waker::wake);
    }

    /// Waits for the landing; never ends when it was before.
    pub(super) async fn wait(&self, known: bool) {
        poll_fn(|context| {
            let mut state = self.lock();
            if state.landed.is_some() && !known {
                return Poll::Ready(());
            }
            if !state.waiting.iter().any(|waker| waker.will_wake(context.waker())) {
                state.waiting.push(context.waker().clone());
            }
            Poll::Pending
        })
        .await;
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
