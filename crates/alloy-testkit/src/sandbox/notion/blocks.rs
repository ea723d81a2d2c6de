//! `retrieve-a-block` and `get-block-children`, and what operations on blocks have in common.

mod append;
mod create;
mod kinds;
mod update;

use std::time::SystemTime;

use serde::Deserializer;
use serde_json::{Map, Value};

use super::{Answer, Failure, Id, Input, failure::Thing, list, workspace::Workspace};

use crate::sandbox::kept;

pub(super) use append::{Position, append, sibling};
pub(super) use create::{add, read};
pub(super) use kinds::is_language;
pub(super) use update::{delete, update};

/// `GET /v1/blocks/{block_id}`: a block, or a page or database as a block.
pub(super) fn retrieve(workspace: &mut Workspace, input: &Input<'_>) -> Answer {
    input.query.only(&[])?;
    let id = existing(workspace, input)?;
    Ok(shown(workspace, input, id))
}

/// `GET /v1/blocks/{block_id}/children`: one level of what stands on a page or in a block.
pub(super) fn children(workspace: &mut Workspace, input: &Input<'_>) -> Answer {
    input.query.only(&["start_cursor", "page_size"])?;
    let id = existing(workspace, input)?;
    if workspace.databases.contains_key(&id) {
        return Err(Failure::not_found(Thing::Block, id));
    }
    let shapes = input.shapes(workspace);
    let question = format!("children of {id}");
    let children = workspace.shown_children(id);
    list::page(&input.query, &question, "block", &children, |child| shapes.child(child))
}

/// The type of a block that was kept.
pub(super) fn kind<'de, D: Deserializer<'de>>(deserializer: D) -> Result<&'static str, D::Error> {
    kept::one_of(deserializer, &kinds::READ)
}

/// The block that a request is about, which may be a page or a database too.
fn existing(workspace: &Workspace, input: &Input<'_>) -> Result<Id, Failure> {
    let id = input.path.get("block_id").id()?;
    let exists = workspace.blocks.contains_key(&id)
        || workspace.pages.contains_key(&id)
        || workspace.databases.contains_key(&id);
    if exists { Ok(id) } else { Err(Failure::not_found(Thing::Block, id)) }
}

pub(super) fn shown(workspace: &Workspace, input: &Input<'_>, id: Id) -> Map<String, Value> {
    match input.shapes(workspace).child(id) {
        Value::Object(block) => block,
        _ => Map::new(),
    }
}

/// Checks that something is not in the trash.
pub(super) fn check_editable(workspace: &Workspace, id: Id) -> Result<(), Failure> {
    match workspace.entry(id) {
        Some(entry) if workspace.is_in_trash(entry) => Err(Failure::archived()),
        _ => Ok(()),
    }
}

/// Checks that nothing in which something stands is in the trash. Notion's words for this are on
/// record for pages only.
fn check_ancestors(workspace: &Workspace, id: Id) -> Result<(), Failure> {
    let parent = workspace.entry(id).and_then(|entry| entry.parent.id());
    let parent = parent.and_then(|parent| workspace.entry(parent));
    if parent.is_some_and(|parent| workspace.is_in_trash(parent)) {
        return Err(Failure::validation(
            "Can't edit block with an archived ancestor. You must unarchive the ancestor before \
             editing.",
        ));
    }
    Ok(())
}

/// Notes an edit of a block, and of all that it stands in up to its page.
pub(super) fn touch(workspace: &mut Workspace, id: Id, now: SystemTime) {
    let mut next = Some(id);
    while let Some(id) = next {
        workspace.touch(id, now);
        next = match workspace.blocks.get(&id) {
            Some(block) => block.entry.parent.id(),
            None => None,
        };
    }
}

impl Workspace {
    /// What stands on a page or in a block, trash aside. A copy of a synced block shows what stands
    /// in the original.
    pub(super) fn shown_children(&self, id: Id) -> Vec<Id> {
        let block = self.blocks.get(&id);
        let original = block.and_then(|block| block.content["synced_from"]["block_id"].as_str());
        self.children(original.and_then(Id::parse).unwrap_or(id))
    }
}
