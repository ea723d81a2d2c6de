//! What Notion says when something fails.

use alloy_core::{Error, Layer};
use compact_str::CompactString;
use serde::Deserialize;
use serde_json::Value;

use crate::{
    DataSourceId, DatabaseId, RawJson,
    wire::{names, object},
};

object! {
    /// Notion's own account of a failure. A call that fails gives [`alloy_core::Error`], made of it.
    pub struct ErrorObject as "error" {
        /// The HTTP status.
        status: Option<u64>,
        /// What went wrong, for programs.
        code: Option<ErrorCode>,
        /// What went wrong, for people.
        message: CompactString,
        /// Further data, such as how long to wait.
        additional_data: Option<RawJson>,
        /// The id under which Notion's support finds the request.
        request_id: Option<CompactString>,
    }
}

names! {
    /// What went wrong, as Notion names it.
    pub enum ErrorCode {
        /// The body is no JSON.
        InvalidJson = "invalid_json",
        /// There is no such endpoint.
        InvalidRequestUrl = "invalid_request_url",
        /// The request is not supported.
        InvalidRequest = "invalid_request",
        /// An authorisation code or a refresh token is not valid.
        InvalidGrant = "invalid_grant",
        /// A beta feature that is not known was asked for.
        InvalidBeta = "invalid_beta",
        /// A part of the request is not what it should be; the message names it.
        ValidationError = "validation_error",
        /// There is no `Notion-Version`.
        MissingVersion = "missing_version",
        /// The token is not valid.
        Unauthorized = "unauthorized",
        /// The integration lacks the capability.
        RestrictedResource = "restricted_resource",
        /// There is no such thing, or it is not shared with the integration.
        ObjectNotFound = "object_not_found",
        /// Another change came in between. Nothing was saved.
        ConflictError = "conflict_error",
        /// The database has too many rows.
        RowLimitExceeded = "row_limit_exceeded",
        /// Too many requests.
        RateLimited = "rate_limited",
        /// Notion failed.
        InternalServerError = "internal_server_error",
        /// A server on the way failed.
        BadGateway = "bad_gateway",
        /// Notion is not available, or took longer than 60 seconds.
        ServiceUnavailable = "service_unavailable",
        /// Notion's database is not available.
        DatabaseConnectionUnavailable = "database_connection_unavailable",
        /// A server on the way gave up waiting.
        GatewayTimeout = "gateway_timeout",
        /// Notion has too much to do.
        ServiceOverload = "service_overload",
    }
}

impl ErrorCode {
    /// Notion's code for a failure, if it was Notion that failed.
    ///
    /// ```
    /// # use alloy_notion::ErrorCode;
    /// # fn example(error: &alloy_core::Error) {
    /// if ErrorCode::of(error) == Some(ErrorCode::ObjectNotFound) {
    ///     // The page is gone, or no longer shared.
    /// }
    /// # }
    /// ```
    pub fn of(error: &Error) -> Option<Self> {
        if error.layer() != Layer::Provider {
            return None;
        }
        error.code().map(Self::from)
    }
}

/// Why a call of a version before 2025-09-03 failed: the database has more than one data source.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[non_exhaustive]
pub struct MultipleDataSources {
    /// The database.
    pub database_id: Option<DatabaseId>,
    /// Its data sources, any of which can be used instead since version 2025-09-03.
    #[serde(default)]
    pub child_data_source_ids: Vec<DataSourceId>,
    /// The first version that can handle it.
    pub minimum_api_version: Option<String>,
}

impl MultipleDataSources {
    /// The details of a failure, if this was its reason.
    pub fn of(error: &Error) -> Option<Self> {
        Self::from_data(error.details()?)
    }

    fn from_data(data: &Value) -> Option<Self> {
        if data.get("error_type")? != "multiple_data_sources_for_database" {
            return None;
        }
        Self::deserialize(data).ok()
    }
}

impl ErrorObject {
    /// The details, if the reason is that a database has more than one data source.
    pub fn multiple_data_sources(&self) -> Option<MultipleDataSources> {
        MultipleDataSources::from_data(&self.additional_data.as_ref()?.to_value())
    }
}
