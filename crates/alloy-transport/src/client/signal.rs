//! Something that happens once and wakes whoever waits for it.

use std::{
    future::poll_fn,
    sync::{Mutex, MutexGuard, PoisonError},
    task::{Poll, Waker},
};

/// A value that is given once.
pub(super) struct Signal<T> {
    state: Mutex<State<T>>,
}

struct State<T> {
    value: Option<T>,
    waiting: Vec<Waker>,
}

impl<T: Clone> Signal<T> {
    pub(super) fn new() -> Self {
        Self { state: Mutex::new(State { value: None, waiting: Vec::new() }) }
    }

    pub(super) fn get(&self) -> Option<T> {
        self.lock().value.clone()
    }

    /// Gives the first value; later ones say nothing new.
    pub(super) fn give(&self, value: T) {
        let mut state = self.lock();
        state.value.get_or_insert(value);
        let waiting = std::mem::take(&mut state.waiting);
        drop(state);
        waiting.into_iter().for_each(Waker::wake);
    }

    /// Waits for the value.
    pub(super) async fn wait(&self) -> T {
        poll_fn(|context| {
            let mut state = self.lock();
            if let Some(value) = &state.value {
                return Poll::Ready(value.clone());
            }
            if !state.waiting.iter().any(|waker| waker.will_wake(context.waker())) {
                state.waiting.push(context.waker().clone());
            }
            Poll::Pending
        })
        .await
    }

    fn lock(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
