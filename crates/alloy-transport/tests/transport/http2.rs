//! HTTP/2 without TLS, with frames written by hand: what a server says of a stream decides whether
//! it may have run.

use std::{future::Future, iter, time::Duration};

use alloy_core::{ErrorKind, Outcome};
use alloy_transport::{HttpVersions, TransportOptions};
use tokio::{net::TcpStream, sync::mpsc, task::JoinSet};

use crate::{
    Backend, assert_failed, assert_interrupted, get, post,
    server::{Connection, Server},
    text,
};

const DATA: u8 = 0;
const HEADERS: u8 = 1;
const RST_STREAM: u8 = 3;
const SETTINGS: u8 = 4;
const GOAWAY: u8 = 7;
const CONTINUATION: u8 = 9;

const END_STREAM: u8 = 1;
const END_HEADERS: u8 = 4;

const NO_ERROR: u32 = 0;
const INTERNAL_ERROR: u32 = 2;
const REFUSED_STREAM: u32 = 7;

struct Frame {
    kind: u8,
    flags: u8,
    stream: u32,
}

/// The server's side of a connection in frames.
struct Frames(Connection<TcpStream>);

impl Frames {
    async fn begin(mut connection: Connection<TcpStream>) -> Option<Self> {
        connection.take(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".len()).await?;
        let mut this = Self(connection);
        this.write(SETTINGS, 0, 0, &[]).await;
        Some(this)
    }

    async fn next(&mut self) -> Option<Frame> {
        let head = self.0.take(9).await?;
        let length = u32::from_be_bytes([0, head[0], head[1], head[2]]);
        self.0.take(length as usize).await?;
        let stream = u32::from_be_bytes([head[5], head[6], head[7], head[8]]);
        Some(Frame { kind: head[3], flags: head[4], stream })
    }

    /// The stream of the next request that is complete.
    async fn request(&mut self) -> Option<u32> {
        loop {
            let frame = self.next().await?;
            if matches!(frame.kind, HEADERS | DATA) && frame.flags & END_STREAM != 0 {
                return Some(frame.stream);
            }
        }
    }

    async fn write(&mut self, kind: u8, flags: u8, stream: u32, payload: &[u8]) {
        let length = u32::try_from(payload.len()).unwrap().to_be_bytes();
        let mut frame = vec![length[1], length[2], length[3], kind, flags];
        frame.extend(stream.to_be_bytes());
        frame.extend(payload);
        self.0.write(frame).await;
    }

    async fn answer(&mut self, stream: u32, body: &str) {
        // Index 8 of HPACK's static table is `:status: 200`.
        self.write(HEADERS, END_HEADERS, stream, &[0x88]).await;
        self.write(DATA, END_STREAM, stream, body.as_bytes()).await;
    }

    async fn reset(&mut self, stream: u32, reason: u32) {
        self.write(RST_STREAM, 0, stream, &reason.to_be_bytes()).await;
    }

    async fn go_away(&mut self, last: u32, reason: u32) {
        self.write(GOAWAY, 0, 0, &[last.to_be_bytes(), reason.to_be_bytes()].concat()).await;
    }
}

async fn serve<S>(serve: impl Fn(Frames) -> S + Clone + Send + Sync + 'static) -> Server
where
    S: Future<Output = ()> + Send + 'static,
{
    Server::start(move |connection| {
        let serve = serve.clone();
        async move {
            if let Some(frames) = Frames::begin(connection).await {
                serve(frames).await;
            }
        }
    })
    .await
}

fn options() -> TransportOptions {
    TransportOptions::new().http_versions(HttpVersions::Http2)
}

fn transport<B: Backend>() -> B {
    B::with(options()).unwrap()
}

pub(crate) async fn calls_share_a_connection<B: Backend>() {
    let server = serve(|mut frames| async move {
        // All of them are under way before the first is answered.
        let mut streams = Vec::new();
        for _ in 0..20 {
            streams.push(frames.request().await.unwrap());
        }
        for stream in streams.into_iter().rev() {
            frames.answer(stream, &stream.to_string()).await;
        }
        frames.0.closed().await;
    })
    .await;
    let transport = transport::<B>();
    let mut calls = JoinSet::new();
    for _ in 0..20 {
        let (transport, request) = (transport.clone(), post(server.url("/"), "{}"));
        calls.spawn(async move { text(&transport.send(request).await.unwrap()).to_owned() });
    }
    let mut bodies = calls.join_all().await;
    bodies.sort();
    bodies.dedup();
    assert_eq!(bodies.len(), 20, "each has its own answer");
    assert_eq!(server.connections(), 1);
}

pub(crate) async fn a_dropped_call_resets_its_stream_only<B: Backend>() {
    let (sender, mut events) = mpsc::unbounded_channel();
    let server = serve(move |mut frames| {
        let sender = sender.clone();
        async move {
            let dropped = frames.request().await.unwrap();
            sender.send("waiting").unwrap();
            while let Some(frame) = frames.next().await {
                if frame.kind == RST_STREAM && frame.stream == dropped {
                    sender.send("reset").unwrap();
                } else if frame.kind == HEADERS {
                    frames.answer(frame.stream, "usable").await;
                }
            }
        }
    })
    .await;
    let transport = transport::<B>();
    let (caller, request) = (transport.clone(), get(server.url("/")));
    let call = tokio::spawn(async move { caller.send(request).await });
    assert_eq!(events.recv().await, Some("waiting"));
    call.abort();
    assert_eq!(events.recv().await, Some("reset"));
    assert_eq!(text(&transport.send(get(server.url("/"))).await.unwrap()), "usable");
    assert_eq!(server.connections(), 1);
}

/// What becomes of a call whose stream is treated so. The connection ends afterwards.
async fn treated<B: Backend, S>(
    treat: impl Fn(Frames, u32) -> S + Clone + Send + Sync + 'static,
) -> Result<http::Response<bytes::Bytes>, alloy_core::Error>
where
    S: Future<Output = Frames> + Send + 'static,
{
    let server = serve(move |mut frames| {
        let treat = treat.clone();
        async move {
            let stream = frames.request().await.unwrap();
            drop(treat(frames, stream).await);
        }
    })
    .await;
    let result = transport::<B>().send(post(server.url("/"), "{\"write\":true}")).await;
    assert_eq!(server.connections(), 1, "the request is not tried again");
    result
}

pub(crate) async fn a_refused_stream_was_not_sent<B: Backend>() {
    let result = treated::<B, _>(|mut frames, stream| async move {
        frames.reset(stream, REFUSED_STREAM).await;
        frames.0.closed().await;
        frames
    });
    assert_failed(result.await, ErrorKind::Connect, Outcome::NotApplied);
}

pub(crate) async fn a_stream_reset_for_another_reason_may_have_run<B: Backend>() {
    for reason in [NO_ERROR, INTERNAL_ERROR, 8, 11, 13, 99] {
        let result = treated::<B, _>(move |mut frames, stream| async move {
            frames.reset(stream, reason).await;
            frames.0.closed().await;
            frames
        });
        assert_interrupted(result.await);
    }
}

pub(crate) async fn a_stream_after_the_last_one_was_not_sent<B: Backend>() {
    let result = treated::<B, _>(|mut frames, _| async move {
        frames.go_away(0, NO_ERROR).await;
        frames
    });
    assert_failed(result.await, ErrorKind::Connect, Outcome::NotApplied);
}

pub(crate) async fn the_last_stream_may_have_run<B: Backend>() {
    let result = treated::<B, _>(|mut frames, stream| async move {
        frames.go_away(stream, NO_ERROR).await;
        frames
    });
    assert_interrupted(result.await);
    // A server that fails says little of what it did before.
    let result = treated::<B, _>(|mut frames, _| async move {
        frames.go_away(0, INTERNAL_ERROR).await;
        frames
    });
    assert_interrupted(result.await);
}

pub(crate) async fn a_head_of_many_fields_is_refused<B: Backend>() {
    let result = treated::<B, _>(|mut frames, stream| async move {
        // `:status: 200`, then 101 literal fields `x: y`.
        let head: Vec<u8> =
            iter::once(0x88).chain(iter::repeat_n([0, 1, b'x', 1, b'y'], 101).flatten()).collect();
        frames.write(HEADERS, END_HEADERS | END_STREAM, stream, &head).await;
        frames
    });
    assert_failed(result.await, ErrorKind::BodyTooLarge, Outcome::Unknown);
}

pub(crate) async fn a_head_of_many_bytes_is_refused<B: Backend>() {
    let result = treated::<B, _>(|mut frames, stream| async move {
        // `:status: 200`, then a literal field named `x` of 16,510 bytes.
        frames.write(HEADERS, 0, stream, &[0x88, 0, 1, b'x', 0x7f, 0xff, 0x7f]).await;
        frames.write(CONTINUATION, 0, stream, &[b'x'; 16_384]).await;
        frames.write(CONTINUATION, END_HEADERS, stream, &[b'x'; 126]).await;
        frames.write(DATA, END_STREAM, stream, b"").await;
        frames.0.closed().await;
        frames
    });
    assert_interrupted(result.await);
}

pub(crate) async fn a_connection_that_stays_silent_is_given_up<B: Backend>() {
    let server = serve(|mut frames| async move { while frames.next().await.is_some() {} }).await;
    let transport = B::with(options().ping_interval(Duration::from_millis(50))).unwrap();
    assert_interrupted(transport.send(get(server.url("/"))).await);
}
