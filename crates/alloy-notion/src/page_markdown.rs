//! Pages as Notion's kind of Markdown.

mod change;
mod retrieve;
mod update;

use compact_str::CompactString;

use crate::{BlockId, PageId, wire::object};

pub use change::{ContentUpdate, InsertContent, MarkdownChange, ReplaceContent};
pub use change::{ReplaceContentRange, UpdateContent};
pub use retrieve::RetrievePageMarkdown;
pub use update::{MarkdownUpdated, UpdatePageMarkdown};

object! {
    /// What is on a page, in Notion's kind of Markdown.
    pub struct PageMarkdown as "page_markdown" {
        /// The page, or the block that was asked for.
        id: PageId,
        /// The Markdown.
        markdown: CompactString,
        /// Whether the page has more than is given here.
        truncated: bool,
        /// Blocks that are not in the Markdown.
        /// [`RetrievePageMarkdown`] takes their ids where it takes that of a page.
        unknown_block_ids: Vec<BlockId>,
    }
}

impl PageMarkdown {
    /// Whether all that was asked for is in the Markdown.
    pub fn is_complete(&self) -> bool {
        !self.truncated && self.unknown_block_ids.is_empty()
    }
}
