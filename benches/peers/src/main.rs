//! Decodes one search reply with this SDK and with the other Rust clients for Notion.
//!
//! ```text
//! cargo run --release                   100 pages, generated
//! cargo run --release -- search.json    a reply of your own, as Notion sends it
//! ```
//!
//! All decoders run in one process, in turn, round after round; the table has each one's fastest
//! round, which disturbs least, and its allocations, which repeat exactly. Each peer decodes as it
//! ships: from bytes or from text, whichever its client does.

use std::{
    alloc::System,
    env,
    error::Error,
    fs,
    hint::black_box,
    time::{Duration, Instant},
};

use alloy_notion::{Lazy, List, SearchResult};
use serde_json::value::RawValue;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

const ROUNDS: usize = 200;

type Decode = fn(&[u8]) -> Result<(), Box<dyn Error>>;

struct Decoder {
    name: &'static str,
    decode: Decode,
    fastest: Duration,
    allocations: usize,
}

fn main() -> Result<(), Box<dyn Error>> {
    let json = match env::args().nth(1) {
        Some(path) => fs::read(path)?,
        None => generated()?,
    };
    let decoders: [(&'static str, Decode); 7] = [
        ("alloy-notion, owned and lossless", |bytes| {
            keep(serde_json::from_str::<List<SearchResult>>(std::str::from_utf8(bytes)?)?)
        }),
        ("alloy-notion, lazy: no item asked for", |bytes| {
            keep(serde_json::from_str::<List<Lazy<SearchResult>>>(std::str::from_utf8(bytes)?)?)
        }),
        ("notionrs", |bytes| {
            use notionrs_types::object::response::{ListResponse, SearchResultItem};
            keep(serde_json::from_slice::<ListResponse<SearchResultItem>>(bytes)?)
        }),
        ("notion-client", |bytes| {
            use notion_client::endpoints::search::title::response::SearchByTitleResponse;
            keep(serde_json::from_str::<SearchByTitleResponse>(std::str::from_utf8(bytes)?)?)
        }),
        ("rusticnotion", |bytes| {
            use rusticnotion::models::{ListResponse, Object};
            keep(serde_json::from_slice::<ListResponse<Object>>(bytes)?)
        }),
        ("serde_json::Value", |bytes| keep(serde_json::from_slice::<serde_json::Value>(bytes)?)),
        ("a scan that keeps nothing", |bytes| {
            keep(serde_json::from_slice::<serde::de::IgnoredAny>(bytes)?)
        }),
    ];

    let mut runs = Vec::new();
    for (name, decode) in decoders {
        let region = Region::new(ALLOCATOR);
        match decode(&json) {
            Ok(()) => {
                let used = region.change();
                let allocations = used.allocations + used.reallocations;
                runs.push(Decoder { name, decode, fastest: Duration::MAX, allocations });
            }
            Err(error) => println!("{name} does not decode it: {error}"),
        }
    }
    for _ in 0..ROUNDS {
        for run in &mut runs {
            let start = Instant::now();
            (run.decode)(black_box(&json))?;
            run.fastest = run.fastest.min(start.elapsed());
        }
    }

    println!("\n{} bytes, fastest of {ROUNDS} rounds\n", json.len());
    println!("| decoder | time | MB/s | against ours | allocations |\n|---|---|---|---|---|");
    let ours = runs.first().map_or(Duration::ZERO, |run| run.fastest);
    for run in &runs {
        let seconds = run.fastest.as_secs_f64();
        println!(
            "| {} | {:.0} µs | {:.0} | {:.2} × | {} |",
            run.name,
            seconds * 1e6,
            json.len() as f64 / seconds / 1e6,
            seconds / ours.as_secs_f64(),
            run.allocations
        );
    }
    Ok(())
}

/// Drops a decoded value where the optimiser cannot see it unused.
fn keep<T>(value: T) -> Result<(), Box<dyn Error>> {
    drop(black_box(value));
    Ok(())
}

/// The benches' search reply without the platform's wrapper.
fn generated() -> Result<Vec<u8>, Box<dyn Error>> {
    #[derive(serde::Deserialize)]
    struct Wrapper<'a> {
        #[serde(borrow, rename = "responseData")]
        response_data: &'a RawValue,
    }
    let wrapped = alloy_benches::search_reply(100);
    let wrapper: Wrapper<'_> = serde_json::from_str(&wrapped)?;
    Ok(wrapper.response_data.get().as_bytes().to_vec())
}
