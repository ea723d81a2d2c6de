//! Reading a reply: typed and lossless, beside a JSON tree, a hand-written struct of two fields, and
//! a scan that keeps nothing (the floor).
#![allow(missing_docs, clippy::unwrap_used, reason = "a benchmark may fail by panicking")]

use std::hint::black_box;

use alloy_benches::{
    blocks_reply, is_test,
    minimal::{self, Wrapped},
    page_reply, rows_reply, search_reply,
};
use alloy_core::{Action, Reply, ReplyShape};
use alloy_notion::{
    Block, BlockId, DatabaseId, Lazily, List, ListBlockChildren, Page, QueryDatabase, Search,
    SearchResult,
};
use bytes::Bytes;
use criterion::{
    BenchmarkGroup, Criterion, Throughput, criterion_group, criterion_main, measurement::WallTime,
};
use http::Response;
use serde::de::{DeserializeOwned, IgnoredAny};
use serde_json::Value;

const ID: &str = "201424bc-51dc-4ab9-a0e5-c0d4522a4e1f";

type Group<'a> = BenchmarkGroup<'a, WallTime>;

fn replies(criterion: &mut Criterion) {
    reply(criterion, "a page", page_reply(), |group, body| {
        ours::<Page>(group, "ours", body);
        other::<Wrapped<minimal::Page>>(group, "two fields by hand", body);
    });
    reply(criterion, "a search, 100 pages", search_reply(100), |group, body| {
        ours::<List<SearchResult>>(group, "ours", body);
        lazily(group, Search::pages(), body);
        other::<Wrapped<minimal::List<minimal::Page>>>(group, "two fields by hand", body);
    });
    reply(criterion, "100 blocks", blocks_reply(100), |group, body| {
        ours::<List<Block>>(group, "ours", body);
        lazily(group, ListBlockChildren::new(BlockId::new(ID).unwrap()), body);
        other::<Wrapped<minimal::List<minimal::Block>>>(group, "two fields by hand", body);
    });
    let rows = if is_test() { 10 } else { 1_000 };
    reply(criterion, "1,000 rows of 40 properties", rows_reply(rows, 40), |group, body| {
        group.sample_size(20);
        ours::<List<Page>>(group, "ours", body);
        lazily(group, QueryDatabase::new(DatabaseId::new(ID).unwrap()), body);
        other::<Wrapped<minimal::List<minimal::Page>>>(group, "two fields by hand", body);
    });
}

fn reply(
    criterion: &mut Criterion,
    name: &str,
    reply: String,
    typed: impl FnOnce(&mut Group<'_>, &Bytes),
) {
    let body = Bytes::from(reply);
    let mut group = criterion.benchmark_group(format!("reply of {name}"));
    group.throughput(Throughput::Bytes(body.len() as u64));
    typed(&mut group, &body);
    other::<Value>(&mut group, "serde_json::Value", &body);
    other::<IgnoredAny>(&mut group, "floor: a scan", &body);
    group.finish();
}

fn ours<T: DeserializeOwned>(group: &mut Group<'_>, name: &str, body: &Bytes) {
    group.bench_function(name, |bencher| {
        bencher.iter(|| {
            let response = Response::new(black_box(body).clone());
            Reply::new(response, ReplyShape::Detect).unwrap().decode::<T>().unwrap()
        });
    });
}

/// A listing whose items stay where they are in the reply until they are asked for.
fn lazily<A, T>(group: &mut Group<'_>, listing: A, body: &Bytes)
where
    A: Action<Output = List<T>>,
    T: Send + 'static,
{
    let listing = Lazily(listing);
    group.bench_function("lazy, no item asked for", |bencher| {
        bencher.iter(|| {
            let response = Response::new(black_box(body).clone());
            listing.decode(Reply::new(response, ReplyShape::Detect).unwrap()).unwrap()
        });
    });
}

/// From text, checked once, as ours does.
fn other<T: DeserializeOwned>(group: &mut Group<'_>, name: &str, body: &Bytes) {
    group.bench_function(name, |bencher| {
        bencher.iter(|| {
            let text = std::str::from_utf8(black_box(body)).unwrap();
            serde_json::from_str::<T>(text).unwrap()
        });
    });
}

criterion_group!(benches, replies);
criterion_main!(benches);
