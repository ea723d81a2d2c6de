//! A stream over 10,000 pages, in lists of 100, beside a loop by hand over the same transport.
#![allow(missing_docs, clippy::unwrap_used, reason = "a benchmark may fail by panicking")]

use alloy_benches::{
    Lists, client, credential, envelope_by_hand, is_test,
    minimal::{self, Wrapped},
};
use alloy_notion::{Lazily, Search};
use alloy_transport::{Connection, Transport as _};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use http::Request;
use serde_json::json;

fn stream(criterion: &mut Criterion) {
    let lists = if is_test() { 2 } else { 100 };
    let pages = lists * 100;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    let mut group = criterion.benchmark_group("a stream of 10,000 pages");
    group.sample_size(20).throughput(Throughput::Elements(pages as u64));

    let notion = client(Lists::new(lists, 100)).unwrap().connection(credential().unwrap());
    group.bench_function("ours", |bencher| {
        bencher.to_async(&runtime).iter(|| async {
            assert_eq!(typed(&notion).await, pages);
        });
    });
    group.bench_function("lazy, no item asked for", |bencher| {
        bencher.to_async(&runtime).iter(|| async {
            assert_eq!(lazy(&notion).await, pages);
        });
    });
    let transport = Lists::new(lists, 100);
    group.bench_function("floor: a loop, two fields by hand", |bencher| {
        bencher.to_async(&runtime).iter(|| async {
            assert_eq!(by_hand(&transport).await, pages);
        });
    });
    group.finish();
}

async fn typed(notion: &Connection) -> usize {
    let mut found = notion.items(Search::pages().page_size(100));
    let mut count = 0;
    while let Some(item) = found.next().await {
        drop(item.unwrap());
        count += 1;
    }
    count
}

async fn lazy(notion: &Connection) -> usize {
    let mut found = notion.items(Lazily(Search::pages().page_size(100)));
    let mut count = 0;
    while let Some(item) = found.next().await {
        drop(item.unwrap());
        count += 1;
    }
    count
}

async fn by_hand(transport: &Lists) -> usize {
    let mut count = 0;
    let mut cursor: Option<String> = None;
    loop {
        let body = json!({"page_size": 100, "start_cursor": cursor});
        let request = Request::new(envelope_by_hand(body, ()).into());
        let response = transport.send(request).await.unwrap();
        let text = std::str::from_utf8(response.body()).unwrap();
        let list: Wrapped<minimal::List<minimal::Page>> = serde_json::from_str(text).unwrap();
        count += list.response_data.results.len();
        cursor = list.response_data.next_cursor;
        if cursor.is_none() {
            return count;
        }
    }
}

criterion_group!(benches, stream);
criterion_main!(benches);
