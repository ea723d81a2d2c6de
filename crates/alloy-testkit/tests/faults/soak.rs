//! Many calls at once through every fault: none is lost, no write runs twice, memory stays flat.

use std::{
    fs,
    sync::{
        Arc,
        atomic::{AtomicU8, AtomicUsize, Ordering},
    },
    time::Duration,
};

use alloy_core::{
    ApiKey, CredentialId, DynamicAction, Effect, Envelope, Error, ErrorKind, Outcome,
};
use alloy_testkit::{Fault, Faults, Transport};
use alloy_transport::{Backoff, Client, Connection, HyperTransport, RetryPolicy};
use async_trait::async_trait;
use bytes::Bytes;
use http::{Request, Response, StatusCode};
use serde_json::{Value, json};

const IN_FLIGHT: usize = 64;

/// Runs the call of a number, and counts how often.
struct Runs(Vec<AtomicU8>);

impl Runs {
    fn of(&self, number: usize) -> u8 {
        self.0[number].load(Ordering::SeqCst)
    }
}

#[async_trait]
impl Transport for Runs {
    async fn send(&self, request: Request<Bytes>) -> Result<Response<Bytes>, Error> {
        let body = Envelope::from_slice(request.body())?.body();
        let number = body["number"].as_u64().and_then(|number| usize::try_from(number).ok());
        self.0[number.unwrap()].fetch_add(1, Ordering::SeqCst);
        Ok(Response::new(json!({"responseData": body}).to_string().into()))
    }
}

/// All faults but the duplicate, which runs a write twice by its nature. About every tenth request
/// meets one.
fn faults(runs: Arc<Runs>) -> Faults {
    let status = |status: u16| Fault::status(StatusCode::from_u16(status).unwrap());
    Faults::new(runs)
        .seed(20_260_105)
        .at_random(0.01, Fault::reset_before_execution())
        .at_random(0.01, Fault::reset_after_execution())
        .at_random(0.01, Fault::cut_body())
        .at_random(0.005, Fault::garbage())
        .at_random(0.005, Fault::length_too_short())
        .at_random(0.002, Fault::trickle(20, Duration::from_millis(1)))
        .at_random(0.02, Fault::rate_limited().with_retry_after(Duration::ZERO))
        .at_random(0.01, Fault::overloaded())
        .at_random(0.005, Fault::unauthorized())
        .at_random(0.01, status(503))
        .at_random(0.01, status(500).before_execution())
        .at_random(0.005, Fault::html(StatusCode::OK))
        .at_random(0.005, Fault::html(StatusCode::BAD_GATEWAY))
}

fn connection(url: &str, transport: HyperTransport) -> Connection {
    let backoff = Backoff::new(Duration::from_millis(1), Duration::from_millis(10));
    let client = Client::builder(transport)
        .base_url(url)
        .api_key(ApiKey::new("made-up-key-of-a-test").unwrap())
        .attempt_timeout(Duration::from_secs(2))
        .retries(RetryPolicy::default().backoff(backoff))
        .build()
        .unwrap();
    client.connection(CredentialId::new("507f1f77bcf86cd799439011").unwrap())
}

fn effect(number: usize) -> Effect {
    [Effect::Write, Effect::Idempotent, Effect::Read][number % 3]
}

/// What came of the calls.
#[derive(Default)]
struct Figures {
    succeeded: AtomicUsize,
    failed: AtomicUsize,
    unknown: AtomicUsize,
    /// Resident memory before each tenth and at the end, in KiB.
    memory: std::sync::Mutex<Vec<u64>>,
}

impl Figures {
    /// Checks the result of a call against how often it really ran.
    fn judge(&self, number: usize, result: Result<Value, Error>, runs: u8) {
        let is_write = effect(number) == Effect::Write;
        let most = if is_write { 1 } else { 3 };
        assert!(runs <= most, "call {number} ran {runs} times");
        match result {
            Ok(output) => {
                assert_eq!(output, json!({"number": number}));
                assert!(runs >= 1, "call {number} succeeded without running");
                self.succeeded.fetch_add(1, Ordering::SeqCst);
            }
            Err(error) => {
                match error.outcome() {
                    Outcome::Applied => assert!(runs >= 1, "call {number}: {error}"),
                    // An earlier attempt at what may run twice may have run.
                    Outcome::NotApplied if is_write => {
                        assert_eq!(runs, 0, "call {number}: {error}");
                    }
                    Outcome::NotApplied => {}
                    Outcome::Unknown => drop(self.unknown.fetch_add(1, Ordering::SeqCst)),
                }
                assert_ne!(error.kind(), ErrorKind::DeadlineExceeded, "call {number}: {error}");
                self.failed.fetch_add(1, Ordering::SeqCst);
            }
        }
    }

    fn finished(&self) -> usize {
        self.succeeded.load(Ordering::SeqCst) + self.failed.load(Ordering::SeqCst)
    }
}

async fn soak(calls: usize, faults: impl FnOnce(Arc<Runs>) -> Faults) -> (Figures, Faults) {
    let runs = Arc::new(Runs((0..calls).map(|_| AtomicU8::new(0)).collect()));
    let faults = faults(runs.clone());
    let server = faults.serve().unwrap();
    let connection = connection(&server.url(), HyperTransport::new().unwrap());
    let figures = Arc::new(Figures::default());
    let next = Arc::new(AtomicUsize::new(0));
    let workers: Vec<_> = (0..IN_FLIGHT)
        .map(|_| {
            let (connection, next) = (connection.clone(), next.clone());
            let (figures, runs) = (figures.clone(), runs.clone());
            tokio::spawn(async move {
                loop {
                    let number = next.fetch_add(1, Ordering::SeqCst);
                    if number >= calls {
                        break;
                    }
                    if number % (calls / 10) == 0 {
                        figures.memory.lock().unwrap().push(resident());
                    }
                    let action = DynamicAction::new("library", "lend-book").unwrap();
                    let action = action.with_body(json!({"number": number}));
                    let result = connection.execute(&action.with_effect(effect(number))).await;
                    figures.judge(number, result, runs.of(number));
                }
            })
        })
        .collect();
    for worker in workers {
        worker.await.unwrap();
    }
    figures.memory.lock().unwrap().push(resident());
    // What was given up may still be on its way to the server.
    drop(server);
    for number in (0..calls).filter(|number| effect(*number) == Effect::Write) {
        assert!(runs.of(number) <= 1, "write {number} ran {} times", runs.of(number));
    }
    drop(connection);
    (Arc::into_inner(figures).unwrap(), faults)
}

/// Resident memory of this process in KiB; 0 where the system does not tell.
fn resident() -> u64 {
    let Ok(status) = fs::read_to_string("/proc/self/status") else { return 0 };
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.trim().strip_suffix(" kB")?.parse().ok()).unwrap_or(0)
}

#[tokio::test]
async fn a_few_thousand_calls() {
    let (figures, faults) = soak(3_000, faults).await;
    assert_eq!(figures.finished(), 3_000);
    assert!(faults.counts().len() >= 13, "{:?}", faults.counts());
    let (failed, unknown) = (figures.failed.into_inner(), figures.unknown.into_inner());
    assert!(failed > unknown && unknown > 0, "{failed} failed, {unknown} with an open end");
}

/// `cargo test --release -p alloy-testkit --test faults soak -- --ignored --nocapture`
#[tokio::test]
#[ignore = "takes a minute in a release build"]
async fn two_hundred_thousand_calls() {
    const CALLS: usize = 200_000;
    let start = std::time::Instant::now();
    let with_stalls = |runs| {
        faults(runs)
            .at_random(0.0002, Fault::stall_before_execution())
            .at_random(0.0002, Fault::stall_after_execution())
            .at_random(0.0002, Fault::length_too_long())
    };
    let (figures, faults) = soak(CALLS, with_stalls).await;
    assert_eq!(figures.finished(), CALLS);
    let memory = figures.memory.into_inner().unwrap();
    let (succeeded, failed) = (figures.succeeded.into_inner(), figures.failed.into_inner());
    println!("{CALLS} calls, {} requests in {:?}", faults.requests(), start.elapsed());
    println!("{succeeded} succeeded, {failed} failed, {:?} with unknown outcome", figures.unknown);
    println!("faults: {:#?}", faults.counts());
    println!("resident memory before each tenth and at the end, in KiB: {memory:?}");
    // The list of injected faults grows, by about 100 bytes each. Nothing else may.
    let listed = u64::try_from(faults.injected().len()).unwrap() / 10;
    let growth = memory.last().unwrap().saturating_sub(memory[2]);
    assert!(growth < listed + 2 * 1024, "memory grew by {growth} KiB");
}
