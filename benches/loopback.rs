//! Whole calls over sockets, through both backends, beside the bare clients below them, which send
//! the same bytes and read the same reply.
//!
//! Client and server are tasks of one thread, so that no time goes into waking another one: what is
//! measured is the work of both. Without TLS, which costs each the same.
#![allow(missing_docs, clippy::unwrap_used, reason = "a benchmark may fail by panicking")]

use std::{future::Future, net::SocketAddr, sync::Arc};

use alloy_benches::{
    Version, bare_hyper, bare_reqwest, client_of, credential, page_reply, platform, retrieve,
    serve, transport_options,
};
use alloy_core::{Action as _, Call};
use alloy_transport::{Connection, HyperTransport, ReqwestTransport, Transport};
use bytes::Bytes;
use criterion::{Bencher, Criterion, Throughput, criterion_group, criterion_main};
use http::Request;
use http_body_util::{BodyExt as _, Full};
use tokio::{runtime::Runtime, task::JoinSet};

fn loopback(criterion: &mut Criterion) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    for (name, version) in [("HTTP/1.1", Version::Http1), ("HTTP/2", Version::Http2)] {
        let server = runtime.block_on(serve(version, page_reply().into())).unwrap();
        for (how, at_once) in [("a call over", 1), ("64 calls at once over", 64)] {
            let name = format!("{how} {name}");
            compare(criterion, &runtime, &name, version, server, at_once);
        }
    }
}

fn compare(
    criterion: &mut Criterion,
    runtime: &Runtime,
    name: &str,
    version: Version,
    server: SocketAddr,
    at_once: usize,
) {
    let _entered = runtime.enter();
    let calls = Throughput::Elements(at_once as u64);

    let mut group = criterion.benchmark_group(format!("{name}, hyper"));
    group.throughput(calls.clone());
    let transport = HyperTransport::with_options(transport_options(version)).unwrap();
    let ours = connection(server, transport);
    group.bench_function("ours", |bencher| {
        through_the_client(bencher, runtime, at_once, &ours);
    });
    let bare = bare_hyper(version);
    group.bench_function("floor: bare hyper-util", |bencher| {
        let request = request(server).map(Full::new);
        measure(bencher, runtime, at_once, || {
            let (client, request) = (bare.clone(), request.clone());
            async move {
                let response = client.request(request).await.unwrap();
                response.into_body().collect().await.unwrap().to_bytes()
            }
        });
    });
    group.finish();

    let mut group = criterion.benchmark_group(format!("{name}, reqwest"));
    group.throughput(calls);
    let transport = ReqwestTransport::with_options(transport_options(version)).unwrap();
    let ours = connection(server, transport);
    group.bench_function("ours", |bencher| {
        through_the_client(bencher, runtime, at_once, &ours);
    });
    let bare = bare_reqwest(version).unwrap();
    group.bench_function("floor: bare reqwest", |bencher| {
        let request = reqwest::Request::try_from(request(server)).unwrap();
        measure(bencher, runtime, at_once, || {
            let (client, request) = (bare.clone(), request.try_clone().unwrap());
            async move { client.execute(request).await.unwrap().bytes().await.unwrap() }
        });
    });
    group.finish();
}

/// The reply itself is the output: decoding is measured elsewhere.
fn through_the_client(
    bencher: &mut Bencher<'_>,
    runtime: &Runtime,
    at_once: usize,
    notion: &Connection,
) {
    let action = Arc::new(retrieve().unwrap().raw());
    measure(bencher, runtime, at_once, || {
        let (notion, action) = (notion.clone(), action.clone());
        async move { notion.execute(&*action).await.unwrap() }
    });
}

fn measure<F>(bencher: &mut Bencher<'_>, runtime: &Runtime, at_once: usize, call: impl Fn() -> F)
where
    F: Future<Output: Send + 'static> + Send + 'static,
{
    if at_once == 1 {
        bencher.iter(|| runtime.block_on(call()));
        return;
    }
    bencher.iter(|| {
        let calls: JoinSet<_> = (0..at_once).map(|_| call()).collect();
        runtime.block_on(calls.join_all())
    });
}

/// The very request that the client sends for it.
fn request(server: SocketAddr) -> Request<Bytes> {
    let platform = platform().unwrap().base_url(format!("http://{server}")).build().unwrap();
    platform.request(&retrieve().unwrap(), &Call::new(&credential().unwrap())).unwrap()
}

fn connection(server: SocketAddr, transport: impl Transport + 'static) -> Connection {
    client_of(server, transport).unwrap().connection(credential().unwrap())
}

criterion_group!(benches, loopback);
criterion_main!(benches);
