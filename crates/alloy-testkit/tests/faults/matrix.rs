//! Every fault, for every effect, over every backend and in process: what runs, and what the caller is told.

use std::{fmt::Write, sync::Arc, time::Duration};

use alloy_core::{ApiKey, CredentialId, DynamicAction, Effect, Error};
use alloy_testkit::{
    Fault, FaultReply, Faults, FaultyServer, Ledger, ManualClock, Transport, always_provides,
};
use alloy_transport::{Client, HyperTransport, ReqwestTransport};
use async_trait::async_trait;
use bytes::Bytes;
use http::{Request, Response, StatusCode};
use serde_json::json;

/// The first request of a call meets the fault, the others do not; in rows with `then`, the second
/// request meets the second fault. A cell says how often the
/// action ran, in how many attempts, and what the caller was told: the kind of the error and its
/// outcome.
const TABLE: &str = "
fault                    | read                            | idempotent                      | write
port closed              | 0 in 3: Connect, NotApplied     | 0 in 3: Connect, NotApplied     | 0 in 3: Connect, NotApplied
refused                  | 1 in 2: ok                      | 1 in 2: ok                      | 1 in 2: ok
reset before execution   | 1 in 2: ok                      | 1 in 2: ok                      | 0 in 1: Interrupted, Unknown
reset after execution    | 2 in 2: ok                      | 2 in 2: ok                      | 1 in 1: Interrupted, Unknown
stall before execution   | 1 in 2: ok                      | 1 in 2: ok                      | 0 in 1: AttemptTimeout, Unknown
stall after execution    | 2 in 2: ok                      | 2 in 2: ok                      | 1 in 1: AttemptTimeout, Unknown
trickle                  | 1 in 1: ok                      | 1 in 1: ok                      | 1 in 1: ok
cut body                 | 2 in 2: ok                      | 2 in 2: ok                      | 1 in 1: Interrupted, Unknown
content-length too short | 1 in 1: Decode, Applied         | 1 in 1: Decode, Applied         | 1 in 1: Decode, Applied
content-length too long  | 2 in 2: ok                      | 2 in 2: ok                      | 1 in 1: AttemptTimeout, Unknown
garbage                  | 2 in 2: ok                      | 2 in 2: ok                      | 1 in 1: Interrupted, Unknown
200 HTML                 | 0 in 1: Decode, Unknown         | 0 in 1: Decode, Unknown         | 0 in 1: Decode, Unknown
502 HTML                 | 2 in 2: ok                      | 2 in 2: ok                      | 1 in 1: Unavailable, Unknown
401                      | 0 in 1: Unauthorized, NotApplied| 0 in 1: Unauthorized, NotApplied| 0 in 1: Unauthorized, NotApplied
429, Retry-After 60 s    | 1 in 2: ok                      | 1 in 2: ok                      | 1 in 2: ok
429, Retry-After date    | 1 in 2: ok                      | 1 in 2: ok                      | 1 in 2: ok
529, Retry-After 60 s    | 1 in 2: ok                      | 1 in 2: ok                      | 1 in 2: ok
529, Retry-After date    | 1 in 2: ok                      | 1 in 2: ok                      | 1 in 2: ok
500 before execution     | 1 in 2: ok                      | 1 in 2: ok                      | 0 in 1: Unavailable, Unknown
500 after execution      | 2 in 2: ok                      | 2 in 2: ok                      | 1 in 1: Unavailable, Unknown
502 after execution      | 2 in 2: ok                      | 2 in 2: ok                      | 1 in 1: Unavailable, Unknown
503 after execution      | 2 in 2: ok                      | 2 in 2: ok                      | 1 in 1: Unavailable, Unknown
504 after execution      | 2 in 2: ok                      | 2 in 2: ok                      | 1 in 1: Unavailable, Unknown
duplicate                | 2 in 1: ok                      | 2 in 1: ok                      | 2 in 1: ok
reset, then 401          | 1 in 2: Unauthorized, Unknown   | 1 in 2: Unauthorized, Unknown   | 1 in 1: Interrupted, Unknown
429, then 401            | 0 in 2: Unauthorized, NotApplied| 0 in 2: Unauthorized, NotApplied| 0 in 2: Unauthorized, NotApplied
429, then reset          | 2 in 3: ok                      | 2 in 3: ok                      | 1 in 2: Interrupted, Unknown
";

/// How a fault comes about.
#[derive(Clone)]
enum Cause {
    /// On the wire.
    Wire(Fault),
    /// On the wire, one after the other.
    Both(Fault, Fault),
    /// On the wire, where only the client's time ends it.
    Stall(Fault),
    /// On the wire, in the time of the sockets.
    Trickle(Fault),
    /// In place of the backend.
    Front(Fault),
    /// Nobody listens at all.
    PortClosed,
}

fn both(first: impl Into<Fault>, second: impl Into<Fault>) -> Cause {
    Cause::Both(first.into(), second.into())
}

/// In the order of the table.
fn causes() -> Vec<(&'static str, Cause)> {
    let wire = |fault: Fault| Cause::Wire(fault);
    let reply = |reply: FaultReply| Cause::Wire(reply.into());
    let status = |status: u16| Fault::status(StatusCode::from_u16(status).unwrap());
    vec![
        ("port closed", Cause::PortClosed),
        ("refused", Cause::Front(Fault::refused())),
        ("reset before execution", wire(Fault::reset_before_execution())),
        ("reset after execution", wire(Fault::reset_after_execution())),
        ("stall before execution", Cause::Stall(Fault::stall_before_execution())),
        ("stall after execution", Cause::Stall(Fault::stall_after_execution())),
        ("trickle", Cause::Trickle(Fault::trickle(9, Duration::from_millis(1)))),
        ("cut body", wire(Fault::cut_body())),
        ("content-length too short", wire(Fault::length_too_short())),
        ("content-length too long", Cause::Stall(Fault::length_too_long())),
        ("garbage", wire(Fault::garbage())),
        ("200 HTML", reply(Fault::html(StatusCode::OK))),
        ("502 HTML", reply(Fault::html(StatusCode::BAD_GATEWAY))),
        ("401", reply(Fault::unauthorized())),
        ("429, Retry-After 60 s", reply(Fault::rate_limited().with_retry_after(MINUTE))),
        ("429, Retry-After date", reply(Fault::rate_limited().with_retry_after_date(MINUTE))),
        ("529, Retry-After 60 s", reply(Fault::overloaded().with_retry_after(MINUTE))),
        ("529, Retry-After date", reply(Fault::overloaded().with_retry_after_date(MINUTE))),
        ("500 before execution", reply(status(500).before_execution())),
        ("500 after execution", reply(status(500))),
        ("502 after execution", reply(status(502))),
        ("503 after execution", reply(status(503))),
        ("504 after execution", reply(status(504))),
        ("duplicate", wire(Fault::duplicate())),
        ("reset, then 401", both(Fault::reset_after_execution(), Fault::unauthorized())),
        ("429, then 401", both(Fault::rate_limited(), Fault::unauthorized())),
        ("429, then reset", both(Fault::rate_limited(), Fault::reset_after_execution())),
    ]
}

const MINUTE: Duration = Duration::from_secs(60);
/// Long enough for a `Retry-After` of a minute after a timeout.
const TOTAL: Duration = Duration::from_secs(200);
const ATTEMPT: Duration = Duration::from_secs(30);

/// What carries the requests to the faults.
#[derive(Clone)]
enum Way {
    /// A backend, over sockets of the loopback.
    Sockets(Arc<dyn Transport>),
    /// Nothing: the faults are the transport.
    InProcess,
}

/// A port at which nobody listens.
struct Nobody;

#[async_trait]
impl Transport for Nobody {
    async fn send(&self, _: Request<Bytes>) -> Result<Response<Bytes>, Error> {
        Err(Error::not_sent("nobody listens"))
    }
}

async fn cell(cause: Cause, effect: Effect, way: Way) -> String {
    let clock = ManualClock::automatic();
    let ledger = Ledger::around(always_provides(json!({"ok": true})));
    let mut wire = Faults::new(ledger.clone());
    match cause.clone() {
        // Dates are by the clock; a trickle takes the time of the sockets, which hold the clock.
        Cause::Wire(fault) | Cause::Stall(fault) => wire = wire.timer(clock.clone()).on(1, fault),
        Cause::Both(first, second) => {
            wire = wire.timer(clock.clone()).on(1, first).on(2, second);
        }
        Cause::Trickle(fault) => wire = wire.on(1, fault),
        Cause::Front(_) | Cause::PortClosed => {}
    }
    let server = match &way {
        Way::Sockets(_) => Some(wire.serve().unwrap()),
        Way::InProcess => None,
    };
    if let (Cause::PortClosed, Some(server)) = (&cause, &server) {
        server.refuse_connections().await;
    }
    let mut front = match way {
        Way::Sockets(backend) => Faults::new(clock.hold_during(backend)),
        // The clock does not go on by itself while something is under way.
        Way::InProcess if matches!(cause, Cause::Stall(_) | Cause::Trickle(_)) => {
            Faults::new(clock.hold_during(wire.clone()))
        }
        Way::InProcess if matches!(cause, Cause::PortClosed) => Faults::new(Nobody),
        Way::InProcess => Faults::new(wire.clone()),
    };
    if let Cause::Front(fault) = &cause {
        front = front.on(1, fault.clone());
    }
    let url = server.as_ref().map_or("http://127.0.0.1:9".to_owned(), FaultyServer::url);
    let client = Client::builder(front.clone())
        .base_url(url)
        .api_key(ApiKey::new("made-up-key-of-a-test").unwrap())
        .attempt_timeout(ATTEMPT)
        .timeout(TOTAL)
        .timer(clock.clone())
        .build()
        .unwrap();
    let connection = client.connection(CredentialId::new("507f1f77bcf86cd799439011").unwrap());
    let action = DynamicAction::new("library", "lend-book").unwrap().with_effect(effect);
    let time = async {
        if matches!(cause, Cause::Stall(_)) {
            wire.until_injected(1).await;
            clock.advance(ATTEMPT);
        }
    };
    let both = async { tokio::join!(connection.execute(&action), time) };
    // Only waited for when something is wrong: what stalls would stall the test.
    let (result, ()) = tokio::time::timeout(MINUTE, both).await.expect("the call ends");
    if let Err(error) = &result {
        assert_eq!(u64::from(error.attempts()), front.requests());
    }
    // A backend repeats nothing by itself: what the client sent is what the server was asked.
    if !matches!(cause, Cause::Front(_) | Cause::PortClosed) {
        assert_eq!(wire.requests(), front.requests());
    }
    format!("{} in {}: {}", ledger.all().runs(), front.requests(), told(result))
}

fn told(result: Result<serde_json::Value, Error>) -> String {
    match result {
        Ok(_) => "ok".to_owned(),
        Err(error) => format!("{:?}, {:?}", error.kind(), error.outcome()),
    }
}

async fn table(way: Way) -> String {
    let mut table = String::from("\n");
    let columns = ["fault", "read", "idempotent", "write"].map(str::to_owned);
    let mut rows = vec![columns];
    for (name, cause) in causes() {
        let cell = |effect| cell(cause.clone(), effect, way.clone());
        rows.push([
            name.to_owned(),
            cell(Effect::Read).await,
            cell(Effect::Idempotent).await,
            cell(Effect::Write).await,
        ]);
    }
    for [fault, read, idempotent, write] in rows {
        writeln!(table, "{fault:25}| {read:32}| {idempotent:32}| {write}").unwrap();
    }
    table
}

#[tokio::test]
async fn over_hyper() {
    let table = table(Way::Sockets(Arc::new(HyperTransport::new().unwrap()))).await;
    assert_eq!(table, TABLE, "{table}");
}

#[tokio::test]
async fn over_reqwest() {
    let table = table(Way::Sockets(Arc::new(ReqwestTransport::new().unwrap()))).await;
    assert_eq!(table, TABLE, "{table}");
}

#[tokio::test]
async fn in_process() {
    let table = table(Way::InProcess).await;
    assert_eq!(table, TABLE, "{table}");
}
