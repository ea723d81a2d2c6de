//! What Notion's endpoints give: pages, databases, comments and the like, and lists of them.

use proptest::{collection::btree_map, prelude::*};
use serde_json::Value;

use super::{
    Json, Members, SURPRISE, anything, count, flag, id, is, list, maybe, member, name, named,
    number, object, one_of, optional, property_schema, property_value,
    text::{file, file_kinds, icon, parent, rich_text, user},
    time, url, words,
};

/// Values by name.
fn by_name(value: Json) -> Json {
    let values = btree_map("[A-Za-z é]{1,12}", value, 0..4);
    values.prop_map(|values| Value::Object(values.into_iter().collect())).boxed()
}

/// Who made it and when.
fn made() -> Vec<Members> {
    vec![
        maybe("created_time", time()),
        maybe("last_edited_time", time()),
        maybe("created_by", user()),
        maybe("last_edited_by", user()),
    ]
}

/// An object with an id, of which it is known who made it and when.
fn entry(kind: &'static str, members: Vec<Members>) -> Json {
    let id = member("id", id());
    named(kind, [id].into_iter().chain(made()).chain(members))
}

pub(crate) fn page() -> Json {
    entry(
        "page",
        vec![
            maybe("cover", file()),
            maybe("icon", icon()),
            maybe("parent", parent()),
            optional("archived", flag()),
            optional("in_trash", flag()),
            optional("is_locked", flag()),
            optional("is_archived", flag()),
            member("properties", by_name(property_value())),
            member("url", url()),
            maybe("public_url", url()),
        ],
    )
}

/// What databases and data sources have in common.
fn table() -> Vec<Members> {
    vec![
        maybe("cover", file()),
        maybe("icon", icon()),
        member("title", rich_text()),
        optional("description", rich_text()),
        optional("is_inline", flag()),
        optional("properties", by_name(property_schema())),
        maybe("parent", parent()),
        member("url", url()),
        maybe("public_url", url()),
        optional("archived", flag()),
        optional("in_trash", flag()),
    ]
}

pub(crate) fn database() -> Json {
    let source = object([member("id", id()), member("name", words())]);
    let more = [optional("is_locked", flag()), optional("data_sources", list(source))];
    entry("database", table().into_iter().chain(more).collect())
}

pub(crate) fn data_source() -> Json {
    let more = [maybe("database_parent", parent())];
    entry("data_source", table().into_iter().chain(more).collect())
}

pub(crate) fn comment() -> Json {
    let author = object([
        member("type", name(["integration", "user", "custom"])),
        maybe("resolved_name", words()),
    ]);
    let attachment = object([
        member("category", name(["audio", "image", "pdf", "productivity", "video"])),
        member("file", prop_oneof![object([member("url", url())]), object([file_kinds()])].boxed()),
    ]);
    named(
        "comment",
        [
            member("id", id()),
            maybe("parent", parent()),
            maybe("discussion_id", id()),
            maybe("created_time", time()),
            maybe("last_edited_time", time()),
            maybe("created_by", user()),
            member("rich_text", rich_text()),
            optional("attachments", list(attachment)),
            maybe("display_name", author),
        ],
    )
}

pub(crate) fn file_upload() -> Json {
    let author = object([member("id", id()), member("type", name(["person", "bot", "agent"]))]);
    let parts = object([maybe("total", count()), maybe("sent", count())]);
    let error = object([
        member("type", name(["validation_error", "download_error"])),
        maybe("code", words()),
        member("message", words()),
        maybe("parameter", words()),
        maybe("status_code", count()),
    ]);
    let result = object([
        maybe("imported_time", time()),
        one_of(vec![("success", object([])), ("error", error)]),
    ]);
    named(
        "file_upload",
        [
            member("id", id()),
            maybe("created_time", time()),
            maybe("created_by", author),
            maybe("last_edited_time", time()),
            maybe("expiry_time", time()),
            optional("archived", flag()),
            optional("in_trash", flag()),
            member("status", name(["pending", "uploaded", "expired", "failed"])),
            maybe("filename", words()),
            maybe("content_type", words()),
            maybe("content_length", count()),
            maybe("upload_url", url()),
            maybe("complete_url", url()),
            maybe("number_of_parts", parts),
            maybe("file_import_result", result),
        ],
    )
}

pub(crate) fn view() -> Json {
    entry(
        "view",
        vec![
            maybe("parent", parent()),
            member("name", words()),
            member("type", name(["table", "board", "calendar", "chart", "dashboard"])),
            member("url", url()),
            maybe("data_source_id", id()),
            maybe("filter", anything()),
            maybe("sorts", anything()),
            maybe("quick_filters", anything()),
            maybe("configuration", anything()),
            maybe("dashboard_view_id", id()),
        ],
    )
}

pub(crate) fn async_task() -> Json {
    let operation = object([member("surface", name(["rest", "mcp"])), member("name", words())]);
    named(
        "async_task",
        [
            member("id", id()),
            member("status", name(["queued", "running", "retrying", "succeeded", "failed"])),
            maybe("status_url", url()),
            maybe("created_time", time()),
            maybe("operation", operation),
            maybe("poll_after_seconds", number()),
            maybe("result", anything()),
        ],
    )
}

/// The reply of a search: pages, databases, data sources, and things that nobody knows.
pub(crate) fn search() -> Json {
    let other = named(SURPRISE, [member("id", id())]);
    let result = prop_oneof![4 => page(), 2 => database(), 2 => data_source(), 1 => other].boxed();
    let status = object([
        member("type", name(["complete", "incomplete"])),
        maybe("incomplete_reason", words()),
    ]);
    named(
        "list",
        [
            member("results", list(result)),
            member("next_cursor", super::or_null(words())),
            member("has_more", flag()),
            member("type", is("page_or_database")),
            maybe("request_status", status),
        ],
    )
}
