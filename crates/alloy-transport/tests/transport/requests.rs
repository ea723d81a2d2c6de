//! What goes out.

use alloy_core::{ErrorKind, Outcome};
use bytes::Bytes;
use http::{HeaderValue, Method, Request};
use tokio::sync::mpsc;

use crate::{
    Backend, assert_failed, get, post,
    server::{Received, Server, ok},
};

/// A server that tells what it received.
async fn listening() -> (Server, mpsc::UnboundedReceiver<Received>) {
    let (sender, receiver) = mpsc::unbounded_channel();
    let reply = move |received: &Received| {
        sender.send(received.clone()).unwrap();
        ok("")
    };
    (Server::answering(reply).await, receiver)
}

pub(crate) async fn a_request_arrives_exactly_as_sent<B: Backend>() {
    let (server, mut requests) = listening().await;
    let target = "/connectors/a%2Fb/actions/%20c%C3%BC/execute?limit=10&cursor=%2B1%3D";
    let body = "{\"name\":\"Zoë\",\"line\":\"a\\nb\"}";
    let mut secret = HeaderValue::from_static("Bearer planted-key-of-a-test");
    secret.set_sensitive(true);
    let request = Request::post(server.url(target))
        .header("authorization", secret)
        .header("x-api-version", "2025-09")
        .header("content-type", "application/json")
        .header("x-twice", "1")
        .header("x-twice", "2")
        .header("x-empty", "")
        .body(Bytes::from(body))
        .unwrap();
    B::default().send(request).await.unwrap();

    let received = requests.recv().await.unwrap();
    assert_eq!(received.method, "POST");
    assert_eq!(received.target, target);
    assert_eq!(received.body, body);
    let mut expected = vec![
        "authorization: Bearer planted-key-of-a-test".to_owned(),
        "content-type: application/json".to_owned(),
        "x-api-version: 2025-09".to_owned(),
        "x-empty: ".to_owned(),
        "x-twice: 1".to_owned(),
        "x-twice: 2".to_owned(),
        format!("content-length: {}", body.len()),
        format!("host: 127.0.0.1:{}", server.port()),
    ];
    expected.extend(B::ADDED.iter().map(|&field| field.to_owned()));
    expected.sort();
    let mut headers = received.headers;
    headers.sort();
    assert_eq!(headers, expected);
}

pub(crate) async fn every_method_arrives<B: Backend>() {
    let (server, mut requests) = listening().await;
    let transport = B::default();
    for method in [Method::GET, Method::PUT, Method::PATCH, Method::DELETE, Method::OPTIONS] {
        let mut request = get(server.url("/"));
        *request.method_mut() = method.clone();
        transport.send(request).await.unwrap();
        let received = requests.recv().await.unwrap();
        assert_eq!(received.method, method.as_str());
        assert!(received.header("transfer-encoding").is_none());
        assert!(matches!(received.header("content-length"), None | Some("0")));
    }
}

pub(crate) async fn the_length_is_the_one_of_the_body<B: Backend>() {
    let (server, mut requests) = listening().await;
    let transport = B::default();
    for (name, value) in [("content-length", "1"), ("transfer-encoding", "chunked")] {
        let mut request = post(server.url("/"), "{\"a\":1}");
        request.headers_mut().insert(name, HeaderValue::from_static(value));
        transport.send(request).await.unwrap();
        let received = requests.recv().await.unwrap();
        assert_eq!(received.header("content-length"), Some("7"));
        assert_eq!(received.header("transfer-encoding"), None);
        assert_eq!(received.body, "{\"a\":1}");
    }
    assert_eq!(server.connections(), 1, "the connection is in order afterwards");
}

pub(crate) async fn a_path_is_not_changed<B: Backend>() {
    let (server, mut requests) = listening().await;
    let transport = B::default();
    for target in ["/", "/?", "/a//b/", "/%2e%2ex/~a", "/:@!$&()*+,;=", "/?a=%27&b=/?:@"] {
        transport.send(get(server.url(target))).await.unwrap();
        assert_eq!(requests.recv().await.unwrap().target, target);
    }
    // A backend may refuse what it cannot leave as it is, but not send something else.
    for target in ["/a/../b", "/a/%2E%2E/b", "/a/./b", "/?'", "/a|b"] {
        match transport.send(get(server.url(target))).await {
            Ok(_) => assert_eq!(requests.recv().await.unwrap().target, target),
            failed => {
                assert_failed(failed, ErrorKind::InvalidRequest, Outcome::NotApplied);
            }
        }
    }
}

pub(crate) async fn what_cannot_be_sent_reaches_nobody<B: Backend>() {
    let (server, _requests) = listening().await;
    let transport = B::default();
    let port = server.port();
    for url in [
        "/only/a/path".to_owned(),
        format!("127.0.0.1:{port}"),
        format!("ftp://127.0.0.1:{port}/"),
        format!("http://user:password@127.0.0.1:{port}/"),
        "http://127.0.0.1:99999/".to_owned(),
        "http://127.0.0.1:/".to_owned(),
    ] {
        let error = assert_failed(
            transport.send(get(&url)).await,
            ErrorKind::InvalidRequest,
            Outcome::NotApplied,
        );
        assert_eq!(error.path(), Some("url"), "{url}");
    }
    assert_eq!(server.connections(), 0);
}
