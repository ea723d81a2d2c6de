//! Listings as streams, one page in memory at a time.

use std::{
    collections::HashSet,
    fmt,
    future::{Future, poll_fn},
    hash::{BuildHasher, RandomState},
    pin::Pin,
    task::{Context, Poll, ready},
    vec,
};

use alloy_core::{Action, Error, Listing, Next, Paginated};
use futures_core::Stream;

use super::Connection;

/// The pages of a listing, asked for one after the other. Made by [`Connection::pages`].
///
/// The next page is asked for when it is polled for, not before. After an error the stream is over.
pub struct Pages<A: Paginated> {
    connection: Connection,
    state: State<A>,
    /// Hashes of the cursors so far: a provider that goes round in circles would never end.
    seen: HashSet<u64>,
    hasher: RandomState,
}

type Fetching<A> = Pin<Box<dyn Future<Output = (A, Result<<A as Action>::Output, Error>)> + Send>>;

enum State<A: Paginated> {
    Ready(A),
    Fetching(Fetching<A>),
    /// The last page is out; what it said of the rest is not.
    Failed(Error),
    Done,
}

impl<A: Paginated + Unpin + 'static> Pages<A> {
    pub(super) fn new(connection: Connection, first: A) -> Self {
        let state = State::Ready(first);
        Self { connection, state, seen: HashSet::new(), hasher: RandomState::new() }
    }

    /// The next page, `None` after the last. Dropping the future loses nothing: the request goes on
    /// at the next call.
    pub async fn next(&mut self) -> Option<Result<A::Output, Error>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    fn after(&mut self, mut action: A, next: Next) -> State<A> {
        match next {
            Next::End => State::Done,
            Next::Incomplete(reason) => {
                State::Failed(Error::incomplete(reason).with_operation(action.operation()))
            }
            Next::Cursor(cursor) if self.seen.insert(self.hasher.hash_one(&cursor)) => {
                action.set_cursor(cursor);
                State::Ready(action)
            }
            Next::Cursor(_) => {
                let error = Error::incomplete("the provider gave the same cursor a second time");
                State::Failed(error.with_operation(action.operation()))
            }
        }
    }
}

impl<A: Paginated + Unpin + 'static> Stream for Pages<A> {
    type Item = Result<A::Output, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        loop {
            match std::mem::replace(&mut this.state, State::Done) {
                State::Ready(action) => {
                    let connection = this.connection.clone();
                    this.state = State::Fetching(Box::pin(async move {
                        let page = connection.execute(&action).await;
                        (action, page)
                    }));
                }
                State::Fetching(mut fetching) => {
                    let Poll::Ready((action, page)) = fetching.as_mut().poll(context) else {
                        this.state = State::Fetching(fetching);
                        return Poll::Pending;
                    };
                    if let Ok(page) = &page {
                        this.state = this.after(action, page.next());
                    }
                    return Poll::Ready(Some(page));
                }
                State::Failed(error) => return Poll::Ready(Some(Err(error))),
                State::Done => return Poll::Ready(None),
            }
        }
    }
}

impl<A: Paginated> fmt::Debug for Pages<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").field("connection", &self.connection).finish_non_exhaustive()
    }
}

/// The items of a listing across all of its pages. Made by [`Connection::items`].
///
/// Holds one page at a time. After an error the stream is over.
pub struct Items<A: Paginated> {
    pages: Pages<A>,
    page: vec::IntoIter<Item<A>>,
}

type Item<A> = <<A as Action>::Output as Listing>::Item;

impl<A: Paginated + Unpin + 'static> Items<A> {
    pub(super) fn new(pages: Pages<A>) -> Self {
        Self { pages, page: Vec::new().into_iter() }
    }

    /// The next item, `None` after the last. Dropping the future loses nothing.
    pub async fn next(&mut self) -> Option<Result<Item<A>, Error>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// All items that are left, or the first error.
    pub async fn try_collect(mut self) -> Result<Vec<Item<A>>, Error> {
        let mut items = Vec::new();
        while let Some(item) = self.next().await {
            items.push(item?);
        }
        Ok(items)
    }
}

// Items move in and out by value and are never pinned.
impl<A: Paginated> Unpin for Items<A> {}

impl<A: Paginated + Unpin + 'static> Stream for Items<A> {
    type Item = Result<Item<A>, Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(item) = self.page.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(Pin::new(&mut self.pages).poll_next(context)) {
                Some(Ok(page)) => self.page = page.into_items().into_iter(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<A: Paginated> fmt::Debug for Items<A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items").field("pages", &self.pages).finish_non_exhaustive()
    }
}
