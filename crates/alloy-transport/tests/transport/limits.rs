//! How much is read, and how long anything may be.

use std::time::Duration;

use alloy_core::{Error, ErrorKind, Outcome};
use alloy_transport::TransportOptions;
use bytes::Bytes;
use http::Response;
use tokio::sync::mpsc;

use crate::{
    Backend, assert_failed, get, post,
    server::{Server, ok},
    text,
};

const LIMIT: usize = 100_000;

fn limited<B: Backend>() -> B {
    B::with(TransportOptions::new().body_limit(LIMIT)).unwrap()
}

pub(crate) async fn a_body_of_just_the_limit_is_read<B: Backend>() {
    let body = "x".repeat(LIMIT);
    let reply = ok(&body);
    let counted = Server::answering(move |_| reply.clone()).await;
    assert_eq!(text(&limited::<B>().send(get(counted.url("/"))).await.unwrap()), body);

    let reply = format!(
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n{LIMIT:x}\r\n{body}\r\n0\r\n\r\n"
    );
    let chunked = Server::answering(move |_| reply.clone()).await;
    assert_eq!(text(&limited::<B>().send(get(chunked.url("/"))).await.unwrap()), body);

    let nothing = B::with(TransportOptions::new().body_limit(0)).unwrap();
    let empty = Server::answering(|_| ok("")).await;
    assert_eq!(text(&nothing.send(get(empty.url("/"))).await.unwrap()), "");
}

pub(crate) async fn an_announced_body_is_refused_at_once<B: Backend>() {
    for length in [LIMIT as u64 + 1, u64::MAX - 2] {
        let (sender, mut closed) = mpsc::unbounded_channel();
        let server = Server::start(move |mut connection| {
            let sender = sender.clone();
            async move {
                connection.request().await.unwrap();
                // None of the body is ever sent: only the head can tell.
                let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {length}\r\n\r\n");
                connection.write(head).await;
                connection.closed().await;
                sender.send(()).unwrap();
            }
        })
        .await;
        let result = limited::<B>().send(get(server.url("/"))).await;
        let error = assert_failed(result, ErrorKind::BodyTooLarge, Outcome::Unknown);
        assert!(error.to_string().contains("100000 bytes"), "{error}");
        closed.recv().await.unwrap();
    }
}

pub(crate) async fn an_endless_body_is_refused_at_the_limit<B: Backend>() {
    let (sender, mut written) = mpsc::unbounded_channel();
    let server = Server::start(move |mut connection| {
        let sender = sender.clone();
        async move {
            connection.request().await.unwrap();
            connection.write("HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n").await;
            let chunk = format!("1000\r\n{}\r\n", "x".repeat(0x1000));
            let mut chunks = 0;
            while connection.write(&chunk).await {
                chunks += 1;
            }
            sender.send(chunks * 0x1000).unwrap();
        }
    })
    .await;
    let result = limited::<B>().send(get(server.url("/"))).await;
    assert_failed(result, ErrorKind::BodyTooLarge, Outcome::Unknown);
    // The rest is what fits into the buffers of the two sockets.
    assert!(written.recv().await.unwrap() < LIMIT + 32 * 1024 * 1024);
}

pub(crate) async fn a_request_beyond_its_limit_is_not_sent<B: Backend>() {
    let server = Server::answering(|received| ok(&received.body.len().to_string())).await;
    let transport = B::with(TransportOptions::new().request_body_limit(4)).unwrap();
    assert_eq!(text(&transport.send(post(server.url("/"), "1234")).await.unwrap()), "4");
    let result = transport.send(post(server.url("/"), "12345")).await;
    let error = assert_failed(result, ErrorKind::InvalidRequest, Outcome::NotApplied);
    let told = "body: it has 5 bytes, more than the transport's limit of 4 bytes";
    assert!(error.to_string().contains(told), "{error}");
}

pub(crate) async fn a_head_of_just_so_many_fields_is_read<B: Backend>() {
    let server = Server::answering(|received| {
        let fields = "x-many: 1\r\n".repeat(received.target[1..].parse::<usize>().unwrap() - 1);
        format!("HTTP/1.1 200 OK\r\n{fields}content-length: 0\r\n\r\n")
    })
    .await;
    let transport = B::default();
    let response = transport.send(get(server.url("/100"))).await.unwrap();
    assert_eq!(response.headers().len(), 100);
    for path in ["/101", "/4000"] {
        let result = transport.send(get(server.url(path))).await;
        assert_head_too_large(result);
    }
}

#[track_caller]
fn assert_head_too_large(result: Result<Response<Bytes>, Error>) {
    let error = assert_failed(result, ErrorKind::BodyTooLarge, Outcome::Unknown);
    assert!(error.hint().unwrap().contains("head"), "{error:?}");
}

pub(crate) async fn a_head_of_many_bytes_is_refused<B: Backend>() {
    let server = Server::start(|mut connection| async move {
        connection.request().await.unwrap();
        connection.write("HTTP/1.1 200 OK\r\nx-endless: ").await;
        while connection.write([b'x'; 0x1000]).await {}
    })
    .await;
    assert_head_too_large(B::default().send(get(server.url("/"))).await);
}

pub(crate) async fn the_longest_times_do_not_panic<B: Backend>() {
    let options = TransportOptions::new()
        .connect_timeout(Duration::MAX)
        .pool_idle_timeout(Duration::MAX)
        .ping_interval(Duration::MAX)
        .body_limit(usize::MAX);
    let server = Server::answering(|_| ok("in time")).await;
    let transport = B::with(options).unwrap();
    for _ in 0..2 {
        assert_eq!(text(&transport.send(get(server.url("/"))).await.unwrap()), "in time");
    }
}
