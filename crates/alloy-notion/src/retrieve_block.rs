//! Retrieving a block.

use alloy_core::Action;

use crate::{Block, BlockId, Notion};

/// Retrieves a block, without those inside it.
///
/// ```
/// use alloy_notion::RetrieveBlock;
/// # let block_id: alloy_notion::BlockId = "59833787-2cf9-4fdf-8782-e53db20768a5".parse()?;
/// let action = RetrieveBlock::new(block_id);
/// # Ok::<(), alloy_core::Error>(())
/// ```
///
/// The action `retrieve-a-block`. It changes nothing.
#[derive(Action, Clone, Debug, PartialEq, Eq)]
#[action(connector = Notion, id = "retrieve-a-block", effect = read, output = Block)]
#[must_use = "an action does nothing until it is executed"]
pub struct RetrieveBlock {
    #[action(path)]
    block_id: BlockId,
}

impl RetrieveBlock {
    /// The block of that id, which may be a page's.
    pub fn new(block: impl Into<BlockId>) -> Self {
        Self { block_id: block.into() }
    }
}
