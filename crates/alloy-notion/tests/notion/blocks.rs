//! Blocks: what is read, and the actions on them.

#![allow(clippy::needless_pass_by_value, reason = "expected JSON is written where it is expected")]

mod actions;
mod append;
mod convert;
mod meeting_notes;
mod mutation;
mod read;
mod update;

use alloy_core::{Action, Call, Error, Headers};
use alloy_notion::NotionVersion;
use serde_json::Value;

use crate::{UUID, body, credential, envelope, id, platform, refusal};

const BLOCKS: &str = include_str!("../fixtures/blocks.json");
const OLD_BLOCKS: &str = include_str!("../fixtures/blocks_2021_08_16.json");

/// The request body of an action under a version.
fn body_in(version: &NotionVersion, action: &impl Action) -> Result<String, Error> {
    let headers: Headers = [version.header()?].into_iter().collect();
    let credential = credential();
    let request = platform().request(action, &Call::new(&credential).with_headers(&headers))?;
    let envelope: Value = serde_json::from_slice(request.body()).unwrap();
    Ok(envelope["requestBody"].to_string())
}

/// What an action makes of a reply of Notion.
fn answered<A: Action>(action: &A, body: &str) -> Result<A::Output, Error> {
    crate::answered(action, 200, &format!(r#"{{"responseData": {body}}}"#))
}

/// Compares JSON, whatever the order of its members.
#[track_caller]
fn same(found: &str, expected: &Value) {
    assert_eq!(serde_json::from_str::<Value>(found).unwrap(), *expected);
}
