//! What is tried again, when, and how often: the table of the crate's front page.

use std::{sync::Arc, time::Duration};

use alloy_core::{
    Connector, DynamicAction, Effect, Error, ErrorKind, Outcome, ProviderError, Reply, RetryAfter,
};
use alloy_transport::{Backoff, Client, Connection, RetryBudget, RetryPolicy, Sleep, Timer};
use bytes::Bytes;
use http::Response;

use crate::{
    action, builder, connect,
    doubles::{Rushing, Script, Silent, failure, reply},
};

/// Knows of one conflict that it was not applied, and wraps failures in a 2xx.
struct Service;

impl Connector for Service {
    fn id(&self) -> &'static str {
        "service"
    }

    fn classify(&self, reply: &Reply) -> Option<ProviderError> {
        let failed = reply.field("failed")?;
        Some(if failed == "limited" {
            let nine = RetryAfter::Delay(Duration::from_secs(9));
            ProviderError::new(ErrorKind::RateLimited).with_retry_after(nine)
        } else if failed == "conflict" {
            ProviderError::new(ErrorKind::Conflict).with_outcome(Outcome::NotApplied)
        } else if failed == "busy" {
            ProviderError::new(ErrorKind::Unavailable)
        } else {
            ProviderError::new(ErrorKind::of_status(reply.status()))
        })
    }
}

fn client(transport: &Arc<Script>, timer: &Rushing) -> Client {
    builder(transport.clone()).timer(timer.clone()).connector(Service).build().unwrap()
}

fn with_effect(effect: Effect) -> DynamicAction {
    action().with_effect(effect)
}

/// How many requests a call makes that fails so once, for each effect in turn.
async fn requests(fail: impl Fn() -> Script) -> [usize; 3] {
    let mut counts = [0; 3];
    for (count, effect) in counts.iter_mut().zip([Effect::Read, Effect::Idempotent, Effect::Write])
    {
        let transport = Arc::new(fail());
        let result =
            connect(&client(&transport, &Rushing::default())).execute(&with_effect(effect)).await;
        *count = transport.count();
        assert_eq!(result.is_ok(), *count == 2, "{result:?}");
    }
    counts
}

const SAFE_FOR_ALL: [usize; 3] = [2, 2, 2];
const SAFE_TO_REPEAT: [usize; 3] = [2, 2, 1];
const FINAL: [usize; 3] = [1, 1, 1];

#[tokio::test]
async fn the_table_holds_for_failures_of_the_transport() {
    type Case = (fn() -> Error, [usize; 3]);
    let failures: [Case; 8] = [
        (|| Error::not_sent("refused"), SAFE_FOR_ALL),
        (|| Error::not_sent("unresolved").with_kind(ErrorKind::Resolve), SAFE_FOR_ALL),
        (|| Error::not_sent("handshake").with_kind(ErrorKind::Tls), SAFE_FOR_ALL),
        (|| Error::timeout(ErrorKind::ConnectTimeout, Duration::from_secs(1)), SAFE_FOR_ALL),
        (|| Error::not_sent("stale").with_kind(ErrorKind::Interrupted), SAFE_FOR_ALL),
        (|| Error::interrupted("reset"), SAFE_TO_REPEAT),
        (|| Error::body_too_large(10), FINAL),
        (|| Error::configuration("wrong"), FINAL),
    ];
    for (error, expected) in failures {
        let counts = requests(|| Script::new([failure(error)])).await;
        assert_eq!(counts, expected, "{}", error());
    }
}

#[tokio::test]
async fn the_table_holds_for_replies() {
    for (status, body, expected) in [
        (429, "", SAFE_FOR_ALL),
        (529, "", SAFE_FOR_ALL),
        (500, "", SAFE_TO_REPEAT),
        (502, "<html>", SAFE_TO_REPEAT),
        (503, "{}", SAFE_TO_REPEAT),
        (504, "", SAFE_TO_REPEAT),
        (409, "", FINAL),
        (409, r#"{"failed":"other"}"#, FINAL),
        (409, r#"{"failed":"conflict"}"#, SAFE_FOR_ALL),
        (200, r#"{"responseData":{"failed":"conflict"}}"#, SAFE_FOR_ALL),
        (200, r#"{"responseData":{"failed":"busy"}}"#, SAFE_TO_REPEAT),
        (200, r#"{"responseData":"#, FINAL),
        (302, "", FINAL),
        (400, "", FINAL),
        (401, "", FINAL),
        (403, "", FINAL),
        (404, "", FINAL),
        (422, "", FINAL),
    ] {
        let counts = requests(|| Script::new([reply(status, &[], body)])).await;
        assert_eq!(counts, expected, "{status} {body}");
    }
}

#[tokio::test]
async fn an_attempt_without_answer_is_repeated_only_where_that_is_safe() {
    for (effect, attempts, kind) in [
        (Effect::Read, 3, ErrorKind::AttemptTimeout),
        (Effect::Write, 1, ErrorKind::AttemptTimeout),
    ] {
        let client = builder(Silent::default())
            .timer(Rushing::default())
            .attempt_timeout(Duration::from_secs(5))
            .build()
            .unwrap();
        let error = connect(&client).execute(&with_effect(effect)).await.unwrap_err();
        assert_eq!((error.attempts(), error.kind()), (attempts, kind));
        assert!(error.outcome_unknown());
    }
}

#[tokio::test]
async fn attempts_have_a_cap_and_the_error_counts_them() {
    let always = || Arc::new(Script::new((0..9).map(|_| reply(429, &[], ""))));
    for (policy, expected) in [
        (RetryPolicy::default(), 3),
        (RetryPolicy::default().max_attempts(5), 5),
        (RetryPolicy::default().max_attempts(0), 1),
        (RetryPolicy::never(), 1),
    ] {
        let transport = always();
        let connection = connect(&client(&transport, &Rushing::default())).with_retries(policy);
        let error = connection.execute(&action()).await.unwrap_err();
        assert_eq!((error.attempts(), transport.count()), (expected, expected as usize));
        assert_eq!(error.to_string().contains("attempts"), expected > 1, "{error}");
    }
}

/// A call that is told once to come back, and what it waited.
async fn waits_after(retry_after: &str) -> (bool, Vec<Duration>) {
    let timer = Rushing::default();
    let transport = Arc::new(Script::new([reply(429, &[("retry-after", retry_after)], "")]));
    let result = connect(&client(&transport, &timer)).execute(&action()).await;
    (result.is_ok(), timer.waits())
}

#[tokio::test]
async fn retry_after_is_waited_for_up_to_a_bound() {
    let seconds = Duration::from_secs;
    assert_eq!(waits_after("7").await, (true, vec![seconds(7)]));
    // The clock of these tests starts at the epoch.
    assert_eq!(waits_after("Thu, 01 Jan 1970 00:00:40 GMT").await, (true, vec![seconds(40)]));
    assert_eq!(waits_after("Thu, 01 Jan 1970 00:00:00 GMT").await, (true, vec![seconds(0)]));
    assert_eq!(waits_after("61").await, (false, vec![]));
    let (again, waits) = waits_after("soon").await;
    assert!(again && waits[0] <= Duration::from_millis(500), "{waits:?}");
}

#[tokio::test]
async fn what_the_provider_says_in_the_body_is_waited_for() {
    for status in [200, 429] {
        let timer = Rushing::default();
        // The body is more exact than a header that a gateway wrote.
        let limited =
            reply(status, &[("retry-after", "3")], r#"{"responseData":{"failed":"limited"}}"#);
        let transport = Arc::new(Script::new([limited]));
        connect(&client(&transport, &timer)).execute(&action()).await.unwrap();
        assert_eq!(timer.waits(), [Duration::from_secs(9)]);
    }
}

#[tokio::test]
async fn waits_grow_and_stay_within_their_bounds() {
    let timer = Rushing::default();
    let transport = Arc::new(Script::new((0..5).map(|_| reply(503, &[], ""))));
    let policy = RetryPolicy::default()
        .max_attempts(6)
        .backoff(Backoff::new(Duration::from_secs(1), Duration::from_secs(4)));
    let connection = connect(&client(&transport, &timer)).with_retries(policy);
    connection.execute(&with_effect(Effect::Read)).await.unwrap();
    let bounds = [1, 2, 4, 4, 4].map(Duration::from_secs);
    assert_eq!(timer.waits().len(), bounds.len());
    for (wait, bound) in timer.waits().into_iter().zip(bounds) {
        assert!(wait <= bound, "{wait:?} of {bound:?}");
    }
}

#[tokio::test]
async fn no_wait_outlasts_the_call() {
    let timer = Rushing::default();
    let transport = Arc::new(Script::new((0..9).map(|_| reply(429, &[("retry-after", "25")], ""))));
    let patient =
        connect(&client(&transport, &timer)).with_retries(RetryPolicy::default().max_attempts(9));
    let error = patient.execute(&action()).await.unwrap_err();
    // 25 s twice fit into the 60 s of a call, a third time does not.
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::RateLimited, 3));
    assert_eq!(timer.waits(), [Duration::from_secs(25); 2]);
}

#[tokio::test]
async fn an_outage_is_not_answered_with_a_storm() {
    let budget = RetryBudget::new(50);
    let transport = Arc::new(Script::new((0..2_000).map(|_| reply(503, &[], ""))));
    let client = builder(transport.clone())
        .timer(Rushing::default())
        .retry_budget(budget.clone())
        .build()
        .unwrap();
    let connection: Connection = connect(&client);
    for _ in 0..100 {
        connection.execute(&with_effect(Effect::Read)).await.unwrap_err();
    }
    assert_eq!(transport.count(), 105, "50 tokens are 5 retries at 10 each");
    assert_eq!(budget.remaining(), 0);

    let healthy = connect(&builder(Script::new([])).retry_budget(budget.clone()).build().unwrap());
    for _ in 0..20 {
        healthy.execute(&action()).await.unwrap();
    }
    assert_eq!(budget.remaining(), 20);
}

#[tokio::test]
async fn what_decides_can_be_replaced() {
    let transport = Arc::new(Script::new([reply(404, &[], "")]));
    let always = |_: &Error, _: Effect| alloy_transport::Verdict::Again;
    let policy = RetryPolicy::default().classifier(always);
    let connection = connect(&client(&transport, &Rushing::default())).with_retries(policy);
    connection.execute(&action()).await.unwrap();
    assert_eq!(transport.count(), 2);
}

/// A clock whose waits take as long again as was asked for.
struct Late(Rushing);

impl Timer for Late {
    fn sleep(&self, duration: Duration) -> Sleep {
        self.0.sleep(duration * 2)
    }

    fn now(&self) -> Duration {
        self.0.now()
    }
}

#[tokio::test]
async fn a_wait_that_outlasts_the_call_after_all_leaves_the_failure_as_it_was() {
    let transport = Arc::new(Script::new([reply(429, &[("retry-after", "40")], "")]));
    let client = builder(transport.clone()).timer(Late(Rushing::default())).build().unwrap();
    let error = connect(&client).execute(&action()).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::RateLimited, 1));
    assert_eq!(transport.count(), 1);
}

fn reset() -> Box<dyn FnOnce() -> Result<Response<Bytes>, Error> + Send> {
    failure(|| Error::interrupted("reset"))
}

#[tokio::test]
async fn an_earlier_attempt_that_may_have_run_is_told_whatever_the_last_one_says() {
    type Answers = fn() -> Script;
    let cases: [(Answers, ErrorKind); 4] = [
        (|| Script::new([reset(), reply(401, &[], "")]), ErrorKind::Unauthorized),
        (|| Script::new([reply(503, &[], ""), reply(404, &[], "")]), ErrorKind::NotFound),
        (
            || Script::new([reply(500, &[], ""), reply(429, &[("retry-after", "3000")], "")]),
            ErrorKind::RateLimited,
        ),
        (
            || Script::new([reset(), failure(|| Error::configuration("wrong"))]),
            ErrorKind::Configuration,
        ),
    ];
    for (script, kind) in cases {
        let transport = Arc::new(script());
        let connection = connect(&client(&transport, &Rushing::default()));
        let error = connection.execute(&with_effect(Effect::Idempotent)).await.unwrap_err();
        assert_eq!(error.kind(), kind);
        assert_eq!((error.outcome(), error.attempts()), (Outcome::Unknown, 2), "{error}");
        assert!(error.to_string().contains("an earlier one may have taken effect"), "{error}");
    }
    // What was surely applied stays so, and what was never applied too.
    let transport = Arc::new(Script::new([reset(), reply(200, &[], "{\"responseData\":")]));
    let connection = connect(&client(&transport, &Rushing::default()));
    let error = connection.execute(&with_effect(Effect::Read)).await.unwrap_err();
    assert_eq!(error.outcome(), Outcome::Applied);
    let transport = Arc::new(Script::new([reply(429, &[], ""), reply(401, &[], "")]));
    let connection = connect(&client(&transport, &Rushing::default()));
    let error = connection.execute(&with_effect(Effect::Write)).await.unwrap_err();
    assert_eq!((error.outcome(), error.attempts()), (Outcome::NotApplied, 2));
}
