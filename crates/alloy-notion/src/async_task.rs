//! Tasks that Notion runs in the background.

mod outcome;

use std::time::Duration;

use alloy_core::Action;
use compact_str::CompactString;
use serde_json::Number;

use crate::{
    AsyncTaskId, ErrorObject, Notion, RawJson, Time,
    wire::{names, object},
};

pub(crate) use outcome::outcome;

object! {
    /// A task that Notion runs in the background.
    pub struct AsyncTask as "async_task" {
        /// Its id, which is no UUID.
        id: AsyncTaskId,
        /// How far it is.
        status: AsyncTaskStatus,
        /// Where Notion tells of it.
        status_url: Option<CompactString>,
        /// When it was made.
        created_time: Option<Time>,
        /// What it does.
        operation: Option<AsyncTaskOperation>,
        /// In how many seconds to ask again; see [`poll_after`](Self::poll_after).
        poll_after_seconds: Option<Number>,
        /// What it has given, as JSON.
        result: Option<RawJson>,
        /// Why it has failed.
        error: Option<Box<ErrorObject>>,
    }
}

names! {
    /// How far a task is.
    pub enum AsyncTaskStatus {
        /// It has not begun.
        Queued = "queued",
        /// It runs.
        Running = "running",
        /// It has failed and will be tried again.
        Retrying = "retrying",
        /// It is done.
        Succeeded = "succeeded",
        /// It has failed for good.
        Failed = "failed",
    }
}

object! {
    /// What a task does.
    pub struct AsyncTaskOperation {
        /// Through which interface it was asked for.
        surface: Option<AsyncTaskSurface>,
        /// What was asked for, as `POST /v1/pages`.
        name: CompactString,
    }
}

names! {
    /// Through which interface a task was asked for.
    pub enum AsyncTaskSurface {
        /// Notion's REST API.
        Rest = "rest",
        /// Notion's server for the Model Context Protocol.
        Mcp = "mcp",
    }
}

impl AsyncTask {
    /// Whether it has come to an end, good or bad. Asking again then tells nothing new.
    pub fn is_finished(&self) -> bool {
        matches!(self.status, AsyncTaskStatus::Succeeded | AsyncTaskStatus::Failed)
    }

    /// How long to wait before asking again, if Notion says so.
    pub fn poll_after(&self) -> Option<Duration> {
        Duration::try_from_secs_f64(self.poll_after_seconds.as_ref()?.as_f64()?).ok()
    }
}

/// Asks how far a task is that Notion runs in the background.
///
/// ```
/// use alloy_notion::{AsyncTaskId, RetrieveAsyncTask};
/// let action = RetrieveAsyncTask::new(AsyncTaskId::new("task_0baa28ffbe53")?);
/// # Ok::<(), alloy_core::Error>(())
/// ```
///
/// The action `retrieve-async-task`, which Notion documents since version 2026-03-11. That
/// 2025-09-03 takes it is known from recorded calls. It changes nothing.
#[derive(Action, Clone, Debug, PartialEq, Eq)]
#[action(connector = Notion, id = "retrieve-async-task", effect = read, output = AsyncTask)]
#[must_use = "an action does nothing until it is executed"]
pub struct RetrieveAsyncTask {
    #[action(path)]
    task_id: AsyncTaskId,
}

impl RetrieveAsyncTask {
    /// The task of that id.
    pub fn new(task: impl Into<AsyncTaskId>) -> Self {
        Self { task_id: task.into() }
    }
}
