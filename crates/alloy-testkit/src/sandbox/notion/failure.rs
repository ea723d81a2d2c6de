//! Notion's errors.

use std::fmt;

use http::StatusCode;
use serde_json::json;

use super::{Id, place::Fault};
use crate::sandbox::stand_in::StandInReply;

/// An error as Notion reports it.
#[derive(Debug)]
pub(super) struct Failure {
    status: StatusCode,
    code: &'static str,
    message: String,
}

/// What can be looked for and not be found.
#[derive(Clone, Copy, Debug)]
pub(super) enum Thing {
    Page,
    Database,
    Block,
    FileUpload,
}

impl Failure {
    /// A request that breaks a rule, in the given words.
    pub(super) fn validation(message: impl Into<String>) -> Self {
        Self { status: StatusCode::BAD_REQUEST, code: "validation_error", message: message.into() }
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

    /// A header `Notion-Version` that is not there or none of Notion's.
    pub(super) fn missing_version(problem: impl fmt::Display) -> Self {
        Self {
            status: StatusCode::BAD_REQUEST,
            code: "missing_version",
            message: format!(
                "Notion-Version header failed validation: Notion-Version header {problem}."
            ),
        }
    }

    /// Something that does not exist, or that nobody shared.
    pub(super) fn not_found(thing: Thing, id: Id) -> Self {
        let thing = match thing {
            Thing::Page => "page",
            Thing::Database => "database",
            Thing::Block => "block",
            Thing::FileUpload => "file_upload",
        };
        Self {
            status: StatusCode::NOT_FOUND,
            code: "object_not_found",
            message: format!(
                "Could not find {thing} with ID: {id}. Make sure the relevant pages and databases \
                 are shared with your integration."
            ),
        }
    }

    pub(super) fn reply(self, request_id: Id) -> StandInReply {
        StandInReply::json(json!({
            "object": "error",
            "status": self.status.as_u16(),
            "code": self.code,
            "message": self.message,
            "request_id": request_id.to_string(),
        }))
        .with_status(self.status)
    }
}

impl From<Fault> for Failure {
    fn from(fault: Fault) -> Self {
        Self::fix_one(&[fault])
    }
}
