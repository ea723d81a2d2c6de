//! Writing an envelope: a typed action, beside a hand-written struct (the floor) and `json!`.
#![allow(missing_docs, clippy::unwrap_used, reason = "a benchmark may fail by panicking")]

use std::hint::black_box;

use alloy_benches::{
    by_hand, credential, envelope_by_hand, page_by_hand, platform, retrieve, retrieve_by_hand,
};
use alloy_core::{Action, Call, Connector, HeaderField, Platform};
use alloy_notion::{BlockInput, CreatePage, Search};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use serde::Serialize;
use serde_json::{Value, json};

/// What takes bodies larger than Notion's.
struct Warehouse;

impl Connector for Warehouse {
    fn id(&self) -> &str {
        "warehouse"
    }
}

/// Puts many rows there at once.
#[derive(Action)]
#[action(connector = Warehouse, id = "insert-rows", output = Value)]
struct InsertRows {
    rows: Vec<Row>,
}

#[derive(Clone, Serialize)]
struct Row {
    id: u32,
    name: String,
    amount: f64,
    tags: Vec<String>,
}

#[derive(Serialize)]
struct RowsBody<'a> {
    rows: &'a [Row],
}

fn envelopes(criterion: &mut Criterion) {
    let action = retrieve().unwrap();
    compare(criterion, "retrieving a page", &action, retrieve_by_hand, None);

    let search = Search::pages().query("roadmap").page_size(10);
    compare(criterion, "a search", &search, by_hand, Some(by_tree));

    let paragraphs: Vec<_> = (0..50).map(|n| format!("Paragraph {n} of a page")).collect();
    let blocks = paragraphs.iter().map(|words| BlockInput::paragraph(&**words));
    let create = CreatePage::in_workspace().title("Page Title").children(blocks);
    compare(criterion, "creating a page of 50 blocks", &create, || page_by_hand(&paragraphs), None);

    let row = |n: u32| Row {
        id: n,
        name: format!("The {n}-th \"row\" of many"),
        amount: f64::from(n) * 1.25,
        tags: vec!["new".into(), "métrique".into()],
    };
    let insert = InsertRows { rows: (0..11_000).map(row).collect() };
    let floor = || envelope_by_hand(RowsBody { rows: &insert.rows }, ());
    compare(criterion, "a body of 1 MB", &insert, floor, None);
}

/// Times both, after a look at whether they write the same.
fn compare<A: Action>(
    criterion: &mut Criterion,
    name: &str,
    action: &A,
    floor: impl Fn() -> Vec<u8>,
    tree: Option<fn() -> Vec<u8>>,
) {
    let credential = credential().unwrap();
    let platform: Platform =
        platform().unwrap().header_field(HeaderField::Headers).build().unwrap();
    let ours = || platform.envelope(black_box(action), &Call::new(&credential)).unwrap();
    assert_same(&ours(), &floor());

    let mut group = criterion.benchmark_group(format!("envelope of {name}"));
    group.throughput(Throughput::Bytes(ours().len() as u64));
    group.bench_function("ours", |bencher| bencher.iter(ours));
    group.bench_function("floor: by hand", |bencher| bencher.iter(&floor));
    if let Some(tree) = tree {
        assert_same(&ours(), &tree());
        group.bench_function("json!", |bencher| bencher.iter(tree));
    }
    group.bench_function("the whole HTTP request", |bencher| {
        bencher.iter(|| platform.request(black_box(action), &Call::new(&credential)).unwrap());
    });
    group.finish();
}

/// A hand-written one may say `null` where the SDK leaves out.
fn assert_same(ours: &[u8], other: &[u8]) {
    let mut other: Value = serde_json::from_slice(other).unwrap();
    other.as_object_mut().unwrap().retain(|_, value| !value.is_null());
    assert_eq!(serde_json::from_slice::<Value>(ours).unwrap(), other);
}

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

criterion_group!(benches, envelopes);
criterion_main!(benches);
