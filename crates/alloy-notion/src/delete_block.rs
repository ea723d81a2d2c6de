//! Deleting a block.

use alloy_core::Action;

use crate::{Block, BlockId, Notion};

/// Moves a block to the trash, with all that is inside it. Pages and databases too.
///
/// Gives the block as it is then. [`UpdateBlock::restore`](crate::UpdateBlock::restore) takes it
/// out again.
///
/// ```
/// use alloy_notion::DeleteBlock;
/// # let block_id: alloy_notion::BlockId = "59833787-2cf9-4fdf-8782-e53db20768a5".parse()?;
/// let action = DeleteBlock::new(block_id);
/// # Ok::<(), alloy_core::Error>(())
/// ```
///
/// The action `delete-a-block`. It is idempotent: done twice, the block is in the trash.
#[derive(Action, Clone, Debug, PartialEq, Eq)]
#[action(connector = Notion, id = "delete-a-block", effect = idempotent, output = Block)]
#[must_use = "an action does nothing until it is executed"]
pub struct DeleteBlock {
    #[action(path)]
    block_id: BlockId,
}

impl DeleteBlock {
    /// The block of that id.
    pub fn new(block: impl Into<BlockId>) -> Self {
        Self { block_id: block.into() }
    }
}
