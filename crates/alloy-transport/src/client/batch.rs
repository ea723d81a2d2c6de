//! Many actions at once, with a bound on how many.

use std::{
    collections::BTreeMap,
    fmt,
    future::{Future, poll_fn},
    pin::Pin,
    task::{Context, Poll},
};

use alloy_core::{Action, Error};
use futures_core::Stream;

use super::{Connection, in_flight::InFlight};

/// How many actions run at once unless [`Batch::with_concurrency`] says otherwise.
const CONCURRENCY: usize = 8;

/// Actions that are executed side by side. Made by [`Connection::execute_all`] and
/// [`Connection::execute_stream`].
///
/// It is a stream of results, which come in the order of the actions unless
/// [`as_completed`](Self::as_completed), and it does nothing between polls. Every action has a result
/// of its own. Dropping it cancels what is running; nothing is spawned.
#[must_use = "a batch does nothing until its results are asked for"]
pub struct Batch<'a, A: Action> {
    connection: Connection,
    actions: Option<Pin<Box<dyn Stream<Item = A> + Send + 'a>>>,
    running: InFlight<Running<'a, A>>,
    /// Results that wait for those before them.
    waiting: BTreeMap<usize, Finished<A>>,
    /// The index of the next result, where order is kept.
    next: usize,
    concurrency: usize,
    order: Order,
    failures: OnFailure,
    progress: Progress,
    observer: Option<Observer<'a>>,
}

type Running<'a, A> = Pin<Box<dyn Future<Output = Finished<A>> + Send + 'a>>;
type Observer<'a> = Box<dyn FnMut(Progress) + Send + 'a>;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Order {
    Kept,
    AsCompleted,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum OnFailure {
    GoOn,
    Stop,
}

/// An action of a batch that is over.
#[derive(Debug)]
#[non_exhaustive]
pub struct Finished<A: Action> {
    /// Which of the actions it was, counted from 0.
    pub index: usize,
    /// The action itself.
    pub action: A,
    /// What came of it.
    pub result: Result<A::Output, Error>,
}

/// How far a batch is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Progress {
    /// How many actions were begun.
    pub started: usize,
    /// How many of them are over.
    pub finished: usize,
    /// How many of those failed.
    pub failed: usize,
    /// How many actions there are, where that is known beforehand.
    pub total: Option<usize>,
}

impl Connection {
    /// Executes actions side by side, eight at once unless
    /// [`with_concurrency`](Batch::with_concurrency) says otherwise.
    ///
    /// ```no_run
    /// # use alloy_core::{DynamicAction, Error};
    /// # use alloy_transport::Connection;
    /// # async fn example(slack: Connection, posts: Vec<DynamicAction>) -> Result<(), Error> {
    /// let mut results = slack
    ///     .execute_all(&posts)
    ///     .with_concurrency(4)
    ///     .with_progress(|progress| eprintln!("{}/{}", progress.finished, posts.len()));
    /// while let Some(post) = results.next().await {
    ///     match post.result {
    ///         Ok(reply) => println!("{}: {}", post.index, reply["ts"]),
    ///         Err(error) => eprintln!("{}: {error}", post.index),
    ///     }
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn execute_all<'a, A, I>(&self, actions: I) -> Batch<'a, A>
    where
        A: Action + 'a,
        I: IntoIterator<Item = A>,
        I::IntoIter: Send + 'a,
    {
        self.execute_stream(Iter(actions.into_iter()))
    }

    /// Executes the actions of a stream side by side, asking it for one whenever there is room.
    pub fn execute_stream<'a, A: Action + 'a>(
        &self,
        actions: impl Stream<Item = A> + Send + 'a,
    ) -> Batch<'a, A> {
        let total = match actions.size_hint() {
            (least, Some(most)) if least == most => Some(most),
            _ => None,
        };
        Batch {
            connection: self.clone(),
            actions: Some(Box::pin(actions)),
            running: InFlight::new(),
            waiting: BTreeMap::new(),
            next: 0,
            concurrency: CONCURRENCY,
            order: Order::Kept,
            failures: OnFailure::GoOn,
            progress: Progress { total, ..Progress::default() },
            observer: None,
        }
    }
}

impl<'a, A: Action + 'a> Batch<'a, A> {
    /// How many actions may run at once. 0 counts as 1.
    ///
    /// Where order is kept, results that wait for an earlier one count as running, so that one slow
    /// action does not fill the memory.
    pub fn with_concurrency(mut self, concurrency: usize) -> Self {
        self.concurrency = concurrency.max(1);
        self
    }

    /// Gives each result as soon as it is there.
    pub fn as_completed(mut self) -> Self {
        self.order = Order::AsCompleted;
        self
    }

    /// Begins no further action once one has failed. Those that are running are waited for, so that
    /// it is known what became of them.
    pub fn stop_at_failure(mut self) -> Self {
        self.failures = OnFailure::Stop;
        self
    }

    /// Calls this whenever an action is over, for example to move a progress bar.
    pub fn with_progress(mut self, observer: impl FnMut(Progress) + Send + 'a) -> Self {
        self.observer = Some(Box::new(observer));
        self
    }

    /// How far the batch is.
    pub fn progress(&self) -> Progress {
        self.progress
    }

    /// The next result, `None` after the last. Dropping the future loses nothing.
    pub async fn next(&mut self) -> Option<Finished<A>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// The results of all actions that were begun, in the order of the stream.
    pub async fn collect(mut self) -> Vec<Result<A::Output, Error>> {
        let mut results = Vec::with_capacity(self.progress.total.unwrap_or_default());
        while let Some(finished) = self.next().await {
            results.push(finished.result);
        }
        results
    }

    /// All outputs, or the first error that came out, with the rest cancelled.
    pub async fn try_collect(mut self) -> Result<Vec<A::Output>, Error> {
        let mut outputs = Vec::with_capacity(self.progress.total.unwrap_or_default());
        while let Some(finished) = self.next().await {
            outputs.push(finished.result?);
        }
        Ok(outputs)
    }

    /// Begins actions while there is room and there are any.
    fn fill(&mut self, context: &mut Context<'_>) {
        while self.running.len() + self.waiting.len() < self.concurrency {
            let Some(actions) = &mut self.actions else { return };
            match actions.as_mut().poll_next(context) {
                Poll::Ready(Some(action)) => {
                    let (connection, index) = (self.connection.clone(), self.progress.started);
                    self.progress.started += 1;
                    self.running.push(Box::pin(async move {
                        let result = connection.execute(&action).await;
                        Finished { index, action, result }
                    }));
                }
                Poll::Ready(None) => self.actions = None,
                Poll::Pending => return,
            }
        }
    }

    fn count(&mut self, finished: &Finished<A>) {
        self.progress.finished += 1;
        if finished.result.is_err() {
            self.progress.failed += 1;
            if self.failures == OnFailure::Stop {
                self.actions = None;
            }
        }
        if let Some(observer) = &mut self.observer {
            observer(self.progress);
        }
    }
}

// Actions and results move in and out by value and are never pinned.
impl<A: Action> Unpin for Batch<'_, A> {}

impl<'a, A: Action + 'a> Stream for Batch<'a, A> {
    type Item = Finished<A>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Finished<A>>> {
        let this = &mut *self;
        loop {
            if let Some(finished) = this.waiting.remove(&this.next) {
                this.next += 1;
                return Poll::Ready(Some(finished));
            }
            this.fill(context);
            match this.running.poll_next(context) {
                Poll::Ready(Some(finished)) => {
                    this.count(&finished);
                    if this.order == Order::AsCompleted {
                        return Poll::Ready(Some(finished));
                    }
                    this.waiting.insert(finished.index, finished);
                }
                Poll::Ready(None) if this.actions.is_none() => return Poll::Ready(None),
                Poll::Ready(None) | Poll::Pending => return Poll::Pending,
            }
        }
    }
}

impl<A: Action> fmt::Debug for Batch<'_, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Batch")
            .field("connection", &self.connection)
            .field("concurrency", &self.concurrency)
            .field("progress", &self.progress)
            .finish_non_exhaustive()
    }
}

/// An iterator as a stream.
struct Iter<I>(I);

impl<I> Unpin for Iter<I> {}

impl<I: Iterator> Stream for Iter<I> {
    type Item = I::Item;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<I::Item>> {
        Poll::Ready(self.0.next())
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}
