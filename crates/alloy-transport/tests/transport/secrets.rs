//! Nothing secret is told to whoever listens, at any level, of this crate or of those below it.

use std::{
    error::Error as _,
    fmt::{Debug, Write as _},
    iter,
    sync::Mutex,
};

use alloy_core::{ApiKey, CredentialId, DynamicAction, Header, UserId};
use alloy_transport::{Client, Connection, HttpVersions, TransportOptions};
use bytes::Bytes;
use http::{HeaderValue, Response, StatusCode};
use http_body_util::Full;
use hyper::{server::conn, service::service_fn};
use hyper_util::rt::{TokioExecutor, TokioIo};

use crate::{
    Backend,
    capture::Capture,
    certificates::Authority,
    server::{Server, ok},
};

const KEY: &str = "planted-key-of-a-test";

fn connection(transport: impl Backend, url: String) -> Connection {
    let client = Client::builder(transport)
        .api_key(ApiKey::new(KEY).unwrap())
        .user(UserId::new("68fe36549000cce448466858").unwrap())
        .header(Header::new("X-Token", "planted-header-of-the-client").unwrap())
        .base_url(url)
        .build()
        .unwrap();
    client
        .connection(CredentialId::new("507f1f77bcf86cd799439011").unwrap())
        .with_header(Header::new("X-Other-Token", "planted-header-of-the-call").unwrap())
}

/// A failure that repeats the key.
fn echo() -> String {
    format!(r#"{{"message":"Bearer {KEY} is no key"}}"#)
}

fn action() -> DynamicAction {
    DynamicAction::new("service", "doIt").unwrap()
}

/// Everything that a value shows of itself, pretty or not.
fn shown(value: &impl Debug) -> String {
    format!("{value:?} {value:#?}")
}

/// What was told to the `log` crate by whatever runs in this process: reqwest writes there.
static LOGGED: Logged = Logged(Mutex::new(String::new()));

struct Logged(Mutex<String>);

impl log::Log for Logged {
    fn enabled(&self, _: &log::Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &log::Record<'_>) {
        writeln!(self.0.lock().unwrap(), "{} {}", record.target(), record.args()).unwrap();
    }

    fn flush(&self) {}
}

#[track_caller]
fn assert_nothing_planted(text: &str) {
    let told: Vec<_> = text.lines().filter(|line| line.contains("planted")).collect();
    assert!(told.is_empty(), "a secret is told: {told:#?}");
}

pub(crate) async fn no_subscriber_is_told_a_secret<B: Backend>() {
    // Both backends' cases want to be the one.
    let _ = log::set_logger(&LOGGED);
    log::set_max_level(log::LevelFilter::Trace);
    let capture = Capture::default();
    let _guard = tracing::subscriber::set_default(capture.clone());
    let consent = r#"{"responseData":{"oauthUrl":"https://a.example/?token=planted-token"}}"#;
    let plain = Server::answering(move |received| {
        if received.target.contains("fail") {
            ok(&echo()).replace("200 OK", "401 Unauthorized")
        } else {
            ok(consent)
        }
    })
    .await;
    let authority = Authority::new();
    let tls = serve_http2(&authority, consent).await;
    let options = || {
        TransportOptions::new()
            .root_certificate_pem(authority.pem())
            .http_versions(HttpVersions::Negotiate)
    };
    let mut all = String::new();
    for url in [plain.url(""), tls.https("")] {
        let transport = B::with(options()).unwrap();
        let mut upload = crate::get(format!("{url}/planted-path?signature=planted-signature"));
        let signature = HeaderValue::from_static("planted-signature");
        upload.headers_mut().insert("x-not-marked-sensitive", signature);
        transport.send(upload).await.unwrap();
        let connection = connection(transport, url);
        connection.execute(&action()).await.unwrap();
        let failing = DynamicAction::new("service", "fail").unwrap();
        let error = connection.execute(&failing).await.unwrap_err();
        let causes = iter::successors(error.source(), |&cause| cause.source());
        let causes: Vec<_> = causes.map(|cause| format!("{cause} {cause:?}")).collect();
        write!(all, "{error} {error:#} {} {:?} {causes:?}", shown(&error), error.raw()).unwrap();
        all += &shown(&connection);
        all += &shown(connection.client());
    }
    // Nobody there: an error of the backend with its causes.
    let refused = connection(B::with(options()).unwrap(), "http://127.0.0.1:1".to_owned());
    let error = refused.execute(&action()).await.unwrap_err();
    let causes = iter::successors(error.source(), |&cause| cause.source());
    let causes: Vec<_> = causes.map(|cause| format!("{cause} {cause:?}")).collect();
    write!(all, "{error:#} {} {causes:?}", shown(&error)).unwrap();

    assert_nothing_planted(&all);
    let told = capture.everything();
    assert!(told.contains("alloy_transport span call"), "{told}");
    assert!(told.contains("h2::"), "the crates below are heard too");
    assert_nothing_planted(&told);
    let logged = LOGGED.0.lock().unwrap().clone();
    if std::any::type_name::<B>().contains("Reqwest") {
        assert!(logged.contains("reqwest::"), "reqwest is heard too: {logged}");
    }
    assert_nothing_planted(&logged);
}

/// A server that speaks HTTP/2 behind TLS, and says 401 to what is to fail.
async fn serve_http2(authority: &Authority, body: &'static str) -> Server {
    Server::start_tls(authority.good_server(&["h2"]), move |connection| async move {
        let service = service_fn(move |request: http::Request<hyper::body::Incoming>| async move {
            let mut response = Response::new(Full::new(Bytes::from(body)));
            if request.uri().path().contains("fail") {
                *response.status_mut() = StatusCode::UNAUTHORIZED;
                *response.body_mut() = Full::from(echo());
            }
            hyper::Result::Ok(response)
        });
        let builder = conn::http2::Builder::new(TokioExecutor::new());
        builder.serve_connection(TokioIo::new(connection.stream), service).await.ok();
    })
    .await
}
