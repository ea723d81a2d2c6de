//! Notion's errors.

use std::fmt;

use http::StatusCode;
use serde_json::{Value, json};

use super::{Id, place::Fault};
use crate::sandbox::stand_in::StandInReply;

/// An error as Notion reports it.
#[derive(Debug)]
pub(super) struct Failure {
    status: StatusCode,
    code: &'static str,
    message: String,
    /// What else programs may want to know.
    additional_data: Option<Value>,
}

/// What can be looked for and not be found.
#[derive(Clone, Copy, Debug)]
pub(super) enum Thing {
    Page,
    Database,
    DataSource,
    Property,
    Block,
    FileUpload,
    User,
    Comment,
    Discussion,
    View,
    ViewQuery,
    AsyncTask,
}

impl Failure {
    fn new(status: StatusCode, code: &'static str, message: impl Into<String>) -> Self {
        Self { status, code, message: message.into(), additional_data: None }
    }

    /// A request that breaks a rule, in the given words.
    pub(super) fn validation(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "validation_error", message)
    }

    /// An address that the request's version does not have.
    pub(super) fn invalid_url() -> Self {
        Self::new(StatusCode::BAD_REQUEST, "invalid_request_url", "Invalid request URL.")
    }

    /// A database that is several tables, asked for in a version that takes it for one.
    pub(super) fn multiple_data_sources(database: Id, data_sources: &[Id]) -> Self {
        let children: Vec<_> = data_sources.iter().map(Id::to_string).collect();
        Self {
            additional_data: Some(json!({
                "error_type": "multiple_data_sources_for_database",
                "database_id": database.to_string(),
                "child_data_source_ids": children,
                "minimum_api_version": "2025-09-03",
            })),
            ..Self::validation(
                "Databases with multiple data sources are not supported in this API version.",
            )
        }
    }

    /// A request with one fault, or with several of which to mend one is enough.
    pub(super) fn fix_one(faults: &[Fault]) -> Self {
        let root = faults.first().map(Fault::root).unwrap_or_default();
        let mut message = format!("{root} failed validation");
        message.push_str(if faults.len() == 1 { ":" } else { ". Fix one:" });
        for fault in faults {
            message.push(if faults.len() == 1 { ' ' } else { '\n' });
            message.push_str(&fault.to_string());
            message.push('.');
        }
        Self::validation(message)
    }

    /// Something in the trash, or put there, that is to be edited.
    pub(super) fn archived() -> Self {
        Self::validation(
            "Can't edit block that is archived. You must unarchive the block before editing.",
        )
    }

    /// A header `Notion-Version` that is not there or none of Notion's.
    pub(super) fn missing_version(problem: impl fmt::Display) -> Self {
        Self::new(
            StatusCode::BAD_REQUEST,
            "missing_version",
            format!("Notion-Version header failed validation: Notion-Version header {problem}."),
        )
    }

    /// Something that does not exist, or that nobody shared.
    pub(super) fn not_found(thing: Thing, id: impl fmt::Display) -> Self {
        let thing = match thing {
            Thing::Page => "page",
            Thing::Database => "database",
            Thing::DataSource => "data_source",
            Thing::Property => "property",
            Thing::Block => "block",
            Thing::FileUpload => "file_upload",
            Thing::User => "user",
            Thing::Comment => "comment",
            Thing::Discussion => "discussion",
            Thing::View => "view",
            Thing::ViewQuery => "view_query",
            Thing::AsyncTask => "async_task",
        };
        Self::new(
            StatusCode::NOT_FOUND,
            "object_not_found",
            format!(
                "Could not find {thing} with ID: {id}. Make sure the relevant pages and databases \
                 are shared with your integration."
            ),
        )
    }

    pub(super) fn message(&self) -> &str {
        &self.message
    }

    pub(super) fn reply(self, request_id: Id) -> StandInReply {
        let mut body = json!({
            "object": "error",
            "status": self.status.as_u16(),
            "code": self.code,
            "message": self.message,
            "request_id": request_id.to_string(),
        });
        if let Some(data) = self.additional_data {
            body["additional_data"] = data;
        }
        StandInReply::json(body).with_status(self.status)
    }
}

impl From<Fault> for Failure {
    fn from(fault: Fault) -> Self {
        Self::fix_one(&[fault])
    }
}
