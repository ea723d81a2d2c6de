//! `create-a-data-source`, `retrieve-a-data-source` and `update-a-data-source`

use serde_json::json;

use super::{
    Answer, Failure, Id, Input, Place,
    databases::text,
    files,
    schema::SchemaEdit,
    trash,
    workspace::{DataSource, Parent, Workspace},
};

/// `POST /v1/data_sources`: another table of a database.
pub(super) fn create(workspace: &mut Workspace, input: &Input<'_>) -> Answer {
    input.query.only(&[])?;
    let body = &input.body;
    body.only(&["parent", "properties", "title", "icon"])?;
    let database = parent(workspace, &body.get("parent"))?;
    let properties = body.get("properties");
    properties.object()?;
    let title = text(workspace, body, "title")?.unwrap_or_else(|| json!([]));
    let icon = files::icon(workspace, body)?;

    let entry = workspace.new_entry(Parent::Database(database), (input.now)());
    let id = entry.id;
    let mut edit = SchemaEdit::new(workspace, input.version);
    edit.create(DataSource { icon, ..DataSource::new(entry, title) }, &properties)?;
    edit.finish().apply(workspace);
    if let Some(database) = workspace.databases.get_mut(&database) {
        database.data_sources.push(id);
    }
    Ok(input.shapes(workspace).data_source(workspace.data_source(id)?))
}

/// The database that a data source is to be in.
fn parent(workspace: &Workspace, place: &Place<'_>) -> Result<Id, Failure> {
    let (_, content) = place.variant(&["database_id"], &[])?;
    let id = workspace.database(content.id()?)?.entry.id;
    trash::check(workspace, id, None)?;
    Ok(id)
}

/// `GET /v1/data_sources/{data_source_id}`
pub(super) fn retrieve(workspace: &mut Workspace, input: &Input<'_>) -> Answer {
    input.query.only(&[])?;
    let table = workspace.data_source(input.path.get("data_source_id").id()?)?;
    Ok(input.shapes(workspace).data_source(table))
}

/// `PATCH /v1/data_sources/{data_source_id}`
pub(super) fn update(workspace: &mut Workspace, input: &Input<'_>) -> Answer {
    input.query.only(&[])?;
    let body = &input.body;
    body.only(&["title", "icon", "properties", "archived", "in_trash", "parent"])?;
    let table = workspace.data_source(input.path.get("data_source_id").id()?)?;
    let (id, icon) = (table.entry.id, table.icon.clone());
    let in_trash = trash::asked_for(body, input.version)?;
    trash::check(workspace, id, in_trash)?;
    let title = text(workspace, body, "title")?;
    let icon = if body.optional("icon").is_some() { files::icon(workspace, body)? } else { icon };
    let database = body.optional("parent").map(|place| parent(workspace, &place)).transpose()?;
    let mut edit = SchemaEdit::new(workspace, input.version);
    if let Some(properties) = body.optional("properties") {
        edit.update(id, &properties)?;
    }

    edit.finish().apply(workspace);
    if let Some(table) = workspace.data_sources.get_mut(&id) {
        table.title = title.unwrap_or_else(|| std::mem::take(&mut table.title));
        table.icon = icon;
        table.entry.in_trash = in_trash.unwrap_or(table.entry.in_trash);
    }
    if let Some(new) = database {
        for database in workspace.databases.values_mut() {
            database.data_sources.retain(|other| *other != id);
            if database.entry.id == new {
                database.data_sources.push(id);
            }
        }
        workspace.move_to(id, Parent::Database(new));
    }
    workspace.touch(id, (input.now)());
    Ok(input.shapes(workspace).data_source(workspace.data_source(id)?))
}
