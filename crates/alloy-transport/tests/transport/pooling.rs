//! Connections: shared, kept, given up.

use std::{
    collections::HashMap,
    io::{BufRead, BufReader, Write},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use alloy_core::{ErrorKind, Outcome};
use alloy_transport::{Transport, TransportOptions};
use tokio::{sync::mpsc, task::JoinSet};

use crate::{
    Backend, get, post,
    server::{Received, Server, ok},
    text,
};

pub(crate) async fn calls_after_each_other_share_a_connection<B: Backend>() {
    let server = Server::answering(|received| ok(&received.body)).await;
    let transport = B::default();
    for body in ["1", "", "333", "4"] {
        let response = transport.clone().send(post(server.url("/"), body)).await.unwrap();
        assert_eq!(text(&response), body);
    }
    assert_eq!(server.connections(), 1);
}

pub(crate) async fn no_pool_means_a_connection_for_each<B: Backend>() {
    let server = Server::answering(|_| ok("")).await;
    let transport = B::with(TransportOptions::new().pool_max_idle_per_host(0)).unwrap();
    for _ in 0..3 {
        transport.send(get(server.url("/"))).await.unwrap();
    }
    assert_eq!(server.connections(), 3);
}

pub(crate) async fn many_at_once_are_all_answered<B: Backend>() {
    let server = Server::answering(|received| ok(&received.target)).await;
    let transport = B::default();
    for round in 0..2 {
        let mut calls = JoinSet::new();
        for number in 0..50 {
            let path = format!("/{round}/{number}");
            let (transport, request) = (transport.clone(), get(server.url(&path)));
            calls.spawn(async move {
                assert_eq!(text(&transport.send(request).await.unwrap()), path);
            });
        }
        calls.join_all().await;
    }
    assert!(server.connections() <= 100);
}

pub(crate) async fn a_dropped_call_closes_its_connection_only<B: Backend>() {
    let (sender, mut events) = mpsc::unbounded_channel();
    let server = Server::start(move |mut connection| {
        let sender = sender.clone();
        async move {
            while let Some(received) = connection.request().await {
                match received.target.as_str() {
                    "/silent" => {}
                    "/stalled" => {
                        connection.write("HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nsta").await;
                    }
                    _ => {
                        connection.write(ok("usable")).await;
                        continue;
                    }
                }
                sender.send("waiting").unwrap();
                connection.closed().await;
                sender.send("closed").unwrap();
            }
        }
    })
    .await;
    let transport = B::default();
    for path in ["/silent", "/stalled"] {
        let (caller, request) = (transport.clone(), get(server.url(path)));
        let call = tokio::spawn(async move { caller.send(request).await });
        assert_eq!(events.recv().await, Some("waiting"));
        call.abort();
        assert_eq!(events.recv().await, Some("closed"));
        let response = transport.send(get(server.url("/"))).await.unwrap();
        assert_eq!(text(&response), "usable");
    }
}

pub(crate) async fn a_connection_that_the_server_closed_is_not_used<B: Backend>() {
    let (sender, mut closed) = mpsc::unbounded_channel();
    let server = Server::start(move |mut connection| {
        let sender = sender.clone();
        async move {
            connection.request().await.unwrap();
            connection.write(ok("once")).await;
            tokio::io::AsyncWriteExt::shutdown(&mut connection.stream).await.unwrap();
            // The client's end closes once it has seen that.
            connection.closed().await;
            sender.send(()).unwrap();
        }
    })
    .await;
    let transport = B::default();
    for number in 1..=5 {
        assert_eq!(text(&transport.send(post(server.url("/"), "{}")).await.unwrap()), "once");
        closed.recv().await.unwrap();
        assert_eq!(server.connections(), number);
    }
}

/// Answers requests, and closes a moment after each: as often as not while the client sends the
/// next one. On a thread of its own, so that both really happen at once.
fn serve_hastily(listener: &TcpListener, seen: &Mutex<HashMap<String, usize>>) {
    for (number, stream) in listener.incoming().enumerate() {
        let mut stream = BufReader::new(stream.unwrap());
        let patience = Duration::from_micros(5 * (number as u64 % 40));
        while let Some(target) = target_of_request(&mut stream) {
            if target == "/end" {
                return;
            }
            *seen.lock().unwrap().entry(target).or_default() += 1;
            if stream.get_mut().write_all(ok("seen").as_bytes()).is_err()
                || !something_comes(stream.get_ref(), patience)
            {
                break;
            }
        }
    }
}

/// Whether the client writes within this time. Looks again and again: the timeouts of sockets are
/// far coarser.
fn something_comes(stream: &TcpStream, patience: Duration) -> bool {
    stream.set_nonblocking(true).unwrap();
    let start = Instant::now();
    while stream.peek(&mut [0]).is_err() {
        if start.elapsed() > patience {
            return false;
        }
    }
    stream.set_nonblocking(false).is_ok()
}

fn target_of_request(stream: &mut BufReader<TcpStream>) -> Option<String> {
    let mut lines = stream.lines().map_while(Result::ok);
    let target = lines.next()?.split(' ').nth(1)?.to_owned();
    lines.take_while(|line| !line.is_empty()).for_each(drop);
    Some(target)
}

pub(crate) async fn not_sent_is_never_said_of_what_the_server_saw<B: Backend>() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let seen = Arc::new(Mutex::new(HashMap::new()));
    let counts = seen.clone();
    let server = std::thread::spawn(move || serve_hastily(&listener, &counts));

    let transport = B::default();
    let mut results = Vec::new();
    for number in 0..1000 {
        let path = format!("/{number}");
        let result = transport.send(get(format!("http://{address}{path}"))).await;
        results.push((path, result));
        // Now and then the runtime is too busy to hear that the connection closed.
        let pause = Duration::from_micros(number % 100);
        if number % 3 == 0 {
            std::thread::sleep(pause);
        } else {
            let start = Instant::now();
            while start.elapsed() < pause {
                tokio::task::yield_now().await;
            }
        }
    }
    while !server.is_finished() {
        // The pooled connection may be the one that is closing.
        transport.send(get(format!("http://{address}/end"))).await.ok();
    }

    let seen = seen.lock().unwrap();
    for (path, result) in results {
        let times = seen.get(&path).copied().unwrap_or(0);
        match result {
            Ok(_) => assert_eq!(times, 1, "{path} was answered"),
            Err(error) if error.outcome() == Outcome::NotApplied => {
                assert_eq!(times, 0, "{path}: {error:?}");
            }
            Err(error) => {
                assert_eq!(error.kind(), ErrorKind::Interrupted, "{path}: {error:?}");
                assert!(times <= 1, "{path} was sent {times} times");
            }
        }
    }
}

pub(crate) async fn a_transport_behind_a_pointer<B: Backend>() {
    let server = Server::answering(|received: &Received| ok(&received.target)).await;
    let shared: Arc<dyn Transport> = Arc::new(B::default());
    let (one, other) = (shared.clone(), &shared);
    assert_eq!(text(&one.send(get(server.url("/1"))).await.unwrap()), "/1");
    assert_eq!(text(&other.send(get(server.url("/2"))).await.unwrap()), "/2");
    assert_eq!(server.connections(), 1);
}
