//! What a span and metrics tell of calls.

use std::{
    future::Future,
    sync::{Arc, Mutex},
    task::{Context, Waker},
    time::Duration,
};

use alloy_core::{Effect, ErrorKind, Pacing};
use alloy_transport::{
    Client, Limiter, Metrics, Transport,
    metrics::{AttemptReport, CallReport, WaitReason, WaitReport},
};

use crate::{
    action, builder,
    capture::Capture,
    connect,
    doubles::{Script, Silent, reply},
};

fn slow() -> Limiter {
    Limiter::new().pacing_of("service", Pacing::new(1, Duration::from_secs(5)))
}

fn client(transport: impl Transport + 'static) -> Client {
    builder(transport).limiter(slow()).build().unwrap()
}

fn script() -> Arc<Script> {
    Arc::new(Script::new([
        reply(503, &[("retry-after", "2")], "{}"),
        reply(200, &[("x-request-id", "request-7")], r#"{"responseData":{"some":"thing"}}"#),
    ]))
}

/// The values of a field in all records of the span.
fn recorded(lines: &[String], field: &str) -> Vec<String> {
    let records = lines.iter().filter_map(|line| line.strip_prefix(" record "));
    let start = format!("{field}=");
    records.filter_map(|record| record.strip_prefix(&start)).map(str::to_owned).collect()
}

#[tokio::test(start_paused = true)]
async fn a_span_tells_of_the_call() {
    let capture = Capture::default();
    let _guard = tracing::subscriber::set_default(capture.clone());
    let read = action().with_effect(Effect::Read);
    connect(&client(script())).execute(&read).await.unwrap();

    let lines = capture.of("alloy_transport");
    assert_eq!(lines.iter().filter(|line| line.starts_with(" span call")).count(), 1);
    for (field, values) in [
        ("otel.name", &["\"service/doIt\""][..]),
        ("alloy.connector", &["\"service\""]),
        ("alloy.action", &["\"doIt\""]),
        ("http.request.method", &["\"POST\""]),
        ("server.address", &["\"production.runalloy.com\""]),
        ("server.port", &["443"]),
        ("http.response.status_code", &["503", "200"]),
        ("http.response.body.size", &["2", "33"]),
        ("http.request.resend_count", &["1"]),
        ("alloy.attempts", &["1", "2"]),
        ("alloy.request_id", &["\"request-7\""]),
        ("error.type", &[]),
    ] {
        assert_eq!(recorded(&lines, field), values, "{field}: {lines:#?}");
    }
    let duration: u64 = recorded(&lines, "alloy.duration_ms")[0].parse().unwrap();
    assert!((5000..5100).contains(&duration), "{duration}");
    let told = lines.join("\n");
    for event in ["WARN message=trying again after a wait", "DEBUG message=waited for its turn"] {
        assert_eq!(told.matches(event).count(), 1, "{told}");
    }
    assert_eq!(told.matches("DEBUG message=attempted").count(), 2, "{told}");
}

#[tokio::test(start_paused = true)]
async fn a_span_tells_of_failures_and_of_giving_up() {
    let capture = Capture::default();
    let _guard = tracing::subscriber::set_default(capture.clone());
    let client = client(Arc::new(Script::new([reply(404, &[("x-request-id", "request-8")], "")])));
    connect(&client).execute(&action()).await.unwrap_err();
    let lines = capture.of("alloy_transport");
    for (field, value) in [
        ("error.type", "NotFound"),
        ("alloy.outcome", "NotApplied"),
        ("otel.status_code", "\"ERROR\""),
        ("alloy.request_id", "\"request-8\""),
    ] {
        assert_eq!(recorded(&lines, field).last().unwrap(), value, "{field}: {lines:#?}");
    }

    let (connection, action) = (connect(&self::client(Silent::default())), action());
    let mut call = Box::pin(connection.execute(&action));
    assert!(call.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
    drop(call);
    assert_eq!(recorded(&capture.of("alloy_transport"), "error.type")[1], "\"dropped\"");
}

/// Keeps a line of each report.
#[derive(Default)]
struct Reports(Mutex<Vec<String>>);

impl Reports {
    fn keep(&self, line: String) {
        self.0.lock().unwrap().push(line);
    }
}

impl Metrics for Reports {
    fn attempt(&self, report: &AttemptReport<'_>) {
        assert!(report.request_size > 0);
        let AttemptReport { operation, connector, attempt, status, error, .. } = report;
        let (status, size) = (status.map(|status| status.as_u16()), report.response_size);
        self.keep(format!("{operation} of {connector:?}: {attempt} {status:?} {size:?} {error:?}"));
    }

    fn wait(&self, report: &WaitReport<'_>) {
        let what = match report.reason {
            WaitReason::Pacing => "waited",
            _ => "waits",
        };
        self.keep(format!("{what} {}", report.duration.as_secs()));
    }

    fn call(&self, report: &CallReport<'_>) {
        let CallReport { attempts, duration, error, was_dropped, .. } = report;
        self.keep(format!("{attempts} in {}: {error:?} {was_dropped}", duration.as_secs()));
    }
}

#[tokio::test(start_paused = true)]
async fn metrics_are_told_of_attempts_waits_and_calls() {
    let reports = Arc::new(Reports::default());
    let with = |transport: Arc<dyn Transport>| {
        connect(&builder(transport).limiter(slow()).metrics(reports.clone()).build().unwrap())
    };
    let read = action().with_effect(Effect::Read);
    with(script()).execute(&read).await.unwrap();
    let connection = with(Arc::new(Silent::default())).with_timeout(Duration::from_secs(9));
    let error = connection.execute(&action()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::DeadlineExceeded);
    let action = action();
    let mut call = Box::pin(connection.execute(&action));
    assert!(call.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
    drop(call);
    assert_eq!(
        *reports.0.lock().unwrap(),
        [
            "service/doIt of Some(\"service\"): 1 Some(503) Some(2) Some(Unavailable)",
            "waits 2",
            "waited 3",
            "service/doIt of Some(\"service\"): 2 Some(200) Some(33) None",
            "2 in 5: None false",
            "service/doIt of Some(\"service\"): 1 None None Some(DeadlineExceeded)",
            "1 in 9: Some(DeadlineExceeded) false",
            "1 in 0: None true",
        ]
    );
}
