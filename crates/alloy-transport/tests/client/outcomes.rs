//! What comes back from a call: one request, and an error that says what happened.

use std::{error::Error as _, sync::Arc};

use alloy_core::{Action as _, Error, ErrorKind, Layer, Outcome};
use alloy_transport::RetryPolicy;

use crate::{
    KEY, action, connection,
    doubles::{Answers, Fails},
};

#[tokio::test]
async fn failures_of_the_transport_keep_their_kind_and_cause() {
    let refused = Arc::new(Fails(|| Error::not_sent("refused").with_kind(ErrorKind::Tls)));
    let once = connection(&refused).with_retries(RetryPolicy::never());
    let error = once.execute(&action()).await.unwrap_err();
    assert_eq!((error.kind(), error.layer()), (ErrorKind::Tls, Layer::Transport));
    assert_eq!((error.outcome(), error.attempts()), (Outcome::NotApplied, 1));
    assert_eq!(error.source().unwrap().to_string(), "refused");

    let broken = Arc::new(Fails(|| Error::interrupted("reset")));
    let error = connection(&broken).execute(&action()).await.unwrap_err();
    assert!(error.outcome_unknown());
    assert_eq!(
        error.to_string(),
        "service/doIt: the connection broke before the reply was complete [it may have taken effect]"
    );
}

#[tokio::test]
async fn a_reply_that_does_not_fit_was_applied() {
    let transport = Arc::new(Answers::new(200, r#"{"responseData":{"id":7"#));
    let error = connection(&transport).execute(&action()).await.unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Decode, Outcome::Applied));
    assert_eq!(error.status().unwrap(), 200);
}

#[tokio::test]
async fn an_echoed_key_is_scrubbed() {
    let transport =
        Arc::new(Answers::new(401, concat!(r#"{"message":"#, r#""no: planted-key-of-a-test"}"#)));
    let error = connection(&transport).execute(&action()).await.unwrap_err();
    assert_eq!(error.message(), "no: [redacted]");
    assert!(!format!("{error:?} {:?}", error.raw()).contains(KEY));
}

#[tokio::test]
async fn what_is_invalid_is_not_sent() {
    let transport = Arc::new(Answers::new(200, "{}"));
    let bad = action().with_path("page_id", "../users");
    let error = connection(&transport).execute(&bad).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.path()),
        (ErrorKind::InvalidRequest, Some("pathParams.page_id"))
    );
    assert_eq!(error.attempts(), 0);
    assert!(transport.requests.lock().unwrap().is_empty());
}

#[tokio::test]
async fn outputs_can_be_had_mapped_boxed_and_raw() {
    let transport = Arc::new(Answers::new(200, r#"{"responseData":{"n":2},"executionId":"e"}"#));
    let connection = connection(&transport);
    let number = action().map(|output| output["n"].as_u64());
    assert_eq!(connection.execute(&number).await.unwrap(), Some(2));
    let batch =
        [action().map(|_| 1).boxed(), action().raw().map(|reply| reply.text().len()).boxed()];
    assert_eq!(connection.execute(&batch[0]).await.unwrap(), 1);
    assert_eq!(connection.execute(&*batch[1]).await.unwrap(), 42);
}
