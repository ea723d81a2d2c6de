//! Blocks that a request describes: checked as a whole, then put in their place.

use std::time::SystemTime;

use serde_json::Value;

use super::kinds::{self, BlockKind, Children};
use crate::sandbox::notion::{
    Failure, Id, Place, limits,
    workspace::{Block, Parent, Workspace},
};

/// A block that a request describes, checked.
#[derive(Debug)]
pub(in crate::sandbox::notion) struct NewBlock {
    pub(super) kind: &'static str,
    pub(super) content: Value,
    children: Vec<NewBlock>,
}

/// Checks an array of blocks, with the children in them.
pub(in crate::sandbox::notion) fn read(
    workspace: &Workspace,
    place: &Place<'_>,
) -> Result<Vec<NewBlock>, Failure> {
    let mut reader = Reader { workspace, count: 0 };
    let blocks = reader.blocks(place, 0)?;
    if reader.count > limits::BLOCKS {
        return Err(place.length("≤", limits::BLOCKS, reader.count).into());
    }
    Ok(blocks)
}

/// Puts checked blocks at the end of a parent.
pub(in crate::sandbox::notion) fn add(
    workspace: &mut Workspace,
    parent: Parent,
    blocks: Vec<NewBlock>,
    now: SystemTime,
) -> Vec<Id> {
    let add = |block| add_one(workspace, parent, block, now);
    blocks.into_iter().map(add).collect()
}

fn add_one(workspace: &mut Workspace, parent: Parent, block: NewBlock, now: SystemTime) -> Id {
    let NewBlock { kind, content, children } = block;
    let entry = workspace.add(parent, now);
    let id = entry.id;
    workspace.blocks.insert(id, Block { entry, kind, content });
    add(workspace, Parent::Block(id), children, now);
    id
}

struct Reader<'w> {
    workspace: &'w Workspace,
    /// Blocks at all levels so far.
    count: usize,
}

impl Reader<'_> {
    fn blocks(&mut self, place: &Place<'_>, level: usize) -> Result<Vec<NewBlock>, Failure> {
        self.blocks_of(place, level, kinds::names_at(level))
    }

    /// Blocks of these types only.
    fn blocks_of(
        &mut self,
        place: &Place<'_>,
        level: usize,
        only: &[&'static str],
    ) -> Result<Vec<NewBlock>, Failure> {
        let items = place.items(limits::ARRAY)?;
        self.count += items.len();
        items.iter().map(|item| self.block(item, level, only)).collect()
    }

    fn block(
        &mut self,
        place: &Place<'_>,
        level: usize,
        only: &[&'static str],
    ) -> Result<NewBlock, Failure> {
        let (name, content) = place.variant(only, &["object"])?;
        if let Some(object) = place.optional("object") {
            object.one_of(&["block"])?;
        }
        let Some(kind) = kinds::find(name) else { return place.should_be("a block") };
        let children = self.children(kind, &content, level)?;
        let read = kind.read(self.workspace, &content)?;
        if !children.is_empty() {
            check_can_have(kind.name, &read, &children)?;
        }
        Ok(NewBlock { kind: kind.name, content: read, children })
    }

    /// The blocks inside a block, as many and of such types as may be there.
    fn children(
        &mut self,
        kind: &BlockKind,
        content: &Place<'_>,
        level: usize,
    ) -> Result<Vec<NewBlock>, Failure> {
        let Children::Some { at_least, only } = kind.children else { return Ok(Vec::new()) };
        let place = match content.optional("children") {
            Some(place) if level == limits::NESTING => {
                return place.plain().should_be("not present");
            }
            None if at_least == 0 => return Ok(Vec::new()),
            _ => content.get("children"),
        };
        let children = match only {
            // Columns are no level of their own: in them, there are as many as without them.
            ["column"] => self.blocks_of(&place, level, only)?,
            [] => self.blocks(&place, level + 1)?,
            _ => self.blocks_of(&place, level + 1, only)?,
        };
        if children.len() < at_least {
            return Err(place.length("≥", at_least, children.len()).into());
        }
        Ok(children)
    }
}

/// Checks that a block can have children, and these.
pub(super) fn check_can_have(
    kind: &str,
    content: &Value,
    children: &[NewBlock],
) -> Result<(), Failure> {
    let Some(Children::Some { only, .. }) = kinds::find(kind).map(|kind| &kind.children) else {
        return Err(Failure::validation("Block does not support children."));
    };
    let is_copy = content.get("synced_from").is_some_and(|original| !original.is_null());
    if is_copy || content["is_toggleable"] == false {
        return Err(Failure::validation("Block does not support children."));
    }
    check_places(children, only)?;
    match kind {
        "table" => {
            let mut rows = children.iter();
            rows.try_for_each(|row| check_width(Some(content), &row.content["cells"]))
        }
        _ => Ok(()),
    }
}

/// Checks that the cells of a row are as many as its table has.
pub(super) fn check_width(table: Option<&Value>, cells: &Value) -> Result<(), Failure> {
    let width = table.and_then(|table| table["table_width"].as_u64());
    let cells = cells.as_array().and_then(|cells| u64::try_from(cells.len()).ok());
    if width.is_none() || cells == width {
        return Ok(());
    }
    Err(Failure::validation(
        "Content creation Failed. Fix one: \nNumber of cells in table row must match the table \
         width of the parent table",
    ))
}

/// Checks that blocks are of the types that stand in their parent, or that columns and rows are in
/// none but theirs. Notion's words for this are not on record.
pub(super) fn check_places(blocks: &[NewBlock], only: &[&str]) -> Result<(), Failure> {
    let misplaced = |block: &&NewBlock| match only {
        [] => matches!(block.kind, "column" | "table_row"),
        _ => !only.contains(&block.kind),
    };
    match blocks.iter().find(misplaced) {
        Some(block) => Err(Failure::validation(format!(
            "Content creation Failed. Fix one: \nA block of type {} cannot be put there",
            block.kind
        ))),
        None => Ok(()),
    }
}
