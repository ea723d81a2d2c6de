//! How costs grow, as tables and as plots in `benches/plots`.
//!
//! Each cost is that of the fastest of many rounds, which other programs disturb least.
//! `cargo bench -p alloy-benches --features backends --bench scale` writes the plots anew.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::cast_precision_loss,
    reason = "a benchmark prints, or panics; its sizes are small"
)]

use std::{
    fs,
    hint::black_box,
    path::Path,
    sync::Arc,
    time::{Duration, Instant},
};

use alloy_benches::{
    Memory, Plot, Series, Version, client, client_of, connections_allowed, credential, is_test,
    nested_reply, page_reply, recorded, replayed, request_number, retrieve, rows_reply,
    search_reply, serve, transport_options,
};
use alloy_core::{Action as _, Reply, ReplyShape};
use alloy_notion::{Lazy, List, Page, SearchResult};
use alloy_testkit::{Cassette, Replayer};
use alloy_transport::{Connection, HyperTransport, Transport as _};
use bytes::Bytes;
use http::Response;
use serde::de::{DeserializeOwned, IgnoredAny};
use tokio::{
    runtime::{Builder, Runtime},
    task::JoinSet,
};

fn main() {
    let plots = [
        ("list", list()),
        ("properties", properties()),
        ("depth", depth()),
        ("concurrency", concurrency()),
        ("cassette", cassette()),
    ];
    for (name, plot) in plots {
        println!("{}, {}\n", plot.title, plot.y);
        print_table(&plot);
        if !is_test() {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("plots");
            fs::create_dir_all(&folder).unwrap();
            fs::write(folder.join(name).with_extension("svg"), plot.to_svg()).unwrap();
        }
    }
}

fn list() -> Plot {
    let sizes = sizes(&[1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000]);
    let reply = search_reply;
    Plot {
        title: "Decoding a list",
        x: "pages in the list",
        y: "µs a page",
        series: vec![
            each("ours", &sizes, |pages| decoding::<List<SearchResult>>(reply(pages))),
            each("lazy, no item asked for", &sizes, |pages| {
                decoding::<List<Lazy<SearchResult>>>(reply(pages))
            }),
            each("a scan (the floor)", &sizes, |pages| scanning(&reply(pages))),
        ],
    }
}

fn properties() -> Plot {
    let sizes = sizes(&[1, 2, 5, 10, 20, 40, 80, 160, 320, 640]);
    let reply = |count| rows_reply(1, count);
    Plot {
        title: "Decoding a row",
        x: "properties of the row",
        y: "µs a property",
        series: vec![
            each("ours", &sizes, |count| decoding::<List<Page>>(reply(count))),
            each("a scan (the floor)", &sizes, |count| scanning(&reply(count))),
        ],
    }
}

fn depth() -> Plot {
    let sizes = sizes(&[5, 10, 20, 40, 80, 160, 320, 640, 1_280]);
    let (flat, scanned) = (decoding::<Page>(nested_reply(0)), scanning(&nested_reply(0)));
    // Nanoseconds.
    let beyond = |whole: Duration, flat: Duration| whole.saturating_sub(flat) * 1_000;
    Plot {
        title: "Decoding an unknown value that nests",
        x: "levels",
        y: "ns a level, beyond the page around it",
        series: vec![
            each("ours", &sizes, |levels| beyond(decoding::<Page>(nested_reply(levels)), flat)),
            each("a scan (the floor)", &sizes, |levels| {
                beyond(scanning(&nested_reply(levels)), scanned)
            }),
        ],
    }
}

fn concurrency() -> Plot {
    let sizes = sizes(&[1, 2, 5, 10, 25, 64, 100, 200, 500, 1_000]);
    let allowed: Vec<_> =
        sizes.iter().copied().filter(|calls| *calls <= connections_allowed()).collect();
    let (memory, http1, http2) = (runtime(), runtime(), runtime());
    let over_memory = client(Memory).unwrap().connection(credential().unwrap());
    let over_http1 = connected(&http1, Version::Http1);
    let over_http2 = connected(&http2, Version::Http2);
    Plot {
        title: "Calls at once, client and server on one thread",
        x: "calls in flight",
        y: "µs a call",
        series: vec![
            each("HTTP/1.1", &allowed, |calls| calling(&http1, &over_http1, calls)),
            each("HTTP/2, one connection", &sizes, |calls| calling(&http2, &over_http2, calls)),
            each("a transport in memory", &sizes, |calls| calling(&memory, &over_memory, calls)),
        ],
    }
}

fn cassette() -> Plot {
    let sizes = sizes(&[10, 100, 1_000, 10_000, 100_000]);
    let one = |count| (count as f64, micros(replaying(count)));
    Plot {
        title: "Replaying from a cassette",
        x: "exchanges in the cassette",
        y: "µs an exchange",
        series: vec![
            Series { name: "one replay", points: sizes.iter().copied().map(one).collect() },
            each("reading and indexing it", &sizes, |count| {
                let text = Bytes::from(recorded(count).unwrap());
                fastest(|| Replayer::new(Cassette::parse(text.clone()).unwrap()))
            }),
        ],
    }
}

/// A test run has only small sizes.
fn sizes(sizes: &[usize]) -> Vec<usize> {
    sizes.iter().copied().filter(|size| !is_test() || *size <= 10).collect()
}

/// What all of them take, divided by their number.
fn each(name: &'static str, sizes: &[usize], all: impl Fn(usize) -> Duration) -> Series {
    let one = |size: &usize| (*size as f64, micros(all(*size)) / *size as f64);
    Series { name, points: sizes.iter().map(one).collect() }
}

fn micros(time: Duration) -> f64 {
    time.as_secs_f64() * 1e6
}

/// The shortest of five rounds or of half a second's, whichever are more.
fn fastest<T>(mut work: impl FnMut() -> T) -> Duration {
    let (least, enough) =
        if is_test() { (1, Duration::ZERO) } else { (5, Duration::from_millis(500)) };
    let (begun, mut rounds, mut fastest) = (Instant::now(), 0, Duration::MAX);
    while rounds < least || begun.elapsed() < enough {
        let start = Instant::now();
        let made = black_box(work());
        fastest = fastest.min(start.elapsed());
        drop(made);
        rounds += 1;
    }
    fastest
}

fn decoding<T: DeserializeOwned>(body: String) -> Duration {
    let body = Bytes::from(body);
    fastest(|| {
        let response = Response::new(black_box(&body).clone());
        Reply::new(response, ReplyShape::Detect).unwrap().decode::<T>().unwrap()
    })
}

fn scanning(body: &str) -> Duration {
    fastest(|| serde_json::from_str::<IgnoredAny>(black_box(body)).unwrap())
}

fn runtime() -> Runtime {
    Builder::new_current_thread().enable_all().build().unwrap()
}

fn connected(runtime: &Runtime, version: Version) -> Connection {
    let server = runtime.block_on(serve(version, page_reply().into())).unwrap();
    let transport = HyperTransport::with_options(transport_options(version)).unwrap();
    client_of(server, transport).unwrap().connection(credential().unwrap())
}

/// So many calls, all begun before the first one is awaited.
fn calling(runtime: &Runtime, notion: &Connection, calls: usize) -> Duration {
    let action = Arc::new(retrieve().unwrap().raw());
    fastest(|| {
        let mut running = JoinSet::new();
        for _ in 0..calls {
            let (notion, action) = (notion.clone(), action.clone());
            let call = async move { notion.execute(&*action).await.unwrap() };
            running.spawn_on(call, runtime.handle());
        }
        runtime.block_on(running.join_all())
    })
}

fn replaying(count: usize) -> Duration {
    const AT_ONCE: u32 = 100;
    let (runtime, replayer) = (runtime(), replayed(count).unwrap());
    let mut next = 0;
    let all = fastest(|| {
        runtime.block_on(async {
            for _ in 0..AT_ONCE {
                next = (next + 7_919) % count;
                black_box(replayer.send(request_number(next)).await.unwrap());
            }
        });
    });
    all / AT_ONCE
}

fn print_table(plot: &Plot) {
    let names: Vec<_> = plot.series.iter().map(|series| series.name).collect();
    println!("| {} | {} |\n|---{}|", plot.x, names.join(" | "), "|---".repeat(names.len()));
    for (index, (size, _)) in plot.series.last().iter().flat_map(|s| s.points.iter().enumerate()) {
        let costs: Vec<_> = plot
            .series
            .iter()
            .map(|series| {
                series.points.get(index).map_or(String::new(), |(_, y)| format!("{y:.2}"))
            })
            .collect();
        println!("| {size} | {} |", costs.join(" | "));
    }
    println!();
}
