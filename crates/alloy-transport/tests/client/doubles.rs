//! Transports and a clock under the tests' control.

use std::{
    collections::VecDeque,
    future::{pending, poll_fn},
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    task::Poll,
    time::{Duration, SystemTime},
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

/// A clock that stands still until somebody waits, and then is where the wait ends.
#[derive(Clone, Default)]
pub(crate) struct Rushing {
    state: Arc<Mutex<RushingState>>,
}

#[derive(Default)]
struct RushingState {
    now: Duration,
    waits: Vec<Duration>,
}

impl Rushing {
    /// The waits that were waited out, in order.
    pub(crate) fn waits(&self) -> Vec<Duration> {
        self.state.lock().unwrap().waits.clone()
    }
}

impl Timer for Rushing {
    fn sleep(&self, duration: Duration) -> Sleep {
        let state = self.state.clone();
        let end = self.now() + duration;
        let mut looked = false;
        Box::pin(poll_fn(move |context| {
            if !std::mem::replace(&mut looked, true) {
                context.waker().wake_by_ref();
                return Poll::Pending;
            }
            let mut state = state.lock().unwrap();
            state.now = state.now.max(end);
            state.waits.push(duration);
            Poll::Ready(())
        }))
    }

    fn now(&self) -> Duration {
        self.state.lock().unwrap().now
    }

    fn system_time(&self) -> SystemTime {
        SystemTime::UNIX_EPOCH + self.now()
    }
}

/// Answers with each of these in turn, then with a success.
pub(crate) struct Script {
    answers: Mutex<VecDeque<Answer>>,
    pub(crate) requests: AtomicUsize,
}

type Answer = Box<dyn FnOnce() -> Result<Response<Bytes>, Error> + Send>;

impl Script {
    pub(crate) fn new(answers: impl IntoIterator<Item = Answer>) -> Self {
        Self { answers: Mutex::new(answers.into_iter().collect()), requests: AtomicUsize::new(0) }
    }

    pub(crate) fn count(&self) -> usize {
        self.requests.load(Ordering::SeqCst)
    }
}

#[async_trait]
impl Transport for Script {
    async fn send(&self, _: Request<Bytes>) -> Result<Response<Bytes>, Error> {
        self.requests.fetch_add(1, Ordering::SeqCst);
        let answer = self.answers.lock().unwrap().pop_front();
        answer.unwrap_or_else(|| reply(200, &[], "{}"))()
    }
}

/// A scripted reply.
pub(crate) fn reply(status: u16, headers: &[(&'static str, &str)], body: &'static str) -> Answer {
    let mut builder = Response::builder().status(status);
    for (name, value) in headers {
        builder = builder.header(*name, *value);
    }
    let response = builder.body(Bytes::from_static(body.as_bytes())).unwrap();
    Box::new(|| Ok(response))
}

/// A scripted failure of the transport.
pub(crate) fn failure(error: fn() -> Error) -> Answer {
    Box::new(move || Err(error()))
}
