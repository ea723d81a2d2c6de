//! Blocks in as many calls as it takes.

use super::AppendBlockChildren;
use crate::{BlockId, BlockInput, limits};

/// Bytes of a body that are kept for what stands beside its blocks.
const BESIDE: usize = 256;

impl AppendBlockChildren {
    /// Blocks of any number, in as many calls as Notion's limits ask for.
    ///
    /// They are executed one after the other: each puts its blocks after those that are there. When
    /// one fails, the blocks of those before it stay. What is inside a block goes with it, so a block
    /// that is too large by itself is in a call of its own, which is refused.
    ///
    /// ```
    /// use alloy_notion::{AppendBlockChildren, BlockInput, PageId};
    /// # let page_id: PageId = "59833787-2cf9-4fdf-8782-e53db20768a5".parse()?;
    /// let lines = (1..=250).map(|number| BlockInput::paragraph(format!("Line {number}")));
    /// let calls = AppendBlockChildren::in_parts(&page_id, lines);
    /// assert_eq!(calls.len(), 3);
    /// # Ok::<(), alloy_core::Error>(())
    /// ```
    #[must_use = "an action does nothing until it is executed"]
    pub fn in_parts(
        block: impl Into<BlockId>,
        blocks: impl IntoIterator<Item = BlockInput>,
    ) -> Vec<Self> {
        let block = block.into();
        let mut parts: Vec<Self> = Vec::new();
        let mut room = Room::EMPTY_CALL;
        for child in blocks {
            let left = room.without(&child);
            room = left.or_else(|| Room::EMPTY_CALL.without(&child)).unwrap_or(Room::NONE);
            match parts.last_mut().filter(|_| left.is_some()) {
                Some(part) => part.children.push(child),
                None => parts.push(Self::new(block.clone()).child(child)),
            }
        }
        parts
    }
}

/// What still fits into a call.
#[derive(Clone, Copy)]
struct Room {
    /// Blocks of the first level.
    elements: usize,
    /// Blocks of any level.
    blocks: usize,
    bytes: usize,
}

impl Room {
    const EMPTY_CALL: Self =
        Self { elements: limits::ELEMENTS, blocks: limits::BLOCKS, bytes: limits::BODY - BESIDE };
    const NONE: Self = Self { elements: 0, blocks: 0, bytes: 0 };

    /// What is left with one more block, if it fits.
    fn without(self, block: &BlockInput) -> Option<Self> {
        Some(Self {
            elements: self.elements.checked_sub(1)?,
            blocks: self.blocks.checked_sub(block.count())?,
            // And a comma.
            bytes: self.bytes.checked_sub(limits::size_of_json(block) + 1)?,
        })
    }
}
