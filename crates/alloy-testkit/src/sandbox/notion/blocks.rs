//! Blocks, as children of a new page, and `get-block-children`

mod kinds;

use std::time::SystemTime;

use serde_json::{Map, Value};

use super::{
    Failure, Input, Place,
    failure::Thing,
    limits, list,
    workspace::{Block, Parent, Workspace},
};
use kinds::{BlockKind, Children, KINDS, NAMES};

/// A block that a request describes, checked.
#[derive(Debug)]
pub(super) struct NewBlock {
    kind: &'static str,
    content: Value,
    children: Vec<NewBlock>,
}

/// `GET /v1/blocks/{block_id}/children`: one level of what stands on a page or in a block.
pub(super) fn children(
    workspace: &mut Workspace,
    input: &Input<'_>,
) -> Result<Map<String, Value>, Failure> {
    let shapes = input.shapes(workspace);
    input.query.only(&["start_cursor", "page_size"])?;
    let id = input.path.get("block_id").id()?;
    if !workspace.blocks.contains_key(&id) && !workspace.pages.contains_key(&id) {
        return Err(Failure::not_found(Thing::Block, id));
    }
    let question = format!("children of {id}");
    list::page(&input.query, &question, "block", &workspace.children(id), |child| {
        shapes.child(child)
    })
}

/// Checks an array of blocks, with the children in them.
pub(super) fn read(workspace: &Workspace, place: &Place<'_>) -> Result<Vec<NewBlock>, Failure> {
    let mut reader = Reader { workspace, count: 0 };
    let blocks = reader.blocks(place, 0)?;
    if reader.count > limits::BLOCKS {
        return Err(place.length("≤", limits::BLOCKS, reader.count).into());
    }
    Ok(blocks)
}

/// Puts checked blocks below a parent.
pub(super) fn add(
    workspace: &mut Workspace,
    parent: Parent,
    blocks: Vec<NewBlock>,
    now: SystemTime,
) {
    for NewBlock { kind, content, children } in blocks {
        let entry = workspace.add(parent, now);
        let id = entry.id;
        workspace.blocks.insert(id, Block { entry, kind, content });
        add(workspace, Parent::Block(id), children, now);
    }
}

struct Reader<'w> {
    workspace: &'w Workspace,
    /// Blocks at all levels so far.
    count: usize,
}

impl Reader<'_> {
    fn blocks(&mut self, place: &Place<'_>, level: usize) -> Result<Vec<NewBlock>, Failure> {
        let items = place.items(limits::ARRAY)?;
        self.count += items.len();
        items.iter().map(|item| self.block(item, level)).collect()
    }

    fn block(&mut self, place: &Place<'_>, level: usize) -> Result<NewBlock, Failure> {
        let (name, content) = place.variant(&NAMES, &["object"])?;
        if let Some(object) = place.optional("object") {
            object.one_of(&["block"])?;
        }
        let Some(kind) = KINDS.iter().find(|kind| kind.name == name) else {
            return place.should_be("a block");
        };
        let children = self.children(kind, &content, level)?;
        let content_shape = kind.read(self.workspace, &content)?;
        if kind.name == "table" {
            check_cells(&content_shape, &children)?;
        }
        Ok(NewBlock { kind: kind.name, content: content_shape, children })
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
            None if at_least == 0 => return Ok(Vec::new()),
            Some(place) if level == limits::NESTING => {
                return place.plain().should_be("not present");
            }
            _ => content.get("children"),
        };
        let children = self.blocks(&place, level + 1)?;
        if children.len() < at_least {
            return Err(place.length("≥", at_least, children.len()).into());
        }
        let stranger = |child: &NewBlock| !only.is_empty() && !only.contains(&child.kind);
        if let Some(at) = children.iter().position(stranger) {
            let stranger = place.items(limits::ARRAY)?.swap_remove(at);
            stranger.variant(only, &["object"])?;
        }
        Ok(children)
    }
}

/// Checks that the rows of a table are as wide as the table.
fn check_cells(table: &Value, rows: &[NewBlock]) -> Result<(), Failure> {
    let cells = |row: &NewBlock| row.content["cells"].as_array().map(Vec::len);
    let width = table["table_width"].as_u64().and_then(|width| usize::try_from(width).ok());
    if rows.iter().all(|row| cells(row) == width) {
        return Ok(());
    }
    Err(Failure::validation(
        "Content creation Failed. Fix one: \nNumber of cells in table row must match the table \
         width of the parent table",
    ))
}
