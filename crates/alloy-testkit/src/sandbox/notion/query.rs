//! `post-database-query` and `query-data-source`

mod condition;
mod date_test;
mod filter;
mod sort;

use serde_json::{Value, json};

use super::{
    Answer, Failure, Id, Input, Place,
    filter_properties::FilterProperties,
    limits, list,
    moment::Moment,
    read_shape::Shapes,
    search::list_type,
    trash,
    workspace::{DataSource, Page, Parent, Workspace},
};
use condition::Present;

/// What a query's cursor is good for: the same query, of the same table.
const BODY: [&str; 7] =
    ["filter", "sorts", "start_cursor", "page_size", "archived", "in_trash", "result_type"];

/// `POST /v1/databases/{database_id}/query`, in versions that know no data sources; for an id that
/// two editions share, `POST /v1/data_sources/{data_source_id}/query` where the path names one.
pub(super) fn by_either_edition(workspace: &mut Workspace, input: &Input<'_>) -> Answer {
    if input.path.optional("data_source_id").is_some() {
        return data_source(workspace, input);
    }
    if input.version.has_data_sources() {
        return Err(Failure::invalid_url());
    }
    let database = workspace.database(input.path.get("database_id").id()?)?;
    rows(workspace, workspace.only_data_source(database)?, input)
}

/// `POST /v1/data_sources/{data_source_id}/query`
pub(super) fn data_source(workspace: &mut Workspace, input: &Input<'_>) -> Answer {
    if !input.version.has_data_sources() {
        return Err(Failure::invalid_url());
    }
    rows(workspace, workspace.data_source(input.path.get("data_source_id").id()?)?, input)
}

fn rows(workspace: &Workspace, table: &DataSource, input: &Input<'_>) -> Answer {
    let shapes = input.shapes(workspace);
    let body = &input.body;
    input.query.only(&FilterProperties::KEYS)?;
    let wanted = FilterProperties::read(input, Some(&table.schema))?;
    body.only(&BODY)?;
    let in_trash = trash::asked_for(body, input.version)?.unwrap_or_default();
    let only = body.optional("result_type");
    let only = only.map(|only| only.one_of(&["page", "data_source"])).transpose()?;
    let mut found = found(workspace, table, input, body, in_trash)?;
    if only == Some("data_source") {
        found.clear();
    }
    let cut = found.len() > limits::QUERY_RESULTS;
    found.truncate(limits::QUERY_RESULTS);

    let question = question(table, body);
    let render = |id: Id| match workspace.pages.get(&id) {
        Some(page) => shapes.page(page, Some(&wanted)).into(),
        None => Value::Null,
    };
    let mut list = list::page(body, &question, list_type(input.version), &found, render)?;
    if cut && list.get("has_more") == Some(&Value::Bool(false)) {
        list.insert(
            "request_status".to_owned(),
            json!({"type": "incomplete", "incomplete_reason": "query_result_limit_reached"}),
        );
    }
    Ok(list)
}

/// The rows of a table that a `filter` lets through, in the order of `sorts`.
pub(super) fn found(
    workspace: &Workspace,
    table: &DataSource,
    input: &Input<'_>,
    body: &Place<'_>,
    in_trash: bool,
) -> Result<Vec<Id>, Failure> {
    let shapes = input.shapes(workspace);
    let user = workspace.bot.to_string();
    let present = Present { now: Moment::of((input.now)()), user: &user };
    let filters = filter::Reader { table, present };
    let filter = body.optional("filter").map(|filter| filters.read(&filter)).transpose()?;
    let sorts = body.optional("sorts").map(|sorts| sort::read(table, &sorts)).transpose()?;

    let parent = Parent::DataSource(table.entry.id);
    let mut found: Vec<&Page> = workspace
        .pages
        .values()
        .filter(|page| page.entry.parent == parent && !page.is_template)
        .filter(|page| workspace.is_in_trash(&page.entry) == in_trash)
        .filter(|page| filter.as_ref().is_none_or(|filter| filter.holds(shapes, page)))
        .collect();
    // Without an order, or among equals, the newest row is first.
    found.sort_by_key(|page| std::cmp::Reverse(page.number));
    Ok(sorted(shapes, found, &sorts.unwrap_or_default()))
}

fn sorted(shapes: Shapes<'_>, rows: Vec<&Page>, sorts: &[sort::Sort]) -> Vec<Id> {
    let keys = |page: &Page| sorts.iter().map(|sort| sort.key(shapes, page)).collect::<Vec<_>>();
    let mut rows: Vec<_> = rows.into_iter().map(|page| (keys(page), page.entry.id)).collect();
    rows.sort_by(|(one, _), (other, _)| {
        let pairs = sorts.iter().zip(one.iter().zip(other));
        pairs.fold(std::cmp::Ordering::Equal, |order, (sort, (one, other))| {
            order.then_with(|| sort.compare(one.as_ref(), other.as_ref()))
        })
    });
    rows.into_iter().map(|(_, id)| id).collect()
}

/// What a cursor belongs to: all of a request but for the place in the list.
fn question(table: &DataSource, body: &Place<'_>) -> String {
    let mut body = body.object().cloned().unwrap_or_default();
    body.remove("start_cursor");
    body.remove("page_size");
    format!("query of {} {}", table.entry.id, Value::Object(body))
}
