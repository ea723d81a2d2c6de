//! A Notion workspace in memory, spoken to as Notion's own API is.

mod actions;
mod async_tasks;
mod blocks;
mod comments;
mod custom_emojis;
mod data_sources;
mod databases;
mod dates;
mod drafts;
mod failure;
mod file_uploads;
mod files;
mod filter_properties;
mod formula;
mod id;
mod limits;
mod list;
mod lookup;
mod markdown;
mod meeting_notes;
mod moment;
mod operations;
mod pages;
mod place;
mod properties;
mod property_items;
mod query;
mod read_shape;
mod records;
mod relations;
mod rich_text;
mod rollup;
mod sample;
mod schema;
mod search;
mod shared;
mod templates;
mod trash;
mod users;
mod values;
mod version;
mod views;
mod workspace;
mod workspace_file;

use std::time::SystemTime;

use http::StatusCode;
use serde_json::{Map, Value};

use super::{
    random::Random,
    stand_in::{ExecuteCall, StandInReply},
};
use failure::Failure;
use id::Id;
use operations::Operation;
use place::Place;
use read_shape::Shapes;
use version::Version;
use workspace::Workspace;

pub(super) use drafts::{Item, Row, Step};
pub(super) use rich_text::written as rich_text;
pub(super) use shared::{SharedNotion, check};
pub use version::VersionHeader;
pub(super) use workspace_file::{Kept, read};

/// The connector's id on the platform.
pub(super) const CONNECTOR: &str = "notion";

/// A workspace and who speaks for it.
#[derive(Debug)]
struct Notion {
    workspace: Workspace,
    version_header: VersionHeader,
    /// The ids of requests. Apart from those of things, which reading then leaves alone.
    requests: Random,
}

/// What an operation makes of a request: an object, or why there is none.
type Answer = Result<Map<String, Value>, Failure>;

/// The parts of a request, each as a place that errors can name.
struct Input<'a> {
    /// The id by which the operation was called.
    action: &'a str,
    body: Place<'a>,
    path: Place<'a>,
    query: Place<'a>,
    version: Version,
    now: &'a dyn Fn() -> SystemTime,
}

impl Input<'_> {
    /// How things look in the version that the request asks for.
    fn shapes<'w>(&self, workspace: &'w Workspace) -> Shapes<'w> {
        Shapes { workspace, version: self.version }
    }
}

impl Notion {
    fn run(&mut self, operation: &Operation, call: &ExecuteCall<'_>) -> Answer {
        let version = Version::named(call.header(version::HEADER), self.version_header)?;
        limits::check_payload(call.envelope())?;
        let empty = Value::Object(Map::new());
        let parameters = |of: &std::collections::BTreeMap<String, Value>| {
            Value::Object(of.iter().map(|(name, value)| (name.clone(), value.clone())).collect())
        };
        let path = parameters(&call.envelope().path_params);
        let query = parameters(&call.envelope().query_parameters);
        let body = if call.body().is_null() { &empty } else { call.body() };
        let input = Input {
            action: call.action(),
            body: Place::root("body", body),
            path: Place::root("path", &path),
            query: Place::root("query", &query),
            version,
            now: &|| call.now(),
        };
        let answered = operation.run(&mut self.workspace, &input)?;
        file_uploads::note_use(&mut self.workspace, body);
        Ok(answered)
    }

    fn execute(&mut self, call: &ExecuteCall<'_>) -> StandInReply {
        let Some(operation) = operations::find(call.action()) else {
            return StandInReply::unknown_action();
        };
        let request_id = Id::random(&mut self.requests);
        match self.run(operation, call) {
            Ok(mut object) => {
                object.insert("request_id".to_owned(), request_id.into());
                // A task that was not asked for stands for what is not done yet.
                let is_queued = object.get("status").is_some_and(|status| status == "queued");
                let status = if is_queued { StatusCode::ACCEPTED } else { StatusCode::OK };
                StandInReply::json(Value::Object(object)).with_status(status)
            }
            Err(failure) => failure.reply(request_id),
        }
    }
}
