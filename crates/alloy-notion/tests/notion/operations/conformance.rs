//! All actions against the rules of the test kit, with the method and path that Notion documents.

use alloy_core::{ApiKey, BoxAction, Call, ErrorKind, Header, Headers, Platform};
use alloy_notion::{Notion, NotionVersion};
use alloy_testkit::Conformance;
use serde_json::{Value, json};

use crate::operations::{credential, table};

/// Method, path, the parameters of the query that are sent here, and action id of each operation.
const PATHS: &str = "
GET /v1/users/me get-self
GET /v1/users/{user_id} get-user
GET /v1/users get-users
POST /v1/search post-search
POST /v1/pages post-page
GET /v1/pages/{page_id} retrieve-a-page
PATCH /v1/pages/{page_id} patch-page
GET /v1/pages/{page_id}/properties/{property_id} retrieve-a-page-property
POST /v1/pages/{page_id}/move move-page
GET /v1/pages/{page_id}/markdown retrieve-page-markdown
PATCH /v1/pages/{page_id}/markdown update-page-markdown
GET /v1/blocks/{block_id} retrieve-a-block
PATCH /v1/blocks/{block_id} update-a-block
DELETE /v1/blocks/{block_id} delete-a-block
GET /v1/blocks/{block_id}/children get-block-children
PATCH /v1/blocks/{block_id}/children patch-block-children
POST /v1/blocks/meeting_notes create-meeting-note
POST /v1/blocks/meeting_notes/query query-meeting-notes
POST /v1/databases create-a-database
GET /v1/databases/{database_id} retrieve-a-database
PATCH /v1/databases/{database_id} update-a-database
POST /v1/databases/{database_id}/query post-database-query
POST /v1/data_sources create-a-data-source
GET /v1/data_sources/{data_source_id} retrieve-a-data-source
PATCH /v1/data_sources/{data_source_id} update-a-data-source
POST /v1/data_sources/{data_source_id}/query query-data-source
GET /v1/data_sources/{data_source_id}/templates list-data-source-templates
GET /v1/comments?block_id retrieve-a-comment
POST /v1/comments create-a-comment
GET /v1/comments/{comment_id} retrieve-comment
PATCH /v1/comments/{comment_id} update-a-comment
DELETE /v1/comments/{comment_id} delete-a-comment
POST /v1/file_uploads create-a-file-upload
POST /v1/file_uploads/{file_upload_id}/complete complete-a-file-upload
GET /v1/file_uploads/{file_upload_id} retrieve-a-file-upload
GET /v1/file_uploads list-file-uploads
GET /v1/custom_emojis list-custom-emojis
GET /v1/views?database_id list-views
POST /v1/views create-view
GET /v1/views/{view_id} retrieve-a-view
PATCH /v1/views/{view_id} update-a-view
DELETE /v1/views/{view_id} delete-view
POST /v1/views/{view_id}/queries create-view-query
GET /v1/views/{view_id}/queries/{query_id} get-view-query-results
DELETE /v1/views/{view_id}/queries/{query_id} delete-view-query
GET /v1/async_tasks/{task_id} retrieve-async-task
";

/// The part of an action schema that Notion documents without the platform's help.
fn schema(line: &str) -> Value {
    let [method, path, id] = line.split(' ').collect::<Vec<_>>()[..] else { panic!("{line}") };
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let query = query.split('&').map(|name| json!({"name": name, "in": "query"}));
    let parameters: Vec<Value> = query.collect();
    let mut schema =
        json!({"id": id, "httpMethod": method, "path": path, "parameters": parameters});
    if matches!(method, "POST" | "PATCH") {
        schema["requestBody"] = json!({});
    }
    schema
}

/// The first version that a value is valid with.
fn version(action: &BoxAction<'static, ()>) -> Option<Header> {
    let key = ApiKey::new("made-up-key-of-a-test").unwrap();
    let platform = Platform::builder().api_key(key).build().unwrap();
    let credential = credential();
    let versions = NotionVersion::KNOWN.iter().map(|version| version.header().unwrap());
    versions.into_iter().find(|header| {
        let headers: Headers = [header.clone()].into_iter().collect();
        platform.envelope(action, &Call::new(&credential).with_headers(&headers)).is_ok()
    })
}

fn failure(status: u16, code: &str) -> Value {
    json!({"object": "error", "status": status, "code": code, "message": "A sentence."})
}

#[test]
fn all_actions_keep_to_the_rules() {
    let mut notion = Conformance::of(Notion).operations_in(table::TABLE);
    for (name, action) in table::values() {
        let version = version(&action);
        notion = notion.boxed_value(name, action, version);
    }
    for line in PATHS.trim().lines() {
        notion = notion.schema_json(schema(line));
    }
    for (status, code, kind) in [
        (400, "validation_error", ErrorKind::Rejected),
        (400, "missing_version", ErrorKind::Rejected),
        (401, "unauthorized", ErrorKind::Unauthorized),
        (403, "restricted_resource", ErrorKind::Forbidden),
        (404, "object_not_found", ErrorKind::NotFound),
        (409, "conflict_error", ErrorKind::Conflict),
        (429, "rate_limited", ErrorKind::RateLimited),
        (500, "internal_server_error", ErrorKind::Unavailable),
        (503, "service_unavailable", ErrorKind::Unavailable),
        (504, "gateway_timeout", ErrorKind::Unavailable),
        (529, "service_overload", ErrorKind::Overloaded),
        // The platform may pass a failure on inside a success.
        (200, "rate_limited", ErrorKind::RateLimited),
        (200, "object_not_found", ErrorKind::NotFound),
    ] {
        let sent = if status == 200 { 429 } else { status };
        notion = notion.failure(status, failure(sent, code), kind);
    }
    notion.check().assert();
}
