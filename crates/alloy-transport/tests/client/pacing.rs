//! Calls wait for their turn: at the pace that the connector declares, in order, within their time.

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use alloy_core::{
    Connector, CredentialId, DynamicAction, Effect, Error, ErrorKind, Layer, Outcome, Pacing,
};
use alloy_transport::{Client, Connection, Limiter, Transport};
use async_trait::async_trait;
use bytes::Bytes;
use http::{Request, Response};
use tokio::{task::JoinSet, time::Instant};

use crate::{
    action, builder, connect,
    doubles::{Script, Silent, reply},
};

/// Three a second, as Notion has it.
struct Service;

impl Connector for Service {
    fn id(&self) -> &'static str {
        "service"
    }

    fn pacing(&self) -> Pacing {
        Pacing::per_second(3)
    }
}

/// Answers, and notes when it was asked by the test's clock.
struct Times {
    start: Instant,
    asked: Mutex<Vec<u128>>,
}

impl Times {
    fn new() -> Arc<Self> {
        Arc::new(Self { start: Instant::now(), asked: Mutex::default() })
    }

    fn asked(&self) -> Vec<u128> {
        self.asked.lock().unwrap().clone()
    }
}

#[async_trait]
impl Transport for Times {
    async fn send(&self, _: Request<Bytes>) -> Result<Response<Bytes>, Error> {
        self.asked.lock().unwrap().push(self.start.elapsed().as_millis());
        Ok(Response::new(Bytes::from_static(b"{}")))
    }
}

fn client(transport: impl Transport + 'static, limiter: Limiter) -> Client {
    builder(transport).connector(Service).limiter(limiter).build().unwrap()
}

fn other(client: &Client) -> Connection {
    client.connection(CredentialId::new("507f1f77bcf86cd799439022").unwrap())
}

async fn call_at_once(connection: &Connection, calls: usize) {
    let mut all = JoinSet::new();
    for _ in 0..calls {
        let connection = connection.clone();
        all.spawn(async move { connection.execute(&action()).await.unwrap() });
    }
    all.join_all().await;
}

#[tokio::test(start_paused = true)]
async fn a_connector_sets_the_pace_of_each_credential() {
    let transport = Times::new();
    let client = client(transport.clone(), Limiter::new());
    call_at_once(&connect(&client), 7).await;
    assert_eq!(transport.asked(), [0, 0, 0, 334, 667, 1001, 1334]);
    // Another credential has a pace of its own, and so has a connector that declares none.
    call_at_once(&other(&client), 3).await;
    let free = DynamicAction::new("free", "doIt").unwrap();
    for _ in 0..5 {
        connect(&client).execute(&free).await.unwrap();
    }
    assert!(transport.asked()[7..].iter().all(|time| (1334..1340).contains(time)));
}

#[tokio::test(start_paused = true)]
async fn the_pace_is_set_by_name_or_turned_off() {
    for (limiter, expected) in [
        (Limiter::unlimited(), [0, 0, 0, 0, 0]),
        (Limiter::new().pacing_of("service", Pacing::UNLIMITED), [0, 0, 0, 0, 0]),
        (Limiter::new().pacing_of("other", Pacing::UNLIMITED), [0, 0, 0, 334, 667]),
        (Limiter::new().pacing_of("service", Pacing::per_second(1)), [0, 1000, 2000, 3000, 4000]),
        (Limiter::unlimited().pacing(Pacing::per_second(1)), [0, 0, 0, 0, 0]),
    ] {
        let transport = Times::new();
        let client = client(transport.clone(), limiter);
        call_at_once(&connect(&client), 5).await;
        assert_eq!(transport.asked(), expected);
    }
}

#[tokio::test(start_paused = true)]
async fn all_calls_of_a_client_can_have_a_pace() {
    let transport = Times::new();
    let limiter = Limiter::new().pacing(Pacing::per_second(2).with_burst(1));
    let client = client(transport.clone(), limiter.clone());
    let (one, another) = (connect(&client), other(&client));
    tokio::join!(call_at_once(&one, 2), call_at_once(&another, 2));
    assert_eq!(transport.asked(), [0, 500, 1000, 1500]);
    // Clients that were given the same limiter share it.
    let third = builder(transport.clone()).limiter(limiter).build().unwrap();
    connect(&third).execute(&action()).await.unwrap();
    assert_eq!(transport.asked()[4], 2000);
}

#[tokio::test(start_paused = true)]
async fn a_turn_that_comes_too_late_fails_at_once() {
    let transport = Times::new();
    let limiter = Limiter::new().pacing_of("service", Pacing::per_second(1));
    let client = client(transport.clone(), limiter.clone());
    let hasty = connect(&client).with_timeout(Duration::from_millis(2500));
    let start = Instant::now();
    let mut all = JoinSet::new();
    for _ in 0..5 {
        let hasty = hasty.clone();
        all.spawn(async move { (hasty.execute(&action()).await, start.elapsed()) });
    }
    let failed: Vec<_> = all.join_all().await.into_iter().filter(|(r, _)| r.is_err()).collect();
    assert_eq!((transport.asked().len(), failed.len()), (3, 2));
    for (result, after) in failed {
        let error = result.unwrap_err();
        assert_eq!(
            (error.kind(), error.outcome()),
            (ErrorKind::PacingTimeout, Outcome::NotApplied)
        );
        assert_eq!((error.attempts(), error.operation()), (0, Some("service/doIt")));
        assert!(error.retry_after().is_some(), "{error}");
        assert!(error.to_string().contains("would outlast the call"), "{error}");
        assert_eq!(after.as_millis(), 0);
    }
}

#[tokio::test(start_paused = true)]
async fn retry_after_makes_the_others_of_the_credential_wait() {
    let transport = Arc::new(Script::new([reply(429, &[("retry-after", "7")], "")]));
    let client = client(transport.clone(), Limiter::new());
    let (one, another) = (connect(&client), other(&client));
    let start = Instant::now();
    let first = {
        let one = one.clone();
        tokio::spawn(async move { one.execute(&action()).await })
    };
    while transport.count() == 0 {
        tokio::task::yield_now().await;
    }
    tokio::task::yield_now().await;
    another.execute(&action()).await.unwrap();
    assert!(start.elapsed() < Duration::from_secs(1), "another credential was not told to wait");
    one.execute(&action()).await.unwrap();
    assert!(start.elapsed() >= Duration::from_secs(7));
    first.await.unwrap().unwrap();

    // Where there is no time to wait, nothing is asked.
    let transport = Arc::new(Script::new([reply(429, &[("retry-after", "3000")], "")]));
    let client = self::client(transport.clone(), Limiter::new());
    let error = connect(&client).execute(&action()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::RateLimited);
    let error = connect(&client).execute(&action()).await.unwrap_err();
    assert_eq!((error.kind(), transport.count()), (ErrorKind::PacingTimeout, 1));
    // What is learnt is forgotten in time.
    tokio::time::advance(Duration::from_secs(600)).await;
    connect(&client).execute(&action()).await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_limit_of_the_platform_itself_makes_every_credential_wait() {
    const CLAIMED: &str = r#"{"error": {"source": "CONNECTIVITY_API", "message": "slow down"}}"#;
    const PASSED_ON: &str = r#"{"error": {"source": "SERVICE", "message": "slow down"}}"#;
    for (body, waits) in [(CLAIMED, true), (PASSED_ON, false), ("", false)] {
        let limited = reply(429, &[("retry-after", "3000")], body);
        let client = client(Arc::new(Script::new([limited])), Limiter::new());
        let error = connect(&client).execute(&action()).await.unwrap_err();
        assert_eq!((error.layer(), error.kind()), (Layer::Platform, ErrorKind::RateLimited));
        assert_eq!(error.is_claimed_by_platform(), waits);
        let another = other(&client).execute(&action()).await;
        assert_eq!(another.is_err_and(|e| e.kind() == ErrorKind::PacingTimeout), waits, "{body}");
        let same = connect(&client).execute(&action()).await.unwrap_err();
        assert_eq!(same.kind(), ErrorKind::PacingTimeout);
    }
}

#[tokio::test(start_paused = true)]
async fn every_attempt_has_its_turn() {
    let transport = Arc::new(Script::new([reply(503, &[], ""), reply(503, &[], "")]));
    let limiter = Limiter::new().pacing_of("service", Pacing::new(1, Duration::from_secs(10)));
    let client = client(transport.clone(), limiter.clone());
    let start = Instant::now();
    connect(&client).execute(&action().with_effect(Effect::Read)).await.unwrap();
    assert_eq!(transport.count(), 3);
    assert!(start.elapsed() >= Duration::from_secs(20));

    // A second attempt that would have to wait too long gives way to what the first one was told.
    let transport = Arc::new(Script::new([reply(503, &[], "")]));
    let limiter = Limiter::new().pacing_of("service", Pacing::new(1, Duration::from_secs(10)));
    let client = self::client(transport.clone(), limiter);
    let hasty = connect(&client).with_timeout(Duration::from_secs(5));
    let error = hasty.execute(&action().with_effect(Effect::Read)).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Unavailable, 1));
}

/// Answers after a second, and counts how many calls it has at most.
#[derive(Default)]
struct Busy {
    now: AtomicUsize,
    most: AtomicUsize,
}

#[async_trait]
impl Transport for Busy {
    async fn send(&self, _: Request<Bytes>) -> Result<Response<Bytes>, Error> {
        let now = self.now.fetch_add(1, Ordering::SeqCst) + 1;
        self.most.fetch_max(now, Ordering::SeqCst);
        tokio::time::sleep(Duration::from_secs(1)).await;
        self.now.fetch_sub(1, Ordering::SeqCst);
        Ok(Response::new(Bytes::from_static(b"{}")))
    }
}

#[tokio::test(start_paused = true)]
async fn only_so_many_are_on_their_way_at_once() {
    let free = Limiter::new().pacing_of("service", Pacing::UNLIMITED);
    for (limiter, most) in [
        (free.clone(), 100),
        (free.clone().max_in_flight(7), 7),
        (free.clone().max_in_flight(0), 1),
        (free.max_in_flight_per_credential(4), 4),
    ] {
        let transport = Arc::new(Busy::default());
        let client = client(transport.clone(), limiter.clone());
        let connection = connect(&client).with_timeout(Duration::from_secs(1000));
        call_at_once(&connection, 150).await;
        assert_eq!(transport.most.load(Ordering::SeqCst), most);
        assert_eq!((limiter.status().in_flight, limiter.status().waiting), (0, 0));
    }
}

#[tokio::test(start_paused = true)]
async fn a_dropped_call_gives_up_its_place() {
    let transport = Arc::new(Silent::default());
    let limiter = Limiter::new().pacing_of("service", Pacing::UNLIMITED).max_in_flight(1);
    let client = client(transport.clone(), limiter.clone());
    let call = || {
        let connection = connect(&client);
        tokio::spawn(async move { connection.execute(&action()).await })
    };
    let (first, second, third) = (call(), call(), call());
    tokio::task::yield_now().await;
    assert_eq!((limiter.status().in_flight, limiter.status().waiting), (1, 2));
    second.abort();
    assert!(second.await.unwrap_err().is_cancelled());
    assert_eq!((limiter.status().in_flight, limiter.status().waiting), (1, 1));
    first.abort();
    assert!(first.await.unwrap_err().is_cancelled());
    tokio::task::yield_now().await;
    assert_eq!((limiter.status().in_flight, limiter.status().waiting), (1, 0));
    assert_eq!(transport.waiting.load(Ordering::SeqCst), 1);
    third.abort();
    assert!(third.await.unwrap_err().is_cancelled());
    assert_eq!(limiter.status().in_flight, 0);
}

#[tokio::test]
async fn debug_shows_the_rules_and_no_credential() {
    let limiter = Limiter::new();
    let client = client(Times::new(), limiter.clone());
    connect(&client).execute(&action()).await.unwrap();
    let shown = format!("{limiter:?} {client:?} {:?}", limiter.status());
    assert!(shown.contains("max_in_flight: 100") && !shown.contains("507f1f77"), "{shown}");
}
