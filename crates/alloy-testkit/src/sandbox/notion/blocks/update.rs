//! `update-a-block` and `delete-a-block`

use serde_json::{Map, Value};

use super::{create, kinds};
use crate::sandbox::notion::{
    Answer, Failure, Id, Input, Place,
    version::Version,
    workspace::{Block, Workspace},
};

/// `PATCH /v1/blocks/{block_id}`: what a block says, and whether it is in the trash.
pub(in crate::sandbox::notion) fn update(workspace: &mut Workspace, input: &Input<'_>) -> Answer {
    input.query.only(&[])?;
    let id = super::existing(workspace, input)?;
    let trash = trash(&input.body, input.version)?;
    let content = content(workspace, &input.body, id)?;
    let was_in_trash = workspace.entry(id).is_some_and(|entry| entry.in_trash);
    if content.is_some() && trash.unwrap_or(was_in_trash) {
        return Err(Failure::archived());
    }
    if content.is_some() || trash == Some(false) {
        super::check_ancestors(workspace, id)?;
    }

    if content.is_some() || trash.is_some_and(|trash| trash != was_in_trash) {
        let now = (input.now)();
        if let (Some(content), Some(block)) = (content, workspace.blocks.get_mut(&id)) {
            block.content = content;
        }
        if let (Some(in_trash), Some(entry)) = (trash, workspace.entry_mut(id)) {
            entry.in_trash = in_trash;
        }
        super::touch(workspace, id, now);
    }
    Ok(super::shown(workspace, input, id))
}

/// `DELETE /v1/blocks/{block_id}`: to the trash, with all that is inside.
pub(in crate::sandbox::notion) fn delete(workspace: &mut Workspace, input: &Input<'_>) -> Answer {
    input.query.only(&[])?;
    let id = super::existing(workspace, input)?;
    if let Some(entry) = workspace.entry_mut(id).filter(|entry| !entry.in_trash) {
        entry.in_trash = true;
        super::touch(workspace, id, (input.now)());
    }
    Ok(super::shown(workspace, input, id))
}

/// Whether a request puts something into the trash or takes it out.
fn trash(body: &Place<'_>, version: Version) -> Result<Option<bool>, Failure> {
    let archived = match body.optional("archived") {
        Some(place) if !version.has_archived() => return place.plain().should_be("not present"),
        archived => archived.map(|place| place.boolean()).transpose()?,
    };
    let in_trash = body.optional("in_trash").map(|place| place.boolean()).transpose()?;
    Ok(in_trash.or(archived))
}

/// What a block says from now on, if the request changes that.
fn content(workspace: &Workspace, body: &Place<'_>, id: Id) -> Result<Option<Value>, Failure> {
    let beside = ["archived", "in_trash"];
    if body.object()?.keys().all(|key| beside.contains(&key.as_str())) {
        return Ok(None);
    }
    let (name, place) = body.variant(kinds::names_at(0), &beside)?;
    let Some(block) = workspace.blocks.get(&id) else {
        // Notion's words for this and the next are not on record.
        return Err(Failure::validation(format!("{id} is a page or a database, not a {name}.")));
    };
    match kinds::find(name) {
        Some(kind) if name == block.kind => {
            let change = kind.change(workspace, &place)?;
            changed(workspace, block, change).map(Some)
        }
        _ => Err(Failure::validation(format!(
            "The type of a block cannot be changed: {id} is a {}, not a {name}.",
            block.kind
        ))),
    }
}

/// The content of a block with a change in it.
fn changed(
    workspace: &Workspace,
    block: &Block,
    change: Map<String, Value>,
) -> Result<Value, Failure> {
    let mut content = block.content.as_object().cloned().unwrap_or_default();
    if change.contains_key("type") {
        // Another file or link takes the place of what is there, under a name of its own.
        let old = content.remove("type");
        old.as_ref().and_then(Value::as_str).map(|old| content.remove(old));
    }
    content.extend(change);
    if block.kind == "table_row" {
        let table = block.entry.parent.id().and_then(|table| workspace.blocks.get(&table));
        create::check_width(table.map(|table| &table.content), &content["cells"])?;
    }
    Ok(content.into())
}
