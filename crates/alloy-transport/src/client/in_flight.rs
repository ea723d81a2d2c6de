//! Futures that run side by side in one task.

use std::{
    future::Future,
    pin::Pin,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll, Wake, Waker},
};

/// Futures that are polled together, each only when it was woken, so that many cost no more than
/// those that move. Dropping it drops them all; nothing is spawned.
pub(super) struct InFlight<F> {
    slots: Vec<Slot<F>>,
    free: Vec<usize>,
    /// Slots that are polled in this round. Those that are woken meanwhile are in the next, so that
    /// one which always wakes itself does not keep the rest waiting.
    round: Vec<usize>,
    woken: Arc<Mutex<Woken>>,
}

struct Slot<F> {
    future: Option<Pin<Box<F>>>,
    handle: Arc<SlotWaker>,
    waker: Waker,
}

/// Which slots are to be polled, and who polls them.
#[derive(Default)]
struct Woken {
    slots: Vec<usize>,
    parent: Option<Waker>,
}

struct SlotWaker {
    slot: usize,
    queued: AtomicBool,
    woken: Arc<Mutex<Woken>>,
}

impl Wake for SlotWaker {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        if self.queued.swap(true, Ordering::AcqRel) {
            return;
        }
        let mut woken = lock(&self.woken);
        woken.slots.push(self.slot);
        let parent = woken.parent.take();
        drop(woken);
        if let Some(parent) = parent {
            parent.wake();
        }
    }
}

fn lock(woken: &Mutex<Woken>) -> MutexGuard<'_, Woken> {
    woken.lock().unwrap_or_else(PoisonError::into_inner)
}

impl<F: Future> InFlight<F> {
    pub(super) fn new() -> Self {
        Self { slots: Vec::new(), free: Vec::new(), round: Vec::new(), woken: Arc::default() }
    }

    /// How many are not done.
    pub(super) fn len(&self) -> usize {
        self.slots.len() - self.free.len()
    }

    /// Adds a future, to be polled the next time.
    pub(super) fn push(&mut self, future: F) {
        let slot = self.free.pop().unwrap_or_else(|| {
            let slot = self.slots.len();
            let (queued, woken) = (AtomicBool::new(false), self.woken.clone());
            let handle = Arc::new(SlotWaker { slot, queued, woken });
            let waker = Waker::from(handle.clone());
            self.slots.push(Slot { future: None, handle, waker });
            slot
        });
        self.slots[slot].future = Some(Box::pin(future));
        self.slots[slot].handle.wake_by_ref();
    }

    /// The output of one that is done; `None` when there are none at all.
    pub(super) fn poll_next(&mut self, context: &mut Context<'_>) -> Poll<Option<F::Output>> {
        if self.len() == 0 {
            return Poll::Ready(None);
        }
        if self.round.is_empty() {
            std::mem::swap(&mut self.round, &mut lock(&self.woken).slots);
        }
        while let Some(slot) = self.round.pop() {
            let Slot { future, handle, waker } = &mut self.slots[slot];
            handle.queued.store(false, Ordering::Release);
            // A slot may be woken after its future is done.
            let Some(running) = future else { continue };
            if let Poll::Ready(output) = running.as_mut().poll(&mut Context::from_waker(waker)) {
                *future = None;
                self.free.push(slot);
                return Poll::Ready(Some(output));
            }
        }
        let mut woken = lock(&self.woken);
        woken.parent = Some(context.waker().clone());
        if !woken.slots.is_empty() {
            context.waker().wake_by_ref();
        }
        Poll::Pending
    }
}

#[cfg(test)]
mod tests {
    use std::{cell::Cell, future::poll_fn, rc::Rc};

    use super::*;

    fn poll<F: Future>(futures: &mut InFlight<F>) -> Poll<Option<F::Output>> {
        futures.poll_next(&mut Context::from_waker(Waker::noop()))
    }

    #[test]
    fn only_what_is_woken_is_polled() {
        let polls = Rc::new(Cell::new(0));
        let wakers: Vec<Rc<Cell<Option<Waker>>>> = (0..3).map(|_| Rc::default()).collect();
        let mut futures = InFlight::new();
        for (n, kept) in wakers.iter().enumerate() {
            let (polls, kept) = (polls.clone(), kept.clone());
            let mut first = true;
            futures.push(poll_fn(move |context| {
                polls.set(polls.get() + 1);
                if std::mem::take(&mut first) {
                    kept.set(Some(context.waker().clone()));
                    return Poll::Pending;
                }
                Poll::Ready(n)
            }));
        }
        assert_eq!(poll(&mut futures), Poll::Pending);
        assert_eq!((polls.get(), futures.len()), (3, 3));
        assert_eq!(poll(&mut futures), Poll::Pending);
        assert_eq!(polls.get(), 3);

        let waker = wakers[1].take().unwrap();
        waker.wake_by_ref();
        waker.wake_by_ref();
        assert_eq!(poll(&mut futures), Poll::Ready(Some(1)));
        assert_eq!((polls.get(), futures.len()), (4, 2));
        // The waker of a future that is done wakes nobody.
        waker.wake();
        assert_eq!(poll(&mut futures), Poll::Pending);
        assert_eq!(polls.get(), 4);
    }

    #[test]
    fn slots_are_used_again() {
        let mut futures = InFlight::new();
        assert_eq!(poll(&mut futures), Poll::Ready(None));
        for round in 0..100 {
            futures.push(std::future::ready(round));
            futures.push(std::future::ready(round));
            assert_eq!(poll(&mut futures), Poll::Ready(Some(round)));
            assert_eq!(poll(&mut futures), Poll::Ready(Some(round)));
            assert_eq!(poll(&mut futures), Poll::Ready(None));
        }
        assert_eq!(futures.slots.len(), 2);
    }

    #[test]
    fn one_that_always_wakes_itself_lets_others_and_the_task_go_on() {
        let mut futures: InFlight<Pin<Box<dyn Future<Output = u8>>>> = InFlight::new();
        futures.push(Box::pin(std::future::ready(7)));
        futures.push(Box::pin(poll_fn(|context| {
            context.waker().wake_by_ref();
            Poll::Pending
        })));
        assert_eq!(poll(&mut futures), Poll::Ready(Some(7)));
        assert_eq!(poll(&mut futures), Poll::Pending);
        assert_eq!(poll(&mut futures), Poll::Pending);
    }
}
