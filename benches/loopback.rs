//! Whole calls over sockets, through both backends, beside the bare clients below them, which send
//! the same bytes and read the same reply.
//!
//! Client and server are tasks of one thread, so that no time goes into waking another one: what is
//! measured is the work of both. Without TLS, which costs each the same.
#![allow(missing_docs, clippy::unwrap_used, reason = "a benchmark may fail by panicking")]

use std::{future::Future, net::SocketAddr, sync::Arc};

use alloy_benches::{Version, client_of, credential, page_reply, platform, serve};
use alloy_core::{Action as _, Call};
use alloy_notion::{PageId, RetrievePage};
use alloy_transport::{
    Connection, HttpVersions, HyperTransport, Proxies, ReqwestTransport, Transport,
    TransportOptions,
};
use bytes::Bytes;
use criterion::{Bencher, Criterion, Throughput, criterion_group, criterion_main};
use http::Request;
use http_body_util::{BodyExt as _, Full};
use hyper_util::{
    client::legacy::{Client, connect::HttpConnector},
    rt::{TokioExecutor, TokioTimer},
};
use tokio::{runtime::Runtime, task::JoinSet};

fn loopback(criterion: &mut Criterion) {
    // reqwest takes its TLS from the process, even where it needs none.
    rustls::crypto::ring::default_provider().install_default().unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    for (name, version) in [("HTTP/1.1", Version::Http1), ("HTTP/2", Version::Http2)] {
        let server = runtime.block_on(serve(version, page_reply().into())).unwrap();
        for (how, at_once) in [("one after the other", 1), ("64 in flight", 64)] {
            let group = format!("call over {name}, {how}");
            compare(criterion, &runtime, &group, version, server, at_once);
        }
    }
}

fn compare(
    criterion: &mut Criterion,
    runtime: &Runtime,
    group: &str,
    version: Version,
    server: SocketAddr,
    at_once: usize,
) {
    let mut group = criterion.benchmark_group(group);
    group.throughput(Throughput::Elements(at_once as u64));
    let _entered = runtime.enter();

    let transport = HyperTransport::with_options(options(version)).unwrap();
    let ours = connection(server, transport);
    group.bench_function("ours through hyper", |bencher| {
        through_the_client(bencher, runtime, at_once, &ours);
    });
    let bare = bare_hyper(version);
    group.bench_function("bare hyper-util", |bencher| {
        let request = request(server).map(Full::new);
        measure(bencher, runtime, at_once, || {
            let (client, request) = (bare.clone(), request.clone());
            async move {
                let response = client.request(request).await.unwrap();
                response.into_body().collect().await.unwrap().to_bytes()
            }
        });
    });

    let transport = ReqwestTransport::with_options(options(version)).unwrap();
    let ours = connection(server, transport);
    group.bench_function("ours through reqwest", |bencher| {
        through_the_client(bencher, runtime, at_once, &ours);
    });
    let bare = bare_reqwest(version);
    group.bench_function("bare reqwest", |bencher| {
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
    let action = Arc::new(retrieve().raw());
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

fn retrieve() -> RetrievePage {
    RetrievePage::new("201424bc-51dc-4ab9-a0e5-c0d4522a4e1f".parse::<PageId>().unwrap())
}

/// The very request that the client sends for it.
fn request(server: SocketAddr) -> Request<Bytes> {
    let platform = platform().unwrap().base_url(format!("http://{server}")).build().unwrap();
    platform.request(&retrieve(), &Call::new(&credential().unwrap())).unwrap()
}

fn connection(server: SocketAddr, transport: impl Transport + 'static) -> Connection {
    client_of(server, transport).unwrap().connection(credential().unwrap())
}

fn options(version: Version) -> TransportOptions {
    let versions = match version {
        Version::Http1 => HttpVersions::Http1,
        Version::Http2 => HttpVersions::Http2,
    };
    TransportOptions::new().http_versions(versions).proxies(Proxies::none())
}

fn bare_hyper(version: Version) -> Client<HttpConnector, Full<Bytes>> {
    let mut connector = HttpConnector::new();
    connector.set_nodelay(true);
    Client::builder(TokioExecutor::new())
        .http2_only(version == Version::Http2)
        .pool_timer(TokioTimer::new())
        .build(connector)
}

fn bare_reqwest(version: Version) -> reqwest::Client {
    let builder = reqwest::Client::builder().no_proxy().tcp_nodelay(true);
    let builder = match version {
        Version::Http1 => builder.http1_only(),
        Version::Http2 => builder.http2_prior_knowledge(),
    };
    builder.build().unwrap()
}

criterion_group!(benches, loopback);
criterion_main!(benches);
