//! TLS: who is trusted, what an error explains, which version of HTTP is agreed on.

use alloy_core::{ErrorKind, Outcome};
use alloy_transport::{HttpVersions, TransportOptions};
use bytes::Bytes;
use http::{Response, Version};
use http_body_util::Full;
use hyper::{server::conn, service::service_fn};
use hyper_util::rt::{TokioExecutor, TokioIo};
use rustls::ServerConfig;

use crate::{
    Backend, assert_failed, assert_interrupted,
    certificates::{Authority, VALID},
    get,
    server::{Server, ok},
    text,
};

/// Answers over TLS, in whatever version of HTTP the handshake agreed on.
pub(crate) async fn serve(config: ServerConfig) -> Server {
    Server::start_tls(config, |connection| async move {
        let agreed = connection.stream.get_ref().1.alpn_protocol().map(<[u8]>::to_vec);
        let stream = TokioIo::new(connection.stream);
        let service = service_fn(|request: http::Request<hyper::body::Incoming>| async move {
            let version = format!("{:?}", request.version());
            hyper::Result::Ok(Response::new(Full::new(Bytes::from(version))))
        });
        // The client may be gone before the end.
        if agreed.as_deref() == Some(b"h2") {
            let builder = conn::http2::Builder::new(TokioExecutor::new());
            builder.serve_connection(stream, service).await.ok();
        } else {
            conn::http1::Builder::new().serve_connection(stream, service).await.ok();
        }
    })
    .await
}

fn trusting<B: Backend>(authority: &Authority) -> B {
    B::with(TransportOptions::new().root_certificate_pem(authority.pem())).unwrap()
}

pub(crate) async fn a_trusted_certificate<B: Backend>() {
    let (ours, other) = (Authority::new(), Authority::named("another authority"));
    let server = serve(ours.good_server(&[])).await;
    let both = ours.pem() + &other.pem();
    for options in [
        TransportOptions::new().root_certificate_pem(ours.pem()),
        TransportOptions::new().root_certificate_der(ours.der()),
        TransportOptions::new().root_certificate_pem(both),
        TransportOptions::new().root_certificate_pem(other.pem()).root_certificate_pem(ours.pem()),
    ] {
        let transport = B::with(options).unwrap();
        let named = format!("https://localhost:{}/", server.port());
        for url in [server.https("/"), named] {
            assert_eq!(text(&transport.send(get(url)).await.unwrap()), "HTTP/1.1");
        }
    }
}

/// The handshake fails, nothing is sent, and the error explains it so.
async fn assert_distrusted<B: Backend>(transport: B, server: Server, hint: &str) {
    let result = transport.send(get(server.https("/"))).await;
    let error = assert_failed(result, ErrorKind::Tls, Outcome::NotApplied);
    assert!(error.hint().unwrap().contains(hint), "{error}");
}

pub(crate) async fn an_unknown_issuer<B: Backend>() {
    let server = serve(Authority::new().good_server(&[])).await;
    assert_distrusted(B::default(), server, "issuer is not trusted").await;
    let server = serve(Authority::new().good_server(&[])).await;
    let other = Authority::named("another authority");
    assert_distrusted(trusting::<B>(&other), server, "issuer is not trusted").await;
}

pub(crate) async fn another_host_name<B: Backend>() {
    let authority = Authority::new();
    let server = serve(authority.server(&["other.example"], VALID, &[])).await;
    assert_distrusted(trusting::<B>(&authority), server, "another host name").await;
}

pub(crate) async fn an_expired_certificate<B: Backend>() {
    let authority = Authority::new();
    let server = serve(authority.server(&["127.0.0.1"], (2000, 2001), &[])).await;
    assert_distrusted(trusting::<B>(&authority), server, "has expired").await;
}

pub(crate) async fn a_certificate_of_the_future<B: Backend>() {
    let authority = Authority::new();
    let server = serve(authority.server(&["127.0.0.1"], (3999, 4000), &[])).await;
    assert_distrusted(trusting::<B>(&authority), server, "not valid yet").await;
}

pub(crate) async fn a_server_without_tls<B: Backend>() {
    let server = Server::start(|mut connection| async move {
        connection.take(1).await;
        connection.write("HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n").await;
        connection.closed().await;
    })
    .await;
    assert_distrusted(B::default(), server, "may not speak TLS").await;
}

pub(crate) async fn a_server_that_hangs_up_within_the_handshake<B: Backend>() {
    for reset in [false, true] {
        let server = Server::start(move |mut connection| async move {
            connection.take(1).await;
            if reset {
                connection.reset();
            }
        })
        .await;
        let result = B::default().send(get(server.https("/"))).await;
        assert_failed(result, ErrorKind::Connect, Outcome::NotApplied);
    }
}

pub(crate) async fn a_tls_server_called_without_tls<B: Backend>() {
    let server = serve(Authority::new().good_server(&[])).await;
    assert_interrupted(B::default().send(get(server.url("/"))).await);
}

pub(crate) async fn a_body_cut_below_tls<B: Backend>() {
    let authority = Authority::new();
    let server = Server::start_tls(authority.good_server(&[]), |mut connection| async move {
        connection.request().await.unwrap();
        // Without a length the end of the stream ends the body, and TLS says whether the server
        // meant it: here it did not.
        connection.write("HTTP/1.1 200 OK\r\n\r\nhalf of ").await;
    })
    .await;
    assert_interrupted(trusting::<B>(&authority).send(get(server.https("/"))).await);

    let server = Server::start_tls(authority.good_server(&[]), |mut connection| async move {
        connection.request().await.unwrap();
        connection.write("HTTP/1.1 200 OK\r\n\r\nall of it").await;
        tokio::io::AsyncWriteExt::shutdown(&mut connection.stream).await.unwrap();
    })
    .await;
    let response = trusting::<B>(&authority).send(get(server.https("/"))).await.unwrap();
    assert_eq!(text(&response), "all of it");
}

pub(crate) async fn versions_are_negotiated<B: Backend>() {
    use HttpVersions::{Http1, Http2, Negotiate};

    let authority = Authority::new();
    for (wanted, offered, spoken) in [
        (Negotiate, &["h2", "http/1.1"][..], Some(Version::HTTP_2)),
        (Negotiate, &["http/1.1"], Some(Version::HTTP_11)),
        (Negotiate, &[], Some(Version::HTTP_11)),
        (Http1, &["h2", "http/1.1"], Some(Version::HTTP_11)),
        (Http1, &["h2"], None),
        (Http2, &["h2", "http/1.1"], Some(Version::HTTP_2)),
        (Http2, &["http/1.1"], None),
    ] {
        let server = serve(authority.good_server(offered)).await;
        let options =
            TransportOptions::new().http_versions(wanted).root_certificate_pem(authority.pem());
        let result = B::with(options).unwrap().send(get(server.https("/"))).await;
        match spoken {
            Some(version) => {
                let response = result.unwrap();
                assert_eq!(response.version(), version);
                assert_eq!(text(&response), format!("{version:?}"));
            }
            None => {
                assert_failed(result, ErrorKind::Tls, Outcome::NotApplied);
            }
        }
    }

    // Without TLS there is nothing to negotiate by.
    let plain = Server::answering(|_| ok("plain")).await;
    let response = B::default().send(get(plain.url("/"))).await.unwrap();
    assert_eq!(response.version(), Version::HTTP_11);
}
