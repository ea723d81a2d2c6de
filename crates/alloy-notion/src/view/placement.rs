//! Where a new view goes.

use serde::Serialize;

use crate::{BlockId, DatabaseId, PageId, ViewId};

/// Where a new view goes: into a database, a dashboard, or a new linked database on a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct ViewPlace(Place);

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
enum Place {
    Database {
        database_id: DatabaseId,
        #[serde(skip_serializing_if = "Option::is_none")]
        position: Option<ViewPosition>,
    },
    Dashboard {
        view_id: ViewId,
        #[serde(skip_serializing_if = "Option::is_none")]
        placement: Option<WidgetPlacement>,
    },
    LinkedDatabase {
        create_database: CreateDatabase,
    },
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct CreateDatabase {
    parent: Page,
    #[serde(skip_serializing_if = "Option::is_none")]
    position: Option<AfterBlock>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename = "page_id")]
struct Page {
    page_id: PageId,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename = "after_block")]
struct AfterBlock {
    block_id: BlockId,
}

impl ViewPlace {
    /// The last tab of a database.
    pub fn database(database: impl Into<DatabaseId>) -> Self {
        Self(Place::Database { database_id: database.into(), position: None })
    }

    /// A tab of a database.
    pub fn database_at(database: impl Into<DatabaseId>, position: ViewPosition) -> Self {
        Self(Place::Database { database_id: database.into(), position: Some(position) })
    }

    /// A dashboard, by the id of its view, where Notion thinks best.
    pub fn dashboard(dashboard: impl Into<ViewId>) -> Self {
        Self(Place::Dashboard { view_id: dashboard.into(), placement: None })
    }

    /// A row of a dashboard, by the id of its view.
    pub fn dashboard_at(dashboard: impl Into<ViewId>, placement: WidgetPlacement) -> Self {
        Self(Place::Dashboard { view_id: dashboard.into(), placement: Some(placement) })
    }

    /// A new linked database at the end of a page.
    pub fn linked_database(page: impl Into<PageId>) -> Self {
        Self::linked(page.into(), None)
    }

    /// A new linked database after a block of a page.
    pub fn linked_database_after(page: impl Into<PageId>, block: impl Into<BlockId>) -> Self {
        Self::linked(page.into(), Some(AfterBlock { block_id: block.into() }))
    }

    fn linked(page_id: PageId, position: Option<AfterBlock>) -> Self {
        let create_database = CreateDatabase { parent: Page { page_id }, position };
        Self(Place::LinkedDatabase { create_database })
    }
}

/// Where among the tabs of a database a new view goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct ViewPosition(Position);

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Position {
    Start,
    End,
    AfterView { view_id: ViewId },
}

impl ViewPosition {
    /// Before all others.
    pub fn start() -> Self {
        Self(Position::Start)
    }

    /// After all others.
    pub fn end() -> Self {
        Self(Position::End)
    }

    /// After another view.
    pub fn after(view: impl Into<ViewId>) -> Self {
        Self(Position::AfterView { view_id: view.into() })
    }
}

/// In which row of a dashboard a new view goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct WidgetPlacement(Placement);

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Placement {
    NewRow {
        #[serde(skip_serializing_if = "Option::is_none")]
        row_index: Option<u32>,
    },
    ExistingRow {
        row_index: u32,
    },
}

impl WidgetPlacement {
    /// A row of its own, after all others.
    pub fn new_row() -> Self {
        Self(Placement::NewRow { row_index: None })
    }

    /// A row of its own, at an index counted from 0.
    pub fn new_row_at(index: u32) -> Self {
        Self(Placement::NewRow { row_index: Some(index) })
    }

    /// A row that is there, by its index counted from 0.
    pub fn existing_row(index: u32) -> Self {
        Self(Placement::ExistingRow { row_index: index })
    }
}
