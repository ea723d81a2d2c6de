//! What faults are to a caller in the same process.

use std::{task::Poll, time::Duration};

use alloy_core::{Error, ErrorKind, Outcome};
use alloy_testkit::{Fault, Faults, ManualClock, Transport, respond_with};
use alloy_transport::Timer;
use bytes::Bytes;
use http::{Request, Response, StatusCode, header};

const BODY: &str = r#"{"responseData": {"ok": true}}"#;

/// What the caller gets of one request, and how often it was passed on.
async fn one(fault: impl Into<Fault>) -> (Option<Result<Response<Bytes>, Error>>, usize) {
    let count = std::sync::Arc::new(std::sync::atomic::AtomicUsize::new(0));
    let counted = count.clone();
    let inner = respond_with(move |_| {
        counted.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
        Response::new(BODY)
    });
    let clock = ManualClock::automatic();
    let faults = Faults::new(inner).timer(clock).on(1, fault);
    let mut sending = faults.send(Request::default());
    let mut polls = 0;
    let result = std::future::poll_fn(|context| {
        polls += 1;
        match sending.as_mut().poll(context) {
            Poll::Ready(result) => Poll::Ready(Some(result)),
            // Nothing wakes what stalls: an automatic clock would.
            Poll::Pending if polls > 1000 => Poll::Ready(None),
            Poll::Pending => {
                context.waker().wake_by_ref();
                Poll::Pending
            }
        }
    })
    .await;
    (result, count.load(std::sync::atomic::Ordering::SeqCst))
}

async fn error(fault: Fault) -> (ErrorKind, Outcome, usize) {
    let (result, executions) = one(fault).await;
    let error = result.unwrap().unwrap_err();
    assert!(format!("{error:#}").contains("injected"), "{error:#}");
    (error.kind(), error.outcome(), executions)
}

#[tokio::test]
async fn failures_of_the_network() {
    let (unknown, interrupted) = (Outcome::Unknown, ErrorKind::Interrupted);
    let refused = (ErrorKind::Connect, Outcome::NotApplied, 0);
    assert_eq!(error(Fault::refused()).await, refused);
    assert_eq!(error(Fault::reset_before_execution()).await, (interrupted, unknown, 0));
    assert_eq!(error(Fault::reset_after_execution()).await, (interrupted, unknown, 1));
    assert_eq!(error(Fault::cut_body()).await, (interrupted, unknown, 1));
    assert_eq!(error(Fault::garbage()).await, (interrupted, unknown, 1));
}

#[tokio::test]
async fn what_never_comes() {
    for (fault, executions) in [
        (Fault::stall_before_execution(), 0),
        (Fault::stall_after_execution(), 1),
        (Fault::length_too_long(), 1),
    ] {
        let (result, executed) = one(fault).await;
        assert!(result.is_none());
        assert_eq!(executed, executions);
    }
}

#[tokio::test]
async fn replies_that_are_replaced() {
    let unavailable = Fault::status(StatusCode::SERVICE_UNAVAILABLE);
    for (fault, status, executions) in [
        (Fault::unauthorized(), 401, 0),
        (Fault::rate_limited(), 429, 0),
        (Fault::overloaded(), 529, 0),
        (unavailable.clone(), 503, 1),
        (unavailable.before_execution(), 503, 0),
        (Fault::html(StatusCode::OK), 200, 0),
        (Fault::html(StatusCode::BAD_GATEWAY), 502, 1),
        (Fault::html(StatusCode::OK).after_execution(), 200, 1),
    ] {
        let (result, executed) = one(fault).await;
        let response = result.unwrap().unwrap();
        assert_eq!((response.status().as_u16(), executed), (status, executions));
        let html = response.body().starts_with(b"<!DOCTYPE html>");
        let content_type = response.headers()[header::CONTENT_TYPE].to_str().unwrap();
        assert_eq!(content_type.starts_with("text/html"), html);
    }
    let (result, _) = one(Fault::rate_limited().with_body("{}")).await;
    assert_eq!(result.unwrap().unwrap().body(), "{}");
}

#[tokio::test]
async fn times_to_come_back() {
    let retry_after = async |fault| {
        let response = one(fault).await.0.unwrap().unwrap();
        response.headers()[header::RETRY_AFTER].to_str().unwrap().to_owned()
    };
    let minute = Duration::from_secs(60);
    assert_eq!(retry_after(Fault::rate_limited().with_retry_after(minute)).await, "60");
    let date = Fault::rate_limited().with_retry_after_date(minute);
    assert_eq!(retry_after(date).await, "Mon, 05 Jan 2026 09:01:00 GMT");
    let never = Fault::rate_limited().with_retry_after_date(Duration::MAX);
    assert_eq!(retry_after(never).await, "Fri, 31 Dec 9999 23:59:59 GMT");
}

#[tokio::test]
async fn replies_that_come_and_are_not_right() {
    let (result, executions) = one(Fault::duplicate()).await;
    assert_eq!((result.unwrap().unwrap().body().as_ref(), executions), (BODY.as_bytes(), 2));
    let (result, executions) = one(Fault::length_too_short()).await;
    let half = &BODY.as_bytes()[..BODY.len() / 2];
    assert_eq!((result.unwrap().unwrap().body().as_ref(), executions), (half, 1));
}

#[tokio::test]
async fn a_trickle_takes_as_long_as_its_pieces() {
    let clock = ManualClock::automatic();
    let faults = Faults::new(respond_with(|_| Response::new(BODY)))
        .timer(clock.clone())
        .on(1, Fault::trickle(10, Duration::from_secs(2)))
        .on(2, Fault::trickle(0, Duration::from_secs(1)));
    assert_eq!(faults.send(Request::default()).await.unwrap().body(), BODY);
    assert_eq!(clock.now().as_secs(), 2 * BODY.len().div_ceil(10) as u64);
    faults.send(Request::default()).await.unwrap();
    assert_eq!(clock.waits().len(), BODY.len().div_ceil(10) + BODY.len());
}
