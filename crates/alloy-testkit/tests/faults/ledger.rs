//! The book of what ran.

use alloy_core::{DynamicAction, Effect, Header};
use alloy_testkit::{Fault, Faults, Ledger, ManualClock, Sandbox, Transport, always, never};
use alloy_transport::{Client, Connection};
use http::{Request, StatusCode};
use serde_json::json;

fn connection(transport: impl Transport + 'static) -> Connection {
    let sandbox = Sandbox::new();
    let client = Client::builder(transport).api_key(sandbox.api_key());
    let client = client.timer(ManualClock::automatic()).build().unwrap();
    client.connection(sandbox.credential_id())
}

fn create(title: &str) -> DynamicAction {
    DynamicAction::new("notion", "post-page").unwrap().with_body(json!({
        "parent": {"workspace": true},
        "properties": {"title": {"title": [{"text": {"content": title}}]}},
    }))
}

/// What a failed assertion says.
fn message(assertion: impl FnOnce() + std::panic::UnwindSafe) -> String {
    match std::panic::catch_unwind(assertion).unwrap_err().downcast::<String>() {
        Ok(text) => *text,
        Err(text) => text.downcast::<&str>().unwrap().to_string(),
    }
}

#[tokio::test]
async fn each_write_is_counted_behind_the_faults() {
    let ledger = Ledger::around(Sandbox::new());
    let faults = Faults::new(ledger.clone())
        .on(1, Fault::rate_limited())
        .on(3, Fault::reset_after_execution())
        .on(4, Fault::reset_before_execution());
    let notion = connection(faults);
    notion.execute(&create("limited, then made")).await.unwrap();
    assert!(notion.execute(&create("made, nobody knows")).await.unwrap_err().outcome_unknown());
    assert!(notion.execute(&create("not made, nobody knows")).await.unwrap_err().outcome_unknown());
    let writes = ledger.of("notion", "post-page");
    assert_eq!((writes.runs(), writes.len()), (2, 2));
    writes.assert_at_most_once();
    writes.assert_exactly_once();
}

#[tokio::test]
async fn a_duplicate_is_shown_with_its_answers() {
    let ledger = Ledger::around(Sandbox::new());
    let notion = connection(Faults::new(ledger.clone()).on(2, Fault::duplicate()));
    notion.execute(&create("once")).await.unwrap();
    let header = Header::new("X-Token", "planted").unwrap();
    notion.execute(&create("twice").with_header(header)).await.unwrap();
    let writes = ledger.of("notion", "post-page");
    let text = message(|| writes.assert_at_most_once());
    let expected = "each was to run at most once:\nnotion/post-page: ran 2 times\n  request: {";
    assert!(text.starts_with(expected), "{text}");
    assert!(text.ends_with("\n  answers: 200 OK; 200 OK"), "{text}");
    assert!(text.contains("\"twice\"") && !text.contains("once\""), "{text}");
    assert!(!text.contains("planted"), "{text}");
}

#[tokio::test]
async fn what_may_have_run_counts_against_once() {
    let unavailable = always("{}").with_status(StatusCode::SERVICE_UNAVAILABLE);
    let ledger = Ledger::around(unavailable);
    let read = create("tried three times").with_effect(Effect::Idempotent);
    connection(ledger.clone()).execute(&read).await.unwrap_err();
    let entry = ledger.all();
    let entry = entry.iter().next().unwrap();
    assert_eq!((entry.runs(), entry.possible_runs(), entry.refusals()), (0, 3, 0));
    assert!(entry.to_string().contains("ran never, possibly 3 times more"), "{entry}");
    let all = ledger.all();
    assert!(message(|| all.assert_at_most_once()).contains("503"));
}

#[tokio::test]
async fn what_was_given_up_may_have_run() {
    let ledger = Ledger::around(never());
    connection(ledger.clone()).execute(&create("a")).await.unwrap_err();
    let all = ledger.all();
    assert!(message(|| all.assert_never()).contains("given up by the caller"));
    all.assert_at_most_once();
}

#[tokio::test]
async fn what_was_refused_has_not_run() {
    let ledger = Ledger::around(Faults::new(never()).sequence([
        Some(Fault::refused()),
        Some(Fault::rate_limited().into()),
        Some(Fault::unauthorized().into()),
    ]));
    connection(ledger.clone()).execute(&create("a")).await.unwrap_err();
    let all = ledger.all();
    assert_eq!(all.iter().map(alloy_testkit::LedgerEntry::refusals).sum::<usize>(), 3);
    all.assert_never();
    assert!(message(|| all.assert_exactly_once()).contains("refused 3 times"));
}

#[tokio::test]
async fn a_key_of_ones_own_tells_what_is_the_same() {
    let ledger = Ledger::around(Sandbox::new()).keyed_by(|envelope| {
        let title = &envelope.body()["properties"]["title"]["title"][0]["text"]["content"];
        title.as_str().and_then(|title| title.split(' ').next()).map(str::to_owned)
    });
    let notion = connection(ledger.clone());
    notion.execute(&create("1 first try")).await.unwrap();
    notion.execute(&create("1 second try")).await.unwrap();
    notion.execute(&create("2")).await.unwrap();
    let writes = ledger.of("notion", "post-page");
    assert_eq!((writes.len(), writes.runs()), (2, 3));
    assert!(message(|| writes.assert_at_most_once()).contains("request: key \"1\""));
}

#[tokio::test]
async fn the_platforms_own_operations_are_in_the_book() {
    let ledger = Ledger::around(always("{}"));
    let mut request = Request::default();
    *request.uri_mut() = "/users".parse().unwrap();
    *request.method_mut() = http::Method::POST;
    ledger.send(request).await.unwrap();
    ledger.of_operation("POST /users").assert_exactly_once();
    let nothing = ledger.of("notion", "post-page");
    assert!(nothing.is_empty());
    assert!(message(|| nothing.assert_exactly_once()).contains("nothing was asked for"));
}
