//! How often the SDK allocates, which repeats exactly, against a budget.
//!
//! A test without a harness, so that nothing else allocates meanwhile.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may fail by panicking")]

use std::alloc::System;

use alloy_benches::{
    Memory, client, credential, page_reply, platform, replayed, request_number, search_reply,
};
use alloy_core::{Action as _, Call, HeaderField, Reply, ReplyShape};
use alloy_notion::{Lazily, List, Page, PageId, RetrievePage, Search, SearchResult};
use alloy_testkit::{CassetteMode, Recorder, always};
use alloy_transport::Transport as _;
use bytes::Bytes;
use http::{Request, Response};
use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

fn main() {
    let credential = credential().unwrap();
    let platform = platform().unwrap().header_field(HeaderField::Headers).build().unwrap();
    let search = Search::pages().query("roadmap").page_size(10);
    let mut failed = false;
    let mut check = |what: &str, budget: usize, work: &mut dyn FnMut()| {
        work();
        let region = Region::new(ALLOCATOR);
        work();
        let used = region.change();
        let allocations = used.allocations + used.reallocations;
        let bytes = used.bytes_allocated;
        println!("{what}: {allocations} allocations of {budget}, {bytes} bytes");
        failed |= allocations > budget;
    };

    check("envelope of a search", 1, &mut || {
        drop(platform.envelope(&search, &Call::new(&credential)).unwrap());
    });
    check("request of a search", 5, &mut || {
        drop(platform.request(&search, &Call::new(&credential)).unwrap());
    });

    let page = Bytes::from(page_reply());
    check("decoding a page", 9, &mut || drop(decode::<Page>(&page)));
    let list = Bytes::from(search_reply(100));
    check("decoding 100 pages", 821, &mut || drop(decode::<List<SearchResult>>(&list)));
    let lazily = Lazily(Search::pages());
    check("the same, lazily", 23, &mut || {
        let reply = Reply::new(Response::new(list.clone()), ReplyShape::Detect).unwrap();
        drop(lazily.decode(reply).unwrap());
    });

    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    let notion = client(Memory).unwrap().connection(credential.clone());
    let retrieve =
        RetrievePage::new("201424bc-51dc-4ab9-a0e5-c0d4522a4e1f".parse::<PageId>().unwrap()).raw();
    check("a call over a transport in memory", 7, &mut || {
        drop(runtime.block_on(notion.execute(&retrieve)).unwrap());
    });

    check("the bare transport in memory", 2, &mut || {
        let request = Request::new(Bytes::from_static(b"{}"));
        drop(runtime.block_on(Memory.send(request)).unwrap());
    });

    let recorder =
        Recorder::builder(always(page_reply())).mode(CassetteMode::RecordAll).build().unwrap();
    check("recording an exchange", 34, &mut || {
        drop(runtime.block_on(recorder.send(request_number(1))).unwrap());
    });
    let replayer = replayed(100).unwrap();
    check("one replay", 13, &mut || {
        drop(runtime.block_on(replayer.send(request_number(7))).unwrap());
    });

    assert!(!failed, "more allocations than budgeted");
    println!("test result: ok. 9 budgets held");
}

fn decode<T: serde::de::DeserializeOwned>(body: &Bytes) -> T {
    Reply::new(Response::new(body.clone()), ReplyShape::Detect).unwrap().decode().unwrap()
}
