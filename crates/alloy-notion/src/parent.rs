//! What pages, databases, blocks and comments are in.

use crate::{
    AgentId, BlockId, DataSourceId, DatabaseId, PageId,
    wire::{object, union},
};

object! {
    /// What a page, a database, a block or a comment is in.
    ///
    /// A page of a database is in one of its data sources since version 2025-09-03; the database is
    /// then given beside it, see [`database_id`](Self::database_id).
    pub struct Parent {
        ..kind: ParentKind,
    }
}

union! {
    /// What something is in.
    pub enum ParentKind {
        /// A page.
        "page_id" => Page(PageId),
        /// A database.
        "database_id" => Database(DatabaseId),
        /// A data source of a database.
        "data_source_id" => DataSource(DataSourceId),
        /// A block.
        "block_id" => Block(BlockId),
        /// Nothing but the workspace. The flag is always set.
        "workspace" => Workspace(bool),
        /// An agent.
        "agent_id" => Agent(AgentId),
    }
}

impl Parent {
    /// The page, if it is one.
    pub fn page_id(&self) -> Option<&PageId> {
        match &self.kind {
            ParentKind::Page(id) => Some(id),
            _ => None,
        }
    }

    /// The data source, if it is one.
    pub fn data_source_id(&self) -> Option<&DataSourceId> {
        match &self.kind {
            ParentKind::DataSource(id) => Some(id),
            _ => None,
        }
    }

    /// The block, if it is one.
    pub fn block_id(&self) -> Option<&BlockId> {
        match &self.kind {
            ParentKind::Block(id) => Some(id),
            _ => None,
        }
    }

    /// The database, or the one that the data source belongs to if Notion says which.
    pub fn database_id(&self) -> Option<DatabaseId> {
        match &self.kind {
            ParentKind::Database(id) => Some(id.clone()),
            _ => self.extra.get("database_id")?.decode().ok(),
        }
    }

    /// Whether it is the workspace itself.
    pub fn is_workspace(&self) -> bool {
        match &self.kind {
            ParentKind::Workspace(_) => true,
            // Replies of 2021 say no more than the type.
            ParentKind::Other(unknown) => unknown.name() == "workspace",
            _ => false,
        }
    }
}
