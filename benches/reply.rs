//! Reading a reply: typed and lossless, beside a JSON tree and a scan that keeps nothing.
#![allow(missing_docs, clippy::unwrap_used, reason = "a benchmark may fail by panicking")]

use std::hint::black_box;

use alloy_benches::{page_reply, search_reply};
use alloy_core::{Reply, ReplyShape};
use alloy_notion::{List, Page, SearchResult};
use bytes::Bytes;
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use http::Response;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::Value;

fn decode<T: DeserializeOwned>(body: &Bytes) -> T {
    Reply::new(Response::new(body.clone()), ReplyShape::Detect).unwrap().decode().unwrap()
}

fn replies(criterion: &mut Criterion) {
    let cases = [("a page", page_reply()), ("100 pages", search_reply(100))];
    for (name, body) in cases {
        let body = Bytes::from(body);
        let mut group = criterion.benchmark_group(format!("reply of {name}"));
        group.throughput(Throughput::Bytes(body.len() as u64));
        if name == "a page" {
            group.bench_function("typed", |bencher| {
                bencher.iter(|| decode::<Page>(black_box(&body)));
            });
        } else {
            group.bench_function("typed", |bencher| {
                bencher.iter(|| decode::<List<SearchResult>>(black_box(&body)));
            });
        }
        group.bench_function("serde_json::Value", |bencher| {
            bencher.iter(|| serde_json::from_slice::<Value>(black_box(&body)).unwrap());
        });
        group.bench_function("scan only", |bencher| {
            bencher.iter(|| serde_json::from_slice::<IgnoredAny>(black_box(&body)).unwrap());
        });
        group.finish();
    }
}

criterion_group!(benches, replies);
criterion_main!(benches);
