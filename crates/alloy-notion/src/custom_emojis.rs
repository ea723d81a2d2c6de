//! Listing the workspace's own emojis.

use alloy_core::{Action, Cursor};

use crate::{CustomEmoji, List, Notion, page_size::PageSize, paging::paged};

/// Lists the workspace's own emojis.
///
/// ```
/// use alloy_notion::ListCustomEmojis;
/// let action = ListCustomEmojis::new().name("party_parrot");
/// ```
///
/// The action `list-custom-emojis`, which Notion documents since version 2026-03-11. That
/// 2025-09-03 takes it is known from recorded calls. It changes nothing.
#[derive(Action, Clone, Debug, Default, PartialEq)]
#[action(connector = Notion, id = "list-custom-emojis", effect = read, output = List<CustomEmoji>)]
#[action(validate = Self::check_page_size)]
#[must_use = "an action does nothing until it is executed"]
pub struct ListCustomEmojis {
    #[action(query)]
    name: Option<String>,
    #[action(query)]
    start_cursor: Option<Cursor>,
    #[action(query)]
    page_size: Option<PageSize>,
}

impl ListCustomEmojis {
    /// All of them, page by page.
    pub fn new() -> Self {
        Self::default()
    }

    /// Only the one of this name.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }
}

paged!(ListCustomEmojis);
