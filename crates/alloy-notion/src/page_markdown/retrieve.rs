//! Retrieving a page as Markdown.

use alloy_core::Action;

use super::PageMarkdown;
use crate::{BlockId, Notion};

/// Retrieves what is on a page, or in a block, as Markdown.
///
/// ```
/// use alloy_notion::{PageId, RetrievePageMarkdown};
/// # let page: PageId = "59833787-2cf9-4fdf-8782-e53db20768a5".parse()?;
/// let action = RetrievePageMarkdown::new(page).include_transcript();
/// # Ok::<(), alloy_core::Error>(())
/// ```
///
/// The action `retrieve-page-markdown`. Notion documents it for version 2026-03-11, and 2025-09-03
/// is known to take it; whether 2022-06-28 does is not verified. It changes nothing.
#[derive(Action, Clone, Debug, PartialEq, Eq)]
#[action(connector = Notion, id = "retrieve-page-markdown", effect = read, output = PageMarkdown)]
#[must_use = "an action does nothing until it is executed"]
pub struct RetrievePageMarkdown {
    #[action(path)]
    page_id: BlockId,
    #[action(query)]
    include_transcript: Option<bool>,
}

impl RetrievePageMarkdown {
    /// A page, or a block that was [left out](PageMarkdown::unknown_block_ids) of one.
    pub fn new(page: impl Into<BlockId>) -> Self {
        Self { page_id: page.into(), include_transcript: None }
    }

    /// With the transcripts of meeting notes, of which otherwise only the URL is given.
    pub fn include_transcript(mut self) -> Self {
        self.include_transcript = Some(true);
        self
    }
}
