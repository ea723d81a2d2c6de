//! Which recording answers a request, and what is said where none does.

use std::error::Error as _;

use alloy_core::{DynamicAction, Error};
use alloy_testkit::{
    Cassette, CassetteMode, Matching, Miss, Recorder, Redaction, Repeats, Replayer, Sandbox,
    Transport, always, respond_with,
};
use bytes::Bytes;
use http::{Request, Response};
use serde_json::json;

use super::{execute, notion, search, with_body};

/// A cassette of these requests, each answered with its number.
async fn recorded(requests: Vec<Request<Bytes>>) -> Cassette {
    let number = std::sync::atomic::AtomicUsize::new(0);
    let transport = respond_with(move |_: Request<_>| {
        let number = number.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        Response::new(format!(r#"{{"responseData":{number}}}"#))
    });
    let recorder = Recorder::builder(transport).mode(CassetteMode::RecordAll).build().unwrap();
    for request in requests {
        recorder.send(request).await.unwrap();
    }
    // Through the file's text, as a later run gets it.
    Cassette::parse(recorder.cassette().to_text()).unwrap()
}

fn miss(error: &Error) -> &Miss {
    error.source().unwrap().downcast_ref().unwrap()
}

#[tokio::test]
async fn only_what_counts_is_compared() {
    let cassette = recorded(vec![execute(
        r#"{"credentialId":"c","requestBody":{"a":1,"b":[2.50,12345678901234567890123]},"headers":{"Notion-Version":"1"}}"#,
    )])
    .await;
    let replay = |envelope: &'static str| {
        let replayer = Replayer::new(cassette.clone());
        async move { replayer.send(execute(envelope)).await }
    };
    for same in [
        r#"{"requestBody":{"b":[2.50,12345678901234567890123],"a":1},"credentialId":"c","additionalHeaders":{"notion-version":"1"}}"#,
        r#"{"credentialId":"c","requestBody": { "a" : 1, "b" : [ 2.50, 12345678901234567890123 ] },"headers":{"NOTION-VERSION":"1"},"additionalHeaders":{"Notion-Version":"1"},"pathParams":{},"queryParameters":null}"#,
        r#"{"credentialId":"c","requestBody":{"\u0061":1,"b":[2.50,12345678901234567890123]},"headers":{"Notion-Version":"1"}}"#,
    ] {
        replay(same).await.unwrap();
    }
    for other in [
        r#"{"credentialId":"c","requestBody":{"a":1.0,"b":[2.50,12345678901234567890123]},"headers":{"Notion-Version":"1"}}"#,
        r#"{"credentialId":"c","requestBody":{"a":1,"b":[2.5,12345678901234567890123]},"headers":{"Notion-Version":"1"}}"#,
        r#"{"credentialId":"c","requestBody":{"a":1,"b":[2.50,12345678901234567890124]},"headers":{"Notion-Version":"1"}}"#,
        r#"{"credentialId":"c","requestBody":{"a":1,"b":[2.50,12345678901234567890123]}}"#,
        r#"{"credentialId":"d","requestBody":{"a":1,"b":[2.50,12345678901234567890123]},"headers":{"Notion-Version":"1"}}"#,
    ] {
        replay(other).await.unwrap_err();
    }
}

#[tokio::test]
async fn the_closest_recording_is_shown_with_its_differences() {
    let cassette = recorded(vec![
        with_body(&json!({"query": "roadmap", "page_size": 100, "sort": {"by": "time"}})),
        with_body(&json!({"query": "invoices"})),
    ])
    .await;
    let replayer = Replayer::new(cassette);
    let sent = with_body(&json!({"query": "roadmap", "page_size": 50, "start/at": "x"}));
    let error = replayer.send(sent).await.unwrap_err();
    let miss = miss(&error);
    assert_eq!(
        miss.closest(),
        Some("POST /connectors/acme/actions/do/execute (line 2)"),
        "{error:#}"
    );
    assert_eq!(
        miss.differences().collect::<Vec<_>>(),
        [
            "/requestBody/page_size: recorded 100, sent 50",
            r#"/requestBody/sort: recorded {"by":"time"}, not sent"#,
            r#"/requestBody/start~1at: not recorded, sent "x""#,
        ]
    );
    assert!(format!("{error:#}").contains("sent 50"), "{error:#}");
    assert!(error.hint().unwrap().contains("ALLOY_CASSETTE=record-missing"));

    let unlike = Request::get("https://example.com/connectors").body(Bytes::new()).unwrap();
    let error = replayer.send(unlike).await.unwrap_err();
    assert!(error.to_string().contains("no recording of GET /connectors"), "{error}");
}

#[tokio::test]
async fn places_can_be_ignored() {
    let cassette = recorded(vec![with_body(&json!({"at": 1, "rows": [{"id": 1, "n": 2}]}))]).await;
    let matching = Matching::new()
        .ignoring("/requestBody/at")
        .unwrap()
        .ignoring("/requestBody/rows/*/id")
        .unwrap();
    let replayer = Replayer::with(cassette, matching, Redaction::new());
    replayer.send(with_body(&json!({"at": 9, "rows": [{"id": 7, "n": 3}]}))).await.unwrap_err();
    replayer.send(with_body(&json!({"rows": [{"id": 7, "n": 2}]}))).await.unwrap();
    replayer.finish().unwrap();
}

#[tokio::test]
async fn a_sequence_comes_in_order_and_may_go_on_with_its_last() {
    let same = || with_body(&json!("same"));
    let cassette = recorded(vec![same(), same(), same()]).await;
    let ask =
        async |replayer: &Replayer| replayer.send(same()).await.map(http::Response::into_body);
    let replayer = Replayer::new(cassette.clone());
    for number in 0..3 {
        let expected = format!(r#"{{"responseData":{number}}}"#);
        assert_eq!(ask(&replayer).await.unwrap(), expected);
    }
    let error = ask(&replayer).await.unwrap_err();
    assert!(error.to_string().contains("recorded 3×"), "{error}");

    let lasting = Matching::new().with_repeats(Repeats::Last);
    let replayer = Replayer::with(cassette, lasting, Redaction::new());
    for number in [0, 1, 2, 2, 2] {
        let expected = format!(r#"{{"responseData":{number}}}"#);
        assert_eq!(ask(&replayer).await.unwrap(), expected);
    }
}

#[tokio::test]
async fn what_was_never_asked_for_is_told() {
    let cassette = recorded(vec![with_body(&json!(1)), with_body(&json!(2))]).await;
    let replayer = Replayer::new(cassette);
    replayer.send(with_body(&json!(1))).await.unwrap();
    let error = replayer.finish().unwrap_err();
    assert!(error.to_string().contains("1 of 2 exchanges"), "{error}");
    assert!(error.to_string().contains("execute (line 3)"), "{error}");
    assert_eq!(replayer.unused().len(), 1);
    replayer.send(with_body(&json!(2))).await.unwrap();
    replayer.finish().unwrap();
}

#[tokio::test]
async fn users_are_told_apart() {
    let request = |user: &str| {
        let mut request = with_body(&json!(1));
        request.headers_mut().insert("x-alloy-userid", user.parse().unwrap());
        request
    };
    let cassette = recorded(vec![request("made-up-user-1"), request("made-up-user-2")]).await;
    let replayer = Replayer::new(cassette);
    for (user, number) in [("made-up-user-2", 1), ("made-up-user-1", 0)] {
        let reply = replayer.send(request(user)).await.unwrap();
        assert_eq!(reply.body(), format!(r#"{{"responseData":{number}}}"#).as_str());
    }
    // What was recorded without a user is anyone's.
    let replayer = Replayer::new(recorded(vec![with_body(&json!(1))]).await);
    replayer.send(request("made-up-user-3")).await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn tests_in_parallel_get_what_one_alone_gets() {
    let requests = || (0..20).flat_map(|n| [with_body(&json!(n)), with_body(&json!(n))]);
    let cassette = recorded(requests().collect()).await;
    let alone = |replayer: Replayer| async move {
        let mut replies = Vec::new();
        for request in requests() {
            replies.push(replayer.send(request).await.unwrap().into_body());
        }
        replayer.finish().unwrap();
        replies
    };
    let expected = alone(Replayer::new(cassette.clone())).await;
    let tasks: Vec<_> =
        (0..64).map(|_| tokio::spawn(alone(Replayer::new(cassette.clone())))).collect();
    for task in tasks {
        assert_eq!(task.await.unwrap(), expected);
    }
}

#[tokio::test]
async fn an_id_from_a_redacted_reply_finds_its_recording() {
    let sandbox = Sandbox::new();
    let credentials = format!(
        r#"{{"credentials":[{{"credentialId":"{}","type":"notion-oauth2"}}]}}"#,
        sandbox.credential_id()
    );
    let live = {
        let sandbox = sandbox.clone();
        respond_with(move |request: Request<Bytes>| match request.method().as_str() {
            "GET" => Response::new(Bytes::from(credentials.clone())),
            _ => sandbox.answer(&request),
        })
    };
    let list = || {
        Request::get("https://example.com/connectors/notion/credentials")
            .body(Bytes::new())
            .unwrap()
    };
    let run = async |transport: &(dyn Transport + 'static)| {
        let reply = transport.send(list()).await.unwrap();
        let reply: serde_json::Value = serde_json::from_slice(reply.body()).unwrap();
        let id = reply["credentials"][0]["credentialId"].as_str().unwrap().to_owned();
        let envelope = json!({"credentialId": id, "requestBody": {"query": "roadmap"}});
        let request =
            Request::post("https://example.com/connectors/notion/actions/post-search/execute")
                .header("authorization", sandbox.api_key().authorization())
                .header("x-api-version", "2025-09")
                .body(Bytes::from(envelope.to_string()))
                .unwrap();
        (id, transport.send(request).await.unwrap())
    };
    let recorder = Recorder::builder(live).mode(CassetteMode::RecordAll).build().unwrap();
    let (live_id, live_reply) = run(&recorder).await;
    assert_eq!(live_reply.status(), 200);
    let text = recorder.cassette().to_text();
    assert!(!text.contains(&live_id), "{text}");

    let replayer = Replayer::new(Cassette::parse(text).unwrap());
    let (id, reply) = run(&replayer).await;
    assert!(id.starts_with("redacted-"), "{id}");
    assert_eq!(reply.status(), 200);
    replayer.finish().unwrap();
}

#[tokio::test]
async fn a_named_secret_may_have_another_value_in_replay() {
    let build =
        |credential: &str| Redaction::new().with_secret("acme-credential", credential).unwrap();
    let request = |credential: &str| execute(json!({"credentialId": credential}).to_string());
    let recorder = Recorder::builder(always(r#"{"responseData":1}"#))
        .mode(CassetteMode::RecordAll)
        .redaction(build("the-real-credential"))
        .build()
        .unwrap();
    recorder.send(request("the-real-credential")).await.unwrap();
    let text = recorder.cassette().to_text();
    assert!(text.contains("redacted-acme-credential"), "{text}");
    let replayer =
        Replayer::with(Cassette::parse(text).unwrap(), Matching::new(), build("anything"));
    replayer.send(request("anything")).await.unwrap();
}

#[tokio::test]
async fn the_sandbox_replays_as_it_was() {
    let sandbox = Sandbox::new();
    let recorder =
        Recorder::builder(sandbox.clone()).mode(CassetteMode::RecordAll).build().unwrap();
    let live = notion(&sandbox, recorder.clone());
    let missing = DynamicAction::new("notion", "retrieve-a-page")
        .unwrap()
        .with_path("page_id", "00000000-0000-4000-8000-000000000000");
    let (found, error) =
        (live.execute(&search("")).await.unwrap(), live.execute(&missing).await.unwrap_err());
    let cassette = Cassette::parse(recorder.cassette().to_text()).unwrap();
    cassette.lint(&Redaction::new().with_emails()).unwrap_or_else(|error| {
        // The workspace has made-up people with made-up addresses.
        assert!(error.to_string().contains("email"), "{error}");
    });

    let replayer = Replayer::new(cassette);
    let replay = notion(&sandbox, replayer.clone());
    assert_eq!(replay.execute(&search("")).await.unwrap(), found);
    let again = replay.execute(&missing).await.unwrap_err();
    assert_eq!((again.kind(), again.code()), (error.kind(), error.code()));
    replayer.finish().unwrap();
}
