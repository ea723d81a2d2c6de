//! Putting blocks inside a block.

mod output;
mod parts;

use alloy_core::{Action, Context, Effect, EnvelopeWriter, Error, Operation, Reply};
use serde::Serialize;

use crate::{
    BlockId, List, Notion, NotionVersion,
    input::{BlockInput, BlockPosition, check_blocks},
    limits::{self, At, Limits},
};

pub use output::AppendedBlocks;

/// Puts blocks inside a block or on a page: after those that are there, or elsewhere.
///
/// ```
/// use alloy_notion::{AppendBlockChildren, BlockInput, BlockPosition, PageId};
/// # let page_id: PageId = "59833787-2cf9-4fdf-8782-e53db20768a5".parse()?;
///
/// AppendBlockChildren::new(&page_id)
///     .child(BlockInput::heading_1("Groceries"))
///     .children(["Milk", "Eggs"].map(BlockInput::to_do));
///
/// AppendBlockChildren::new(&page_id)
///     .child(BlockInput::callout("Read me first"))
///     .position(BlockPosition::start());
/// # Ok::<(), alloy_core::Error>(())
/// ```
///
/// The action `patch-block-children`. It is not idempotent: running it twice makes the blocks
/// twice. Notion's limits are checked before anything is sent.
#[derive(Clone, Debug, PartialEq)]
#[must_use = "an action does nothing until it is executed"]
pub struct AppendBlockChildren {
    block_id: BlockId,
    children: Vec<BlockInput>,
    position: Option<BlockPosition>,
}

impl AppendBlockChildren {
    /// Inside the block or the page of that id, without any blocks yet.
    pub fn new(block: impl Into<BlockId>) -> Self {
        Self { block_id: block.into(), children: Vec::new(), position: None }
    }

    /// Adds a block. See [`children`](Self::children).
    pub fn child(self, block: BlockInput) -> Self {
        self.children([block])
    }

    /// Adds blocks: 1 to 100 on the first level, at most 1,000 in all, and at most two levels
    /// inside each. See [`in_parts`](Self::in_parts) for more of them.
    pub fn children(mut self, blocks: impl IntoIterator<Item = BlockInput>) -> Self {
        self.children.extend(blocks);
        self
    }

    /// Where the blocks are put. Without it, at the end.
    ///
    /// [`BlockPosition::start`] is refused before version 2025-09-03. Notion documents it since
    /// 2026-03-11; that 2025-09-03 takes it is known from recorded calls.
    pub fn position(mut self, position: BlockPosition) -> Self {
        self.position = Some(position);
        self
    }

    /// The body for a version.
    fn body(&self, context: &Context<'_>) -> Body<'_> {
        let version = NotionVersion::of(context);
        let has_after =
            version.is_none_or(|version| version.as_str() < NotionVersion::V2026_03_11.as_str());
        let position = self.position.as_ref().filter(|position| !position.is_end());
        let after = position.and_then(BlockPosition::after_id).filter(|_| has_after);
        Body { children: &self.children, after, position: position.filter(|_| after.is_none()) }
    }
}

/// The body, in which versions before 2026-03-11 have `after` instead of a position.
#[derive(Serialize)]
struct Body<'a> {
    children: &'a [BlockInput],
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<&'a BlockId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    position: Option<&'a BlockPosition>,
}

impl Action for AppendBlockChildren {
    type Output = AppendedBlocks;

    fn operation(&self) -> Operation<'_> {
        Operation::new(&Notion, "patch-block-children", Effect::Write)
    }

    fn validate(&self, context: &Context<'_>) -> Result<(), Error> {
        let body = self.body(context);
        body.check(&At::ROOT)?;
        let has_position =
            NotionVersion::of(context).is_some_and(|version| version.has_data_sources());
        if body.position.is_some() && !has_position {
            return Err(At::ROOT.key("position").error(
                "the start is a position since version 2025-09-03 only: with earlier ones, put \
                 blocks after another or at the end",
            ));
        }
        limits::body(&body)
    }

    fn encode(&self, envelope: &mut EnvelopeWriter<'_>) -> Result<(), Error> {
        envelope.path("block_id", &self.block_id)?;
        envelope.body(&self.body(envelope.context()))
    }

    fn decode(&self, reply: Reply) -> Result<AppendedBlocks, Error> {
        let list: List<_> = reply.decode()?;
        Ok(AppendedBlocks::new(list, self.children.len()))
    }

    fn size_hint(&self) -> usize {
        limits::ENVELOPE + 96 + size(&self.children)
    }
}

fn size(children: &[BlockInput]) -> usize {
    128 + children.iter().map(BlockInput::size).sum::<usize>()
}

impl Limits for Body<'_> {
    fn check(&self, at: &At<'_>) -> Result<(), Error> {
        let children = at.key("children");
        if self.children.is_empty() {
            return Err(children.error("0 elements, at least 1"));
        }
        check_blocks(self.children, &children)
    }

    fn size(&self) -> usize {
        size(self.children)
    }
}
