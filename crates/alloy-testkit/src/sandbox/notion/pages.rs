//! `post-page`, `retrieve-a-page`, `patch-page` and `move-page`

use std::time::SystemTime;

use serde_json::json;

use super::{
    Answer, Failure, Id, Input, Place,
    blocks::{self, Position},
    files,
    filter_properties::FilterProperties,
    markdown,
    properties::{self, Contents},
    relations, templates, trash,
    version::Version,
    workspace::{Page, Parent, TITLE, Workspace},
};

/// `POST /v1/pages`
pub(super) fn create(workspace: &mut Workspace, input: &Input<'_>) -> Answer {
    input.query.only(&FilterProperties::KEYS)?;
    let id = add(workspace, &input.body, input.version, input.now)?;
    show(workspace, input, id)
}

/// Checks a whole request, and only then changes the workspace.
pub(super) fn add(
    workspace: &mut Workspace,
    body: &Place<'_>,
    version: Version,
    now: &dyn Fn() -> SystemTime,
) -> Result<Id, Failure> {
    let own = ["parent", "properties", "icon", "cover", "template", "position", "allow_async"];
    let contents = ["children", "content", "markdown"];
    body.only(&[&own[..], &contents].concat())?;
    let mut given = contents.into_iter().filter_map(|key| body.optional(key));
    if let (Some(_), Some(other)) = (given.next(), given.next()) {
        return other.plain().should_be("not present");
    }
    // Since there are data sources, a page needs neither properties nor a parent.
    let (workspace_itself, nothing) = (json!({"workspace": true}), json!({}));
    let or = |key, default| match body.optional(key) {
        None if version.has_data_sources() => Place::root("body", default),
        _ => body.get(key),
    };
    let parent = parent(workspace, &or("parent", &workspace_itself))?;
    let mut table = match parent {
        Parent::DataSource(id) => Some(workspace.data_source(id)?.clone()),
        _ => None,
    };
    let given = or("properties", &nothing);
    let mut contents = match &mut table {
        Some(table) => properties::of_row(workspace, &mut table.schema, &given)?,
        None => properties::of_page(workspace, &given)?,
    };
    let icon = files::icon(workspace, body)?;
    let cover = files::cover(workspace, body)?;
    let children = match body.optional("children").or_else(|| body.optional("content")) {
        Some(children) => blocks::read(workspace, &children)?,
        None => Vec::new(),
    };
    let markdown = body.optional("markdown").map(|text| text.string()).transpose()?;
    let template = templates::asked_for(workspace, table.as_ref(), body)?;
    if let (Some(_), Some(children)) = (template, body.optional("children")) {
        return children.plain().should_be("not present");
    }

    let position = body.optional("position");
    let position = position.map(|place| position_of(workspace, &place, parent)).transpose()?;

    let mut number = 0;
    if let Some(mut table) = table {
        number = table.complete(&mut contents);
        workspace.data_sources.insert(table.entry.id, table);
    }
    let now = now();
    let entry = workspace.add(parent, now);
    let id = entry.id;
    let page = Page {
        entry,
        icon,
        cover,
        contents,
        number,
        is_locked: false,
        is_archived: false,
        is_template: false,
    };
    workspace.pages.insert(id, page);
    if let (Some(position), Some(parent)) = (position, parent.id()) {
        workspace.move_last_children(parent, 1, position);
    }
    relations::mirror(workspace, id, &Contents::new());
    blocks::add(workspace, Parent::Page(id), children, now);
    markdown::add_text(workspace, Parent::Page(id), markdown.unwrap_or_default(), now);
    if let Some(template) = template {
        templates::apply(workspace, template, id, now);
    }
    Ok(id)
}

/// Where among what stands on its parent a page is to be. Rows have no place.
fn position_of(
    workspace: &Workspace,
    place: &Place<'_>,
    parent: Parent,
) -> Result<Position, Failure> {
    let Parent::Page(parent) = parent else { return place.plain().should_be("not present") };
    let kind = place.get("type").one_of(&["after_block", "page_start", "page_end"])?;
    if kind == "after_block" {
        place.only(&["type", kind])?;
        let block = place.get(kind);
        block.only(&["id"])?;
        return blocks::sibling(workspace, &block.get("id"), parent);
    }
    place.only(&["type"])?;
    Ok(if kind == "page_start" { Position::Start } else { Position::End })
}

/// The parent that a request names, which must exist. A database stands for its one data source.
fn parent(workspace: &Workspace, place: &Place<'_>) -> Result<Parent, Failure> {
    let kinds = ["database_id", "data_source_id", "page_id", "workspace"];
    let beside: &[&str] =
        if place.optional("data_source_id").is_some() { &["database_id"] } else { &[] };
    let (kind, content) = match place.optional("data_source_id") {
        Some(_) => place.variant(&["data_source_id"], beside)?,
        None => place.variant(&kinds, beside)?,
    };
    let parent = match kind {
        "workspace" if content.boolean()? => Parent::Workspace,
        "workspace" => return content.should_be("`true`"),
        "page_id" => Parent::Page(workspace.page(content.id()?)?.entry.id),
        "data_source_id" => Parent::DataSource(workspace.data_source(content.id()?)?.entry.id),
        _ => {
            let database = workspace.database(content.id()?)?;
            Parent::DataSource(workspace.only_data_source(database)?.entry.id)
        }
    };
    if let Some(id) = parent.id() {
        trash::check(workspace, id, None)?;
    }
    Ok(parent)
}

/// `GET /v1/pages/{page_id}`
pub(super) fn retrieve(workspace: &mut Workspace, input: &Input<'_>) -> Answer {
    input.query.only(&FilterProperties::KEYS)?;
    show(workspace, input, input.path.get("page_id").id()?)
}

/// A page with the properties that the request's query asks for.
fn show(workspace: &Workspace, input: &Input<'_>, id: Id) -> Answer {
    let page = workspace.page(id)?;
    let schema = workspace.table_of(page).map(|table| &table.schema);
    let wanted = FilterProperties::read(input, schema)?;
    Ok(input.shapes(workspace).page(page, Some(&wanted)))
}

/// `PATCH /v1/pages/{page_id}`
pub(super) fn update(workspace: &mut Workspace, input: &Input<'_>) -> Answer {
    input.query.only(&FilterProperties::KEYS)?;
    let body = &input.body;
    body.only(&[
        "properties",
        "icon",
        "cover",
        "archived",
        "in_trash",
        "is_locked",
        "is_archived",
        "template",
        "erase_content",
    ])?;
    let mut page = workspace.page(input.path.get("page_id").id()?)?.clone();
    let id = page.entry.id;
    let before = page.contents.clone();
    let in_trash = trash::asked_for(body, input.version)?;
    trash::check(workspace, id, in_trash)?;
    let mut table = workspace.table_of(&page).cloned();
    if let Some(given) = body.optional("properties") {
        page.contents.extend(match &mut table {
            Some(table) => properties::of_row(workspace, &mut table.schema, &given)?,
            None => properties::of_page_change(workspace, &given)?,
        });
    }
    files::change(workspace, body, &mut page.icon, &mut page.cover)?;
    if let Some(is_locked) = body.optional("is_locked") {
        page.is_locked = is_locked.boolean()?;
    }
    if let Some(is_archived) = body.optional("is_archived") {
        page.is_archived = is_archived.boolean()?;
    }
    let erase = body.optional("erase_content").map(|erase| erase.boolean()).transpose()?;
    let template = templates::asked_for(workspace, table.as_ref(), body)?;
    page.entry.in_trash = in_trash.unwrap_or(page.entry.in_trash);

    let now = (input.now)();
    if let Some(table) = table {
        workspace.data_sources.insert(table.entry.id, table);
    }
    workspace.pages.insert(id, page);
    relations::mirror(workspace, id, &before);
    if erase == Some(true) {
        for block in workspace.children(id) {
            if let Some(block) = workspace.blocks.get_mut(&block) {
                block.entry.in_trash = true;
            }
        }
    }
    if let Some(template) = template {
        templates::apply(workspace, template, id, now);
    }
    workspace.touch(id, now);
    show(workspace, input, id)
}

/// `POST /v1/pages/{page_id}/move`: below another page, or into a table, where it keeps its title.
pub(super) fn move_to(workspace: &mut Workspace, input: &Input<'_>) -> Answer {
    input.query.only(&[])?;
    input.body.only(&["parent"])?;
    let id = workspace.page(input.path.get("page_id").id()?)?.entry.id;
    trash::check(workspace, id, None)?;
    let place = input.body.get("parent");
    place.variant(&["page_id", "data_source_id"], &[])?;
    let parent = parent(workspace, &place)?;
    if workspace.is_within(parent, id) {
        return Err(Failure::validation("Cannot move a page into itself or what it holds."));
    }
    if let Some(mut page) =
        workspace.pages.get(&id).cloned().filter(|page| page.entry.parent != parent)
    {
        let before = std::mem::take(&mut page.contents);
        page.contents
            .extend(before.get_key_value(TITLE).map(|(id, title)| (id.clone(), title.clone())));
        workspace.pages.insert(id, page.clone());
        relations::mirror(workspace, id, &before);
        let table = parent.id().and_then(|id| workspace.data_sources.get_mut(&id));
        page.number = table.map_or(0, |table| table.complete(&mut page.contents));
        workspace.pages.insert(id, page);
        workspace.move_to(id, parent);
    }
    workspace.touch(id, (input.now)());
    show(workspace, input, id)
}
