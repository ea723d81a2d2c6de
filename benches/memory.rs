//! Peak memory of a stream over 10,000 pages: two of its list pages, however long it is. And what a
//! call holds that waits for its reply, with and without the connection below it.
//!
//! A test without a harness, so that nothing else allocates meanwhile.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may fail by panicking")]

use std::{
    future::{Future, pending},
    task::{Context, Poll, Waker},
};

use alloy_benches::{Lists, client, credential, retrieve};
use alloy_core::{Action as _, Error};
use alloy_notion::Search;
use alloy_transport::{Connection, Transport};
use async_trait::async_trait;
use bytes::Bytes;
use http::{Request, Response};
use peak_alloc::PeakAlloc;

#[global_allocator]
static ALLOCATOR: PeakAlloc = PeakAlloc;

/// What one list page holds.
const PAGES: usize = 100;
/// What a stream may have besides: hashes of cursors, a call's state.
const SLACK: usize = 32 * 1024;

fn main() {
    let one = peak_of(1);
    let short = peak_of(10);
    let long = peak_of(100);
    println!("peak of one list page of {PAGES} pages: {one} bytes");
    println!("peak of a stream over 1,000 pages: {short} bytes, over 10,000: {long} bytes");
    assert!(long <= 2 * one + SLACK, "more than two list pages");
    assert!(long <= short + SLACK, "memory grows with the length of the stream");
    let call = held_by_a_call();
    println!("a call that waits for its reply: {call} bytes");
    assert!(call <= CALL, "a call holds more than budgeted");
    #[cfg(feature = "backends")]
    sockets::check();
    println!("test result: ok. All budgets held");
}

/// What each of a thousand calls holds while its request is on the way, above its transport.
fn held_by_a_call() -> usize {
    const CALLS: usize = 1_000;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    let _entered = runtime.enter();
    let notion = client(Silence).unwrap().connection(credential().unwrap());
    let action = retrieve().unwrap().raw();
    let mut calls = Vec::with_capacity(CALLS);
    let before = ALLOCATOR.current_usage();
    for _ in 0..CALLS {
        let mut call = Box::pin(notion.execute(&action));
        let polled = call.as_mut().poll(&mut Context::from_waker(Waker::noop()));
        assert!(matches!(polled, Poll::Pending));
        calls.push(call);
    }
    (ALLOCATOR.current_usage() - before) / CALLS
}

/// Never answers.
struct Silence;

#[async_trait]
impl Transport for Silence {
    async fn send(&self, request: Request<Bytes>) -> Result<Response<Bytes>, Error> {
        let answer = pending().await;
        drop(request);
        answer
    }
}

/// What a call may hold while it waits, in bytes.
const CALL: usize = 4 * 1024;

/// How far the memory in use grows while a stream of so many list pages is read, item by item.
fn peak_of(lists: usize) -> usize {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    let notion = connection(lists);
    let before = ALLOCATOR.current_usage();
    ALLOCATOR.reset_peak_usage();
    let read = runtime.block_on(async {
        let mut found = notion.items(Search::pages().page_size(100));
        let mut read = 0;
        while let Some(item) = found.next().await {
            drop(item.unwrap());
            read += 1;
        }
        read
    });
    assert_eq!(read, lists * PAGES);
    ALLOCATOR.peak_usage() - before
}

fn connection(lists: usize) -> Connection {
    client(Lists::new(lists, PAGES)).unwrap().connection(credential().unwrap())
}

/// Calls through hyper that wait for a server which never answers.
#[cfg(feature = "backends")]
mod sockets {
    use std::{
        io::Read,
        net::{Ipv4Addr, TcpListener, TcpStream},
        sync::Arc,
        thread,
    };

    use alloy_benches::{Version, client_of, credential, retrieve, transport_options};
    use alloy_core::Action as _;
    use alloy_transport::HyperTransport;
    use tokio::{sync::oneshot, task::JoinSet};

    use super::ALLOCATOR;

    /// As many as a server commonly takes on one connection of HTTP/2.
    const CALLS: usize = 100;
    /// What a call may hold with a connection of its own, in bytes.
    const HTTP1: usize = 48 * 1024;
    /// What it may hold on a connection with others.
    const HTTP2: usize = 16 * 1024;

    pub(super) fn check() {
        for (name, version, budget) in
            [("HTTP/1.1", Version::Http1, HTTP1), ("HTTP/2", Version::Http2, HTTP2)]
        {
            let call = held_by_a_call(version);
            println!("the same with its share of the connection, over {name}: {call} bytes");
            assert!(call <= budget, "a call over {name} holds more than budgeted");
        }
    }

    fn held_by_a_call(version: Version) -> usize {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let server = listener.local_addr().unwrap();
        let (all_read, asked) = oneshot::channel();
        let (done, hang_up) = oneshot::channel::<()>();
        let buffer = vec![0; 64 * 1024];
        let reader = thread::spawn(move || {
            let held = read_all(&listener, version, buffer);
            all_read.send(()).unwrap();
            let _ = hang_up.blocking_recv();
            drop(held);
        });
        let held = runtime.block_on(async {
            let transport = HyperTransport::with_options(transport_options(version)).unwrap();
            let notion = client_of(server, transport).unwrap().connection(credential().unwrap());
            let action = Arc::new(retrieve().unwrap().raw());
            let mut calls = JoinSet::new();
            let before = ALLOCATOR.current_usage();
            for _ in 0..CALLS {
                let (notion, action) = (notion.clone(), action.clone());
                calls.spawn(async move { notion.execute(&*action).await.map(drop) });
            }
            asked.await.unwrap();
            ALLOCATOR.current_usage() - before
        });
        drop(runtime);
        drop(done);
        reader.join().unwrap();
        held / CALLS
    }

    /// Reads until every call's body has come, and allocates next to nothing meanwhile.
    fn read_all(listener: &TcpListener, version: Version, mut buffer: Vec<u8>) -> Vec<TcpStream> {
        let mut connections = Vec::with_capacity(CALLS);
        let mut bodies = 0;
        while bodies < CALLS {
            let mut stream = listener.accept().unwrap().0;
            let expected = if version == Version::Http2 { CALLS } else { 1 };
            let mut read = 0;
            while count(&buffer[..read]) < expected {
                read += stream.read(&mut buffer[read..]).unwrap();
            }
            bodies += expected;
            connections.push(stream);
        }
        connections
    }

    /// How many bodies are in what was read.
    fn count(read: &[u8]) -> usize {
        read.windows(12).filter(|bytes| bytes == b"credentialId").count()
    }
}
