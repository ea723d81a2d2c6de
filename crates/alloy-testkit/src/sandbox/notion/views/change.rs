//! `create-view` and `update-a-view`

use serde_json::{Map, Value, json};

use super::{KINDS, View};
use crate::sandbox::notion::{
    Answer, Failure, Id, Input, Place, limits, query,
    workspace::{DataSource, Workspace},
};

/// `POST /v1/views`: a tab of a database, or a part of a dashboard.
pub(in crate::sandbox::notion) fn create(workspace: &mut Workspace, input: &Input<'_>) -> Answer {
    input.query.only(&[])?;
    let body = &input.body;
    let places = ["database_id", "view_id", "create_database"];
    let details = ["filter", "sorts", "quick_filters", "configuration"];
    let own = ["data_source_id", "name", "type", "position", "placement"];
    body.only(&[&own[..], &places, &details].concat())?;
    let table = workspace.data_source(body.get("data_source_id").id()?)?;
    let name = body.get("name").filled_text(limits::TEXT)?;
    let kind = body.get("type").one_of(&KINDS)?;
    let (database, dashboard) = match body.alternative(&places)? {
        ("database_id", place) => (workspace.database(place.id()?)?.entry.id, None),
        ("view_id", place) => {
            let dashboard = place.id()?;
            let view = workspace.view(dashboard)?;
            if view.kind != "dashboard" {
                return Err(Failure::validation(format!("View {dashboard} is no dashboard.")));
            }
            (view.database, Some(dashboard))
        }
        (_, place) => return place.should_be("not present, as this sandbox links no databases"),
    };
    let at = position(workspace, body, dashboard.is_none())?;
    if let Some(placement) = body.optional("placement") {
        if dashboard.is_none() {
            return placement.plain().should_be("not present");
        }
        placement.only(&["type", "row_index"])?;
        placement.get("type").one_of(&["new_row", "existing_row"])?;
    }
    let (filter, sorts) = shown(workspace, table, input)?;
    let given =
        |key: &str| body.nullable(key).map(|place| place.object().cloned().map(Value::from));
    let quick_filters = given("quick_filters").transpose()?.unwrap_or_default();
    let configuration = configuration(body, kind)?.unwrap_or_default();
    let data_source = table.entry.id;
    let name = name.to_owned();

    let now = (input.now)();
    let id = Id::random(&mut workspace.random);
    let view = View {
        database,
        data_source,
        dashboard,
        name,
        kind,
        created: now,
        created_by: workspace.bot,
        edited: now,
        edited_by: workspace.bot,
        filter: filter.unwrap_or_default(),
        sorts: sorts.unwrap_or_default(),
        quick_filters,
        configuration,
    };
    let shape = view.shape(id);
    workspace.views.insert(at, id, view);
    Ok(shape)
}

/// `PATCH /v1/views/{view_id}`
pub(in crate::sandbox::notion) fn update(workspace: &mut Workspace, input: &Input<'_>) -> Answer {
    input.query.only(&[])?;
    let body = &input.body;
    body.only(&["name", "filter", "sorts", "quick_filters", "configuration"])?;
    let id = input.path.get("view_id").id()?;
    let mut view = workspace.view(id)?.clone();
    let table = workspace.data_source(view.data_source)?;
    if let Some(name) = body.optional("name") {
        name.filled_text(limits::TEXT)?.clone_into(&mut view.name);
    }
    let (filter, sorts) = shown(workspace, table, input)?;
    view.filter = filter.unwrap_or(view.filter);
    view.sorts = sorts.unwrap_or(view.sorts);
    if let Some(quick) = body.optional("quick_filters") {
        view.quick_filters = match quick.or_null() {
            None => Value::Null,
            Some(given) => merged(&view.quick_filters, given.object()?),
        };
    }
    view.configuration = configuration(body, view.kind)?.unwrap_or(view.configuration);

    let now = (input.now)();
    (view.edited, view.edited_by) = (now, workspace.bot);
    let shape = view.shape(id);
    if let Some(kept) = workspace.views.get_mut(id) {
        *kept = view;
    }
    Ok(shape)
}

/// Filter and sorts that a request gives, which must be such as a query can have. Null takes away.
fn shown(
    workspace: &Workspace,
    table: &DataSource,
    input: &Input<'_>,
) -> Result<(Option<Value>, Option<Value>), Failure> {
    let given = |key: &str| input.body.object().ok().and_then(|body| body.get(key)).cloned();
    let (filter, sorts) = (given("filter"), given("sorts"));
    let mut asked = json!({});
    for (key, value) in [("filter", &filter), ("sorts", &sorts)] {
        if let Some(value) = value.as_ref().filter(|value| !value.is_null()) {
            asked[key] = value.clone();
        }
    }
    query::found(workspace, table, input, &Place::root("body", &asked), false)?;
    Ok((filter, sorts))
}

fn configuration(body: &Place<'_>, kind: &str) -> Result<Option<Value>, Failure> {
    let Some(place) = body.optional("configuration") else { return Ok(None) };
    let members = place.object()?.clone();
    match place.get("type").string()? {
        given if given == kind => Ok(Some(members.into())),
        _ => place.get("type").should_be(format!("`\"{kind}\"`")),
    }
}

/// Where among all views a new one goes.
fn position(workspace: &Workspace, body: &Place<'_>, is_tab: bool) -> Result<usize, Failure> {
    let last = usize::MAX;
    let Some(place) = body.optional("position") else { return Ok(last) };
    if !is_tab {
        return place.plain().should_be("not present");
    }
    match place.get("type").one_of(&["start", "end", "after_view"])? {
        "start" => Ok(0),
        "end" => Ok(last),
        _ => {
            let id = place.get("view_id").id()?;
            workspace.view(id)?;
            Ok(workspace.views.place(id).map_or(last, |at| at + 1))
        }
    }
}

/// Members with others put in their place. Null takes away.
fn merged(kept: &Value, given: &Map<String, Value>) -> Value {
    let mut members = kept.as_object().cloned().unwrap_or_default();
    for (key, value) in given {
        match value {
            Value::Null => members.remove(key),
            value => members.insert(key.clone(), value.clone()),
        };
    }
    members.into()
}
