//! Moving pages.

use alloy_core::Action;

use crate::{DataSourceId, Notion, Page, PageId, input::ParentInput};

/// Moves a page into another page or into a data source.
///
/// ```
/// use alloy_notion::{MovePage, PageId};
/// # let page: PageId = "59833787-2cf9-4fdf-8782-e53db20768a5".parse()?;
/// # let archive: PageId = "0e5235bf-86aa-4efb-93aa-772cce7eab71".parse()?;
/// let action = MovePage::into_page(page, archive);
/// # Ok::<(), alloy_core::Error>(())
/// ```
///
/// The action `move-page`, which Notion documents since version 2025-09-03. Whether older versions
/// take it is not verified. Moving a page to where it is leaves it there, so it is idempotent.
#[derive(Action, Clone, Debug, PartialEq, Eq)]
#[action(connector = Notion, id = "move-page", effect = idempotent, output = Page)]
#[must_use = "an action does nothing until it is executed"]
pub struct MovePage {
    #[action(path)]
    page_id: PageId,
    parent: ParentInput,
}

impl MovePage {
    /// Moves a page into another page.
    pub fn into_page(page: impl Into<PageId>, parent: impl Into<PageId>) -> Self {
        Self { page_id: page.into(), parent: ParentInput::Page(parent.into()) }
    }

    /// Makes a page a row of a data source.
    pub fn into_data_source(page: impl Into<PageId>, parent: impl Into<DataSourceId>) -> Self {
        Self { page_id: page.into(), parent: ParentInput::DataSource(parent.into()) }
    }
}
