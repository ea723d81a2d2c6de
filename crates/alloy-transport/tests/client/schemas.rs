//! Schemas of actions: asked for once, kept for a while, with near names for what is unknown.

use std::{
    future::poll_fn,
    sync::{Arc, Mutex},
    task::Poll,
    time::Duration,
};

use alloy_core::{Action, Effect, Error, ErrorKind};
use alloy_transport::{Timer, Transport};
use async_trait::async_trait;
use bytes::Bytes;
use http::{Request, Response};
use serde_json::{Value, json};

use crate::{builder, connect, doubles::Rushing};

/// A platform with one connector of two actions.
#[derive(Default)]
struct Catalogue {
    requests: Mutex<Vec<String>>,
}

#[async_trait]
impl Transport for Catalogue {
    async fn send(&self, request: Request<Bytes>) -> Result<Response<Bytes>, Error> {
        let path = request.uri().path().to_owned();
        self.requests.lock().unwrap().push(path.clone());
        tokio::task::yield_now().await;
        let found = match &*path {
            "/connectors" => json!({"connectors": [{"id": "slack"}, {"id": "notion"}]}),
            "/connectors/slack/resources" => json!({"resources": [{"name": "chat", "actions": [
                {"id": "chat_postMessage"}, {"id": "users_info"}]}]}),
            "/connectors/slack/actions/users_info" => json!({"action": {
                "id": "users_info", "httpMethod": "get",
                "parameters": [{"name": "user", "in": "query", "required": true}]}}),
            "/connectors/slack/actions/users_info/execute" => json!({"responseData": {"ok": true}}),
            _ => Value::Null,
        };
        let status = if found.is_null() { 404 } else { 200 };
        Ok(Response::builder().status(status).body(found.to_string().into()).unwrap())
    }
}

#[tokio::test]
async fn a_schema_is_kept_for_its_lifetime() {
    let catalogue = Arc::new(Catalogue::default());
    let timer = Rushing::default();
    let client = builder(catalogue.clone())
        .timer(timer.clone())
        .schema_lifetime(Duration::from_secs(60))
        .build()
        .unwrap();
    let asked = || catalogue.requests.lock().unwrap().len();

    let first = client.action_schema("slack", "users_info").await.unwrap();
    let again = client.clone().action_schema("slack", "users_info").await.unwrap();
    assert!(Arc::ptr_eq(&first, &again));
    assert_eq!((first.effect(), asked()), (Effect::Read, 1));

    timer.sleep(Duration::from_secs(60)).await;
    client.action_schema("slack", "users_info").await.unwrap();
    assert_eq!(asked(), 2);
}

#[tokio::test]
async fn those_who_want_one_schema_at_once_ask_once() {
    let catalogue = Arc::new(Catalogue::default());
    let client = builder(catalogue.clone()).build().unwrap();
    let want = || client.action_schema("slack", "users_info");
    let (a, b, c) = tokio::join!(want(), want(), want());
    let a = a.unwrap();
    assert!(Arc::ptr_eq(&a, &b.unwrap()) && Arc::ptr_eq(&a, &c.unwrap()));
    assert_eq!(catalogue.requests.lock().unwrap().len(), 1);

    // Who asks and fails keeps nobody waiting.
    let unknown = || client.action_schema("slack", "users_inf");
    let (a, b) = tokio::join!(unknown(), unknown());
    for result in [a, b] {
        assert_eq!(result.unwrap_err().kind(), ErrorKind::NotFound);
    }
}

#[tokio::test]
async fn who_asks_and_is_dropped_or_forgotten_keeps_nobody_waiting() {
    for forgotten in [true, false] {
        let catalogue = Arc::new(Catalogue::default());
        let client = builder(catalogue.clone()).timer(Rushing::default()).build().unwrap();
        let mut first = Box::pin(client.action_schema("slack", "users_info"));
        let begun = poll_fn(|context| Poll::Ready(first.as_mut().poll(context).is_pending())).await;
        assert!(begun);
        if forgotten {
            client.action_schema("slack", "users_info").await.unwrap();
            first.await.unwrap();
        } else {
            drop(first);
            client.action_schema("slack", "users_info").await.unwrap();
        }
        assert_eq!(catalogue.requests.lock().unwrap().len(), 2);
    }
}

#[tokio::test]
async fn an_action_is_made_of_its_inputs_and_executed() {
    let catalogue = Arc::new(Catalogue::default());
    let client = builder(catalogue.clone()).build().unwrap();
    let action = client.action("slack", "users_info", json!({"user": "U1"})).await.unwrap();
    assert_eq!(action.operation().effect(), Effect::Read);
    assert_eq!(connect(&client).execute(&action).await.unwrap()["ok"], true);

    let error = client.action("slack", "users_info", json!({"usr": "U1"})).await.unwrap_err();
    assert_eq!(error.path(), Some("user"));
    #[cfg(feature = "schema")]
    {
        let schema = client.action_schema("slack", "users_info").await.unwrap();
        schema.check(&action).unwrap();
    }
}

#[tokio::test]
async fn unknown_names_get_near_ones() {
    let client = builder(Catalogue::default()).build().unwrap();
    for (connector, action, message) in [
        ("slak", "users_info", "there is no connector `slak`, but `slack`"),
        ("slack", "user_info", "there is no action `user_info`, but `users_info`"),
        (
            "slack",
            "chat.postMessage",
            "there is no action `chat.postMessage`, but `chat_postMessage`",
        ),
        ("salesforce", "x", "there is no connector `salesforce`"),
    ] {
        let error = client.action_schema(connector, action).await.unwrap_err();
        assert_eq!((error.kind(), error.message()), (ErrorKind::NotFound, message));
    }
    let error = client.action_schema("slak", "x").await.unwrap_err();
    assert_eq!(error.details().unwrap()["near"], json!(["slack"]));
    assert!(error.operation().unwrap().contains("/connectors/slak"), "{error}");
}
