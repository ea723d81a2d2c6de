//! How the catalogue describes Notion's operations.
//!
//! What the live service's descriptions say is not on record. These are made from Notion's own
//! documents: fields have their names and their kinds, not the whole of their schemas.

use http::Method;
use serde_json::{Map, Value, json};

use super::operations;
use crate::sandbox::description::ActionDescription;

/// A row of the table.
struct Row {
    /// One of the ids that the operation goes by.
    id: &'static str,
    method: Method,
    path: &'static str,
    summary: &'static str,
    /// Names of fields, with an asterisk where they must be there.
    query: &'static str,
    body: &'static str,
    answer: Sample,
}

/// What the operation answers, for example.
enum Sample {
    /// An object of this kind, of which nothing but the id can be seen.
    One(&'static str),
    /// A list without items, of this type.
    List(&'static str),
    /// This JSON.
    Json(&'static str),
}

use Sample::{Json, List, One};

/// A table of rows, written as in the documents: method, path, id.
macro_rules! actions {
    ($($method:ident $path:literal $id:literal $summary:literal
        query($query:literal) body($body:literal) => $answer:expr;)*) => {
        &[$(Row {
            id: $id, method: Method::$method, path: $path, summary: $summary,
            query: $query, body: $body, answer: $answer,
        }),*]
    };
}

const ROWS: &[Row] = actions! {
    POST "/v1/search" "post-search" "Searches pages and databases by title."
        query("") body("query filter sort start_cursor page_size") => List("page_or_database");

    POST "/v1/pages" "post-page" "Creates a page."
        query("filter_properties") body("parent* properties children icon cover markdown allow_async template position") => One("page");
    GET "/v1/pages/{page_id}" "retrieve-a-page" "Retrieves a page."
        query("filter_properties") body("") => One("page");
    PATCH "/v1/pages/{page_id}" "patch-page" "Updates a page."
        query("filter_properties") body("properties icon cover archived in_trash is_locked is_archived template erase_content") => One("page");
    GET "/v1/pages/{page_id}/properties/{property_id}" "retrieve-a-page-property" "Retrieves a property of a page."
        query("start_cursor page_size") body("")
        => Json(r#"{"object": "property_item", "id": "kjPO", "type": "checkbox", "checkbox": true}"#);
    POST "/v1/pages/{page_id}/move" "move-page" "Moves a page."
        query("") body("parent*") => One("page");
    GET "/v1/pages/{page_id}/markdown" "retrieve-page-markdown" "Retrieves a page as Markdown."
        query("include_transcript") body("")
        => Json(r#"{"object": "page_markdown", "id": "5eed5eed-0000-4000-8000-000000000000", "markdown": "", "truncated": false, "unknown_block_ids": []}"#);
    PATCH "/v1/pages/{page_id}/markdown" "update-page-markdown" "Updates a page by Markdown."
        query("") body("type* allow_async insert_content replace_content_range update_content replace_content")
        => Json(r#"{"object": "page_markdown", "id": "5eed5eed-0000-4000-8000-000000000000", "markdown": "", "truncated": false, "unknown_block_ids": []}"#);

    POST "/v1/databases" "create-a-database" "Creates a database."
        query("") body("parent* title description properties initial_data_source icon cover is_inline") => One("database");
    GET "/v1/databases/{database_id}" "retrieve-a-database" "Retrieves a database."
        query("") body("") => One("database");
    PATCH "/v1/databases/{database_id}" "update-a-database" "Updates a database."
        query("") body("parent title description properties icon cover is_inline is_locked archived in_trash") => One("database");
    POST "/v1/databases/{database_id}/query" "post-database-query" "Queries a database."
        query("filter_properties") body("filter sorts start_cursor page_size archived in_trash") => List("page_or_database");

    POST "/v1/data_sources" "create-a-data-source" "Creates a data source."
        query("") body("parent* properties* title icon") => One("data_source");
    GET "/v1/data_sources/{data_source_id}" "retrieve-a-data-source" "Retrieves a data source."
        query("") body("") => One("data_source");
    PATCH "/v1/data_sources/{data_source_id}" "update-a-data-source" "Updates a data source."
        query("") body("title icon properties parent archived in_trash") => One("data_source");
    POST "/v1/data_sources/{data_source_id}/query" "query-data-source" "Queries a data source."
        query("filter_properties") body("filter sorts start_cursor page_size archived in_trash result_type") => List("page_or_data_source");
    GET "/v1/data_sources/{data_source_id}/templates" "list-data-source-templates" "Lists a data source's templates."
        query("name start_cursor page_size") body("")
        => Json(r#"{"templates": [], "has_more": false, "next_cursor": null}"#);

    GET "/v1/blocks/{block_id}" "retrieve-a-block" "Retrieves a block."
        query("") body("") => One("block");
    PATCH "/v1/blocks/{block_id}" "update-a-block" "Updates a block, by the key of its type."
        query("") body("type archived in_trash") => One("block");
    DELETE "/v1/blocks/{block_id}" "delete-a-block" "Moves a block to the trash."
        query("") body("") => One("block");
    GET "/v1/blocks/{block_id}/children" "get-block-children" "Lists the children of a block."
        query("start_cursor page_size") body("") => List("block");
    PATCH "/v1/blocks/{block_id}/children" "patch-block-children" "Appends children to a block."
        query("") body("children* after position") => List("block");
    POST "/v1/blocks/meeting_notes" "create-meeting-note" "Creates a meeting note."
        query("") body("source* parent title language options") => One("block");
    POST "/v1/blocks/meeting_notes/query" "query-meeting-notes" "Queries meeting notes."
        query("") body("filter sort limit") => Json(r#"{"results": [], "has_more": false}"#);

    GET "/v1/users" "get-users" "Lists the users of the workspace."
        query("start_cursor page_size") body("") => List("user");
    GET "/v1/users/{user_id}" "get-user" "Retrieves a user."
        query("") body("") => One("user");
    GET "/v1/users/me" "get-self" "Retrieves the user that the connection acts as."
        query("") body("") => One("user");

    GET "/v1/comments" "retrieve-a-comment" "Lists the comments of a page or block."
        query("block_id* start_cursor page_size") body("") => List("comment");
    POST "/v1/comments" "create-a-comment" "Creates a comment."
        query("") body("parent discussion_id rich_text markdown attachments display_name") => One("comment");
    GET "/v1/comments/{comment_id}" "retrieve-comment" "Retrieves a comment."
        query("") body("") => One("comment");
    PATCH "/v1/comments/{comment_id}" "update-a-comment" "Updates a comment."
        query("") body("rich_text markdown") => One("comment");
    DELETE "/v1/comments/{comment_id}" "delete-a-comment" "Deletes a comment."
        query("") body("") => One("comment");

    POST "/v1/file_uploads" "create-a-file-upload" "Creates a file upload."
        query("") body("mode filename content_type number_of_parts external_url") => One("file_upload");
    POST "/v1/file_uploads/{file_upload_id}/complete" "complete-a-file-upload" "Completes a file upload of many parts."
        query("") body("") => One("file_upload");
    GET "/v1/file_uploads/{file_upload_id}" "retrieve-a-file-upload" "Retrieves a file upload."
        query("") body("") => One("file_upload");
    GET "/v1/file_uploads" "list-file-uploads" "Lists file uploads."
        query("status start_cursor page_size") body("") => List("file_upload");

    GET "/v1/custom_emojis" "list-custom-emojis" "Lists the custom emojis of the workspace."
        query("name start_cursor page_size") body("") => List("custom_emoji");

    GET "/v1/views" "list-views" "Lists the views of a database or data source."
        query("database_id data_source_id start_cursor page_size") body("") => List("view");
    POST "/v1/views" "create-view" "Creates a view."
        query("") body("data_source_id* name* type* database_id view_id create_database filter sorts quick_filters configuration position placement") => One("view");
    GET "/v1/views/{view_id}" "retrieve-a-view" "Retrieves a view."
        query("") body("") => One("view");
    PATCH "/v1/views/{view_id}" "update-a-view" "Updates a view."
        query("") body("name filter sorts quick_filters configuration") => One("view");
    DELETE "/v1/views/{view_id}" "delete-view" "Deletes a view."
        query("") body("") => One("view");
    POST "/v1/views/{view_id}/queries" "create-view-query" "Queries a view."
        query("") body("page_size")
        => Json(r#"{"object": "view_query", "id": "5eed5eed-0000-4000-8000-000000000000", "view_id": "5eed5eed-0000-4000-8000-000000000001", "expires_at": "2026-01-05T09:15:00.000Z", "total_count": 0, "results": [], "next_cursor": null, "has_more": false}"#);
    GET "/v1/views/{view_id}/queries/{query_id}" "get-view-query-results" "Lists what a query of a view found."
        query("start_cursor page_size") body("") => List("page");
    DELETE "/v1/views/{view_id}/queries/{query_id}" "delete-view-query" "Deletes a query of a view."
        query("") body("")
        => Json(r#"{"object": "view_query", "id": "5eed5eed-0000-4000-8000-000000000000", "deleted": true}"#);

    GET "/v1/async_tasks/{task_id}" "retrieve-async-task" "Retrieves a task that runs by itself."
        query("") body("")
        => Json(r#"{"object": "async_task", "id": "5eed5eed-0000-4000-8000-000000000000", "status": "queued", "status_url": "https://api.notion.com/v1/async_tasks/5eed5eed-0000-4000-8000-000000000000", "created_time": "2026-01-05T09:00:00.000Z", "operation": {"surface": "rest", "name": "create_page"}, "poll_after_seconds": 1}"#);
};

/// The descriptions of what the stand-in can do, each under the oldest of its ids.
pub(super) fn described() -> Vec<ActionDescription> {
    operations::all().filter_map(|operation| describe(operation.ids())).collect()
}

fn describe(ids: &[&'static str]) -> Option<ActionDescription> {
    let row = ROWS.iter().find(|row| ids.contains(&row.id))?;
    let resource = row.path.trim_start_matches("/v1/").split('/').next().unwrap_or_default();
    let mut action = ActionDescription::new(*ids.first()?, row.method.clone(), row.path)
        .description(row.summary)
        .resource(resource.replace('_', " "))
        .header("Notion-Version")
        .sample_success_response(row.answer.to_json());
    for field in row.query.split_whitespace() {
        action = match field.strip_suffix('*') {
            Some(name) => action.required_query(name, schema_of(name)),
            None => action.query(field, schema_of(field)),
        };
    }
    Some(if row.body.is_empty() { action } else { action.request_body(body_schema(row.body)) })
}

fn body_schema(fields: &str) -> Value {
    let names = || fields.split_whitespace().map(|field| field.trim_end_matches('*'));
    let required = fields.split_whitespace().filter_map(|field| field.strip_suffix('*'));
    let properties: Map<_, _> = names().map(|name| (name.to_owned(), schema_of(name))).collect();
    json!({
        "type": "object",
        "properties": properties,
        "required": required.collect::<Vec<_>>(),
    })
}

/// What kind of value a field takes. Fields of one name are of one kind throughout.
fn schema_of(field: &str) -> Value {
    match field {
        "page_size" | "limit" => json!({"type": "integer", "minimum": 1, "maximum": 100}),
        "number_of_parts" => json!({"type": "integer", "minimum": 1}),
        "attachments" | "children" | "description" | "rich_text" | "sorts" | "title" => {
            json!({"type": "array"})
        }
        "filter_properties" => json!({"type": "array", "items": {"type": "string"}}),
        "allow_async" | "archived" | "erase_content" | "in_trash" | "include_transcript"
        | "is_archived" | "is_inline" | "is_locked" => json!({"type": "boolean"}),
        "cover" | "icon" => json!({"type": ["object", "null"]}),
        "configuration"
        | "create_database"
        | "display_name"
        | "filter"
        | "initial_data_source"
        | "insert_content"
        | "options"
        | "parent"
        | "placement"
        | "position"
        | "properties"
        | "quick_filters"
        | "replace_content"
        | "replace_content_range"
        | "sort"
        | "source"
        | "template"
        | "update_content" => json!({"type": "object"}),
        _ => json!({"type": "string"}),
    }
}

impl Sample {
    fn to_json(&self) -> Value {
        match self {
            One(kind) => json!({"object": kind, "id": "5eed5eed-0000-4000-8000-000000000000"}),
            List(kind) => json!({
                "object": "list", "results": [], "next_cursor": null, "has_more": false,
                "type": kind, *kind: {},
            }),
            Json(text) => serde_json::from_str(text).unwrap_or_default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_operation_is_described() {
        for operation in operations::all() {
            assert!(describe(operation.ids()).is_some(), "{:?}", operation.ids());
        }
    }

    #[test]
    fn no_two_rows_are_alike() {
        for (place, row) in ROWS.iter().enumerate() {
            let others = &ROWS[place + 1..];
            assert!(others.iter().all(|other| other.id != row.id), "{}", row.id);
            let same = |other: &Row| other.path == row.path && other.method == row.method;
            assert!(!others.iter().any(same), "{} {}", row.method, row.path);
            assert!(row.answer.to_json().is_object(), "{}", row.id);
        }
    }
}
