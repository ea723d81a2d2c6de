//! A connection within the process can close at exactly the wrong moment, which a real one does
//! only now and then.

use std::{
    future::{Ready, ready},
    io,
    pin::Pin,
    sync::Mutex,
    task::{Context, Poll},
    time::Duration,
};

use alloy_core::{ErrorKind, Outcome};
use http::Uri;
use hyper::rt;
use hyper_util::{
    client::legacy::connect::{Connected, Connection},
    rt::TokioIo,
};
use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream};

use super::*;
use crate::backend::outgoing::Destination;

struct Wire(TokioIo<DuplexStream>);

impl Connection for Wire {
    fn connected(&self) -> Connected {
        Connected::new()
    }
}

impl rt::Read for Wire {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: rt::ReadBufCursor<'_>,
    ) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_read(context, buffer)
    }
}

impl rt::Write for Wire {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        Pin::new(&mut self.0).poll_write(context, bytes)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.0).poll_shutdown(context)
    }
}

/// Connects to the one peer that there is.
#[derive(Clone)]
struct Peer(Arc<Mutex<Option<DuplexStream>>>);

impl Peer {
    fn new(stream: DuplexStream) -> Self {
        Self(Arc::new(Mutex::new(Some(stream))))
    }
}

impl tower_service::Service<Uri> for Peer {
    type Response = Wire;
    type Error = io::Error;
    type Future = Ready<io::Result<Wire>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<io::Result<()>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, _: Uri) -> Self::Future {
        let peer = self.0.lock().unwrap().take();
        ready(peer.map(TokioIo::new).map(Wire).ok_or_else(|| io::ErrorKind::HostUnreachable.into()))
    }
}

fn request() -> Request<Whole> {
    Request::post("http://a.example/").body(Whole::new("{}".into())).unwrap()
}

/// What the backend makes of a failed request.
fn told(failure: legacy::Error) -> (ErrorKind, Outcome) {
    let destination = Destination::of(request().uri()).unwrap();
    let error = failure::without_response(failure, &destination, Duration::ZERO);
    (error.kind(), error.outcome())
}

#[tokio::test]
async fn a_request_that_was_not_written_is_given_back() {
    let (ours, mut theirs) = tokio::io::duplex(1024);
    let client = client(&TransportOptions::new(), Peer::new(ours));
    let server = tokio::spawn(async move {
        theirs.read_u8().await.unwrap();
        theirs.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n").await.unwrap();
        theirs
    });
    client.request(request()).await.unwrap();
    // It closes, and the call is on its way before hyper's task has had its turn to see that.
    drop(server.await.unwrap());
    let failure = client.request(request()).await.unwrap_err();
    assert!(!failure.is_connect(), "no other connection was tried: {failure:?}");
    assert_eq!(told(failure), (ErrorKind::Connect, Outcome::NotApplied));
}

#[tokio::test]
async fn a_connection_that_fails_before_its_first_request_was_none() {
    let (ours, theirs) = tokio::io::duplex(1024);
    drop(theirs);
    let options = TransportOptions::new().http_versions(HttpVersions::Http2);
    let failure = client(&options, Peer::new(ours)).request(request()).await.unwrap_err();
    assert!(!failure.is_connect(), "it was there for a moment: {failure:?}");
    assert_eq!(told(failure), (ErrorKind::Connect, Outcome::NotApplied));
}
