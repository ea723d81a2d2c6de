//! The small transports, by value and behind pointers.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use alloy_core::{Error, ErrorKind};
use alloy_testkit::{
    MockTransport, Sandbox, Transport, always, always_provides, in_turn, never, respond_with,
};
use http::{HeaderValue, Request, Response, StatusCode, header};
use serde_json::json;

use crate::exchange::block_on;

#[test]
fn a_closure_sees_the_request_and_may_keep_count() {
    let count = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&count);
    let transport = respond_with(move |request: Request<bytes::Bytes>| {
        counted.fetch_add(1, Ordering::Relaxed);
        let mut response = Response::new(request.uri().path().to_owned());
        *response.status_mut() = StatusCode::ACCEPTED;
        response
    });
    let transport: Arc<dyn Transport> = Arc::new(transport);
    let mut request = Request::default();
    *request.uri_mut() = "/here".parse().unwrap();
    let response = block_on(transport.send(request)).unwrap();
    assert_eq!((response.status().as_u16(), &response.body()[..]), (202, &b"/here"[..]));
    assert_eq!(count.load(Ordering::Relaxed), 1);
}

#[test]
fn a_closure_may_fail() {
    let transport = respond_with(|request: Request<_>| match request.method().as_str() {
        "GET" => Ok(Response::new("fine")),
        _ => Err(Error::interrupted("connection reset")),
    });
    assert_eq!(block_on(transport.send(Request::default())).unwrap().body(), "fine");
    let mut post = Request::default();
    *post.method_mut() = http::Method::POST;
    assert_eq!(block_on(transport.send(post)).unwrap_err().kind(), ErrorKind::Interrupted);
}

#[test]
fn one_reply_is_given_again_and_again() {
    let transport = always("{}")
        .with_status(StatusCode::SERVICE_UNAVAILABLE)
        .with_header(header::RETRY_AFTER, HeaderValue::from_static("1"))
        .with_header(header::RETRY_AFTER, HeaderValue::from_static("2"));
    for _ in 0..2 {
        let response = block_on(transport.send(Request::default())).unwrap();
        assert_eq!((response.status().as_u16(), &response.body()[..]), (503, &b"{}"[..]));
        let headers = response.headers();
        assert_eq!(headers[header::CONTENT_TYPE], "application/json");
        assert_eq!(headers.get_all(header::RETRY_AFTER).iter().collect::<Vec<_>>(), ["2"]);
    }
}

#[tokio::test(start_paused = true)]
async fn no_reply_comes_however_long_one_waits() {
    let transport = never();
    let call = transport.send(Request::default());
    assert!(tokio::time::timeout(Duration::from_secs(1_000_000), call).await.is_err());
}

#[test]
fn a_provider_s_reply_comes_in_the_platforms_wrapper() {
    let transport = always_provides(json!({"ok": true}));
    let response = block_on(transport.send(Request::default())).unwrap();
    assert_eq!(response.body(), r#"{"responseData":{"ok":true}}"#);
    assert_eq!(response.headers()[header::CONTENT_TYPE], "application/json");
}

#[test]
fn answers_come_in_turn_and_then_an_end() {
    let script = Arc::new(
        in_turn()
            .then(Error::interrupted("connection reset"))
            .then(Response::new("one"))
            .then(Ok::<_, Error>(always("two").with_status(StatusCode::ACCEPTED))),
    );
    let send = || block_on(script.send(Request::default()));
    assert_eq!(script.left(), 3);
    assert_eq!(send().unwrap_err().kind(), ErrorKind::Interrupted);
    assert_eq!(send().unwrap().body(), "one");
    assert_eq!(send().unwrap().status(), 202);
    assert_eq!(script.left(), 0);
    assert_eq!(send().unwrap_err().kind(), ErrorKind::Configuration);
}

#[test]
fn the_mock_checks_what_is_sent() {
    let mut mock = MockTransport::new();
    mock.expect_send().times(1).returning(|_| Ok(Response::new("one".into())));
    mock.expect_send().returning(|_| Err(Error::not_sent("refused")));
    let transport: Arc<dyn Transport> = Arc::new(mock);
    assert_eq!(block_on(transport.send(Request::default())).unwrap().body(), "one");
    assert_eq!(
        block_on(transport.send(Request::default())).unwrap_err().kind(),
        ErrorKind::Connect
    );
}

#[test]
#[should_panic(expected = "MockTransport::send")]
fn the_mock_fails_when_an_expected_call_does_not_come() {
    let mut mock = MockTransport::new();
    mock.expect_send().times(1).returning(|_| Ok(Response::default()));
}

#[test]
fn everything_can_be_shown_and_shared() {
    fn check<T: std::fmt::Debug + Transport + 'static>(transport: T) {
        assert!(!format!("{transport:?}").is_empty());
    }
    check(Sandbox::new());
    check(always(""));
    check(never());
    check(in_turn());
    check(respond_with(|_| Response::new("")));
    check(MockTransport::new());
}
