//! Replay from a cassette, how it grows with the cassette, and what recording adds to a call.
#![allow(missing_docs, clippy::unwrap_used, reason = "a benchmark may fail by panicking")]

use std::hint::black_box;

use alloy_benches::{is_test, page_reply, recorded, replayed, request_number};
use alloy_testkit::{Cassette, CassetteMode, Recorder, Replayer, Transport, always};
use bytes::Bytes;
use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use serde::de::IgnoredAny;

const LARGE: usize = 100_000;

fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap()
}

fn replay(criterion: &mut Criterion) {
    let runtime = runtime();
    let mut group = criterion.benchmark_group("one replay of 100,000 recorded");
    for (name, size) in [("ours", LARGE), ("of 1,000", 1_000), ("floor: of 10", 10)] {
        let count = if is_test() { size.min(100) } else { size };
        let replayer = replayed(count).unwrap();
        let mut next = 0;
        group.bench_function(name, |bencher| {
            bencher.iter_batched(
                || {
                    // A stride that visits all, and none of them twice in a row.
                    next = (next + 7_919) % count;
                    request_number(next)
                },
                |request| runtime.block_on(replayer.send(black_box(request))).unwrap(),
                BatchSize::SmallInput,
            );
        });
    }
    group.finish();
}

fn load(criterion: &mut Criterion) {
    let text = Bytes::from(recorded(if is_test() { 100 } else { LARGE }).unwrap());
    let mut group = criterion.benchmark_group("loading 100,000 exchanges");
    group.sample_size(10);
    group.bench_function("ours", |bencher| {
        bencher.iter(|| Replayer::new(Cassette::parse(black_box(text.clone())).unwrap()));
    });
    group.bench_function("without the index", |bencher| {
        bencher.iter(|| Cassette::parse(black_box(text.clone())).unwrap());
    });
    group.bench_function("floor: a scan of its JSON", |bencher| {
        bencher.iter(|| {
            let lines = serde_json::Deserializer::from_slice(black_box(&text));
            lines.into_iter::<IgnoredAny>().map(Result::unwrap).count()
        });
    });
    group.finish();
}

fn record(criterion: &mut Criterion) {
    let runtime = runtime();
    let path = std::env::temp_dir().join(format!("replay-bench-{}.jsonl", std::process::id()));
    let live = always(page_reply());
    let mut group = criterion.benchmark_group("recording a reply of 1.9 kB");
    group.bench_function("floor: the bare transport", |bencher| {
        bencher.iter_batched(
            || request_number(1),
            |request| runtime.block_on(live.send(request)).unwrap(),
            BatchSize::SmallInput,
        );
    });
    for (name, file) in [("ours", None), ("ours, into a file", Some(&path))] {
        let recorder = Recorder::builder(live.clone()).mode(CassetteMode::RecordAll);
        let recorder = match file {
            Some(path) => recorder.file(path),
            None => recorder,
        };
        let recorder = recorder.build().unwrap();
        group.bench_function(name, |bencher| {
            bencher.iter_batched(
                || request_number(1),
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
