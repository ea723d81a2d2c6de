//! Retrieving databases.

use alloy_core::Action;

use crate::{Database, DatabaseId, Notion};

/// Retrieves a database: with its properties up to version 2022-06-28, since then with its data
/// sources, which [`RetrieveDataSource`](crate::RetrieveDataSource) retrieves.
///
/// ```
/// use alloy_notion::{DatabaseId, RetrieveDatabase};
/// # let database_id: DatabaseId = "59833787-2cf9-4fdf-8782-e53db20768a5".parse()?;
/// RetrieveDatabase::new(database_id);
/// # Ok::<(), alloy_core::Error>(())
/// ```
///
/// A linked database is none to Notion: the id of the original is needed. Up to version 2022-06-28,
/// a database with more than one data source fails with
/// [`MultipleDataSources`](crate::MultipleDataSources).
///
/// The action `retrieve-a-database`. It changes nothing.
#[derive(Action, Clone, Debug, PartialEq, Eq)]
#[action(connector = Notion, id = "retrieve-a-database", effect = read, output = Database)]
#[must_use = "an action does nothing until it is executed"]
pub struct RetrieveDatabase {
    #[action(path)]
    database_id: DatabaseId,
}

impl RetrieveDatabase {
    /// The database of that id.
    pub fn new(database: impl Into<DatabaseId>) -> Self {
        Self { database_id: database.into() }
    }
}
