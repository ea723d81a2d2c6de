//! Runs of views: `create-view-query` and what follows it.

use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::sandbox::{
    clock::to_the_minute,
    kept,
    notion::{
        Answer, Failure, Id, Input, Place, failure::Thing, list, query, workspace::Workspace,
    },
};

/// What a view showed when it was run.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::sandbox::notion) struct ViewQuery {
    view: Id,
    #[serde(with = "kept::time")]
    expires: SystemTime,
    found: Vec<Id>,
}

/// How long a run says that it is kept. It is kept until it is deleted.
const KEPT: Duration = Duration::from_secs(15 * 60);

/// `POST /v1/views/{view_id}/queries`
pub(in crate::sandbox::notion) fn create_query(
    workspace: &mut Workspace,
    input: &Input<'_>,
) -> Answer {
    input.query.only(&[])?;
    input.body.only(&["page_size"])?;
    let view_id = input.path.get("view_id").id()?;
    let view = workspace.view(view_id)?;
    let table = workspace.data_source(view.data_source)?;
    let mut asked = json!({});
    for (key, value) in [("filter", &view.filter), ("sorts", &view.sorts)] {
        if !value.is_null() {
            asked[key] = value.clone();
        }
    }
    let found = query::found(workspace, table, input, &Place::root("view", &asked), false)?;

    let now = (input.now)();
    let expires = now.checked_add(KEPT).unwrap_or(now);
    let total = found.len();
    let id = Id::random(&mut workspace.random);
    let first = list::page(&input.body, &question(id), "page", &found, partial)?;
    workspace.view_queries.push(id, ViewQuery { view: view_id, expires, found });
    let mut shape = Map::from_iter([
        ("object".to_owned(), "view_query".into()),
        ("id".to_owned(), id.into()),
        ("view_id".to_owned(), view_id.into()),
        ("expires_at".to_owned(), to_the_minute(expires).into()),
        ("total_count".to_owned(), total.into()),
    ]);
    let listed = ["results", "next_cursor", "has_more"];
    shape.extend(first.into_iter().filter(|(key, _)| listed.contains(&key.as_str())));
    Ok(shape)
}

/// `GET /v1/views/{view_id}/queries/{query_id}`
pub(in crate::sandbox::notion) fn query_results(
    workspace: &mut Workspace,
    input: &Input<'_>,
) -> Answer {
    input.query.only(&["start_cursor", "page_size"])?;
    let (id, found) = run(workspace, input)?;
    list::page(&input.query, &question(id), "page", &found.found, partial)
}

/// `DELETE /v1/views/{view_id}/queries/{query_id}`
pub(in crate::sandbox::notion) fn delete_query(
    workspace: &mut Workspace,
    input: &Input<'_>,
) -> Answer {
    input.query.only(&[])?;
    let (id, _) = run(workspace, input)?;
    workspace.view_queries.remove(id);
    Ok(Map::from_iter([
        ("object".to_owned(), "view_query".into()),
        ("id".to_owned(), id.into()),
        ("deleted".to_owned(), true.into()),
    ]))
}

/// The run of a view that a request is about.
fn run<'w>(workspace: &'w Workspace, input: &Input<'_>) -> Result<(Id, &'w ViewQuery), Failure> {
    let view = input.path.get("view_id").id()?;
    let id = input.path.get("query_id").id()?;
    let run = workspace.view_queries.get(id).filter(|run| run.view == view);
    run.map(|run| (id, run)).ok_or_else(|| Failure::not_found(Thing::ViewQuery, id))
}

fn partial(page: Id) -> Value {
    json!({"object": "page", "id": page.to_string()})
}

fn question(id: Id) -> String {
    format!("results of {id}")
}
