//! Calls that never reach a server: nothing ran, and the error says what stood in the way.

use std::{
    error::Error as _,
    future::Future,
    iter,
    pin::pin,
    task::{Context, Poll, Waker},
    time::Duration,
};

use alloy_core::{Error, ErrorKind, Outcome};
use alloy_transport::TransportOptions;
use tokio::net::TcpListener;

use crate::{
    Backend, assert_failed, get,
    server::{Server, ok},
    text,
};

/// An address where nobody listens.
async fn nowhere() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    listener.local_addr().unwrap().to_string()
}

/// An error and its causes, as texts of both kinds.
fn everything(error: &Error) -> String {
    let causes = iter::successors(error.source(), |&cause| cause.source());
    let texts: Vec<_> = causes.map(ToString::to_string).collect();
    format!("{error:?}\n{error}\n{}", texts.join("\n"))
}

pub(crate) async fn a_refused_connection<B: Backend>() {
    let transport = B::default();
    for scheme in ["http", "https"] {
        let url = format!("{scheme}://{}/", nowhere().await);
        assert_failed(transport.send(get(url)).await, ErrorKind::Connect, Outcome::NotApplied);
    }
}

pub(crate) async fn a_name_that_does_not_resolve<B: Backend>() {
    let transport = B::default();
    // A label of 64 letters is refused before any server is asked for it.
    let name = format!("{}.invalid", "a".repeat(64));
    for url in [format!("http://{name}/"), format!("https://{name}:4000/")] {
        let result = transport.send(get(url)).await;
        assert_failed(result, ErrorKind::Resolve, Outcome::NotApplied);
    }
}

pub(crate) async fn a_name_that_resolves<B: Backend>() {
    let server = Server::answering(|_| ok("found")).await;
    let url = format!("http://localhost:{}/", server.port());
    assert_eq!(text(&B::default().send(get(url)).await.unwrap()), "found");
}

pub(crate) async fn a_handshake_that_never_ends<B: Backend>() {
    let server = Server::start(|mut connection| async move { connection.closed().await }).await;
    let timeout = Duration::from_millis(80);
    let transport = B::with(TransportOptions::new().connect_timeout(timeout)).unwrap();
    let result = transport.send(get(server.https("/"))).await;
    let error = assert_failed(result, ErrorKind::ConnectTimeout, Outcome::NotApplied);
    assert!(error.to_string().contains("80ms"), "{error}");
}

pub(crate) async fn an_error_names_the_host_and_nothing_secret<B: Backend>() {
    let address = nowhere().await;
    let mut request = get(format!("http://{address}/planted-path?planted=query"));
    request.headers_mut().insert("authorization", "Bearer planted-key".parse().unwrap());
    *request.body_mut() = "planted body".into();
    let error = B::default().send(request).await.unwrap_err();
    let told = everything(&error);
    assert!(told.contains(&format!("talking to http://{address} failed")), "{told}");
    assert!(!told.contains("planted"), "{told}");
}

pub(crate) async fn no_runtime<B: Backend>() {
    let transport = B::default();
    let outside = std::thread::spawn(move || {
        let mut call = pin!(transport.send(get("http://127.0.0.1:1/")));
        match call.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(result) => result,
            Poll::Pending => unreachable!("there is nothing to wait for"),
        }
    });
    let result = outside.join().unwrap();
    assert_failed(result, ErrorKind::Configuration, Outcome::NotApplied);
}

pub(crate) async fn a_wrong_option<B: Backend>() {
    for options in [
        TransportOptions::new().ping_interval(Duration::ZERO),
        TransportOptions::new().root_certificate_pem("no certificate"),
        TransportOptions::new().root_certificate_der(*b"no certificate"),
    ] {
        assert_failed(B::with(options), ErrorKind::Configuration, Outcome::NotApplied);
    }
}

pub(crate) async fn a_transport_is_shared_between_threads<B: Backend>() {
    fn assert_shareable<T: Send + Sync + 'static>(_: &T) {}
    let transport = B::default();
    assert_shareable(&transport);
    assert!(format!("{transport:?}").contains("body_limit: 10485760"), "{transport:?}");
}
