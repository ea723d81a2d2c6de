//! A future that is given up when another one is done first.

use std::{
    future::{Future, poll_fn},
    pin::Pin,
    task::Poll,
};

/// The output of `work`, or `None` when `limit` is done before it. Either way both are dropped.
///
/// Both come boxed, from traits used as objects, so that pinning them costs nothing.
pub(super) async fn first<T>(
    mut work: Pin<Box<dyn Future<Output = T> + Send + '_>>,
    mut limit: Pin<Box<dyn Future<Output = ()> + Send>>,
) -> Option<T> {
    poll_fn(|context| {
        // Work that is ready wins over a limit that passes at the same moment.
        if let Poll::Ready(output) = work.as_mut().poll(context) {
            return Poll::Ready(Some(output));
        }
        limit.as_mut().poll(context).map(|()| None)
    })
    .await
}
