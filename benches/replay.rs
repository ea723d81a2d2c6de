//! Replay from a cassette, how it grows with the cassette, and what recording adds to a call.
#![allow(missing_docs, clippy::unwrap_used, reason = "a benchmark may fail by panicking")]

use std::{hint::black_box, time::Duration};

use alloy_benches::page_reply;
use alloy_testkit::{
    Cassette, CassetteMode, Matching, Recorder, Redaction, Repeats, Replayer, Transport, always,
};
use bytes::Bytes;
use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use http::Request;

/// A search of 190 bytes, the `number`-th of its kind.
fn request(number: usize) -> Request<Bytes> {
    let envelope = format!(
        r#"{{"credentialId":"507f1f77bcf86cd799439011","requestBody":{{"query":"roadmap {number}","filter":{{"property":"object","value":"page"}},"page_size":50}},"headers":{{"Notion-Version":"2022-06-28"}}}}"#
    );
    Request::post("https://production.runalloy.com/connectors/notion/actions/post-search/execute")
        .header("authorization", "Bearer made-up-key-of-a-bench")
        .header("x-alloy-userid", "6323d7c9122ae69742a5d0a2")
        .header("content-type", "application/json")
        .body(envelope.into())
        .unwrap()
}

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap()
}

/// The text of a cassette with this many exchanges of 2 kB.
fn recorded(count: usize) -> String {
    let recorder =
        Recorder::builder(always(page_reply())).mode(CassetteMode::RecordAll).build().unwrap();
    runtime().block_on(async {
        for number in 0..count {
            recorder.send(request(number)).await.unwrap();
        }
    });
    recorder.cassette().to_text()
}

fn replay(criterion: &mut Criterion) {
    let runtime = runtime();
    let mut group = criterion.benchmark_group("replay");
    for count in [10, 1_000, 100_000] {
        let cassette = Cassette::parse(recorded(count)).unwrap();
        let matching = Matching::new().with_repeats(Repeats::Last);
        let replayer = Replayer::with(cassette, matching, Redaction::new());
        let mut next = 0;
        group.bench_function(format!("of {count}"), |bencher| {
            bencher.iter_batched(
                || {
                    // A stride that visits all, and none of them twice in a row.
                    next = (next + 7_919) % count;
                    request(next)
                },
                |request| runtime.block_on(replayer.send(black_box(request))).unwrap(),
                BatchSize::SmallInput,
            );
        });
    }
    group.finish();
}

fn load(criterion: &mut Criterion) {
    let text = Bytes::from(recorded(100_000));
    let mut group = criterion.benchmark_group("load 100,000 exchanges");
    group.sample_size(10).measurement_time(Duration::from_secs(10));
    group.bench_function("read", |bencher| {
        bencher.iter(|| Cassette::parse(black_box(text.clone())).unwrap());
    });
    group.bench_function("read and index", |bencher| {
        bencher.iter(|| Replayer::new(Cassette::parse(black_box(text.clone())).unwrap()));
    });
    group.finish();
}

fn record(criterion: &mut Criterion) {
    let runtime = runtime();
    let path = std::env::temp_dir().join(format!("replay-bench-{}.jsonl", std::process::id()));
    let live = always(page_reply());
    let mut group = criterion.benchmark_group("record a reply of 1.9 kB");
    group.bench_function("the bare transport", |bencher| {
        bencher.iter_batched(
            || request(1),
            |request| runtime.block_on(live.send(request)).unwrap(),
            BatchSize::SmallInput,
        );
    });
    for (name, file) in [("in memory", None), ("into a file", Some(&path))] {
        let recorder = Recorder::builder(live.clone()).mode(CassetteMode::RecordAll);
        let recorder = match file {
            Some(path) => recorder.file(path),
            None => recorder,
        };
        let recorder = recorder.build().unwrap();
        group.bench_function(name, |bencher| {
            bencher.iter_batched(
                || request(1),
                |request| runtime.block_on(recorder.send(request)).unwrap(),
                BatchSize::SmallInput,
            );
        });
    }
    group.finish();
    std::fs::remove_file(&path).unwrap();
}

criterion_group!(benches, replay, load, record);
criterion_main!(benches);
