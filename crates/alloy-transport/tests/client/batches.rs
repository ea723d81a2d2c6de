//! Many actions at once: how many, in which order, until when.

use std::{
    future::poll_fn,
    pin::{Pin, pin},
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    task::{Context, Poll, Waker},
};

use alloy_core::{DynamicAction, Error, ErrorKind};
use alloy_transport::{Progress, Transport};
use async_trait::async_trait;
use bytes::Bytes;
use http::{Request, Response};
use serde_json::json;

use crate::{connection, doubles::Silent};

/// Answers with the action's number, after as many polls as the number says, and counts how many
/// requests it has at once. Numbers that end in 7 fail.
#[derive(Default)]
struct Counting {
    running: AtomicUsize,
    most: AtomicUsize,
    requests: AtomicUsize,
    finished: Mutex<Vec<u64>>,
}

#[async_trait]
impl Transport for Counting {
    async fn send(&self, request: Request<Bytes>) -> Result<Response<Bytes>, Error> {
        let running = self.running.fetch_add(1, Ordering::SeqCst) + 1;
        self.most.fetch_max(running, Ordering::SeqCst);
        self.requests.fetch_add(1, Ordering::SeqCst);
        let body: serde_json::Value = serde_json::from_slice(request.body()).unwrap();
        let number = body["requestBody"]["n"].as_u64().unwrap();
        let mut polls = (number * 7919) % 13;
        poll_fn(|context: &mut Context<'_>| {
            if polls == 0 {
                return Poll::Ready(());
            }
            polls -= 1;
            context.waker().wake_by_ref();
            Poll::Pending
        })
        .await;
        self.running.fetch_sub(1, Ordering::SeqCst);
        self.finished.lock().unwrap().push(number);
        let status = if number % 10 == 7 { 400 } else { 200 };
        let body = json!({"responseData": {"n": number}}).to_string();
        Ok(Response::builder().status(status).body(body.into()).unwrap())
    }
}

fn actions(count: u64) -> impl Iterator<Item = DynamicAction> + Send {
    (0..count).map(|n| crate::action().with_body(json!({"n": n})))
}

#[tokio::test]
async fn ten_thousand_with_sixty_four_in_flight() {
    let transport = Arc::new(Counting::default());
    let mut seen = Progress::default();
    let results = connection(&transport)
        .execute_all(actions(10_000))
        .with_concurrency(64)
        .with_progress(|progress| {
            assert!(progress.started - progress.finished <= 64);
            assert_eq!(progress.total, Some(10_000));
            seen = progress;
        })
        .collect()
        .await;
    assert_eq!(results.len(), 10_000);
    for (n, result) in results.iter().enumerate() {
        match result {
            Ok(output) => assert_eq!(output["n"], n),
            Err(error) => {
                assert_eq!((n % 10, error.kind()), (7, ErrorKind::Rejected));
            }
        }
    }
    let most = transport.most.load(Ordering::SeqCst);
    assert!((48..=64).contains(&most), "{most}");
    assert_eq!((seen.started, seen.finished, seen.failed), (10_000, 10_000, 1_000));
}

#[tokio::test]
async fn as_completed_gives_each_at_once_and_says_which_it_was() {
    let transport = Arc::new(Counting::default());
    let mut batch =
        connection(&transport).execute_all(actions(100)).with_concurrency(10).as_completed();
    assert_eq!(batch.progress().total, Some(100));
    let mut order = Vec::new();
    while let Some(finished) = batch.next().await {
        assert_eq!(finished.action.action_id().as_str(), "doIt");
        if let Ok(output) = &finished.result {
            assert_eq!(output["n"], finished.index);
        }
        order.push(finished.index as u64);
    }
    assert_eq!(order, *transport.finished.lock().unwrap());
    assert!(!order.is_sorted());
    assert_eq!(transport.most.load(Ordering::SeqCst), 10);
    order.sort_unstable();
    assert_eq!(order, (0..100).collect::<Vec<_>>());
}

#[tokio::test]
async fn stopping_begins_no_more_and_waits_for_what_runs() {
    let transport = Arc::new(Counting::default());
    let batch = connection(&transport).execute_all(actions(1_000)).with_concurrency(5);
    let results = batch.stop_at_failure().collect().await;
    let begun = transport.requests.load(Ordering::SeqCst);
    assert_eq!(results.len(), begun);
    assert!((8..=13).contains(&begun), "{begun}");
    assert_eq!(transport.running.load(Ordering::SeqCst), 0);
    assert!(results[7].is_err());

    let error = connection(&transport).execute_all(actions(50)).try_collect().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Rejected);
}

#[tokio::test]
async fn a_slow_one_bounds_what_waits_behind_it() {
    let transport = Arc::new(Counting::default());
    let asked = AtomicUsize::new(0);
    let actions = actions(100).inspect(|_| {
        asked.fetch_add(1, Ordering::SeqCst);
    });
    let mut batch = connection(&transport).execute_all(actions).with_concurrency(4);
    for done in 1..=100 {
        assert_eq!(batch.next().await.unwrap().index, done - 1);
        assert!(asked.load(Ordering::SeqCst) <= done + 4);
    }
    assert!(batch.next().await.is_none());
    assert_eq!(batch.progress().finished, 100);
}

#[test]
fn dropping_it_stops_what_runs() {
    let transport = Arc::new(Silent::default());
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    let _guard = runtime.enter();
    let mut batch = connection(&transport).execute_all(actions(20)).with_concurrency(6);
    let mut next = Box::pin(batch.next());
    let mut context = Context::from_waker(Waker::noop());
    assert!(next.as_mut().poll(&mut context).is_pending());
    drop(next);
    assert_eq!(transport.waiting.load(Ordering::SeqCst), 6);
    drop(batch);
    assert_eq!(transport.waiting.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn a_stream_is_asked_only_when_there_is_room() {
    struct Slow {
        left: u64,
        ready: bool,
    }

    impl futures_core::Stream for Slow {
        type Item = DynamicAction;

        fn poll_next(
            mut self: Pin<&mut Self>,
            context: &mut Context<'_>,
        ) -> Poll<Option<DynamicAction>> {
            self.ready = !self.ready;
            if self.ready {
                context.waker().wake_by_ref();
                return Poll::Pending;
            }
            let Some(left) = self.left.checked_sub(1) else { return Poll::Ready(None) };
            self.left = left;
            Poll::Ready(Some(crate::action().with_body(json!({"n": left}))))
        }
    }

    let transport = Arc::new(Counting::default());
    let stream = Slow { left: 30, ready: false };
    let results = connection(&transport).execute_stream(stream).with_concurrency(3).collect().await;
    let numbers: Vec<_> =
        results.into_iter().filter_map(|result| result.ok()?["n"].as_u64()).collect();
    assert_eq!(numbers, (0..30).rev().filter(|n| n % 10 != 7).collect::<Vec<_>>());
    assert!(transport.most.load(Ordering::SeqCst) <= 3);
}

#[tokio::test]
async fn borrowed_actions_and_none_at_all() {
    let transport = Arc::new(Counting::default());
    let list: Vec<_> = actions(3).collect();
    let mut batch = pin!(connection(&transport).execute_all(&list).with_concurrency(0));
    assert_eq!(batch.next().await.unwrap().index, 0);
    assert_eq!(transport.most.load(Ordering::SeqCst), 1);
    assert!(connection(&transport).execute_all(actions(0)).collect().await.is_empty());
}
