//! Every wait has a bound, and giving up cancels.

use std::{
    future::Future as _,
    sync::{Arc, atomic::Ordering},
    task::{Context, Poll, Waker},
    time::Duration,
};

use alloy_core::{ErrorKind, Outcome};

use crate::{
    action, builder, connect,
    doubles::{Rushing, Silent},
};

const fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

#[tokio::test]
async fn an_attempt_and_a_call_have_their_own_limits() {
    let transport = Arc::new(Silent::default());
    let timer = Rushing::default();
    let client = builder(transport.clone())
        .timer(timer.clone())
        .attempt_timeout(seconds(7))
        .timeout(seconds(3600))
        .build()
        .unwrap();

    let error = connect(&client).execute(&action()).await.unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::AttemptTimeout, Outcome::Unknown));
    assert_eq!(error.operation(), Some("service/doIt"));

    let hasty = connect(&client).with_timeout(seconds(5));
    let error = hasty.execute(&action()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::DeadlineExceeded);
    assert!(error.to_string().contains("5s"), "{error}");

    assert_eq!(timer.waits(), [seconds(7), seconds(5)]);
    assert_eq!(transport.waiting.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn without_settings_there_is_a_limit_too() {
    let timer = Rushing::default();
    let client = builder(Silent::default()).timer(timer.clone()).build().unwrap();
    connect(&client).execute(&action()).await.unwrap_err();
    assert_eq!(timer.waits(), [seconds(30)]);
}

#[tokio::test]
async fn dropping_a_call_cancels_it() {
    let transport = Arc::new(Silent::default());
    let connection = connect(&builder(transport.clone()).build().unwrap());
    let action = action();
    let mut call = Box::pin(connection.execute(&action));
    let mut context = Context::from_waker(Waker::noop());
    assert!(matches!(call.as_mut().poll(&mut context), Poll::Pending));
    assert_eq!(transport.waiting.load(Ordering::SeqCst), 1);
    drop(call);
    assert_eq!(transport.waiting.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn a_call_without_time_sends_nothing() {
    let transport = Arc::new(Silent::default());
    let connection = connect(&builder(transport.clone()).build().unwrap());
    for hasty in
        [connection.with_timeout(Duration::ZERO), connection.with_attempt_timeout(Duration::ZERO)]
    {
        let error = hasty.execute(&action()).await.unwrap_err();
        assert_eq!(
            (error.kind(), error.outcome(), error.attempts()),
            (ErrorKind::DeadlineExceeded, Outcome::NotApplied, 0)
        );
    }
}

#[test]
fn a_limit_of_zero_is_refused() {
    for bad in [
        builder(Silent::default()).timeout(Duration::ZERO),
        builder(Silent::default()).attempt_timeout(Duration::ZERO),
    ] {
        assert_eq!(bad.build().unwrap_err().kind(), ErrorKind::Configuration);
    }
}
