//! Transports and a clock under the tests' control.

use std::{
    future::{pending, poll_fn},
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    task::Poll,
    time::Duration,
};

use alloy_core::Error;
use alloy_transport::{Sleep, Timer, Transport};
use async_trait::async_trait;
use bytes::Bytes;
use http::{Request, Response};

/// Keeps what was sent and answers everything alike.
pub(crate) struct Answers {
    pub(crate) requests: Mutex<Vec<Request<Bytes>>>,
    status: u16,
    body: &'static str,
}

impl Answers {
    pub(crate) fn new(status: u16, body: &'static str) -> Self {
        Self { requests: Mutex::default(), status, body }
    }

    pub(crate) fn last_body(&self) -> serde_json::Value {
        let requests = self.requests.lock().unwrap();
        serde_json::from_slice(requests.last().unwrap().body()).unwrap()
    }
}

#[async_trait]
impl Transport for Answers {
    async fn send(&self, request: Request<Bytes>) -> Result<Response<Bytes>, Error> {
        self.requests.lock().unwrap().push(request);
        let body = Bytes::from_static(self.body.as_bytes());
        Ok(Response::builder().status(self.status).body(body).unwrap())
    }
}

/// Never answers, and counts the calls that are waiting for it.
#[derive(Default)]
pub(crate) struct Silent {
    pub(crate) waiting: AtomicUsize,
}

struct Waiting<'a>(&'a AtomicUsize);

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

#[async_trait]
impl Transport for Silent {
    async fn send(&self, _: Request<Bytes>) -> Result<Response<Bytes>, Error> {
        self.waiting.fetch_add(1, Ordering::SeqCst);
        let _waiting = Waiting(&self.waiting);
        pending().await
    }
}

/// Fails as a transport does.
pub(crate) struct Fails(pub(crate) fn() -> Error);

#[async_trait]
impl Transport for Fails {
    async fn send(&self, _: Request<Bytes>) -> Result<Response<Bytes>, Error> {
        Err((self.0)())
    }
}

/// A clock on which every wait is over at its second look, and which tells what was waited for.
#[derive(Default)]
pub(crate) struct Rushing {
    pub(crate) waits: Mutex<Vec<Duration>>,
}

impl Timer for Rushing {
    fn sleep(&self, duration: Duration) -> Sleep {
        self.waits.lock().unwrap().push(duration);
        let mut looked = false;
        Box::pin(poll_fn(move |context| {
            if std::mem::replace(&mut looked, true) {
                return Poll::Ready(());
            }
            context.waker().wake_by_ref();
            Poll::Pending
        }))
    }

    fn now(&self) -> Duration {
        self.waits.lock().unwrap().iter().sum()
    }
}
