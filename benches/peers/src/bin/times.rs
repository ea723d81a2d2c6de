//! How long each takes to decode Notion's replies.
//!
//! ```text
//! cargo run --release                         four replies, generated
//! cargo run --release -- --file search.json   a search's reply of your own, as Notion sends it
//! ```
//!
//! All decoders run in one process, in turn, round after round, with the allocator that programs
//! have by default. The table has each one's fastest round, which other programs disturb least.

use std::{
    error::Error,
    hint::black_box,
    time::{Duration, Instant},
};

use alloy_benches_peers::works;

/// How long the rounds of one work last together, and how many there are at least.
const LONG_ENOUGH: Duration = Duration::from_secs(6);
const ROUNDS: usize = 10;

fn main() -> Result<(), Box<dyn Error>> {
    for work in works()? {
        let mut fastest = vec![Duration::MAX; work.decoders.len()];
        let (start, mut rounds) = (Instant::now(), 0);
        while rounds < ROUNDS || start.elapsed() < LONG_ENOUGH {
            for ((_, decode), fastest) in work.decoders.iter().zip(&mut fastest) {
                // Once without a clock, so that nobody pays for the heap that the one before has left.
                decode(black_box(&work.json))?;
                let start = Instant::now();
                decode(black_box(&work.json))?;
                *fastest = start.elapsed().min(*fastest);
            }
            rounds += 1;
        }
        println!("\n{}, {} bytes, fastest of {rounds} rounds\n", work.name, work.json.len());
        println!("| decoder | µs | MB/s | against ours |\n|---|---|---|---|");
        let ours = fastest[0].as_secs_f64();
        for ((name, _), fastest) in work.decoders.iter().zip(&fastest) {
            let seconds = fastest.as_secs_f64();
            println!(
                "| {name} | {:.1} | {:.0} | {:.2} × |",
                seconds * 1e6,
                work.json.len() as f64 / seconds / 1e6,
                seconds / ours,
            );
        }
    }
    Ok(())
}
