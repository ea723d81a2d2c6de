//! What is told of replies that are not as they were recorded.

use alloy_core::Error;
use alloy_testkit::{
    Cassette, CassetteMode, Drift, DriftChange, DriftCheck, Recorder, Sandbox, Transport, always,
    respond_with,
};
use bytes::Bytes;
use http::{Request, Response, StatusCode};
use serde_json::{Value, json};

use super::{notion, search, with_body};

async fn recorded(reply: &Value) -> Cassette {
    let recorder =
        Recorder::builder(always(reply.to_string())).mode(CassetteMode::RecordAll).build().unwrap();
    recorder.send(with_body(&json!(1))).await.unwrap();
    recorder.cassette()
}

/// What is told when this was recorded and that comes, without the call.
async fn told(recorded_reply: Value, live: Value) -> Vec<String> {
    let check = DriftCheck::new(recorded(&recorded_reply).await, always(live.to_string()));
    let reply = check.send(with_body(&json!(1))).await.unwrap();
    assert_eq!(reply.body(), live.to_string().as_str());
    let report = check.report();
    report
        .drifts()
        .iter()
        .map(|drift| drift.to_string().split_off(drift.call().len() + 1))
        .collect()
}

#[tokio::test]
async fn types_count_and_values_do_not() {
    let was = json!({"results": [{"id": "a", "all": "", "n": 1}, {"id": "b", "all": null, "extra": []}], "next": null});
    let same = json!({"results": [{"id": "c", "all": "", "extra": [1]}], "next": "x"});
    assert_eq!(told(was.clone(), same).await, [""; 0]);
    let other = json!({"results": [{"id": 7, "a/b": {}, "n": null}], "more": true});
    assert_eq!(
        told(was, other).await,
        [
            "/more: added, is boolean",
            "/next: removed, was null",
            "/results/*/all: removed, was string",
            "/results/*/a~1b: added, is object",
            "/results/*/id: was string, is number",
        ]
    );
    assert_eq!(told(json!([1]), json!({"a": 1})).await, [": was array, is object"]);
}

#[tokio::test]
async fn another_status_and_what_was_not_recorded_are_told() {
    let cassette = recorded(&json!({"ok": true})).await;
    let busy = always("{}").with_status(StatusCode::TOO_MANY_REQUESTS);
    let check = DriftCheck::new(cassette.clone(), busy);
    check.send(with_body(&json!(1))).await.unwrap();
    let (was, is) = (Some(200), Some(429));
    assert_eq!(check.report().drifts()[0].change(), &DriftChange::Status { was, is });

    let gone = respond_with(|_: Request<Bytes>| Err::<Response<&str>, _>(Error::not_sent("gone")));
    let check = DriftCheck::new(cassette.clone(), gone);
    check.send(with_body(&json!(1))).await.unwrap_err();
    assert!(check.report().to_string().contains("was 200, is no response"));

    let check = DriftCheck::new(cassette, always("{}"));
    check.send(Request::get("/connectors").body(Bytes::new()).unwrap()).await.unwrap();
    assert_eq!(check.report().to_string(), "GET /connectors was not recorded");
}

#[tokio::test]
async fn new_ids_are_compared_with_the_recordings_of_the_path() {
    let record = Sandbox::new();
    let recorder = Recorder::builder(record.clone()).mode(CassetteMode::RecordAll).build().unwrap();
    notion(&record, recorder.clone()).execute(&search("roadmap")).await.unwrap();

    // Another sandbox has other ids and another credential.
    let live = Sandbox::builder().seed(7).build();
    let check = DriftCheck::new(recorder.cassette(), live.clone());
    notion(&live, check.clone()).execute(&search("roadmap")).await.unwrap();
    assert!(check.report().is_empty(), "{}", check.report());
}

#[tokio::test]
async fn a_saved_schema_is_compared_with_what_was_recorded() {
    let cassette = recorded(&json!({"responseData": {"id": "a", "n": 1, "old": []}})).await;
    let schema = json!({"action": {
        "id": "do", "displayName": "Do", "httpMethod": "post", "path": "/do", "parameters": [],
        "sampleSuccessResponse": {"id": "string", "n": "1", "new": {}},
    }});
    let report = cassette.drift_from_schema("acme", &schema.to_string()).unwrap();
    let pointers: Vec<&str> = report.drifts().iter().map(Drift::pointer).collect();
    assert_eq!(pointers, ["/responseData/n", "/responseData/new", "/responseData/old"]);
    assert!(cassette.drift_from_schema("acme", "{}").is_err());
    let other = cassette.drift_from_schema("other", &schema.to_string()).unwrap();
    assert_eq!(other.drifts()[0].change(), &DriftChange::NotRecorded);
}
