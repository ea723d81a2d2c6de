//! `post-page` and `retrieve-a-page`

use std::time::SystemTime;

use serde_json::{Map, Value};

use super::{
    Failure, Input, Place, blocks, files, properties,
    schema::Property,
    workspace::{Page, Parent, Workspace},
};

/// `POST /v1/pages`
pub(super) fn create(
    workspace: &mut Workspace,
    input: &Input<'_>,
) -> Result<Map<String, Value>, Failure> {
    input.query.only(&[])?;
    let page = add(workspace, &input.body, input.now)?;
    Ok(input.shapes(workspace).page(&page, None))
}

/// Checks a whole request, and only then changes the workspace.
pub(super) fn add(
    workspace: &mut Workspace,
    body: &Place<'_>,
    now: &dyn Fn() -> SystemTime,
) -> Result<Page, Failure> {
    body.only(&["parent", "properties", "children", "icon", "cover"])?;
    let parent = parent(workspace, &body.get("parent"))?;
    let mut table = match parent {
        Parent::DataSource(id) => Some(workspace.data_source(id)?.clone()),
        _ => None,
    };
    let given = body.get("properties");
    let mut contents = match &mut table {
        Some(table) => properties::of_row(workspace, &mut table.schema, &given)?,
        None => properties::of_page(workspace, &given)?,
    };
    let icon = files::icon(workspace, body)?;
    let cover = files::cover(workspace, body)?;
    let children = match body.optional("children") {
        Some(children) => blocks::read(workspace, &children)?,
        None => Vec::new(),
    };

    if let Some(mut table) = table {
        table.complete(&mut contents);
        workspace.data_sources.insert(table.entry.id, table);
    }
    let now = now();
    let entry = workspace.add(parent, now);
    let page = Page { entry, icon, cover, contents, is_locked: false };
    workspace.pages.insert(page.entry.id, page.clone());
    blocks::add(workspace, Parent::Page(page.entry.id), children, now);
    Ok(page)
}

/// The parent that a request names, which must exist.
fn parent(workspace: &Workspace, place: &Place<'_>) -> Result<Parent, Failure> {
    let (kind, content) = place.variant(&["database_id", "page_id", "workspace"], &[])?;
    match kind {
        "workspace" if content.boolean()? => Ok(Parent::Workspace),
        "workspace" => content.should_be("`true`"),
        "page_id" => workspace.page(content.id()?).map(|page| Parent::Page(page.entry.id)),
        _ => {
            let database = workspace.database(content.id()?)?;
            workspace.only_data_source(database).map(|table| Parent::DataSource(table.entry.id))
        }
    }
}

/// `GET /v1/pages/{page_id}`
pub(super) fn retrieve(
    workspace: &mut Workspace,
    input: &Input<'_>,
) -> Result<Map<String, Value>, Failure> {
    input.query.only(&["filter_properties", "filter_properties[]"])?;
    let page = workspace.page(input.path.get("page_id").id()?)?;
    let mut wanted = Vec::new();
    for name in ["filter_properties", "filter_properties[]"] {
        if let Some(place) = input.query.optional(name) {
            wanted.extend(texts(&place)?);
        }
    }
    if let Some(unknown) = wanted.iter().find(|key| !has(workspace, page, key)) {
        return Err(Failure::validation(format!("{unknown} is not a property that exists.")));
    }
    let shown = |property: &Property| wanted.iter().any(|key| property.is(key));
    let shown: Option<&dyn Fn(&Property) -> bool> =
        if wanted.is_empty() { None } else { Some(&shown) };
    Ok(input.shapes(workspace).page(page, shown))
}

/// A query parameter that may be given once, as a text, or several times, as an array.
fn texts<'a>(place: &Place<'a>) -> Result<Vec<&'a str>, Failure> {
    match place.string() {
        Ok(text) => Ok(vec![text]),
        Err(_) => place.items(usize::MAX)?.iter().map(Place::string).collect(),
    }
}

/// Whether a page has the property that a key names.
fn has(workspace: &Workspace, page: &Page, key: &str) -> bool {
    match workspace.table_of(page) {
        Some(table) => table.schema.properties().iter().any(|property| property.is(key)),
        None => key == super::workspace::TITLE,
    }
}
