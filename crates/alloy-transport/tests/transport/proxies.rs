//! Proxies: who goes through one, what it gets to see, and what an error says of it.

use std::{
    net::SocketAddr,
    sync::{Arc, Mutex},
};

use alloy_core::{ErrorKind, Outcome};
use alloy_transport::{Proxies, TransportOptions};
use http::Version;
use tokio::{
    io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt},
    net::TcpStream,
};

use crate::{
    Backend, assert_failed,
    certificates::{Authority, VALID},
    get, post,
    server::{Connection, Received, Server, ok},
    text, tls,
};

/// What a proxy was asked for, and all that passed through it towards the server.
#[derive(Clone, Default)]
struct Seen {
    asked: Arc<Mutex<Vec<Received>>>,
    passed: Arc<Mutex<Vec<u8>>>,
}

impl Seen {
    fn asked(&self) -> Vec<Received> {
        self.asked.lock().unwrap().clone()
    }

    /// Leads to `server` whatever host is asked for.
    async fn tunnel<S: AsyncRead + AsyncWrite + Unpin + Send>(
        self,
        mut connection: Connection<S>,
        server: SocketAddr,
    ) {
        let Some(received) = connection.request().await else { return };
        self.asked.lock().unwrap().push(received);
        connection.write("HTTP/1.1 200 Connection established\r\n\r\n").await;
        let (mut here, mut from_client) = tokio::io::split(connection.stream);
        let (mut from_server, mut there) = TcpStream::connect(server).await.unwrap().into_split();
        let towards_server = async {
            let mut buffer = vec![0; 4096];
            while let Ok(length @ 1..) = here.read(&mut buffer).await {
                self.passed.lock().unwrap().extend_from_slice(&buffer[..length]);
                there.write_all(&buffer[..length]).await.unwrap();
            }
        };
        let towards_client = async {
            tokio::io::copy(&mut from_server, &mut from_client).await.ok();
        };
        tokio::join!(towards_server, towards_client);
    }
}

const HOST: &str = "far.example";

/// A server for `far.example`, and a proxy that leads there.
async fn server_and_proxy(authority: &Authority) -> (Server, Server, Seen) {
    let server = tls::serve(authority.server(&[HOST], VALID, &["h2", "http/1.1"])).await;
    let (address, seen) = (server.address(), Seen::default());
    let to = seen.clone();
    let proxy = Server::start(move |connection| to.clone().tunnel(connection, address)).await;
    (server, proxy, seen)
}

fn options(authority: &Authority, proxy: &str) -> TransportOptions {
    TransportOptions::new()
        .root_certificate_pem(authority.pem())
        .proxies(Proxies::through(proxy).unwrap())
}

pub(crate) async fn a_tunnel_leads_to_the_host<B: Backend>() {
    let authority = Authority::new();
    let (server, proxy, seen) = server_and_proxy(&authority).await;
    let transport = B::with(options(&authority, &proxy.url(""))).unwrap();
    for _ in 0..2 {
        let mut request = post(format!("https://{HOST}/planted-path"), "planted body");
        request.headers_mut().insert("authorization", "Bearer planted-key".parse().unwrap());
        let response = transport.send(request).await.unwrap();
        assert_eq!(response.version(), Version::HTTP_2);
    }
    // The second call shares the tunnel.
    assert_eq!((proxy.connections(), server.connections()), (1, 1));
    let asked = seen.asked();
    assert_eq!(
        (asked[0].method.as_str(), asked[0].target.as_str()),
        ("CONNECT", "far.example:443")
    );
    assert!(!format!("{asked:?}").contains("planted"), "{asked:?}");
    let passed = String::from_utf8_lossy(&seen.passed.lock().unwrap()).into_owned();
    assert!(passed.contains(HOST) && !passed.contains("planted"), "the name alone is in clear");
}

pub(crate) async fn a_proxy_behind_tls<B: Backend>() {
    let authority = Authority::new();
    let server = tls::serve(authority.server(&[HOST], VALID, &["http/1.1"])).await;
    let (address, seen) = (server.address(), Seen::default());
    let to = seen.clone();
    let proxy = Server::start_tls(authority.good_server(&["h2", "http/1.1"]), move |connection| {
        to.clone().tunnel(connection, address)
    })
    .await;
    let transport = B::with(options(&authority, &proxy.https(""))).unwrap();
    let response = transport.send(get(format!("https://{HOST}:8443/"))).await.unwrap();
    assert_eq!(text(&response), "HTTP/1.1");
    assert_eq!(seen.asked()[0].target, "far.example:8443");
}

pub(crate) async fn a_proxy_gets_its_own_password_only<B: Backend>() {
    let authority = Authority::new();
    let (_server, proxy, seen) = server_and_proxy(&authority).await;
    let url = proxy.url("").replace("http://", "http://aladdin:opensesame@");
    let transport = B::with(options(&authority, &url)).unwrap();
    let mut request = get(format!("https://{HOST}/"));
    request.headers_mut().insert("authorization", "Bearer planted-key".parse().unwrap());
    transport.send(request).await.unwrap();
    let asked = seen.asked();
    let sent = asked[0]
        .headers
        .iter()
        .find(|field| field.to_ascii_lowercase().starts_with("proxy-authorization:"));
    assert!(sent.unwrap().ends_with(" Basic YWxhZGRpbjpvcGVuc2VzYW1l"), "{asked:?}");
    assert!(!format!("{asked:?}").contains("planted"), "{asked:?}");
    assert!(!format!("{transport:?}").contains("opensesame"));
}

pub(crate) async fn plain_http_and_exceptions_go_straight<B: Backend>() {
    let authority = Authority::new();
    let (_, proxy, seen) = server_and_proxy(&authority).await;
    let plain = Server::answering(|_| ok("plain")).await;
    let near = tls::serve(authority.good_server(&["http/1.1"])).await;
    let transport = B::with(options(&authority, &proxy.url(""))).unwrap();
    for url in [
        plain.url("/"),
        format!("http://localhost:{}/", plain.port()),
        near.https("/"),
        format!("https://localhost:{}/", near.port()),
    ] {
        transport.send(get(url)).await.unwrap();
    }
    let proxies = Proxies::through(proxy.url("")).unwrap().except("invalid, example");
    let transport = B::with(TransportOptions::new().proxies(proxies)).unwrap();
    let result = transport.send(get("https://far.invalid/")).await;
    let error = assert_failed(result, ErrorKind::Resolve, Outcome::NotApplied);
    assert!(!format!("{error:?}").contains("proxy"), "{error:?}");
    assert!(seen.asked().is_empty() && proxy.connections() == 0);
}

/// A proxy that answers so, and what a call through it fails with.
async fn refused<B: Backend>(answer: &'static str) -> alloy_core::Error {
    let proxy = Server::start(move |mut connection| async move {
        connection.request().await;
        connection.write(answer).await;
    })
    .await;
    let url = proxy.url("").replace("http://", "http://user:planted-password@");
    let transport = B::with(options(&Authority::new(), &url)).unwrap();
    let result = transport.send(get(format!("https://{HOST}/planted-path"))).await;
    let error = assert_failed(result, ErrorKind::Connect, Outcome::NotApplied);
    let told = format!("{error:?}");
    let way = format!("talking to https://{HOST} through the proxy {} failed", proxy.url(""));
    assert!(told.contains(&way), "{told}");
    assert!(!told.contains("planted"), "{told}");
    error
}

pub(crate) async fn a_proxy_that_refuses_is_explained<B: Backend>() {
    let error =
        refused::<B>("HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n")
            .await;
    assert!(error.hint().unwrap().contains("user and a password"), "{error}");
    for answer in [
        "HTTP/1.1 403 Forbidden\r\n\r\n",
        "HTTP/1.1 502 Bad Gateway\r\n\r\n",
        "HTTP/1.1 301 Moved\r\nlocation: http://elsewhere.example/\r\n\r\n",
        "SSH-2.0-whatever\r\n",
        "",
    ] {
        let error = refused::<B>(answer).await;
        assert!(error.hint().unwrap().contains("does not let through"), "{error}");
    }
}

pub(crate) async fn a_proxy_that_is_not_there<B: Backend>() {
    let authority = Authority::new();
    let gone = Server::answering(|_| ok("")).await.url("");
    let transport = B::with(options(&authority, &gone)).unwrap();
    let result = transport.send(get(format!("https://{HOST}/"))).await;
    let error = assert_failed(result, ErrorKind::Connect, Outcome::NotApplied);
    assert!(format!("{error:?}").contains(&format!("through the proxy {gone}")), "{error:?}");

    let unknown = format!("http://{}.invalid", "a".repeat(64));
    let transport = B::with(options(&authority, &unknown)).unwrap();
    let result = transport.send(get(format!("https://{HOST}/"))).await;
    assert_failed(result, ErrorKind::Resolve, Outcome::NotApplied);
}

pub(crate) async fn a_proxy_that_stays_silent_is_given_up<B: Backend>() {
    let proxy = Server::start(|mut connection| async move { connection.closed().await }).await;
    let timeout = std::time::Duration::from_millis(80);
    let options = options(&Authority::new(), &proxy.url("")).connect_timeout(timeout);
    let result = B::with(options).unwrap().send(get(format!("https://{HOST}/"))).await;
    assert_failed(result, ErrorKind::ConnectTimeout, Outcome::NotApplied);
}

/// A certificate that the proxy put in the server's place is not trusted.
pub(crate) async fn a_proxy_that_looks_inside_is_not_trusted<B: Backend>() {
    let (ours, theirs) = (Authority::new(), Authority::named("authority of the proxy"));
    let (_server, proxy, seen) = server_and_proxy(&theirs).await;
    let transport = B::with(options(&ours, &proxy.url(""))).unwrap();
    let mut request = get(format!("https://{HOST}/"));
    request.headers_mut().insert("authorization", "Bearer planted-key".parse().unwrap());
    let error = assert_failed(transport.send(request).await, ErrorKind::Tls, Outcome::NotApplied);
    assert!(error.hint().unwrap().contains("issuer is not trusted"), "{error}");
    assert_eq!(seen.asked().len(), 1);
}
