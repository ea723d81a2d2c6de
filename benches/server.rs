//! A server that knows one answer.

use std::{
    convert::Infallible,
    fs, io,
    net::{Ipv4Addr, SocketAddr},
};

use bytes::Bytes;
use http::{Request, Response, header};
use http_body_util::{BodyExt as _, Full};
use hyper::{
    body::Incoming,
    server::conn::{http1, http2},
    service::service_fn,
};
use hyper_util::rt::{TokioExecutor, TokioIo};
use tokio::net::TcpListener;

/// What is spoken with it, without TLS.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Version {
    /// HTTP/1.1.
    Http1,
    /// HTTP/2 by prior knowledge.
    Http2,
}

/// Answers every request with this JSON as soon as its body is read, in tasks of the current
/// runtime.
pub async fn serve(version: Version, answer: Bytes) -> io::Result<SocketAddr> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
    let address = listener.local_addr()?;
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let answer = answer.clone();
            let service = service_fn(move |request: Request<Incoming>| {
                let answer = Full::new(answer.clone());
                async move {
                    // A body that cannot be read has nobody left to answer to.
                    let _ = request.into_body().collect().await;
                    let mut response = Response::new(answer);
                    let json = header::HeaderValue::from_static("application/json");
                    response.headers_mut().insert(header::CONTENT_TYPE, json);
                    Ok::<_, Infallible>(response)
                }
            });
            let _ = stream.set_nodelay(true);
            let stream = TokioIo::new(stream);
            match version {
                Version::Http1 => {
                    tokio::spawn(http1::Builder::new().serve_connection(stream, service));
                }
                Version::Http2 => {
                    let builder = http2::Builder::new(TokioExecutor::new());
                    tokio::spawn(builder.serve_connection(stream, service));
                }
            }
        }
    });
    Ok(address)
}

/// How many connections fit into the files that the process may have open, both ends counted.
pub fn connections_allowed() -> usize {
    let limits = fs::read_to_string("/proc/self/limits").unwrap_or_default();
    let files = limits.lines().find_map(|line| {
        line.strip_prefix("Max open files")?.split_whitespace().next()?.parse::<usize>().ok()
    });
    files.map_or(400, |files| files.saturating_sub(100) / 2)
}
