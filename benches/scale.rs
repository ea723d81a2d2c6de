//! How costs grow, as tables and as plots in `benches/plots`.
//!
//! Each cost is that of the fastest of many rounds, which other programs disturb least.
//! `cargo bench -p alloy-benches --profile release --bench scale` writes the plots anew.
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
    time::{Duration, Instant},
};

use alloy_benches::{
    Memory, Plot, client, credential, is_test, nested_reply, replayed, request_number, row_reply,
    search_reply,
};
use alloy_core::{Action as _, Reply, ReplyShape};
use alloy_notion::{List, Page, PageId, RetrievePage, SearchResult};
use alloy_transport::Transport as _;
use bytes::Bytes;
use http::Response;
use serde::de::DeserializeOwned;
use tokio::runtime::{Builder, Runtime};

fn main() {
    let rounds = if is_test() { 1 } else { 200 };
    let largest = if is_test() { 10 } else { usize::MAX };
    let sizes = |sizes: &[usize]| -> Vec<usize> {
        sizes.iter().copied().filter(|size| *size <= largest).collect()
    };
    let plots = [
        (
            "list",
            plot(
                "Decoding a list",
                "pages in the list",
                &sizes(&[1, 10, 25, 50, 75, 100]),
                |pages| decoding::<List<SearchResult>>(search_reply(pages), rounds),
            ),
        ),
        (
            "properties",
            plot(
                "Decoding a row",
                "properties of the row",
                &sizes(&[5, 10, 20, 40, 80, 160]),
                |count| decoding::<Page>(row_reply(count), rounds),
            ),
        ),
        (
            "depth",
            plot(
                "Decoding what nests",
                "levels of an unknown value",
                &sizes(&[5, 10, 25, 50, 75, 100]),
                |levels| decoding::<Page>(nested_reply(levels), rounds),
            ),
        ),
        (
            "concurrency",
            plot(
                "Calls at once",
                "calls in flight",
                &sizes(&[1, 10, 64, 250, 500, 1_000]),
                |calls| calling(calls, rounds),
            ),
        ),
        (
            "cassette",
            plot(
                "One replay",
                "exchanges in the cassette",
                &sizes(&[10, 100, 1_000, 10_000]),
                |count| replaying(count, rounds),
            ),
        ),
    ];
    for (name, plot) in plots {
        println!("{}\n\n| {} | {} |\n|---|---|", plot.title, plot.x, plot.y);
        for (x, y) in &plot.points {
            println!("| {x} | {y:.2} |");
        }
        println!();
        if !is_test() {
            let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("plots");
            fs::create_dir_all(&folder).unwrap();
            fs::write(folder.join(name).with_extension("svg"), plot.to_svg()).unwrap();
        }
    }
}

fn plot(
    title: &'static str,
    x: &'static str,
    sizes: &[usize],
    cost: impl Fn(usize) -> Duration,
) -> Plot {
    let points = sizes.iter().map(|size| (*size as f64, cost(*size).as_secs_f64() * 1e6)).collect();
    Plot { title, x, y: "µs", points }
}

fn fastest(rounds: usize, mut work: impl FnMut()) -> Duration {
    let times = (0..rounds).map(|_| {
        let start = Instant::now();
        work();
        start.elapsed()
    });
    times.min().unwrap_or_default()
}

fn decoding<T: DeserializeOwned>(body: String, rounds: usize) -> Duration {
    let body = Bytes::from(body);
    fastest(rounds, || {
        let response = Response::new(black_box(&body).clone());
        black_box(Reply::new(response, ReplyShape::Detect).unwrap().decode::<T>().unwrap());
    })
}

fn runtime() -> Runtime {
    Builder::new_current_thread().enable_time().build().unwrap()
}

/// So many calls over a transport in memory, begun before the first one is awaited.
fn calling(calls: usize, rounds: usize) -> Duration {
    let notion = client(Memory).unwrap().connection(credential().unwrap());
    let id: PageId = "201424bc-51dc-4ab9-a0e5-c0d4522a4e1f".parse().unwrap();
    let runtime = runtime();
    fastest(rounds, || {
        runtime.block_on(async {
            let mut running = tokio::task::JoinSet::new();
            for _ in 0..calls {
                let (notion, action) = (notion.clone(), RetrievePage::new(id.clone()).raw());
                running.spawn(async move { notion.execute(&action).await.unwrap() });
            }
            black_box(running.join_all().await);
        });
    })
}

fn replaying(count: usize, rounds: usize) -> Duration {
    let (runtime, replayer) = (runtime(), replayed(count).unwrap());
    let mut next = 0;
    let per_round = 100;
    let all = fastest(rounds, || {
        runtime.block_on(async {
            for _ in 0..per_round {
                next = (next + 7_919) % count;
                black_box(replayer.send(request_number(next)).await.unwrap());
            }
        });
    });
    all / per_round
}
