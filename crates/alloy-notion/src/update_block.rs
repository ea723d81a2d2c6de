//! Updating blocks.

use alloy_core::{Action, Context, Error};
use serde::{Serialize, Serializer, ser::SerializeMap};

use crate::{
    Block, BlockId, Notion,
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
#[action(validate = Self::check_all, size_hint = limits::ENVELOPE + 96 + self.change.size())]
#[must_use = "an action does nothing until it is executed"]
pub struct UpdateBlock {
    #[action(path)]
    block_id: BlockId,
    #[action(body)]
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

    fn check_all(&self, _: &Context<'_>) -> Result<(), Error> {
        self.change.check(&At::ROOT)?;
        limits::body(&self.change)
    }
}

/// The body: at most one member that is named as the block's type.
#[derive(Clone, Debug, PartialEq)]
struct BlockChange {
    content: Option<BlockUpdate>,
    in_trash: Option<bool>,
}

impl Serialize for BlockChange {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut body = serializer.serialize_map(None)?;
        if let Some(content) = &self.content {
            content.write(&mut body)?;
        }
        if let Some(in_trash) = self.in_trash {
            body.serialize_entry("in_trash", &in_trash)?;
        }
        body.end()
    }
}

impl Limits for BlockChange {
    fn check(&self, at: &At<'_>) -> Result<(), Error> {
        match (&self.content, self.in_trash) {
            (Some(content), _) => content.check(at),
            (None, Some(_)) => Ok(()),
            (None, None) => Err(at.key("body").error("says nothing that changes")),
        }
    }

    fn size(&self) -> usize {
        24 + self.content.size()
    }
}
