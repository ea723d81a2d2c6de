//! Writing an envelope: a typed action, beside a hand-written struct (the floor) and `json!`.
#![allow(missing_docs, clippy::unwrap_used, reason = "a benchmark may fail by panicking")]

use alloy_benches::{by_hand, credential, platform};
use alloy_core::{Call, HeaderField, Platform};
use alloy_notion::{BlockInput, CreatePage, PageId, RetrievePage, Search};
use criterion::{Criterion, criterion_group, criterion_main};
use http::Request;
use serde_json::json;
use std::hint::black_box;

fn by_tree() -> Vec<u8> {
    let envelope = json!({
        "credentialId": black_box("507f1f77bcf86cd799439011"),
        "requestBody": {
            "query": black_box("roadmap"),
            "filter": {"value": "page", "property": "object"},
            "page_size": black_box(10),
        },
        "headers": {"Notion-Version": "2022-06-28"},
    });
    serde_json::to_vec(&envelope).unwrap()
}

fn search(criterion: &mut Criterion) {
    let credential = credential().unwrap();
    let typed = Search::pages().query("roadmap").page_size(10);
    let same: serde_json::Value = serde_json::from_slice(&by_hand()).unwrap();
    let platform = platform().unwrap().header_field(HeaderField::Headers).build().unwrap();
    let envelope = || platform.envelope(black_box(&typed), &Call::new(&credential)).unwrap();
    assert_eq!(serde_json::from_slice::<serde_json::Value>(&envelope()).unwrap(), same);
    assert_eq!(serde_json::from_slice::<serde_json::Value>(&by_tree()).unwrap(), same);

    let mut group = criterion.benchmark_group("envelope of a search");
    group.bench_function("typed action", |bencher| bencher.iter(envelope));
    group.bench_function("hand-written struct", |bencher| bencher.iter(by_hand));
    group.bench_function("json!", |bencher| bencher.iter(by_tree));
    group.finish();
}

fn whole_requests(criterion: &mut Criterion) {
    let platform: Platform = platform().unwrap().build().unwrap();
    let credential = credential().unwrap();
    let retrieve =
        RetrievePage::new("201424bc-51dc-4ab9-a0e5-c0d4522a4e1f".parse::<PageId>().unwrap());
    let blocks = (0..50).map(|n| BlockInput::paragraph(format!("Paragraph {n} of a page")));
    let create = CreatePage::in_workspace().title("Page Title").children(blocks);

    let mut group = criterion.benchmark_group("HTTP request");
    group.bench_function("retrieve a page", |bencher| {
        bencher.iter(|| -> Request<_> {
            platform.request(black_box(&retrieve), &Call::new(&credential)).unwrap()
        });
    });
    group.bench_function("create a page of 50 blocks", |bencher| {
        bencher.iter(|| platform.request(black_box(&create), &Call::new(&credential)).unwrap());
    });
    group.finish();
}

criterion_group!(benches, search, whole_requests);
criterion_main!(benches);
