//! What each mode sends, answers and writes.

use std::{
    fs,
    sync::Arc,
    sync::atomic::{AtomicUsize, Ordering},
};

use alloy_core::{Error, ErrorKind};
use alloy_testkit::{Cassette, CassetteMode, Recorder, Replayer, Transport, respond_with};
use http::{Request, Response};
use serde_json::json;

use super::{file, with_body};

/// A transport that answers with the number of the call, and the count of calls.
fn counting() -> (impl Transport, Arc<AtomicUsize>) {
    let calls = Arc::new(AtomicUsize::new(0));
    let counter = Arc::clone(&calls);
    let transport = respond_with(move |_: Request<_>| {
        Response::new(format!(r#"{{"responseData":{}}}"#, counter.fetch_add(1, Ordering::Relaxed)))
    });
    (transport, calls)
}

async fn ask(transport: &impl Transport, body: &str) -> Result<String, Error> {
    let response = transport.send(with_body(&json!(body))).await?;
    Ok(String::from_utf8(response.into_body().into()).unwrap())
}

#[tokio::test]
async fn nothing_is_sent_unless_asked_for() {
    let path = file("replay");
    let (transport, calls) = counting();
    let error = Recorder::open(&path, &transport).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Configuration);
    assert!(error.to_string().contains("ALLOY_CASSETTE"), "{error}");

    Cassette::new().save(&path).unwrap();
    let recorder = Recorder::open(&path, &transport).unwrap();
    assert_eq!(recorder.mode(), CassetteMode::Replay);
    let error = ask(&recorder, "a").await.unwrap_err();
    assert!(error.to_string().contains("no recording of POST /connectors/acme"), "{error}");
    assert_eq!(calls.load(Ordering::Relaxed), 0);
}

#[tokio::test]
async fn what_is_missing_is_recorded_and_the_rest_replayed() {
    let path = file("missing");
    let (transport, calls) = counting();
    let open = || {
        Recorder::builder(&transport).file(&path).mode(CassetteMode::RecordMissing).build().unwrap()
    };
    let recorder = open();
    assert_eq!(ask(&recorder, "a").await.unwrap(), r#"{"responseData":0}"#);
    recorder.finish().unwrap();
    drop(recorder);

    let recorder = open();
    assert_eq!(ask(&recorder, "a").await.unwrap(), r#"{"responseData":0}"#);
    assert_eq!(ask(&recorder, "b").await.unwrap(), r#"{"responseData":1}"#);
    // Again: the sequence goes on where the recorded one ends.
    assert_eq!(ask(&recorder, "a").await.unwrap(), r#"{"responseData":2}"#);
    recorder.finish().unwrap();
    assert_eq!(calls.load(Ordering::Relaxed), 3);

    let replayer = Replayer::load(&path).unwrap();
    assert_eq!(ask(&replayer, "a").await.unwrap(), r#"{"responseData":0}"#);
    assert_eq!(ask(&replayer, "a").await.unwrap(), r#"{"responseData":2}"#);
    assert_eq!(ask(&replayer, "b").await.unwrap(), r#"{"responseData":1}"#);
    replayer.finish().unwrap();
}

#[tokio::test]
async fn all_is_recorded_anew() {
    let path = file("all");
    let (transport, _) = counting();
    let open =
        || Recorder::builder(&transport).file(&path).mode(CassetteMode::RecordAll).build().unwrap();
    let first = open();
    ask(&first, "a").await.unwrap();
    ask(&first, "b").await.unwrap();
    first.finish().unwrap();
    drop(first);
    let second = open();
    ask(&second, "a").await.unwrap();
    second.finish().unwrap();

    let replayer = Replayer::load(&path).unwrap();
    assert_eq!(replayer.cassette().len(), 1);
    assert_eq!(ask(&replayer, "a").await.unwrap(), r#"{"responseData":2}"#);
}

#[tokio::test]
async fn recorders_of_one_file_share_it() {
    let path = file("shared");
    let (transport, _) = counting();
    let open =
        || Recorder::builder(&transport).file(&path).mode(CassetteMode::RecordAll).build().unwrap();
    let (first, second) = (open(), open());
    ask(&first, "a").await.unwrap();
    ask(&second, "b").await.unwrap();
    first.finish().unwrap();
    ask(&second, "c").await.unwrap();
    second.finish().unwrap();
    assert_eq!(Cassette::load(&path).unwrap().len(), 3);
}

#[tokio::test]
async fn passing_through_leaves_no_trace() {
    let path = file("pass");
    let (transport, calls) = counting();
    let recorder =
        Recorder::builder(&transport).file(&path).mode(CassetteMode::PassThrough).build().unwrap();
    ask(&recorder, "a").await.unwrap();
    recorder.finish().unwrap();
    assert_eq!(calls.load(Ordering::Relaxed), 1);
    assert!(!path.exists());
}

#[tokio::test]
async fn failures_are_recorded_when_asked_for() {
    let failing = respond_with(|request: Request<bytes::Bytes>| match request.body() {
        body if body.ends_with(b"\"a\"}") => {
            Err::<Response<&str>, _>(Error::not_sent("made-up-key-of-a-test was not accepted"))
        }
        _ => Err(Error::interrupted("reset").with_kind(ErrorKind::AttemptTimeout)),
    });
    let build = |recorder: alloy_testkit::RecorderBuilder<_>| {
        recorder.mode(CassetteMode::RecordAll).build().unwrap()
    };
    let silent = build(Recorder::builder(&failing));
    ask(&silent, "a").await.unwrap_err();
    assert!(silent.cassette().is_empty());

    let recorder = build(Recorder::builder(&failing).with_failures());
    let (never, maybe) =
        (ask(&recorder, "a").await.unwrap_err(), ask(&recorder, "b").await.unwrap_err());
    let text = recorder.cassette().to_text();
    assert!(!text.contains("made-up-key-of-a-test"), "{text}");

    let replayer = Replayer::new(Cassette::parse(text).unwrap());
    for (body, live) in [("a", never), ("b", maybe)] {
        let again = ask(&replayer, body).await.unwrap_err();
        assert_eq!(again.kind(), live.kind());
        assert_eq!(again.outcome(), live.outcome());
        assert_eq!(again.layer(), live.layer());
    }
    let again = ask(&replayer, "a").await.unwrap_err();
    assert!(format!("{again:#}").contains("recorded 1×"), "{again:#}");
}

#[tokio::test]
async fn a_dropped_call_is_not_recorded() {
    let path = file("dropped");
    let recorder = Recorder::builder(alloy_testkit::never())
        .file(&path)
        .mode(CassetteMode::RecordAll)
        .build()
        .unwrap();
    let call = recorder.send(with_body(&json!("a")));
    tokio::select! {
        biased;
        _ = call => unreachable!("it never answers"),
        () = std::future::ready(()) => {}
    }
    recorder.finish().unwrap();
    assert_eq!(Cassette::load(&path).unwrap().len(), 0);
    assert_eq!(fs::read_to_string(&path).unwrap().lines().count(), 1);
}

#[test]
fn the_mode_is_told_by_its_name() {
    for (name, mode) in [
        ("replay", CassetteMode::Replay),
        ("record-missing", CassetteMode::RecordMissing),
        ("record-all", CassetteMode::RecordAll),
        ("pass-through", CassetteMode::PassThrough),
    ] {
        assert_eq!(name.parse::<CassetteMode>().unwrap(), mode);
    }
    let error = "Record".parse::<CassetteMode>().unwrap_err();
    assert!(error.to_string().contains("record-missing"), "{error}");
}
