//! `create-a-database`, `retrieve-a-database` and `update-a-database`

use serde_json::{Value, json};

use super::{
    Answer, Failure, Input, Place, data_sources, files, rich_text,
    schema::SchemaEdit,
    trash,
    workspace::{DataSource, Database, Parent, Workspace},
};

/// `POST /v1/databases`; for the id that two editions share, `POST /v1/data_sources` where the
/// parent is a database, which no database's is.
pub(super) fn create_by_either_edition(workspace: &mut Workspace, input: &Input<'_>) -> Answer {
    let parent = input.body.optional("parent");
    match parent.and_then(|parent| parent.optional("database_id")) {
        Some(_) if input.action != "create-database" && input.version.has_data_sources() => {
            data_sources::create(workspace, input)
        }
        _ => create(workspace, input),
    }
}

/// `POST /v1/databases`: a database with one data source, which has its title at first.
pub(super) fn create(workspace: &mut Workspace, input: &Input<'_>) -> Answer {
    input.query.only(&[])?;
    let body = &input.body;
    let own = if input.version.has_data_sources() { "initial_data_source" } else { "properties" };
    body.only(&["parent", "title", "description", "icon", "cover", "is_inline", own])?;
    let parent = parent(workspace, &body.get("parent"), input)?;
    let titled = json!({"Name": {"title": {}}});
    let properties = match body.optional("initial_data_source") {
        Some(source) => {
            source.only(&["properties"])?;
            source.optional("properties")
        }
        None if input.version.has_data_sources() => None,
        None => Some(body.get("properties")),
    };
    let properties = properties.unwrap_or_else(|| Place::root("body", &titled));
    let title = text(workspace, body, "title")?.unwrap_or_else(|| json!([]));
    let description = text(workspace, body, "description")?.unwrap_or_else(|| json!([]));
    let (icon, cover) = (files::icon(workspace, body)?, files::cover(workspace, body)?);
    let is_inline = body.optional("is_inline").map(|inline| inline.boolean()).transpose()?;

    let now = (input.now)();
    let entry = workspace.new_entry(parent, now);
    let id = entry.id;
    let table = workspace.new_entry(Parent::Database(id), now);
    let database = Database {
        entry,
        icon,
        cover,
        title: title.clone(),
        description,
        is_inline: is_inline.unwrap_or_default(),
        is_locked: false,
        data_sources: vec![table.id],
    };
    let mut edit = SchemaEdit::new(workspace, input.version);
    edit.create(DataSource::new(table, title), &properties)?;
    edit.finish().apply(workspace);
    workspace.databases.insert(id, database);
    workspace.attach(id, parent);
    input.shapes(workspace).database(workspace.database(id)?)
}

/// Where a database is to stand: on a page, or, in versions that know data sources, in the
/// workspace as well.
fn parent(workspace: &Workspace, place: &Place<'_>, input: &Input<'_>) -> Result<Parent, Failure> {
    let kinds: &[&str] =
        if input.version.has_data_sources() { &["page_id", "workspace"] } else { &["page_id"] };
    let (kind, content) = place.variant(kinds, &[])?;
    if kind == "workspace" {
        return if content.boolean()? {
            Ok(Parent::Workspace)
        } else {
            content.should_be("`true`")
        };
    }
    let id = workspace.page(content.id()?)?.entry.id;
    trash::check(workspace, id, None)?;
    Ok(Parent::Page(id))
}

/// Rich text that may be left out.
pub(super) fn text(
    workspace: &Workspace,
    body: &Place<'_>,
    key: &str,
) -> Result<Option<Value>, Failure> {
    body.optional(key).map(|text| rich_text::read(workspace, &text)).transpose()
}

/// `GET /v1/databases/{database_id}`
pub(super) fn retrieve(workspace: &mut Workspace, input: &Input<'_>) -> Answer {
    input.query.only(&[])?;
    let database = workspace.database(input.path.get("database_id").id()?)?;
    input.shapes(workspace).database(database)
}

/// `PATCH /v1/databases/{database_id}`. In versions that know no data sources, the one that there
/// is changes with its database.
pub(super) fn update(workspace: &mut Workspace, input: &Input<'_>) -> Answer {
    const KEYS: [&str; 7] =
        ["title", "description", "icon", "cover", "is_inline", "archived", "in_trash"];
    input.query.only(&[])?;
    let body = &input.body;
    let is_table = !input.version.has_data_sources();
    let own: &[&str] = if is_table { &["properties"] } else { &["parent", "is_locked"] };
    body.only(&[&KEYS, own].concat())?;
    let mut database = workspace.database(input.path.get("database_id").id()?)?.clone();
    let id = database.entry.id;
    let in_trash = trash::asked_for(body, input.version)?;
    trash::check(workspace, id, in_trash)?;
    let only = if is_table { Some(workspace.only_data_source(&database)?.entry.id) } else { None };
    let title = text(workspace, body, "title")?;
    database.title = title.clone().unwrap_or(database.title);
    database.description = text(workspace, body, "description")?.unwrap_or(database.description);
    files::change(workspace, body, &mut database.icon, &mut database.cover)?;
    if let Some(is_inline) = body.optional("is_inline") {
        database.is_inline = is_inline.boolean()?;
    }
    if let Some(is_locked) = body.optional("is_locked") {
        database.is_locked = is_locked.boolean()?;
    }
    database.entry.in_trash = in_trash.unwrap_or(database.entry.in_trash);
    let parent =
        body.optional("parent").map(|place| parent(workspace, &place, input)).transpose()?;
    if parent.is_some_and(|parent| workspace.is_within(parent, id)) {
        return Err(Failure::validation("Cannot move a database into what it holds."));
    }
    if let (Some(properties), Some(table)) = (body.optional("properties"), only) {
        let mut edit = SchemaEdit::new(workspace, input.version);
        edit.update(table, &properties)?;
        edit.finish().apply(workspace);
    }

    let now = (input.now)();
    workspace.databases.insert(id, database);
    if let Some(parent) = parent {
        workspace.move_to(id, parent);
    }
    let only = only.and_then(|id| workspace.data_sources.get_mut(&id));
    if let Some((table, title)) = only.zip(title) {
        table.title = title;
    }
    workspace.touch(id, now);
    input.shapes(workspace).database(workspace.database(id)?)
}
