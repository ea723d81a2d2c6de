//! Layers of tower between a client and its transport.

use std::{
    future::pending,
    io,
    sync::{Arc, atomic::Ordering},
    time::Duration,
};

use alloy_core::{Error, ErrorKind, Outcome};
use alloy_transport::{TowerTransport, Transport, TransportService};
use bytes::Bytes;
use http::{Request, Response};
use tower::{BoxError, ServiceBuilder, ServiceExt, service_fn, util::BoxCloneService};

use crate::{
    action, builder, connect,
    doubles::{Answers, Script, Silent, failure},
};

fn request() -> Request<Bytes> {
    Request::new(Bytes::new())
}

#[tokio::test]
async fn layers_see_each_attempt() {
    let transport = Arc::new(Script::new([failure(|| Error::not_sent("once"))]));
    let answers = Arc::new(Answers::new(200, "{}"));
    let (inner, seen) = (transport.clone(), answers.clone());
    let layered = ServiceBuilder::new()
        .map_request(move |request: Request<Bytes>| {
            seen.requests.lock().unwrap().push(request.clone());
            request
        })
        .service(TransportService::new(inner));
    let client = builder(TowerTransport::new(layered)).build().unwrap();
    connect(&client).execute(&action()).await.unwrap();
    assert_eq!((transport.count(), answers.requests.lock().unwrap().len()), (2, 2));
}

#[tokio::test]
async fn errors_keep_what_they_say_through_layers() {
    for make in [
        || Error::not_sent("refused").with_kind(ErrorKind::Resolve),
        || Error::interrupted("reset"),
        || Error::body_too_large(10),
    ] {
        let script = || Arc::new(Script::new([failure(make)]));
        let bare = TowerTransport::new(TransportService::new(script()));
        let boxed: BoxCloneService<_, _, BoxError> = TransportService::new(script())
            .map_err(|error| BoxError::from(io::Error::other(Wrapped(error))))
            .boxed_clone();
        let (bare, boxed) =
            (bare.send(request()).await, TowerTransport::new(boxed).send(request()).await);
        for error in [bare.unwrap_err(), boxed.unwrap_err()] {
            let expected = make();
            assert_eq!((error.kind(), error.outcome()), (expected.kind(), expected.outcome()));
        }
    }
}

#[derive(Debug)]
struct Wrapped(Error);

impl std::fmt::Display for Wrapped {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("in a layer")
    }
}

impl std::error::Error for Wrapped {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.0)
    }
}

#[tokio::test(start_paused = true)]
async fn what_a_layer_gave_up_may_have_run() {
    let service = ServiceBuilder::new()
        .timeout(Duration::from_secs(1))
        .service(service_fn(|_: Request<Bytes>| pending::<Result<Response<Bytes>, io::Error>>()));
    let error = TowerTransport::new(service).send(request()).await.unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Interrupted, Outcome::Unknown));
}

#[tokio::test]
async fn a_service_that_is_not_ready_has_sent_nothing() {
    #[derive(Clone)]
    struct Broken;

    impl tower::Service<Request<Bytes>> for Broken {
        type Response = Response<Bytes>;
        type Error = io::Error;
        type Future = std::future::Ready<io::Result<Response<Bytes>>>;

        fn poll_ready(
            &mut self,
            _: &mut std::task::Context<'_>,
        ) -> std::task::Poll<io::Result<()>> {
            std::task::Poll::Ready(Err(io::ErrorKind::BrokenPipe.into()))
        }

        fn call(&mut self, _: Request<Bytes>) -> Self::Future {
            unreachable!("it is never ready")
        }
    }

    let error = TowerTransport::new(Broken).send(request()).await.unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Connect, Outcome::NotApplied));
}

#[tokio::test]
async fn dropping_a_call_drops_it_in_the_layers_too() {
    let silent = Arc::new(Silent::default());
    let transport = TowerTransport::new(
        ServiceBuilder::new().concurrency_limit(1).service(TransportService::new(silent.clone())),
    );
    for _ in 0..3 {
        let call = transport.send(request());
        assert!(tokio::time::timeout(Duration::from_millis(1), call).await.is_err());
        assert_eq!(silent.waiting.load(Ordering::SeqCst), 0);
    }
}
