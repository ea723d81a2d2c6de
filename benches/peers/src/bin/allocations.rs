//! How often each allocates while it decodes Notion's replies, which repeats exactly.
//!
//! It is a program of its own, since counting takes time. It has the same arguments as `times`.

use std::{alloc::System, error::Error};

use alloy_benches_peers::works;
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

fn main() -> Result<(), Box<dyn Error>> {
    for work in works()? {
        println!("\n{}, {} bytes\n", work.name, work.json.len());
        println!("| decoder | allocations | bytes allocated |\n|---|---|---|");
        for (name, decode) in work.decoders {
            let region = Region::new(ALLOCATOR);
            decode(&work.json)?;
            let used = region.change();
            println!(
                "| {name} | {} | {} |",
                used.allocations + used.reallocations,
                used.bytes_allocated
            );
        }
    }
    Ok(())
}
