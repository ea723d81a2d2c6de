//! What comes back.

use std::{sync::Arc, time::Duration};

use alloy_transport::{Compression, TransportOptions};
use http::{HeaderMap, Version};
use tokio::sync::{Mutex, mpsc};

use crate::{
    Backend, get, post,
    server::{Server, ok},
    text,
};

pub(crate) async fn any_status_with_any_body_is_a_response<B: Backend>() {
    let html = "<!DOCTYPE html>\n<pre>Cannot GET /connectors</pre>\n";
    let error = r#"{"error":{"code":"INVALID_INPUT","message":"no such credential"}}"#;
    let cases = [
        (200, "application/json", r#"{"responseData":{}}"#),
        (201, "application/json", "null"),
        (299, "text/plain", "odd"),
        (400, "application/json", error),
        (401, "application/json", r#"{"message":"Invalid Authorization"}"#),
        (404, "text/html; charset=utf-8", html),
        (409, "application/json", ""),
        (429, "application/json", error),
        (500, "text/html", ""),
        (503, "text/html", html),
        (529, "application/json", error),
        (599, "application/octet-stream", "\u{0}\u{1}"),
        (999, "text/plain", "no known status"),
    ];
    let server = Server::answering(move |received| {
        let index: usize = received.target[1..].parse().unwrap();
        let (status, kind, body) = cases[index];
        format!(
            "HTTP/1.1 {status} Whatever\r\nContent-Type: {kind}\r\nX-Twice: 1\r\nx-twice: 2\r\n\
             Content-Length: {}\r\n\r\n{body}",
            body.len(),
        )
    })
    .await;
    let transport = B::default();
    for (index, (status, kind, body)) in cases.into_iter().enumerate() {
        let response = transport.send(get(server.url(&format!("/{index}")))).await.unwrap();
        assert_eq!(response.status(), status);
        assert_eq!(response.version(), Version::HTTP_11);
        assert_eq!(text(&response), body);
        let mut expected = HeaderMap::new();
        expected.append("content-type", kind.parse().unwrap());
        expected.append("x-twice", "1".parse().unwrap());
        expected.append("x-twice", "2".parse().unwrap());
        expected.append("content-length", body.len().into());
        assert_eq!(*response.headers(), expected);
    }
    let bare = Server::answering(|_| "HTTP/1.1 204 No Content\r\n\r\n").await;
    let response = transport.send(get(bare.url("/"))).await.unwrap();
    assert_eq!((response.status().as_u16(), text(&response)), (204, ""));
}

pub(crate) async fn redirects_are_not_followed<B: Backend>() {
    let elsewhere = Server::answering(|_| ok("")).await;
    let location = elsewhere.url("/");
    let target = location.clone();
    let server = Server::answering(move |received| {
        format!(
            "HTTP/1.1 {} Elsewhere\r\nlocation: {target}\r\ncontent-length: 4\r\n\r\nmove",
            &received.target[1..],
        )
    })
    .await;
    let transport = B::default();
    for status in [300, 301, 302, 303, 307, 308] {
        let response = transport.send(post(server.url(&format!("/{status}")), "{}")).await.unwrap();
        assert_eq!(response.status(), status);
        assert_eq!(response.headers()["location"], location);
        assert_eq!(text(&response), "move");
    }
    assert_eq!((server.connections(), elsewhere.connections()), (1, 0));
}

pub(crate) async fn a_slow_body_is_waited_for<B: Backend>() {
    let (go_on, wait) = mpsc::channel(1);
    let wait = Arc::new(Mutex::new(wait));
    let server = Server::start(move |mut connection| {
        let wait = wait.clone();
        async move {
            connection.request().await.unwrap();
            for piece in ["HTTP/1.1 200 OK\r\ncontent-le", "ngth: 10\r\n\r\nslow", "ly now"] {
                wait.lock().await.recv().await.unwrap();
                connection.write(piece).await;
            }
            connection.closed().await;
        }
    })
    .await;
    let transport = B::default();
    let mut call = transport.send(get(server.url("/")));
    for _ in 0..3 {
        assert!(tokio::time::timeout(Duration::from_millis(20), &mut call).await.is_err());
        go_on.send(()).await.unwrap();
    }
    assert_eq!(text(&call.await.unwrap()), "slowly now");
}

pub(crate) async fn bodies_are_joined_from_their_pieces<B: Backend>() {
    let whole = (0..300_000).map(|number| number.to_string()).collect::<Vec<_>>().join(";");
    let sent = whole.clone();
    let server = Server::start(move |mut connection| {
        let sent = sent.clone();
        async move {
            while let Some(received) = connection.request().await {
                let chunked = received.target == "/chunked";
                let framing = if chunked {
                    "transfer-encoding: chunked".to_owned()
                } else {
                    format!("content-length: {}", sent.len())
                };
                connection.write(format!("HTTP/1.1 200 OK\r\n{framing}\r\n\r\n")).await;
                for piece in sent.as_bytes().chunks(7777) {
                    if chunked {
                        connection.write(format!("{:x}\r\n", piece.len())).await;
                    }
                    connection.write(piece).await;
                    if chunked {
                        connection.write("\r\n").await;
                    }
                }
                if chunked {
                    connection.write("0\r\n\r\n").await;
                }
            }
        }
    })
    .await;
    let transport = B::default();
    for path in ["/chunked", "/counted", "/chunked"] {
        let response = transport.send(get(server.url(path))).await.unwrap();
        assert!(text(&response) == whole, "{path}");
    }
    assert_eq!(server.connections(), 1);
}

pub(crate) async fn informational_responses_are_passed_over<B: Backend>() {
    let server = Server::answering(|_| {
        format!(
            "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n{}",
            ok("final")
        )
    })
    .await;
    let response = B::default().send(post(server.url("/"), "{}")).await.unwrap();
    assert_eq!((response.status().as_u16(), text(&response)), (200, "final"));
}

pub(crate) async fn trailers_are_passed_over<B: Backend>() {
    let server = Server::answering(|_| {
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\ntrailer: x-sum\r\n\r\n\
         5\r\nwhole\r\n0\r\nx-sum: 5\r\n\r\n"
    })
    .await;
    let response = B::default().send(get(server.url("/"))).await.unwrap();
    assert_eq!(text(&response), "whole");
}

pub(crate) async fn http_1_0_is_understood<B: Backend>() {
    let server = Server::start(|mut connection| async move {
        connection.request().await.unwrap();
        connection.write("HTTP/1.0 200 OK\r\ncontent-type: text/plain\r\n\r\nuntil the end").await;
    })
    .await;
    let response = B::default().send(get(server.url("/"))).await.unwrap();
    assert_eq!(response.version(), Version::HTTP_10);
    assert_eq!(text(&response), "until the end");
}

pub(crate) async fn nothing_is_decompressed_that_nobody_asked_for<B: Backend>() {
    let server = Server::answering(
        |_| "HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 8\r\n\r\nnot gzip",
    )
    .await;
    let transport = B::with(TransportOptions::new().compression(Compression::None)).unwrap();
    let response = transport.send(get(server.url("/"))).await.unwrap();
    assert_eq!(response.headers()["content-encoding"], "gzip");
    assert_eq!(text(&response), "not gzip");
}
