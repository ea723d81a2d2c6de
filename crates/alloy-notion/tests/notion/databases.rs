//! Databases and data sources: what goes out, what is refused, and what is read.

mod create;
mod filters;
mod listings;
mod multiple;
mod query;
mod random;
mod retrieve;
mod schema;
mod update;

use alloy_core::{Action, Call, Envelope, Error, Headers};
use alloy_notion::NotionVersion;

use crate::{UUID, credential, id, platform};

/// The envelope of an action that is sent with a version, after all checks.
pub(crate) fn envelope_of(
    action: &impl Action,
    version: &NotionVersion,
) -> Result<Envelope, Error> {
    let credential = credential();
    let headers: Headers = [version.header()?].into_iter().collect();
    let request = platform().request(action, &Call::new(&credential).with_headers(&headers))?;
    let envelope = Envelope::from_slice(request.body())?;
    assert_eq!(envelope.headers["Notion-Version"], version.as_str());
    Ok(envelope)
}

/// The body of an action that is sent with a version, with `$ID` where an id is.
#[track_caller]
fn body_of(action: &impl Action, version: &NotionVersion) -> String {
    let envelope = envelope_of(action, version).unwrap();
    envelope.request_body.map(|body| body.get().replace(UUID, "$ID")).unwrap_or_default()
}

/// The body of an action with the default version.
#[track_caller]
fn body(action: &impl Action) -> String {
    body_of(action, &NotionVersion::V2022_06_28)
}

/// What a person reads when an action is refused.
#[track_caller]
fn refusal_of(action: &impl Action, version: &NotionVersion) -> String {
    let error = envelope_of(action, version).unwrap_err();
    let text = error.to_string();
    let (_, problem) = text.split_once("invalid request: ").unwrap_or(("", &text));
    problem.to_owned()
}

/// What a person reads when an action is refused with the default version.
#[track_caller]
fn refusal(action: &impl Action) -> String {
    refusal_of(action, &NotionVersion::V2022_06_28)
}

/// What an action makes of an answer of Notion.
fn answered<A: Action>(action: &A, status: u16, json: &str) -> Result<A::Output, Error> {
    crate::answered(action, status, &format!(r#"{{"responseData": {json}}}"#))
}

/// Checks that a value is written as the JSON that it was read from.
#[track_caller]
fn same_json(value: &impl serde::Serialize, json: &str) {
    let written = serde_json::to_value(value).unwrap();
    assert_eq!(written, serde_json::from_str::<serde_json::Value>(json).unwrap());
}
