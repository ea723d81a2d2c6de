//! Listing what is inside a block.

use alloy_core::{Action, Cursor};

use crate::{Block, BlockId, List, Notion, page_size::PageSize, paging::paged};

/// Lists the blocks that are directly inside a block or on a page.
///
/// Those inside them are not given: whoever wants them lists the children of each block that
/// [has any](Block::has_children).
///
/// ```
/// use alloy_notion::{ListBlockChildren, PageId};
/// # let page_id: PageId = "59833787-2cf9-4fdf-8782-e53db20768a5".parse()?;
/// let on_the_page = ListBlockChildren::new(page_id).page_size(50);
/// # Ok::<(), alloy_core::Error>(())
/// ```
///
/// The action `get-block-children`. It changes nothing.
#[derive(Action, Clone, Debug, PartialEq)]
#[action(connector = Notion, id = "get-block-children", effect = read, output = List<Block>)]
#[action(validate = Self::check_page_size)]
#[must_use = "an action does nothing until it is executed"]
pub struct ListBlockChildren {
    #[action(path)]
    block_id: BlockId,
    #[action(query)]
    start_cursor: Option<Cursor>,
    #[action(query)]
    page_size: Option<PageSize>,
}

impl ListBlockChildren {
    /// What is inside the block, the page or the database of that id.
    pub fn new(block: impl Into<BlockId>) -> Self {
        Self { block_id: block.into(), start_cursor: None, page_size: None }
    }
}

paged!(ListBlockChildren);
