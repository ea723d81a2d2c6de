//! `post-search`

use serde_json::{Map, Value};

use super::{Failure, Input, Place, list, read_shape, workspace::Workspace};

/// `POST /v1/search`: pages and databases by their titles.
pub(super) fn search(
    workspace: &mut Workspace,
    input: &Input<'_>,
) -> Result<Map<String, Value>, Failure> {
    let workspace = &*workspace;
    let body = &input.body;
    input.query.only(&[])?;
    body.only(&["query", "filter", "sort", "start_cursor", "page_size"])?;
    let query = body.optional("query").map(|query| query.string()).transpose()?;
    let query = query.unwrap_or_default().to_lowercase();
    let object = body.optional("filter").map(|filter| object(&filter)).transpose()?;
    let order = body.optional("sort").map(|sort| order(&sort)).transpose()?;

    let mut found = workspace.newest_first();
    found.retain(|id| {
        let is_page = workspace.pages.contains_key(id);
        object.is_none_or(|object| is_page == (object == "page"))
            && workspace.title(*id).is_some_and(|title| title.to_lowercase().contains(&query))
    });
    if order == Some("ascending") {
        found.reverse();
    }
    let question = format!("{object:?} {order:?} {query}");
    list::page(body, &question, "page_or_database", &found, |id| {
        match (workspace.pages.get(&id), workspace.databases.get(&id)) {
            (Some(page), _) => read_shape::page(workspace, page, None).into(),
            (_, Some(database)) => read_shape::database(workspace, database).into(),
            _ => Value::Null,
        }
    })
}

/// What a filter lets through: `page` or `database`.
fn object(filter: &Place<'_>) -> Result<&'static str, Failure> {
    filter.only(&["property", "value"])?;
    filter.get("property").one_of(&["object"])?;
    filter.get("value").one_of(&["page", "database"])
}

/// The direction of a sort.
fn order(sort: &Place<'_>) -> Result<&'static str, Failure> {
    sort.only(&["direction", "timestamp"])?;
    sort.get("timestamp").one_of(&["last_edited_time"])?;
    sort.get("direction").one_of(&["ascending", "descending"])
}
