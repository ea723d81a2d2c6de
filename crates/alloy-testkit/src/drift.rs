//! Whether what was recorded is still what comes.

mod shape;

use std::{
    collections::{BTreeSet, HashMap},
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use alloy_core::Error;
use alloy_transport::Transport;
use async_trait::async_trait;
use bytes::Bytes;
use http::{Request, Response};

use crate::{
    Cassette, Matching, Redaction, Repeats, Replayer,
    cassette::{
        Exchange,
        json::Json,
        matching::LookUp,
        request::{Canonical, RequestForm},
    },
};
use shape::Shape;

/// A transport that sends everything and compares each reply with the recorded one.
///
/// For the test suite that otherwise replays: run against the platform once a night, it tells by
/// JSON path what was added, what was removed and what is of another type. Values do not count. The
/// items of an array are taken together: what only some of the recorded ones had may be missing. And
/// `null` is of any type.
///
/// The caller gets the live reply. It is compared with the recording of the same request or, as a
/// live reply's ids are new ones that the next request has, with the recordings of the same path in
/// turn. What was never recorded is told as such.
///
/// ```
/// use alloy_core::{ApiKey, DynamicAction};
/// use alloy_testkit::{Cassette, DriftCheck, Redaction, always};
/// use alloy_transport::Client;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), alloy_core::Error> {
/// # let cassette = Cassette::parse(r#"{"format":"alloy-cassette","version":1}
/// # {"request":{"method":"POST","path":"/connectors/slack/actions/auth_test/execute"},"response":{"status":200,"json":{"responseData":{"ok":true,"team":"T1"}}}}
/// # "#)?;
/// let live = always(r#"{"responseData": {"ok": 1, "url": "https://example.com"}}"#);
/// let check = DriftCheck::new(cassette, live);
/// let client = Client::builder(check.clone()).api_key(ApiKey::new("any-key-will-do-here")?).build()?;
/// client.connection("any".parse()?).execute(&DynamicAction::new("slack", "auth_test")?).await?;
///
/// let told: Vec<_> = check.report().drifts().iter().map(|drift| drift.to_string()).collect();
/// assert_eq!(told, [
///     "POST /connectors/slack/actions/auth_test/execute /responseData/ok: was boolean, is number",
///     "POST /connectors/slack/actions/auth_test/execute /responseData/team: removed, was string",
///     "POST /connectors/slack/actions/auth_test/execute /responseData/url: added, is string",
/// ]);
/// # Ok(())
/// # }
/// ```
pub struct DriftCheck<T> {
    shared: Arc<Shared<T>>,
}

struct Shared<T> {
    transport: T,
    replayer: Replayer,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    found: BTreeSet<Drift>,
    /// How many requests to a path, by method and path, were compared in turn.
    turns: HashMap<String, usize>,
}

/// One thing that is not as it was recorded.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Drift {
    call: String,
    pointer: String,
    change: DriftChange,
}

/// What is not as it was recorded. Types are called as JSON does, such as `string`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum DriftChange {
    /// A key that was not there, and the type of its value.
    Added(String),
    /// A key that is not there any more, and the type that its value had.
    Removed(String),
    /// A value of another type.
    Type {
        /// The type that it had.
        was: String,
        /// The type that it has.
        is: String,
    },
    /// Another status, or none because the transport failed.
    Status {
        /// The recorded one.
        was: Option<u16>,
        /// The one that came.
        is: Option<u16>,
    },
    /// A call that has no recording to compare with.
    NotRecorded,
}

impl Drift {
    /// The method and path of the call.
    pub fn call(&self) -> &str {
        &self.call
    }

    /// The place in the body, as a JSON pointer in which `*` is any item of an array. Empty for the
    /// body itself.
    pub fn pointer(&self) -> &str {
        &self.pointer
    }

    /// What is not as it was.
    pub fn change(&self) -> &DriftChange {
        &self.change
    }
}

impl fmt::Display for Drift {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.call, self.pointer)?;
        let status = |status: &Option<u16>| {
            status.map_or_else(|| "no response".to_owned(), |status| status.to_string())
        };
        match &self.change {
            DriftChange::Added(kind) => write!(f, ": added, is {kind}"),
            DriftChange::Removed(kind) => write!(f, ": removed, was {kind}"),
            DriftChange::Type { was, is } => write!(f, ": was {was}, is {is}"),
            DriftChange::Status { was, is } => {
                write!(f, "status: was {}, is {}", status(was), status(is))
            }
            DriftChange::NotRecorded => f.write_str("was not recorded"),
        }
    }
}

/// All that is not as it was recorded, each thing once. `Display` has a line for each.
#[derive(Clone, Debug, Default)]
pub struct DriftReport {
    drifts: Vec<Drift>,
}

impl DriftReport {
    /// What is not as it was.
    pub fn drifts(&self) -> &[Drift] {
        &self.drifts
    }

    /// Whether all is as it was.
    pub fn is_empty(&self) -> bool {
        self.drifts.is_empty()
    }
}

impl fmt::Display for DriftReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_empty() {
            return f.write_str("all is as it was recorded");
        }
        for (at, drift) in self.drifts.iter().enumerate() {
            write!(f, "{}{drift}", if at > 0 { "\n" } else { "" })?;
        }
        Ok(())
    }
}

impl<T: Transport> DriftCheck<T> {
    /// Compares what comes through a transport with a cassette, by the default matching.
    pub fn new(cassette: Cassette, transport: T) -> Self {
        Self::with(cassette, transport, Matching::new(), Redaction::new())
    }

    /// Compares with a cassette that was recorded with this redaction, by a matching of one's own.
    pub fn with(
        cassette: Cassette,
        transport: T,
        matching: Matching,
        redaction: Redaction,
    ) -> Self {
        let matching = matching.with_repeats(Repeats::Last);
        let replayer = Replayer::with(cassette, matching, redaction);
        let shared = Shared { transport, replayer, state: Mutex::default() };
        Self { shared: Arc::new(shared) }
    }

    /// What was found so far.
    pub fn report(&self) -> DriftReport {
        DriftReport { drifts: self.state().found.iter().cloned().collect() }
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.shared.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn compare(&self, request: &Request<Bytes>, live: &Result<Response<Bytes>, Error>) {
        let replayer = &self.shared.replayer;
        let RequestForm { method, path, .. } = Canonical::new(request, replayer.redactor()).form;
        let call = format!("{method} {path}");
        let recorded = match replayer.look_up(request) {
            LookUp::Found(exchange) => Some(exchange),
            LookUp::UsedUp(_) | LookUp::Unknown => self.in_turn(&call),
        };
        let mut state = self.state();
        let mut tell = |pointer: String, change| {
            state.found.insert(Drift { call: call.clone(), pointer, change });
        };
        let Some(recorded) = recorded else { return tell(String::new(), DriftChange::NotRecorded) };
        let was = recorded.status().map(|status| status.as_u16());
        let is = live.as_ref().ok().map(|response| response.status().as_u16());
        if was != is {
            return tell(String::new(), DriftChange::Status { was, is });
        }
        if let (Ok(recorded), Ok(live)) = (recorded.reply(), live) {
            let (was, mut is) = (Json::from_bytes(recorded.body()), Json::from_bytes(live.body()));
            if let Some(is) = &mut is {
                replayer.redactor().json(is);
            }
            let was = was.as_ref().map(Shape::of).unwrap_or_default();
            was.compare(&is.as_ref().map(Shape::of).unwrap_or_default(), "", &mut tell);
        }
    }

    /// The next recording of the same method and path, and the last one for all that follow.
    fn in_turn(&self, call: &str) -> Option<&Exchange> {
        let turn = {
            let mut state = self.state();
            let turn = state.turns.entry(call.to_owned()).or_default();
            *turn += 1;
            *turn
        };
        let is_same = |exchange: &&Exchange| {
            exchange.form().is_some_and(|form| format!("{} {}", form.method, form.path) == call)
        };
        self.shared.replayer.cassette().exchanges().iter().filter(is_same).take(turn).last()
    }
}

#[async_trait]
impl<T: Transport> Transport for DriftCheck<T> {
    async fn send(&self, request: Request<Bytes>) -> Result<Response<Bytes>, Error> {
        let live = self.shared.transport.send(request.clone()).await;
        self.compare(&request, &live);
        live
    }
}

impl<T> Clone for DriftCheck<T> {
    fn clone(&self) -> Self {
        Self { shared: Arc::clone(&self.shared) }
    }
}

impl<T> fmt::Debug for DriftCheck<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DriftCheck")
            .field("replayer", &self.shared.replayer)
            .finish_non_exhaustive()
    }
}

impl Cassette {
    /// Compares what was recorded of an action with the sample in its schema, as the platform gives
    /// it at `/connectors/{connector}/actions/{action}` and one may have saved it.
    ///
    /// Only successful replies count, all of the action's together. Fails when the text is no schema
    /// of an action, or has no `sampleSuccessResponse`.
    ///
    /// ```
    /// # use alloy_testkit::Cassette;
    /// # let cassette = Cassette::parse(r#"{"format":"alloy-cassette","version":1}
    /// # {"request":{"method":"POST","path":"/connectors/slack/actions/auth_test/execute"},"response":{"status":200,"json":{"responseData":{"ok":true}}}}
    /// # "#)?;
    /// let schema = r#"{"action": {"id": "auth_test", "sampleSuccessResponse": {"ok": true, "bot": "B1"}}}"#;
    /// let report = cassette.drift_from_schema("slack", schema)?;
    /// assert_eq!(report.drifts()[0].pointer(), "/responseData/bot");
    /// # Ok::<(), alloy_core::Error>(())
    /// ```
    pub fn drift_from_schema(&self, connector: &str, schema: &str) -> Result<DriftReport, Error> {
        let none = |what: &str| Error::configuration(format!("the action's schema has no {what}"));
        let schema = Json::parse(schema).ok_or_else(|| none("JSON"))?;
        let action = schema.get("action").unwrap_or(&schema);
        let id = action.get("id").and_then(Json::as_str).ok_or_else(|| none("`id`"))?;
        let sample =
            action.get("sampleSuccessResponse").ok_or_else(|| none("`sampleSuccessResponse`"))?;
        let path = format!("/connectors/{connector}/actions/{id}/execute");
        let mut recorded = Shape::default();
        for exchange in self.exchanges() {
            let is_its = exchange.form().is_some_and(|form| form.path == path);
            if !is_its || !exchange.status().is_some_and(|status| status.is_success()) {
                continue;
            }
            let reply = exchange.reply()?;
            if let Some(json) = Json::from_bytes(reply.body()) {
                recorded.add(json.get("responseData").unwrap_or(&json));
            }
        }
        let mut found = BTreeSet::new();
        let mut tell = |pointer: String, change| {
            found.insert(Drift { call: format!("POST {path}"), pointer, change });
        };
        if recorded.is_empty() {
            tell(String::new(), DriftChange::NotRecorded);
        } else {
            recorded.compare(&Shape::of(sample), "/responseData", &mut tell);
        }
        Ok(DriftReport { drifts: found.into_iter().collect() })
    }
}
