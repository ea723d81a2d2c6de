//! How often each write really ran.

mod entries;
mod key;

use std::{
    collections::BTreeMap,
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use alloy_core::{Envelope, Error, Outcome};
use alloy_transport::Transport;
use async_trait::async_trait;
use bytes::Bytes;
use http::{Request, Response, StatusCode};

pub use entries::{LedgerEntries, LedgerEntry};
use key::Key;

/// A transport that keeps a book of what ran behind it: each request once, with how often.
///
/// What is the same request is told by its operation and its canonical envelope: the order of keys
/// does not matter, and the two names for the provider's headers are one. Two writes that are alike
/// on purpose are told apart by [`keyed_by`](Self::keyed_by).
///
/// A request counts as run when it was answered with a 2xx, and as *possibly* run when it was
/// interrupted, answered with a 5xx, or given up by the caller. One that was refused does not count.
/// A provider's failure inside a 2xx counts as run, as only its connector could tell.
///
/// ```
/// use alloy_core::DynamicAction;
/// use alloy_testkit::{Fault, Faults, Ledger, Sandbox};
/// use alloy_transport::Client;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), alloy_core::Error> {
/// let sandbox = Sandbox::new();
/// let ledger = Ledger::around(sandbox.clone());
/// let faults = Faults::new(ledger.clone()).on(1, Fault::reset_after_execution());
/// let client = Client::builder(faults).api_key(sandbox.api_key()).build()?;
/// let notion = client.connection(sandbox.credential_id());
///
/// let create = DynamicAction::new("notion", "post-page")?.with_body(serde_json::json!({
///     "parent": {"workspace": true},
///     "properties": {"title": {"title": [{"text": {"content": "Release plan"}}]}},
/// }));
/// let error = notion.execute(&create).await.unwrap_err();
/// assert!(error.outcome_unknown());
/// ledger.of("notion", "post-page").assert_at_most_once();
/// # Ok(())
/// # }
/// ```
///
/// Below [`Faults`](crate::Faults) it counts what reached the other side, above it what was asked
/// for. Clones share the book.
#[derive(Clone)]
pub struct Ledger {
    inner: Arc<dyn Transport>,
    key: Option<KeyOf>,
    book: Arc<Mutex<BTreeMap<Key, Runs>>>,
}

type KeyOf = Arc<dyn Fn(&Envelope) -> Option<String> + Send + Sync>;

/// How often something was asked for, by what came of it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Runs {
    pub(crate) run: usize,
    pub(crate) possibly_run: usize,
    pub(crate) refused: usize,
    /// What came back each time, for a person.
    pub(crate) outcomes: Vec<String>,
}

impl Ledger {
    /// Keeps a book of what runs behind this transport.
    pub fn around(inner: impl Transport + 'static) -> Self {
        Self { inner: Arc::new(inner), key: None, book: Arc::default() }
    }

    /// Tells executions apart by a text of one's own, such as an id that the caller puts into what
    /// it writes. With `None` the envelope decides.
    ///
    /// ```
    /// # use alloy_testkit::{Ledger, Sandbox};
    /// let ledger = Ledger::around(Sandbox::new()).keyed_by(|envelope| {
    ///     envelope.body()["properties"]["Order number"]["number"].as_u64().map(|n| n.to_string())
    /// });
    /// ```
    pub fn keyed_by(
        mut self,
        key: impl Fn(&Envelope) -> Option<String> + Send + Sync + 'static,
    ) -> Self {
        self.key = Some(Arc::new(key));
        self
    }

    /// What was executed of one action.
    pub fn of(&self, connector: &str, action: &str) -> LedgerEntries {
        self.of_operation(&format!("{connector}/{action}"))
    }

    /// What was asked for of one operation: `connector/action`, or for the platform's own a method
    /// and a path, such as `POST /users`.
    pub fn of_operation(&self, operation: &str) -> LedgerEntries {
        self.entries(|key| key.operation == operation)
    }

    /// All that was asked for, reads included.
    pub fn all(&self) -> LedgerEntries {
        self.entries(|_| true)
    }

    fn entries(&self, fits: impl Fn(&Key) -> bool) -> LedgerEntries {
        let book = self.book();
        let entries = book.iter().filter(|(key, _)| fits(key));
        entries.map(|(key, runs)| LedgerEntry::new(key.clone(), runs.clone())).collect()
    }

    fn note(&self, key: Key, outcome: Ran, said: String) {
        let mut book = self.book();
        let runs = book.entry(key).or_default();
        match outcome {
            Ran::Surely => runs.run += 1,
            Ran::Possibly => runs.possibly_run += 1,
            Ran::Not => runs.refused += 1,
        }
        runs.outcomes.push(said);
    }

    fn book(&self) -> MutexGuard<'_, BTreeMap<Key, Runs>> {
        self.book.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Ledger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Ledger").field("entries", &self.book().len()).finish_non_exhaustive()
    }
}

#[async_trait]
impl Transport for Ledger {
    async fn send(&self, request: Request<Bytes>) -> Result<Response<Bytes>, Error> {
        let key = Key::of(&request, |envelope| self.key.as_ref()?(envelope));
        let mut open = Open { ledger: self, key: Some(key) };
        let result = self.inner.send(request).await;
        if let Some(key) = open.key.take() {
            let (ran, said) = match &result {
                Ok(response) => (Ran::by(response.status()), response.status().to_string()),
                Err(error) if error.outcome() == Outcome::NotApplied => {
                    (Ran::Not, error.to_string())
                }
                Err(error) => (Ran::Possibly, error.to_string()),
            };
            self.note(key, ran, said);
        }
        result
    }
}

#[derive(Clone, Copy)]
enum Ran {
    Surely,
    Possibly,
    Not,
}

impl Ran {
    fn by(status: StatusCode) -> Self {
        match status.as_u16() {
            200..=299 => Self::Surely,
            529 => Self::Not,
            408 | 500..=599 => Self::Possibly,
            _ => Self::Not,
        }
    }
}

/// A request on its way. Dropped on the way, it was given up.
struct Open<'a> {
    ledger: &'a Ledger,
    key: Option<Key>,
}

impl Drop for Open<'_> {
    fn drop(&mut self) {
        if let Some(key) = self.key.take() {
            self.ledger.note(key, Ran::Possibly, "given up by the caller".to_owned());
        }
    }
}
