//! The sandbox under load: a thousand clients, beside a bare server of the same HTTP stack
//! that gives the same answer.
//!
//! Both servers run on one thread, all clients on another, so that times are those of queues: what
//! counts is the ratio. Each client has a connection of its own and sends its next request when the
//! last one is answered. `cargo bench --bench load -- 200` takes 200 clients.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark prints, or panics")]

use std::{
    future::pending,
    net::{Ipv4Addr, SocketAddr},
    sync::mpsc,
    thread,
    time::{Duration, Instant},
};

use alloy_benches::{Version, connections_allowed, is_test, serve};
use alloy_testkit::Sandbox;
use bytes::Bytes;
use http::{Method, Request, header};
use http_body_util::{BodyExt as _, Full};
use hyper::client::conn::http1::{self, SendRequest};
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use tokio::{
    net::TcpStream,
    runtime::{Builder, Runtime},
    task::JoinSet,
};

/// How often each client asks.
const REQUESTS: usize = 20;
/// How often each server is measured, in turns.
const ROUNDS: usize = 5;

/// What one round took: all of it, and its calls, sorted.
struct Round {
    whole: Duration,
    calls: Vec<Duration>,
}

impl Round {
    #[allow(clippy::cast_precision_loss, reason = "few calls")]
    fn per_second(&self) -> f64 {
        self.calls.len() as f64 / self.whole.as_secs_f64()
    }

    /// In how many seconds so many percent of the calls were answered.
    fn share(&self, percent: usize) -> f64 {
        self.calls[(self.calls.len() - 1) * percent / 100].as_secs_f64()
    }
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let asked = arguments.find_map(|argument| argument.parse().ok());
    let clients = asked.unwrap_or(if is_test() { 10 } else { 1000 }).min(connections_allowed());

    let sandbox = Sandbox::new();
    let call = retrieve_a_page(&sandbox);
    let runtime = runtime();
    let server = runtime.block_on(sandbox.serve()).unwrap();
    let sandboxed = SocketAddr::from((Ipv4Addr::LOCALHOST, server.port()));
    let answer = runtime.block_on(once(sandboxed, &call));
    let bare = bare_server(answer);

    let rounds = if is_test() { 1 } else { ROUNDS };
    let mut measured = [Vec::new(), Vec::new()];
    for _ in 0..rounds {
        for (address, times) in [bare, sandboxed].into_iter().zip(&mut measured) {
            times.push(runtime.block_on(round(address, clients, &call)));
            sandbox.clear_requests();
        }
    }
    println!("{clients} clients, {REQUESTS} requests each, the median of {rounds} rounds\n");
    println!("| server | calls a second | p50 | p99 |\n|---|---|---|---|");
    for (name, rounds) in ["floor: a bare server", "ours"].iter().zip(&measured) {
        println!(
            "| {name} | {:.0} | {:.2?} | {:.2?} |",
            median(rounds, Round::per_second),
            Duration::from_secs_f64(median(rounds, |round| round.share(50))),
            Duration::from_secs_f64(median(rounds, |round| round.share(99))),
        );
    }
}

/// Every client's requests, each of which must be answered with 200.
async fn round(address: SocketAddr, clients: usize, call: &Request<Full<Bytes>>) -> Round {
    let mut connections = Vec::new();
    for _ in 0..clients {
        connections.push(connect(address).await);
    }
    let mut running = JoinSet::new();
    let start = Instant::now();
    for mut connection in connections {
        let call = call.clone();
        running.spawn(async move {
            let mut times = Vec::with_capacity(REQUESTS);
            for _ in 0..REQUESTS {
                let start = Instant::now();
                connection.ready().await.unwrap();
                let response = connection.send_request(call.clone()).await.unwrap();
                assert_eq!(response.status(), 200);
                response.into_body().collect().await.unwrap();
                times.push(start.elapsed());
            }
            times
        });
    }
    let mut calls = running.join_all().await.concat();
    calls.sort_unstable();
    Round { whole: start.elapsed(), calls }
}

/// What is answered.
async fn once(address: SocketAddr, call: &Request<Full<Bytes>>) -> Bytes {
    let response = connect(address).await.send_request(call.clone()).await.unwrap();
    response.into_body().collect().await.unwrap().to_bytes()
}

async fn connect(address: SocketAddr) -> SendRequest<Full<Bytes>> {
    let stream = TcpStream::connect(address).await.unwrap();
    stream.set_nodelay(true).unwrap();
    let (sender, connection) = http1::handshake(TokioIo::new(stream)).await.unwrap();
    tokio::spawn(connection);
    sender
}

fn median(rounds: &[Round], of: impl Fn(&Round) -> f64) -> f64 {
    let mut values: Vec<_> = rounds.iter().map(of).collect();
    values.sort_unstable_by(f64::total_cmp);
    values[values.len() / 2]
}

/// A call that is answered with a page of the sample.
fn retrieve_a_page(sandbox: &Sandbox) -> Request<Full<Bytes>> {
    let call = |action: &str, mut body: Value| {
        body["credentialId"] = json!(sandbox.credential_id());
        Request::builder()
            .method(Method::POST)
            .uri(format!("/connectors/notion/actions/{action}/execute"))
            .header(header::HOST, "sandbox")
            .header(header::AUTHORIZATION, sandbox.api_key().authorization())
            .header("x-api-version", "2025-09")
            .body(Bytes::from(body.to_string()))
            .unwrap()
    };
    let found = sandbox.answer(&call("post-search", json!({"requestBody": {"page_size": 1}})));
    let found: Value = serde_json::from_slice(found.body()).unwrap();
    let id = &found["responseData"]["results"][0]["id"];
    call("retrieve-a-page", json!({"pathParams": {"page_id": id}})).map(Full::new)
}

/// A server of the same HTTP stack, on a thread of its own like the sandbox's, that always gives
/// this answer.
fn bare_server(answer: Bytes) -> SocketAddr {
    let (ready, address) = mpsc::channel();
    thread::spawn(move || {
        runtime().block_on(async {
            ready.send(serve(Version::Http1, answer).await.unwrap()).unwrap();
            pending::<()>().await;
        });
    });
    address.recv().unwrap()
}

fn runtime() -> Runtime {
    Builder::new_current_thread().enable_all().build().unwrap()
}
