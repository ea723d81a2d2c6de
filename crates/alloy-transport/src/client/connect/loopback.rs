//! The page of a command-line program that a browser ends up at.

use std::{
    future::{Future, poll_fn},
    io,
    net::{self, Ipv4Addr, SocketAddr},
    panic::catch_unwind,
    pin::pin,
    task::Poll,
    time::Duration,
};

use alloy_core::Error;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
    runtime::Handle,
};

use super::Consent;
use crate::client::{deadline, in_flight::InFlight};

/// A listener on 127.0.0.1 that answers one browser.
pub(super) struct Loopback {
    listener: TcpListener,
    address: SocketAddr,
}

/// How many connections are open at once: a browser opens some that it does not use.
const CONNECTIONS: usize = 16;
/// How many bytes of a request are read.
const HEAD_LIMIT: usize = 8 * 1024;
/// How long one connection is listened to.
const PATIENCE: Duration = Duration::from_secs(10);

impl Loopback {
    pub(super) fn bind() -> Result<Self, Error> {
        let failed = |source: io::Error| {
            Error::configuration("no port of 127.0.0.1 for the redirect").with_source(source)
        };
        if Handle::try_current().is_err() {
            return Err(Error::configuration("serving the redirect needs tokio's runtime"));
        }
        let listener = net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).map_err(failed)?;
        let address = listener.local_addr().map_err(failed)?;
        listener.set_nonblocking(true).map_err(failed)?;
        // A runtime does not tell whether its I/O is enabled, it panics when it is not.
        let listener = catch_unwind(|| TcpListener::from_std(listener)).map_err(|_| {
            Error::configuration("serving the redirect needs a tokio runtime with I/O")
                .with_hint("build it with `enable_io` or `enable_all`")
        })?;
        Ok(Self { listener: listener.map_err(failed)?, address })
    }

    /// The platform may put parameters of its own into the query, so the state is in the path.
    pub(super) fn redirect_uri(&self, state: &str) -> String {
        format!("http://{}/connected/{state}", self.address)
    }

    /// Answers browsers for as long as `work` goes on, in the same task.
    pub(super) async fn serve_during<T>(
        &self,
        work: impl Future<Output = T>,
        consent: &Consent,
    ) -> T {
        let mut work = pin!(work);
        let mut connections = InFlight::new();
        poll_fn(|context| {
            while connections.len() < CONNECTIONS {
                // What keeps a browser from being accepted passes, or the deadline does.
                let Poll::Ready(Ok((stream, _))) = self.listener.poll_accept(context) else {
                    break;
                };
                connections.push(answer(stream, consent));
            }
            while let Poll::Ready(Some(())) = connections.poll_next(context) {}
            // Last, so that the answer to the browser is on its way before the wait is over.
            work.as_mut().poll(context)
        })
        .await
    }
}

/// Reads one request and answers it.
async fn answer(mut stream: TcpStream, consent: &Consent) {
    let limit = || consent.client.shared.timer.sleep(PATIENCE);
    let exchange = async {
        let target = target(&mut stream).await?;
        let (status, text) = match consent.redirected(&target) {
            Ok(()) => ("200 OK", "Thank you. You can close this page and go back to the program."),
            Err(_) => (
                "404 Not Found",
                "This page belongs to another connection than the one that is waited for.",
            ),
        };
        let page =
            format!("<!doctype html><meta charset=utf-8><title>Alloy</title><p>{text}</p>\n");
        let head = format!(
            "HTTP/1.1 {status}\r\ncontent-type: text/html; charset=utf-8\r\ncontent-length: {}\r\n\
             cache-control: no-store\r\nreferrer-policy: no-referrer\r\nconnection: close\r\n\r\n",
            page.len()
        );
        stream.write_all(format!("{head}{page}").as_bytes()).await.ok()?;
        stream.shutdown().await.ok()
    };
    deadline::first(Box::pin(exchange), limit).await;
}

/// What a `GET` asks for, once its head is read to the end.
async fn target(stream: &mut TcpStream) -> Option<String> {
    let mut head = Vec::new();
    let mut chunk = [0; 1024];
    while !head.windows(4).any(|end| end == b"\r\n\r\n") {
        let read = stream.read(&mut chunk).await.ok()?;
        if read == 0 || head.len() + read > HEAD_LIMIT {
            return None;
        }
        head.extend_from_slice(chunk.get(..read)?);
    }
    let head = str::from_utf8(&head).ok()?;
    let mut line = head.lines().next()?.split(' ');
    (line.next()? == "GET").then(|| line.next().map(str::to_owned))?
}
