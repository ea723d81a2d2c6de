//! Faults of the network and of whoever answers, on schedule.

mod fault;
mod inject;
mod plan;
mod reply;
#[cfg(feature = "server")]
mod server;
#[cfg(feature = "server")]
mod wire;

use std::{
    collections::BTreeMap,
    fmt,
    future::poll_fn,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    task::{Poll, Waker},
};

use alloy_core::Error;
use alloy_transport::{Timer, Transport};
use async_trait::async_trait;
use bytes::Bytes;
use http::{Request, Response};
use plan::Plan;

pub use fault::Fault;
pub use reply::FaultReply;
#[cfg(feature = "server")]
pub use server::FaultyServer;

/// A transport that passes requests on to another, and does to some of them what networks,
/// proxies and services do to requests.
///
/// Requests are counted from 1 in the order in which they come; a call that is tried again is
/// another request. What happens to a request depends on its number and on nothing else, unless a
/// [closure](Self::by) decides. Clones share the count and the list of what was
/// [injected](Self::injected).
///
/// ```
/// use alloy_core::{DynamicAction, Effect};
/// use alloy_testkit::{Fault, Faults, Sandbox};
/// use alloy_transport::Client;
///
/// # #[tokio::main(flavor = "current_thread", start_paused = true)]
/// # async fn main() -> Result<(), alloy_core::Error> {
/// let sandbox = Sandbox::new();
/// let faults = Faults::new(sandbox.clone()).on(1, Fault::reset_after_execution());
/// let client = Client::builder(faults.clone()).api_key(sandbox.api_key()).build()?;
/// let notion = client.connection(sandbox.credential_id());
///
/// let search = DynamicAction::new("notion", "post-search")?.with_effect(Effect::Read);
/// notion.execute(&search).await?;
/// assert_eq!(faults.requests(), 2);
/// assert_eq!(faults.injected()[0].to_string(), "request 1: reset after execution");
/// # Ok(())
/// # }
/// ```
///
/// # Which request
///
/// [`on`](Self::on) one number, a [`sequence`](Self::sequence), a [closure](Self::by), or
/// [`at_random`](Self::at_random) from a [`seed`](Self::seed). The first of them that has a fault
/// for a request decides.
///
/// # Real sockets
///
/// As a transport, a fault is an [`Error`] or a reply. Over [`serve`](Self::serve) it happens on
/// the wire, and the backend makes of it what it does.
#[derive(Clone)]
pub struct Faults {
    inner: Arc<dyn Transport>,
    plan: Plan,
    timer: Arc<dyn Timer>,
    record: Arc<Mutex<Record>>,
}

/// What happened so far.
#[derive(Default)]
struct Record {
    requests: u64,
    injected: Vec<InjectedFault>,
    /// Who waits for the next fault.
    watchers: Vec<Waker>,
}

impl Faults {
    /// Passes everything on, until told otherwise.
    pub fn new(inner: impl Transport + 'static) -> Self {
        Self {
            inner: Arc::new(inner),
            plan: Plan::default(),
            timer: default_timer(),
            record: Arc::default(),
        }
    }

    /// What happens to the request of this number, counted from 1.
    pub fn on(mut self, request: u64, fault: impl Into<Fault>) -> Self {
        self.plan.on(request, fault.into());
        self
    }

    /// What happens to the first request, the second and so on; `None` passes one on.
    ///
    /// ```
    /// # use alloy_testkit::{Fault, Faults, Sandbox};
    /// let faults = Faults::new(Sandbox::new())
    ///     .sequence([Some(Fault::refused()), None, Some(Fault::garbage())]);
    /// ```
    pub fn sequence(mut self, faults: impl IntoIterator<Item = Option<Fault>>) -> Self {
        for (request, fault) in (1..).zip(faults) {
            if let Some(fault) = fault {
                self.plan.on(request, fault);
            }
        }
        self
    }

    /// What happens is up to a closure, which gets the request and its number.
    ///
    /// ```
    /// # use alloy_testkit::{Fault, Faults, Sandbox};
    /// let faults = Faults::new(Sandbox::new()).by(|number, request| {
    ///     let writes = request.uri().path().contains("/post-page/");
    ///     (writes && number > 10).then(Fault::stall_after_execution)
    /// });
    /// ```
    pub fn by(
        mut self,
        decide: impl Fn(u64, &Request<Bytes>) -> Option<Fault> + Send + Sync + 'static,
    ) -> Self {
        self.plan.by(Arc::new(decide));
        self
    }

    /// What happens with this probability, from 0 to 1. Those of several faults add up.
    ///
    /// The draw is from the seed and the request's number: it is the same in each run, whatever
    /// else runs at the time.
    pub fn at_random(mut self, probability: f64, fault: impl Into<Fault>) -> Self {
        self.plan.at_random(probability, fault.into());
        self
    }

    /// The seed of [`at_random`](Self::at_random); 0 without this.
    pub fn seed(mut self, seed: u64) -> Self {
        self.plan.seed(seed);
        self
    }

    /// The clock of what is slow and of dates in `Retry-After`; give the client the same.
    ///
    /// By default it is the runtime's with the feature `server`; without it, time passes at once.
    pub fn timer(mut self, timer: impl Timer + 'static) -> Self {
        self.timer = Arc::new(timer);
        self
    }

    /// How many requests have come.
    pub fn requests(&self) -> u64 {
        self.record().requests
    }

    /// What was injected, in the order of the requests' coming.
    pub fn injected(&self) -> Vec<InjectedFault> {
        self.record().injected.clone()
    }

    /// How often each fault was injected, by what it shows as.
    ///
    /// ```
    /// # use alloy_testkit::{Fault, Faults, Sandbox, Transport};
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() {
    /// let faults = Faults::new(Sandbox::new()).at_random(1.0, Fault::refused());
    /// for _ in 0..3 {
    ///     assert!(faults.send(http::Request::default()).await.is_err());
    /// }
    /// assert_eq!(faults.counts()["refused"], 3);
    /// # }
    /// ```
    pub fn counts(&self) -> BTreeMap<String, usize> {
        let mut counts = BTreeMap::new();
        for injected in &self.record().injected {
            *counts.entry(injected.fault.to_string()).or_default() += 1;
        }
        counts
    }

    /// Waits until this many faults were injected.
    ///
    /// What they pass on has run by then. The caller may not have noticed yet.
    pub async fn until_injected(&self, count: usize) {
        poll_fn(|context| {
            let mut record = self.record();
            if record.injected.len() >= count {
                return Poll::Ready(());
            }
            record.watchers.push(context.waker().clone());
            Poll::Pending
        })
        .await;
    }

    /// Counts a request and chooses what shall happen to it.
    fn choose(&self, request: &Request<Bytes>) -> Option<InjectedFault> {
        let number = {
            let mut record = self.record();
            record.requests += 1;
            record.requests
        };
        let fault = self.plan.choose(number, request)?;
        Some(InjectedFault { request: number, fault })
    }

    /// Passes a request on as often as its fault says. From then on the fault has happened.
    async fn execute(
        &self,
        injected: &InjectedFault,
        request: Request<Bytes>,
    ) -> Result<Response<Bytes>, Error> {
        let response = inject::execute(&*self.inner, request, &injected.fault).await?;
        let watchers = {
            let mut record = self.record();
            let at = record.injected.partition_point(|other| other.request < injected.request);
            record.injected.insert(at, injected.clone());
            std::mem::take(&mut record.watchers)
        };
        for watcher in watchers {
            watcher.wake();
        }
        Ok(response)
    }

    fn record(&self) -> MutexGuard<'_, Record> {
        self.record.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Faults {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let record = self.record();
        f.debug_struct("Faults")
            .field("plan", &self.plan)
            .field("requests", &record.requests)
            .field("injected", &record.injected.len())
            .finish_non_exhaustive()
    }
}

#[async_trait]
impl Transport for Faults {
    async fn send(&self, request: Request<Bytes>) -> Result<Response<Bytes>, Error> {
        match self.choose(&request) {
            Some(injected) => {
                let response = self.execute(&injected, request).await?;
                inject::as_transport(injected.fault, response, &*self.timer).await
            }
            None => self.inner.send(request).await,
        }
    }
}

#[cfg(feature = "server")]
fn default_timer() -> Arc<dyn Timer> {
    Arc::new(alloy_transport::TokioTimer::new())
}

#[cfg(not(feature = "server"))]
fn default_timer() -> Arc<dyn Timer> {
    Arc::new(crate::ManualClock::automatic())
}

/// A fault that happened, and to which request.
#[derive(Clone, Debug)]
pub struct InjectedFault {
    request: u64,
    fault: Fault,
}

impl InjectedFault {
    /// The number of the request, from 1.
    pub fn request(&self) -> u64 {
        self.request
    }

    /// What happened to it.
    pub fn fault(&self) -> &Fault {
        &self.fault
    }
}

impl fmt::Display for InjectedFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "request {}: {}", self.request, self.fault)
    }
}
