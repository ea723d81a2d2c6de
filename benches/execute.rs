//! A whole call over a transport in memory: what the SDK adds to any backend.
#![allow(missing_docs, clippy::unwrap_used, reason = "a benchmark may fail by panicking")]

use alloy_benches::{Memory, client, credential, page_reply, retrieve};
use alloy_core::Action as _;
use alloy_testkit::always;
use alloy_transport::Transport as _;
use bytes::Bytes;
use criterion::{Criterion, criterion_group, criterion_main};
use http::Request;

fn execute(criterion: &mut Criterion) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    let notion = client(Memory).unwrap().connection(credential().unwrap());
    let retrieve = retrieve().unwrap();

    let mut group = criterion.benchmark_group("a call over a transport in memory");
    let raw = retrieve.clone().raw();
    group.bench_function("ours", |bencher| {
        bencher.to_async(&runtime).iter(|| async { notion.execute(&raw).await.unwrap() });
    });
    group.bench_function("floor: the bare transport", |bencher| {
        let request = Request::new(Bytes::from_static(b"{}"));
        bencher.to_async(&runtime).iter(|| async { Memory.send(request.clone()).await.unwrap() });
    });
    let notion = client(always(page_reply())).unwrap().connection(credential().unwrap());
    group.bench_function("with a page of 1.9 kB decoded", |bencher| {
        bencher.to_async(&runtime).iter(|| async { notion.execute(&retrieve).await.unwrap() });
    });
    group.finish();
}

criterion_group!(benches, execute);
criterion_main!(benches);
