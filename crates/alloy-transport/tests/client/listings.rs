//! Listings: lazy, page by page, and never in circles.

use std::{
    future::Future as _,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll, Waker},
};

use alloy_core::{
    Action, Connector, Cursor, Effect, EnvelopeWriter, Error, ErrorKind, Listing, Next, Operation,
    Paginated, Reply,
};
use alloy_transport::Transport;
use async_trait::async_trait;
use bytes::Bytes;
use http::{Request, Response};
use serde::Deserialize;

use crate::connection;

struct Service;

impl Connector for Service {
    fn id(&self) -> &'static str {
        "service"
    }
}

#[derive(Default)]
struct List {
    cursor: Option<Cursor>,
}

#[derive(Deserialize)]
struct Page {
    items: Vec<u32>,
    next: Option<String>,
    stopped: Option<String>,
}

impl Action for List {
    type Output = Page;

    fn operation(&self) -> Operation<'_> {
        Operation::new(&Service, "list", Effect::Read)
    }

    fn encode(&self, envelope: &mut EnvelopeWriter<'_>) -> Result<(), Error> {
        self.cursor.iter().try_for_each(|cursor| envelope.query("cursor", cursor))
    }

    fn decode(&self, reply: Reply) -> Result<Page, Error> {
        reply.decode()
    }
}

impl Listing for Page {
    type Item = u32;

    fn next(&self) -> Next {
        match &self.stopped {
            Some(reason) => Next::Incomplete(reason.clone()),
            None => Next::after(self.next.clone()),
        }
    }

    fn into_items(self) -> Vec<u32> {
        self.items
    }
}

impl Paginated for List {
    fn set_cursor(&mut self, cursor: Cursor) {
        self.cursor = Some(cursor);
    }
}

/// Answers with the given pages, by cursor, once it is let.
struct Pages {
    by_cursor: Vec<(&'static str, &'static str)>,
    asked: Mutex<Vec<String>>,
    open: AtomicBool,
}

impl Pages {
    fn new(pages: &[(&'static str, &'static str)]) -> Arc<Self> {
        Arc::new(Self { by_cursor: pages.to_vec(), asked: Mutex::default(), open: true.into() })
    }
}

#[async_trait]
impl Transport for Pages {
    async fn send(&self, request: Request<Bytes>) -> Result<Response<Bytes>, Error> {
        let envelope: serde_json::Value = serde_json::from_slice(request.body()).unwrap();
        let cursor = envelope["queryParameters"]["cursor"].as_str().unwrap_or_default().to_owned();
        self.asked.lock().unwrap().push(cursor.clone());
        while !self.open.load(Ordering::SeqCst) {
            tokio::task::yield_now().await;
        }
        let page = self.by_cursor.iter().find(|(at, _)| *at == cursor);
        Ok(match page {
            Some((_, body)) => Response::new(Bytes::from_static(body.as_bytes())),
            None => Response::builder().status(400).body(Bytes::new()).unwrap(),
        })
    }
}

const THREE: [(&str, &str); 3] = [
    ("", r#"{"responseData":{"items":[1,2],"next":"a"}}"#),
    ("a", r#"{"responseData":{"items":[],"next":"b"}}"#),
    ("b", r#"{"responseData":{"items":[3],"next":null}}"#),
];

#[tokio::test]
async fn items_come_across_pages_in_order() {
    let transport = Pages::new(&THREE);
    let items = connection(&transport).items(List::default()).try_collect().await.unwrap();
    assert_eq!(items, [1, 2, 3]);
    assert_eq!(*transport.asked.lock().unwrap(), ["", "a", "b"]);
}

#[tokio::test]
async fn a_page_is_asked_for_when_it_is_needed() {
    let transport = Pages::new(&THREE);
    let mut items = connection(&transport).items(List::default());
    assert!(transport.asked.lock().unwrap().is_empty());
    assert_eq!(items.next().await.unwrap().unwrap(), 1);
    assert_eq!(items.next().await.unwrap().unwrap(), 2);
    assert_eq!(transport.asked.lock().unwrap().len(), 1);

    let mut pages = connection(&transport).pages(List { cursor: Some("b".into()) });
    assert_eq!(pages.next().await.unwrap().unwrap().items, [3]);
    assert!(pages.next().await.is_none());
    assert!(pages.next().await.is_none());
}

#[tokio::test]
async fn circles_are_an_error() {
    let transport = Pages::new(&[
        ("", r#"{"items":[1],"next":"a"}"#),
        ("a", r#"{"items":[2],"next":"b"}"#),
        ("b", r#"{"items":[3],"next":"a"}"#),
    ]);
    let mut items = connection(&transport).items(List::default());
    for expected in 1..=3 {
        assert_eq!(items.next().await.unwrap().unwrap(), expected);
    }
    let error = items.next().await.unwrap().unwrap_err();
    assert_eq!((error.kind(), error.operation()), (ErrorKind::Incomplete, Some("service/list")));
    assert!(items.next().await.is_none());
    assert_eq!(transport.asked.lock().unwrap().len(), 3);
}

#[tokio::test]
async fn a_listing_that_stops_early_says_so_after_its_items() {
    let transport = Pages::new(&[("", r#"{"items":[1],"next":null,"stopped":"limit reached"}"#)]);
    let mut items = connection(&transport).items(List::default());
    assert_eq!(items.next().await.unwrap().unwrap(), 1);
    let error = items.next().await.unwrap().unwrap_err();
    assert_eq!(
        error.to_string(),
        "service/list: the listing stopped before its end: limit reached"
    );
    assert!(items.next().await.is_none());
}

#[tokio::test]
async fn a_failure_ends_the_listing() {
    let transport = Pages::new(&[("", r#"{"items":[1],"next":"gone"}"#)]);
    let mut items = connection(&transport).items(List::default());
    assert_eq!(items.next().await.unwrap().unwrap(), 1);
    assert_eq!(items.next().await.unwrap().unwrap_err().kind(), ErrorKind::Rejected);
    assert!(items.next().await.is_none());
}

#[tokio::test]
async fn giving_up_on_an_item_loses_nothing() {
    let transport = Pages::new(&THREE);
    transport.open.store(false, Ordering::SeqCst);
    let mut items = connection(&transport).items(List::default());
    for _ in 0..3 {
        let mut next = Box::pin(items.next());
        let mut context = Context::from_waker(Waker::noop());
        assert!(matches!(next.as_mut().poll(&mut context), Poll::Pending));
    }
    transport.open.store(true, Ordering::SeqCst);
    assert_eq!(items.try_collect().await.unwrap(), [1, 2, 3]);
    assert_eq!(transport.asked.lock().unwrap().len(), 3);
}
