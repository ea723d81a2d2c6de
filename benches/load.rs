//! The sandbox under load: a thousand clients, beside a bare echo server of the same HTTP stack.
//!
//! Both servers run on one thread, all clients on another, so that times are those of queues: what
//! counts is the ratio. Each client has a connection of its own and sends its next request when the
//! last one is answered. `cargo bench --bench load -- 200` takes 200 clients.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a benchmark prints, or panics")]

use std::{
    convert::Infallible,
    fs,
    net::{Ipv4Addr, SocketAddr},
    sync::mpsc,
    thread,
    time::{Duration, Instant},
};

use alloy_testkit::Sandbox;
use bytes::Bytes;
use http::{Method, Request, Response, header};
use http_body_util::{BodyExt as _, Full};
use hyper::{body::Incoming, client, server, service::service_fn};
use hyper_util::rt::TokioIo;
use serde_json::{Value, json};
use tokio::{
    net::{TcpListener, TcpStream},
    runtime::{Builder, Runtime},
    task::JoinSet,
};

/// How often each client asks.
const REQUESTS: usize = 20;
/// How often each server is measured, in turns.
const ROUNDS: usize = 5;

/// What one round took, sorted.
struct Times(Vec<Duration>);

fn main() {
    let mut arguments = std::env::args().skip(1);
    // Without `--bench` this is a test run, which only shows that it works.
    let is_test = !std::env::args().any(|argument| argument == "--bench");
    let asked = arguments.find_map(|argument| argument.parse().ok());
    let clients = asked.unwrap_or(if is_test { 10 } else { 1000 }).min(clients_allowed());

    let sandbox = Sandbox::new();
    let call = retrieve_a_page(&sandbox);
    let runtime = runtime();
    let server = runtime.block_on(sandbox.serve()).unwrap();
    let sandboxed = SocketAddr::from((Ipv4Addr::LOCALHOST, server.port()));
    let echo = echo_server();

    let rounds = if is_test { 1 } else { ROUNDS };
    let mut measured = [Vec::new(), Vec::new()];
    for _ in 0..rounds {
        for (address, times) in [echo, sandboxed].into_iter().zip(&mut measured) {
            times.push(runtime.block_on(round(address, clients, &call)));
            sandbox.clear_requests();
        }
    }
    println!("{clients} clients, {REQUESTS} requests each, the median of {rounds} rounds");
    println!("{:<14}{:>12}{:>12}", "", "p50", "p99");
    let [echo, sandbox] = measured.map(|times| [50, 99].map(|percent| median(&times, percent)));
    for (name, [half, most]) in [("bare echo", echo), ("sandbox", sandbox)] {
        println!("{name:<14}{half:>12.2?}{most:>12.2?}");
    }
    let ratio = |at: usize| sandbox[at].as_secs_f64() / echo[at].as_secs_f64();
    println!("{:<14}{:>11.1}×{:>11.1}×", "ratio", ratio(0), ratio(1));
}

/// Every client's requests, each of which must be answered with 200.
async fn round(address: SocketAddr, clients: usize, call: &Request<Full<Bytes>>) -> Times {
    let mut connections = Vec::new();
    for _ in 0..clients {
        let stream = TcpStream::connect(address).await.unwrap();
        stream.set_nodelay(true).unwrap();
        let (sender, connection) =
            client::conn::http1::handshake(TokioIo::new(stream)).await.unwrap();
        tokio::spawn(connection);
        connections.push(sender);
    }
    let mut running = JoinSet::new();
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
    let mut times = running.join_all().await.concat();
    times.sort_unstable();
    Times(times)
}

fn median(rounds: &[Times], percent: usize) -> Duration {
    let mut values: Vec<_> =
        rounds.iter().map(|Times(times)| times[(times.len() - 1) * percent / 100]).collect();
    values.sort_unstable();
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

/// A server that answers every request with its own body.
fn echo_server() -> SocketAddr {
    let (ready, address) = mpsc::channel();
    thread::spawn(move || {
        runtime().block_on(async {
            let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
            ready.send(listener.local_addr().unwrap()).unwrap();
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                let service = service_fn(|request: Request<Incoming>| async {
                    let body = request.into_body().collect().await.unwrap().to_bytes();
                    Ok::<_, Infallible>(Response::new(Full::new(body)))
                });
                let stream = TokioIo::new(stream);
                tokio::spawn(server::conn::http1::Builder::new().serve_connection(stream, service));
            }
        });
    });
    address.recv().unwrap()
}

fn runtime() -> Runtime {
    Builder::new_current_thread().enable_all().build().unwrap()
}

/// How many connections fit into the files that the process may have open, both ends counted.
fn clients_allowed() -> usize {
    let limits = fs::read_to_string("/proc/self/limits").unwrap_or_default();
    let files = limits.lines().find_map(|line| {
        line.strip_prefix("Max open files")?.split_whitespace().next()?.parse::<usize>().ok()
    });
    files.map_or(400, |files| files.saturating_sub(100) / 2)
}
