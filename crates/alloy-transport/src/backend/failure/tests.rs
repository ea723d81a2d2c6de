//! A connection within the process can close at exactly the wrong moment, which a real one does
//! only now and then.

use std::{
    future::{Ready, ready},
    pin::Pin,
    sync::{Arc, Mutex},
    task::{Context, Poll},
};

use alloy_core::Outcome;
use bytes::Bytes;
use http::{Request, Uri};
use http_body_util::Full;
use hyper::rt;
use hyper_util::{
    client::legacy::connect::{Connected, Connection},
    rt::{TokioExecutor, TokioIo},
};
use tokio::io::{AsyncReadExt, AsyncWriteExt, DuplexStream};

use super::*;
use crate::backend::outgoing;

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

fn request() -> Request<Full<Bytes>> {
    Request::post("http://a.example/").body(Full::from("{}")).unwrap()
}

fn destination() -> Destination {
    outgoing::destination(request().uri()).unwrap()
}

#[tokio::test]
async fn what_hyper_gives_back_unwritten_was_not_sent() {
    let (ours, mut theirs) = tokio::io::duplex(1024);
    let client = legacy::Client::builder(TokioExecutor::new())
        .retry_canceled_requests(false)
        .build(Peer(Arc::new(Mutex::new(Some(ours)))));
    let server = tokio::spawn(async move {
        theirs.read_u8().await.unwrap();
        theirs.write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n").await.unwrap();
        theirs
    });
    client.request(request()).await.unwrap();
    // It closes, and the call is on its way before hyper's task has had its turn to see that.
    drop(server.await.unwrap());
    let failure = client.request(request()).await.unwrap_err();
    assert!(!failure.is_connect(), "{failure:?}");

    let error = without_response(failure, &destination(), Duration::ZERO);
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Connect, Outcome::NotApplied));
}

#[test]
fn what_is_not_recognised_counts_as_sent() {
    let error = without_response("whatever", &destination(), Duration::ZERO);
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Interrupted, Outcome::Unknown));
}

#[test]
fn causes_are_found_behind_io_errors() {
    let tls = rustls::Error::DecryptError;
    let wrapped = io::Error::other(io::Error::other(tls));
    assert!(find::<rustls::Error>(&wrapped).is_some());
    assert!(find::<hyper::Error>(&wrapped).is_none());
}
