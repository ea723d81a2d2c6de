//! `post-search`

use serde_json::{Map, Value};

use super::{Failure, Input, Place, list, version::Version, workspace::Workspace};

/// `POST /v1/search`: pages and databases by their titles; data sources in place of databases in
/// versions that know them. What is in the trash is not found, nor is, in versions that know no
/// data sources, a database that has several.
pub(super) fn search(
    workspace: &mut Workspace,
    input: &Input<'_>,
) -> Result<Map<String, Value>, Failure> {
    let shapes = input.shapes(workspace);
    let workspace = &*workspace;
    let body = &input.body;
    input.query.only(&[])?;
    body.only(&["query", "filter", "sort", "start_cursor", "page_size"])?;
    let query = body.optional("query").map(|query| query.string()).transpose()?;
    let query = query.unwrap_or_default().to_lowercase();
    let filter = body.optional("filter");
    let object = filter.map(|filter| object(&filter, input.version)).transpose()?;
    let order = body.optional("sort").map(|sort| order(&sort)).transpose()?;

    let mut found = workspace.newest_first();
    found.retain(|id| {
        workspace.entry(*id).is_some_and(|entry| !workspace.is_in_trash(entry))
            && workspace.title(*id).is_some_and(|title| title.to_lowercase().contains(&query))
            && shapes.found(*id).is_some_and(|kind| object.is_none_or(|object| kind == object))
    });
    if order == Some("ascending") {
        found.reverse();
    }
    let question = format!("{object:?} {order:?} {query}");
    list::page(body, &question, list_type(input.version), &found, |id| shapes.result(id))
}

/// What a list of rows or of what was searched for says that it holds.
pub(super) fn list_type(version: Version) -> &'static str {
    if version.has_data_sources() { "page_or_data_source" } else { "page_or_database" }
}

/// What a filter lets through.
fn object(filter: &Place<'_>, version: Version) -> Result<&'static str, Failure> {
    filter.only(&["property", "value"])?;
    filter.get("property").one_of(&["object"])?;
    let table = if version.has_data_sources() { "data_source" } else { "database" };
    filter.get("value").one_of(&["page", table])
}

/// The direction of a sort.
fn order(sort: &Place<'_>) -> Result<&'static str, Failure> {
    sort.only(&["direction", "timestamp"])?;
    sort.get("timestamp").one_of(&["last_edited_time"])?;
    sort.get("direction").one_of(&["ascending", "descending"])
}
