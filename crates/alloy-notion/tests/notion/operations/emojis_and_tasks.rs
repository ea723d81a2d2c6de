//! The workspace's emojis, and tasks in the background.

use std::time::Duration;

use alloy_core::Effect;
use alloy_notion::{
    AsyncTaskId, AsyncTaskStatus, AsyncTaskSurface, ErrorCode, ListCustomEmojis, RetrieveAsyncTask,
};
use serde_json::json;

use crate::operations::{UUID, reads, sends};

#[test]
fn emojis() {
    let action = ListCustomEmojis::new().name("owl").page_size(2).start_cursor("made-up");
    let query = json!({"name": "owl", "start_cursor": "made-up", "page_size": 2});
    sends(&action, ("list-custom-emojis", Effect::Read), json!({}), query, json!(null));
    let list = json!({
        "object": "list",
        "results": [{"id": UUID, "name": "owl", "url": "https://example.com/owl.gif"}],
        "next_cursor": null,
        "has_more": false,
        "type": "custom_emoji",
        "custom_emoji": {}
    });
    assert_eq!(reads(&action, &list).results[0].name.as_deref(), Some("owl"));
}

#[test]
fn tasks() {
    let action = RetrieveAsyncTask::new(AsyncTaskId::new("task_made_up").unwrap());
    let path = json!({"task_id": "task_made_up"});
    sends(&action, ("retrieve-async-task", Effect::Read), path, json!({}), json!(null));
    let mut task = json!({
        "object": "async_task",
        "id": "task_made_up",
        "status": "running",
        "status_url": "https://example.com/task",
        "created_time": "2026-07-10T09:30:00.000Z",
        "operation": {"surface": "rest", "name": "POST /v1/pages"},
        "poll_after_seconds": 1.5
    });
    let read = reads(&action, &task);
    assert!(!read.is_finished());
    assert_eq!(read.poll_after(), Some(Duration::from_millis(1500)));
    assert_eq!(read.operation.unwrap().surface, Some(AsyncTaskSurface::Rest));

    task["poll_after_seconds"] = json!(-1);
    assert_eq!(reads(&action, &task).poll_after(), None);

    task["status"] = json!("succeeded");
    task["result"] = json!({"page": {"object": "page", "id": UUID}});
    let read = reads(&action, &task);
    assert!(read.is_finished());
    assert_eq!(read.result.unwrap().to_value()["page"]["id"], UUID);

    task["status"] = json!("failed");
    task["error"] = json!({"object": "error", "status": 400, "code": "validation_error",
                           "message": "body.markdown should be a string"});
    let read = reads(&action, &task);
    assert_eq!(read.status, AsyncTaskStatus::Failed);
    assert_eq!(read.error.unwrap().code, Some(ErrorCode::ValidationError));
}
