//! Replies that travel compressed: read, and limited by what comes out of them.

use std::io::Write;

use alloy_core::{ErrorKind, Outcome};
use alloy_transport::TransportOptions;
use bytes::Bytes;
use flate2::{Compression, write::GzEncoder};

use crate::{
    Backend, assert_failed, assert_interrupted, get,
    server::{Received, Server},
    text,
};

fn gzip(plain: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(plain).unwrap();
    encoder.finish().unwrap()
}

fn reply(encoding: &str, body: &[u8]) -> Vec<u8> {
    let length = body.len();
    let head = format!(
        "HTTP/1.1 200 OK\r\ncontent-encoding: {encoding}\r\ncontent-length: {length}\r\n\r\n"
    );
    [head.as_bytes(), body].concat()
}

/// A server that answers every request with this body, said to be encoded so.
async fn serve(encoding: &'static str, body: Vec<u8>) -> Server {
    Server::answering(move |_: &Received| reply(encoding, &body)).await
}

pub(crate) async fn a_compressed_body_is_read<B: Backend>() {
    let plain = (0..100_000).map(|number| number.to_string()).collect::<Vec<_>>().join(";");
    let body = gzip(plain.as_bytes());
    let server = Server::answering(move |received| {
        let asked = received.header("accept-encoding");
        assert_eq!(asked, Some("gzip"));
        reply(if received.target == "/" { "gzip" } else { "GZIP" }, &body)
    })
    .await;
    let transport = B::default();
    for path in ["/", "/loud"] {
        let response = transport.send(get(server.url(path))).await.unwrap();
        assert!(text(&response) == plain);
        // What told of the body as it travelled is gone.
        assert!(response.headers().is_empty(), "{response:?}");
    }
    assert_eq!(server.connections(), 1);
}

pub(crate) async fn a_body_in_two_members_is_read<B: Backend>() {
    let server = serve("gzip", [gzip(b"one "), gzip(b"after the other")].concat()).await;
    let response = B::default().send(get(server.url("/"))).await.unwrap();
    assert_eq!(text(&response), "one after the other");
}

pub(crate) async fn a_caller_who_asks_gets_what_comes<B: Backend>() {
    let server = serve("gzip", gzip(b"plain")).await;
    let mut request = get(server.url("/"));
    request.headers_mut().insert("accept-encoding", "gzip".parse().unwrap());
    let response = B::default().send(request).await.unwrap();
    assert_eq!(response.headers()["content-encoding"], "gzip");
    assert_eq!(*response.body(), gzip(b"plain"));
}

pub(crate) async fn other_encodings_are_left_alone<B: Backend>() {
    for encoding in ["br", "identity", "gzip, gzip", "gzip\r\ncontent-encoding: br"] {
        let server = serve(encoding, b"as it comes".to_vec()).await;
        let response = B::default().send(get(server.url("/"))).await.unwrap();
        assert_eq!(text(&response), "as it comes", "{encoding}");
        assert!(response.headers().contains_key("content-encoding"));
    }
}

pub(crate) async fn a_body_without_anything_in_it<B: Backend>() {
    for body in [Vec::new(), gzip(b"")] {
        let server = serve("gzip", body).await;
        assert_eq!(text(&B::default().send(get(server.url("/"))).await.unwrap()), "");
    }
}

pub(crate) async fn a_bomb_stops_at_the_limit<B: Backend>() {
    // 100 MiB of zeros in 100 kB, each layer as small as gzip makes it.
    let bomb = gzip(&vec![0; 100 * 1024 * 1024]);
    assert!(bomb.len() < 128 * 1024);
    let server = serve("gzip", bomb).await;
    let error = assert_failed(
        B::default().send(get(server.url("/"))).await,
        ErrorKind::BodyTooLarge,
        Outcome::Unknown,
    );
    assert!(error.to_string().contains("10485760 bytes"), "{error}");
}

pub(crate) async fn a_limit_counts_what_comes_out<B: Backend>() {
    let server = serve("gzip", gzip(&[b'x'; 10_000])).await;
    let exactly = B::with(TransportOptions::new().body_limit(10_000)).unwrap();
    let response = exactly.send(get(server.url("/"))).await.unwrap();
    assert_eq!(*response.body(), Bytes::from(vec![b'x'; 10_000]));
    let less = B::with(TransportOptions::new().body_limit(9_999)).unwrap();
    let result = less.send(get(server.url("/"))).await;
    assert_failed(result, ErrorKind::BodyTooLarge, Outcome::Unknown);
}

pub(crate) async fn a_compressed_body_that_is_cut_or_damaged<B: Backend>() {
    let whole = gzip(b"a body that is long enough to be worth it");
    let transport = B::default();
    for length in 1..whole.len() {
        let server = serve("gzip", whole[..length].to_vec()).await;
        assert_interrupted(transport.send(get(server.url("/"))).await);
    }
    let mut damaged = whole.clone();
    let last = damaged.len() - 6;
    damaged[last] ^= 1;
    let followed = [&whole[..], b"\x1f\x8bgarbage"].concat();
    for body in [b"not gzip at all".to_vec(), damaged, followed] {
        let server = serve("gzip", body).await;
        assert_interrupted(transport.send(get(server.url("/"))).await);
    }
}
