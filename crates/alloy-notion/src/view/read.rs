//! Asking for views.

use alloy_core::{Action, Cursor};

use super::View;
use crate::{DataSourceId, DatabaseId, List, Notion, ViewId, page_size::PageSize, paging::paged};

/// Lists the views of a database or of a data source, by nothing but their ids.
///
/// ```
/// use alloy_notion::{DatabaseId, ListViews};
/// # let database: DatabaseId = "59833787-2cf9-4fdf-8782-e53db20768a5".parse()?;
/// let action = ListViews::of_database(database);
/// # Ok::<(), alloy_core::Error>(())
/// ```
///
/// The action `list-views`, which Notion documents since version 2026-03-11. That 2025-09-03 takes
/// it is known from recorded calls. It changes nothing.
#[derive(Action, Clone, Debug, PartialEq)]
#[action(connector = Notion, id = "list-views", effect = read, output = List<View>)]
#[action(validate = Self::check_page_size)]
#[must_use = "an action does nothing until it is executed"]
pub struct ListViews {
    #[action(query)]
    database_id: Option<DatabaseId>,
    #[action(query)]
    data_source_id: Option<DataSourceId>,
    #[action(query)]
    start_cursor: Option<Cursor>,
    #[action(query)]
    page_size: Option<PageSize>,
}

impl ListViews {
    /// The views that are tabs of a database.
    pub fn of_database(database: impl Into<DatabaseId>) -> Self {
        Self::of(Some(database.into()), None)
    }

    /// The views of a data source, wherever they are.
    pub fn of_data_source(data_source: impl Into<DataSourceId>) -> Self {
        Self::of(None, Some(data_source.into()))
    }

    fn of(database_id: Option<DatabaseId>, data_source_id: Option<DataSourceId>) -> Self {
        Self { database_id, data_source_id, start_cursor: None, page_size: None }
    }
}

paged!(ListViews);

/// Retrieves a view.
///
/// ```
/// use alloy_notion::{RetrieveView, ViewId};
/// let action = RetrieveView::new(ViewId::new("a3f1b2c4-5678-4def-abcd-1234567890ab")?);
/// # Ok::<(), alloy_core::Error>(())
/// ```
///
/// The action `retrieve-a-view`, which Notion documents since version 2026-03-11. Whether older
/// versions take it is not verified. It changes nothing.
#[derive(Action, Clone, Debug, PartialEq, Eq)]
#[action(connector = Notion, id = "retrieve-a-view", effect = read, output = View)]
#[must_use = "an action does nothing until it is executed"]
pub struct RetrieveView {
    #[action(path)]
    view_id: ViewId,
}

impl RetrieveView {
    /// The view of that id.
    pub fn new(view: impl Into<ViewId>) -> Self {
        Self { view_id: view.into() }
    }
}
