//! Updating blocks.

use alloy_core::{Action, Context, Error};
use serde::{Serialize, Serializer, ser::SerializeMap};

use crate::{
    Block, BlockId, Notion, data_source_version,
    input::BlockUpdate,
    limits::{self, At, Limits},
};

/// Updates a block: what it says, and whether it is in the trash.
///
/// What is inside stays as it is: see [`AppendBlockChildren`](crate::AppendBlockChildren) and
/// [`DeleteBlock`](crate::DeleteBlock). A page inside a page is renamed by
/// [`UpdatePage`](crate::UpdatePage).
///
/// ```
/// use alloy_notion::{BlockUpdate, UpdateBlock};
/// # let block_id: alloy_notion::BlockId = "59833787-2cf9-4fdf-8782-e53db20768a5".parse()?;
///
/// UpdateBlock::new(&block_id).content(BlockUpdate::to_do().checked());
/// UpdateBlock::new(&block_id).trash();
/// # Ok::<(), alloy_core::Error>(())
/// ```
///
/// The action `update-a-block`. It writes full values, so it is idempotent.
#[derive(Action, Clone, Debug, PartialEq)]
#[action(connector = Notion, id = "update-a-block", effect = idempotent, output = Block)]
#[action(validate = Self::check_all, body = Self::body)]
#[action(size_hint = limits::ENVELOPE + 120 + self.change.content.size())]
#[must_use = "an action does nothing until it is executed"]
pub struct UpdateBlock {
    #[action(path)]
    block_id: BlockId,
    change: BlockChange,
}

impl UpdateBlock {
    /// An update that changes nothing yet.
    pub fn new(block: impl Into<BlockId>) -> Self {
        Self { block_id: block.into(), change: BlockChange { content: None, in_trash: None } }
    }

    /// What the block says from now on, in place of what this update had.
    pub fn content(mut self, update: BlockUpdate) -> Self {
        self.change.content = Some(update);
        self
    }

    /// Moves the block to the trash.
    pub fn trash(mut self) -> Self {
        self.change.in_trash = Some(true);
        self
    }

    /// Takes the block out of the trash.
    pub fn restore(mut self) -> Self {
        self.change.in_trash = Some(false);
        self
    }

    fn body(&self, context: &Context<'_>) -> Body<'_> {
        let has_in_trash = data_source_version::has(context);
        Body { change: &self.change, trash: if has_in_trash { IN_TRASH } else { ARCHIVED } }
    }

    fn check_all(&self, context: &Context<'_>) -> Result<(), Error> {
        let body = self.body(context);
        body.check(&At::ROOT)?;
        limits::body(&body)
    }
}

#[derive(Clone, Debug, PartialEq)]
struct BlockChange {
    content: Option<BlockUpdate>,
    in_trash: Option<bool>,
}

/// Whether a block is in the trash, by the names that versions before 2025-09-03 and later ones have
/// for it.
const ARCHIVED: &str = "archived";
const IN_TRASH: &str = "in_trash";

/// The body: at most one member that is named as the block's type, and whether it is in the trash.
struct Body<'a> {
    change: &'a BlockChange,
    trash: &'static str,
}

impl Serialize for Body<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut body = serializer.serialize_map(None)?;
        if let Some(content) = &self.change.content {
            content.write(&mut body)?;
        }
        if let Some(in_trash) = self.change.in_trash {
            body.serialize_entry(self.trash, &in_trash)?;
        }
        body.end()
    }
}

impl Limits for Body<'_> {
    fn check(&self, at: &At<'_>) -> Result<(), Error> {
        match (&self.change.content, self.change.in_trash) {
            (Some(content), _) => content.check(at),
            (None, Some(_)) => Ok(()),
            (None, None) => Err(at.key("body").error("says nothing that changes")),
        }
    }

    fn size(&self) -> usize {
        24 + self.change.content.size()
    }
}
