//! `retrieve-async-task`, and the tasks that other operations answer with.
//!
//! A task is done before it is told of. It is queued in the reply that tells of it, and has
//! succeeded when it is asked for.

use std::time::SystemTime;

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use super::{Answer, Failure, Id, Input, failure::Thing, workspace::Workspace};
use crate::sandbox::{clock::to_the_minute, kept};

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct AsyncTask {
    #[serde(with = "kept::time")]
    created: SystemTime,
    operation: String,
    result: Value,
}

/// `GET /v1/async_tasks/{task_id}`
pub(super) fn retrieve(workspace: &mut Workspace, input: &Input<'_>) -> Answer {
    input.query.only(&[])?;
    let name = input.path.get("task_id").string()?;
    let id = name.strip_prefix("task_").and_then(Id::parse);
    let task = id.and_then(|id| workspace.async_tasks.get(id).map(|task| (id, task)));
    let (id, task) = task.ok_or_else(|| Failure::not_found(Thing::AsyncTask, name))?;
    let mut shape = task.shape(id, "succeeded");
    shape.insert("result".to_owned(), task.result.clone());
    Ok(shape)
}

/// A task for what is done already.
pub(super) fn start(
    workspace: &mut Workspace,
    operation: &str,
    result: Map<String, Value>,
    now: SystemTime,
) -> Map<String, Value> {
    let id = Id::random(&mut workspace.random);
    let task = AsyncTask { created: now, operation: operation.to_owned(), result: result.into() };
    let mut shape = task.shape(id, "queued");
    shape.insert("poll_after_seconds".to_owned(), 1.into());
    workspace.async_tasks.push(id, task);
    shape
}

impl AsyncTask {
    fn shape(&self, id: Id, status: &str) -> Map<String, Value> {
        let name = format!("task_{}", id.digits());
        let url = format!("https://api.notion.com/v1/async_tasks/{name}");
        Map::from_iter([
            ("object".to_owned(), "async_task".into()),
            ("id".to_owned(), name.into()),
            ("status".to_owned(), status.into()),
            ("status_url".to_owned(), url.into()),
            ("created_time".to_owned(), to_the_minute(self.created).into()),
            ("operation".to_owned(), json!({"surface": "rest", "name": self.operation})),
        ])
    }
}
