//! `patch-block-children`

use super::create;
use crate::sandbox::notion::{
    Answer, Failure, Id, Input, Place,
    failure::Thing,
    list,
    workspace::{Parent, Workspace},
};

/// `PATCH /v1/blocks/{block_id}/children`: new blocks among those on a page or in a block.
///
/// The reply lists the new blocks, and after them the siblings that follow. `position` is on record
/// from version 2025-09-03 on; whether older ones take it is not known.
pub(in crate::sandbox::notion) fn append(workspace: &mut Workspace, input: &Input<'_>) -> Answer {
    input.query.only(&[])?;
    input.body.only(&["children", "after", "position"])?;
    let id = super::existing(workspace, input)?;
    let block = workspace.blocks.get(&id);
    let parent = match block {
        Some(_) => Parent::Block(id),
        None if workspace.pages.contains_key(&id) => Parent::Page(id),
        None => return Err(Failure::not_found(Thing::Block, id)),
    };
    super::check_editable(workspace, id)?;
    let children = input.body.get("children");
    let blocks = create::read(workspace, &children)?;
    if blocks.is_empty() {
        return Err(children.length("≥", 1, 0).into());
    }
    match block {
        Some(block) => create::check_can_have(block.kind, &block.content, &blocks)?,
        None => create::check_places(&blocks, &[])?,
    }
    let after = position(workspace, input, id)?;

    let now = (input.now)();
    let added = create::add(workspace, parent, blocks, now);
    workspace.move_last_children(id, added.len(), after);
    super::touch(workspace, id, now);
    let shapes = input.shapes(workspace);
    let shown = workspace.children(id);
    let shown = shown.into_iter().skip_while(|child| Some(child) != added.first());
    Ok(list::whole("block", shown.map(|child| shapes.child(child)).collect()))
}

/// Where among the children of a parent new ones go.
#[derive(Clone, Copy, Debug)]
pub(in crate::sandbox::notion) enum Position {
    Start,
    After(Id),
    End,
}

fn position(workspace: &Workspace, input: &Input<'_>, parent: Id) -> Result<Position, Failure> {
    match (input.body.optional("after"), input.body.optional("position")) {
        (None, None) => Ok(Position::End),
        (Some(after), _) if !input.version.has_archived() => after.plain().should_be("not present"),
        (_, Some(position)) if !input.version.has_data_sources() => {
            position.plain().should_be("not present")
        }
        (Some(_), Some(position)) => position.plain().should_be("not present"),
        (Some(after), None) => sibling(workspace, &after, parent),
        (None, Some(position)) => {
            let kind = position.get("type").one_of(&["after_block", "start", "end"])?;
            match kind {
                "after_block" => {
                    position.only(&["type", kind])?;
                    let block = position.get(kind);
                    block.only(&["id"])?;
                    sibling(workspace, &block.get("id"), parent)
                }
                _ => {
                    position.only(&["type"])?;
                    Ok(if kind == "start" { Position::Start } else { Position::End })
                }
            }
        }
    }
}

/// The child of a parent after which new ones go.
pub(in crate::sandbox::notion) fn sibling(
    workspace: &Workspace,
    place: &Place<'_>,
    parent: Id,
) -> Result<Position, Failure> {
    let id = place.id()?;
    let entry = workspace.entry(id).ok_or_else(|| Failure::not_found(Thing::Block, id))?;
    if entry.parent.id() != Some(parent) {
        // Notion's words for this are not on record.
        return Err(Failure::validation(format!("Block {id} is not a child of {parent}.")));
    }
    Ok(Position::After(id))
}

impl Workspace {
    /// Puts the last children of a parent, so many of them, at a position among the others.
    pub(in crate::sandbox::notion) fn move_last_children(
        &mut self,
        parent: Id,
        count: usize,
        position: Position,
    ) {
        let Some(children) = self.children.get_mut(&parent) else { return };
        let last = children.split_off(children.len().saturating_sub(count));
        let at = match position {
            Position::Start => Some(0),
            Position::After(id) => children.iter().position(|child| *child == id).map(|at| at + 1),
            Position::End => None,
        };
        let at = at.unwrap_or(children.len());
        children.splice(at..at, last);
    }
}
