//! Users, properties, Markdown, comments, uploads, emojis, views and tasks: what goes out for them,
//! what comes in, and the table of all operations.

mod comments;
mod conformance;
mod emojis_and_tasks;
mod file_uploads;
mod listings;
mod pages;
mod properties;
mod table;
mod trash;
mod users;
mod views;

use std::fmt::Debug;

use alloy_core::{Action, Effect, Error};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};

use crate::{UUID, credential, envelope, id, refusal};

const OTHER: &str = "0e5235bf-86aa-4efb-93aa-772cce7eab71";

/// A typed id with [`OTHER`] in it.
fn other<T: std::str::FromStr<Err: Debug>>() -> T {
    OTHER.parse().unwrap()
}

/// Compares all of what goes out for an action: its id, effect, path, query and body.
#[track_caller]
fn sends(action: &impl Action, operation: (&str, Effect), path: Value, query: Value, body: Value) {
    assert_eq!((action.operation().id(), action.operation().effect()), operation);
    let envelope = envelope(action).unwrap();
    let found = [json!(envelope.path_params), json!(envelope.query_parameters), envelope.body()];
    assert_eq!(found, [path, query, body]);
    assert_eq!(envelope.headers["Notion-Version"], "2022-06-28");
}

/// What an action makes of a reply of Notion.
fn answered<A: Action>(action: &A, provider: &Value) -> Result<A::Output, Error> {
    crate::answered(action, 200, &json!({ "responseData": provider }).to_string())
}

/// Reads a reply, and checks that writing it gives the same JSON again.
#[track_caller]
fn reads<A: Action<Output: Serialize + DeserializeOwned + PartialEq + Debug>>(
    action: &A,
    provider: &Value,
) -> A::Output {
    let output = answered(action, provider).unwrap();
    assert_eq!(serde_json::to_value(&output).unwrap(), *provider);
    let again: A::Output = serde_json::from_value(provider.clone()).unwrap();
    assert_eq!(again, output);
    output
}
