//! Files of other programs, in and out.

use alloy_testkit::{Cassette, CassetteMode, Recorder, Redaction, Replayer, Transport, always};
use serde_json::{Value, json};

use super::{execute, with_body};

const KEY: &str = "planted-api-key-000000";
const EXECUTE: &str = "https://production.runalloy.com/connectors/acme/actions/do/execute";

/// As a browser saves it: pages, timings, HTTP/2's pseudo headers, comments, a fragment in a URL.
fn har() -> String {
    json!({"log": {
        "version": "1.2",
        "creator": {"name": "made up", "version": "1", "comment": "by hand"},
        "pages": [{"id": "page_1", "startedDateTime": "2026-01-05T09:00:00.000Z", "pageTimings": {}}],
        "comment": "a session",
        "entries": [
            {"request": {"method": "GET", "url": "https://www.example.com/app.js", "headers": []},
             "response": {"status": 200, "content": {"size": 10, "text": "0123456789"}}},
            {"request": {"method": "OPTIONS", "url": EXECUTE}, "response": {"status": 204}},
            {"_resourceType": "fetch", "comment": "the call", "time": 12.5,
             "request": {
                "method": "POST", "url": format!("{EXECUTE}#top"), "httpVersion": "h2",
                "headers": [{"name": ":authority", "value": "production.runalloy.com"},
                            {"name": "Authorization", "value": format!("Bearer {KEY}")},
                            {"name": "X-Alloy-UserId", "value": "planted-user-0000000"}],
                "cookies": [], "queryString": [], "headersSize": -1, "bodySize": 40,
                "postData": {"mimeType": "application/json", "params": [],
                    "text": r#"{"credentialId":"planted-credential-00","requestBody":"text"}"#}},
             "response": {
                "status": 200, "statusText": "", "httpVersion": "h2", "cookies": [],
                "headers": [{"name": "content-type", "value": "application/json"},
                            {"name": "content-encoding", "value": "br"},
                            {"name": "date", "value": "Mon, 05 Jan 2026 09:00:00 GMT"}],
                // `{"responseData":1.0}`
                "content": {"size": 20, "compression": 3, "mimeType": "application/json",
                    "text": "eyJyZXNwb25zZURhdGEi\nOjEuMH0=", "encoding": "base64"},
                "redirectURL": "", "headersSize": -1, "bodySize": 17},
             "cache": {}, "timings": {"send": 0, "wait": 1, "receive": 0}},
            {"request": {"method": "POST", "url": EXECUTE,
                "postData": {"text": format!(r#"{{"requestBody":"key {KEY}"}}"#)}},
             "response": {"status": 500, "content": {"text": "<html>"}}},
            // Aborted, and with a content that was not saved.
            {"request": {"method": "POST", "url": EXECUTE}, "response": {"status": 0, "content": {}}},
            {"request": {"method": "POST", "url": EXECUTE},
             "response": {"status": 200, "content": {"size": 900}}},
            // Of an unknown length, and never read by the page.
            {"request": {"method": "POST", "url": EXECUTE},
             "response": {"status": 200, "content": {"size": -1, "mimeType": "application/json"}}},
        ],
    }})
    .to_string()
}

#[tokio::test]
async fn a_har_file_of_a_browser_replays() {
    let with_mark = format!("\u{feff}{}", har());
    let import = Cassette::from_har(with_mark, Redaction::new()).unwrap();
    assert_eq!((import.cassette().len(), import.skipped(), import.incomplete()), (2, 2, 3));
    let text = import.cassette().to_text();
    assert!(!text.contains("planted"), "{text}");
    assert!(!text.contains("date"), "{text}");
    import.cassette().lint(&Redaction::new()).unwrap();

    let replayer = Replayer::new(import.cassette().clone());
    let mut request = execute(r#"{"requestBody":"text","credentialId":"planted-credential-00"}"#);
    request.headers_mut().insert("x-alloy-userid", "planted-user-0000000".parse().unwrap());
    let reply = replayer.send(request).await.unwrap();
    assert_eq!(reply.body(), r#"{"responseData":1.0}"#);
    assert_eq!(replayer.unused().len(), 1);
}

#[test]
fn what_is_no_har_is_told_by_place() {
    for (text, place) in
        [("{\"log\": {\"entries\": 1}}", "1:"), ("{\n  \"log\": [\n", "3:"), ("", "1:0")]
    {
        let error = Cassette::from_har(text, Redaction::new()).unwrap_err();
        assert!(error.to_string().contains(place), "{error}");
        assert!(Cassette::from_vcr(text, Redaction::new()).is_err());
    }
}

#[tokio::test]
async fn a_cassette_survives_the_way_through_a_har_file() {
    let recorder = Recorder::builder(always(r#"{"responseData":[1.0,"é"]}"#))
        .mode(CassetteMode::RecordAll)
        .build()
        .unwrap();
    recorder.send(with_body(&json!({"b": 1, "a": 2}))).await.unwrap();
    let cassette = recorder.cassette();
    let har = cassette.to_har();
    let tree: Value = serde_json::from_str(&har).unwrap();
    let entry = &tree["log"]["entries"][0];
    for part in ["startedDateTime", "time", "request", "response", "cache", "timings"] {
        assert!(!entry[part].is_null(), "{part}");
    }
    let back = Cassette::from_har(&har, Redaction::new()).unwrap();
    assert_eq!(back.cassette().to_text(), cassette.to_text());
}

#[tokio::test]
async fn cassettes_of_both_kinds_of_vcr_replay() {
    let envelope = r#"{"credentialId":"planted-credential-00","requestBody":{"n":1}}"#;
    let python = json!({"version": 1, "interactions": [
        {"request": {"method": "POST", "uri": EXECUTE, "body": envelope,
            "headers": {"Authorization": [format!("Bearer {KEY}")]}},
         "response": {"status": {"code": 200, "message": "OK"},
            "headers": {"Content-Type": ["application/json"]},
            "body": {"string": r#"{"responseData":"here"}"#}}},
        {"request": {"method": "GET", "uri": "https://www.example.com/", "body": null, "headers": {}},
         "response": {"status": {"code": 200, "message": "OK"}, "headers": {}, "body": {"string": ""}}},
    ]});
    let ruby = json!({"recorded_with": "VCR", "http_interactions": [
        {"request": {"method": "post", "uri": EXECUTE,
            "body": {"encoding": "UTF-8", "string": envelope}, "headers": {"Accept": "*/*"}},
         "response": {"status": {"code": 200, "message": null}, "headers": {},
            "body": {"encoding": "UTF-8", "base64_string": "eyJyZXNwb25zZURhdGEiOiJoZXJlIn0="}},
         "recorded_at": "Mon, 05 Jan 2026 09:00:00 GMT"},
    ]});
    for (vcr, skipped) in [(python, 1), (ruby, 0)] {
        let import = Cassette::from_vcr(vcr.to_string(), Redaction::new()).unwrap();
        assert_eq!((import.cassette().len(), import.skipped()), (1, skipped));
        assert!(!import.cassette().to_text().contains("planted"));
        let replayer = Replayer::new(import.cassette().clone());
        let reply = replayer.send(execute(envelope)).await.unwrap();
        assert_eq!(reply.body(), r#"{"responseData":"here"}"#);
    }
}
