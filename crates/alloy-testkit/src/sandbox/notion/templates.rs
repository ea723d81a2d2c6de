//! Templates of rows, and `list-data-source-templates`
//!
//! A template is a row that is found by this operation alone. None can be made through the API.

use std::time::SystemTime;

use serde_json::{Value, json};

use super::{
    Answer, Failure, Id, Input, Place,
    failure::Thing,
    list,
    workspace::{Block, DataSource, Parent, TITLE, Workspace},
};

/// `GET /v1/data_sources/{data_source_id}/templates`
pub(super) fn list(workspace: &mut Workspace, input: &Input<'_>) -> Answer {
    let query = &input.query;
    query.only(&["name", "start_cursor", "page_size"])?;
    let table = workspace.data_source(input.path.get("data_source_id").id()?)?;
    let name = query.optional("name").map(|name| name.string()).transpose()?;
    let name = name.unwrap_or_default().to_lowercase();
    let title = |id: Id| workspace.title(id).unwrap_or_default();
    let mut found = table.templates.clone();
    found.retain(|id| title(*id).to_lowercase().contains(&name));
    let question = format!("templates of {} {name}", table.entry.id);
    let mut list = list::page(query, &question, "template", &found, |id| {
        let is_default = table.templates.first() == Some(&id);
        json!({"id": id.to_string(), "name": title(id), "is_default": is_default})
    })?;
    let templates = list.remove("results").unwrap_or_default();
    list.retain(|key, _| ["has_more", "next_cursor"].contains(&key.as_str()));
    list.insert("templates".to_owned(), templates);
    Ok(list)
}

/// The template that a request asks for. The default one is the first of a table's.
pub(super) fn asked_for(
    workspace: &Workspace,
    table: Option<&DataSource>,
    body: &Place<'_>,
) -> Result<Option<Id>, Failure> {
    let Some(place) = body.optional("template") else { return Ok(None) };
    let kind = place.get("type").one_of(&["none", "default", "template_id"])?;
    match kind {
        "template_id" => place.only(&["type", "template_id", "timezone"])?,
        _ => place.only(&["type", "timezone"])?,
    }
    place.optional("timezone").map(|zone| zone.string()).transpose()?;
    let templates = table.map(|table| table.templates.as_slice()).unwrap_or_default();
    match kind {
        "none" => Ok(None),
        "default" => match templates.first() {
            Some(id) => Ok(Some(*id)),
            None => Err(Failure::validation("Data source has no default template.")),
        },
        _ => {
            let id = workspace.page(place.get("template_id").id()?)?.entry.id;
            let known = templates.contains(&id);
            known.then_some(Some(id)).ok_or_else(|| Failure::not_found(Thing::Page, id))
        }
    }
}

/// Makes a page look like a template: its icon and cover, what has no content yet, and, after
/// what stands there, its blocks. Notion does it some time later, here it is done at once.
pub(super) fn apply(workspace: &mut Workspace, template: Id, page: Id, now: SystemTime) {
    let Some(model) = workspace.pages.get(&template).cloned() else { return };
    let Some(table) = workspace.table_of(&model).map(|table| table.schema.clone()) else { return };
    let Some(page_now) = workspace.pages.get_mut(&page) else { return };
    for property in table.properties().iter().filter(|property| property.id() != TITLE) {
        let empty = property.kind().empty(property.options());
        let content = page_now.contents.entry(property.id().to_owned()).or_insert(Value::Null);
        let given = model.contents.get(property.id()).filter(|_| *content == empty);
        if let Some(given) = given {
            content.clone_from(given);
        }
    }
    for (own, given) in [(&mut page_now.icon, model.icon), (&mut page_now.cover, model.cover)] {
        if own.is_null() {
            *own = given;
        }
    }
    copy_blocks(workspace, template, Parent::Page(page), now);
}

fn copy_blocks(workspace: &mut Workspace, from: Id, to: Parent, now: SystemTime) {
    for id in workspace.children(from) {
        let Some(block) = workspace.blocks.get(&id).cloned() else { continue };
        let entry = workspace.add(to, now);
        let copy = entry.id;
        workspace.blocks.insert(copy, Block { entry, ..block });
        copy_blocks(workspace, id, Parent::Block(copy), now);
    }
}
