//! A future that is given up when another one is done first.

use std::{
    future::{Future, poll_fn},
    pin::Pin,
    task::Poll,
};

use crate::Sleep;

/// The output of `work`, or `None` when a limit is done before it. Either way both are dropped.
///
/// The limit begins when the work turns out to take its time, so what is ready at once costs none.
/// Both come boxed, from traits used as objects, so that pinning them costs nothing.
pub(super) async fn first<T>(
    mut work: Pin<Box<dyn Future<Output = T> + Send + '_>>,
    begin: impl Fn() -> Sleep,
) -> Option<T> {
    let mut limit = None;
    poll_fn(|context| {
        // Work that is ready wins over a limit that passes at the same moment.
        if let Poll::Ready(output) = work.as_mut().poll(context) {
            return Poll::Ready(Some(output));
        }
        limit.get_or_insert_with(&begin).as_mut().poll(context).map(|()| None)
    })
    .await
}
