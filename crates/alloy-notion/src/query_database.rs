//! Querying databases.

use alloy_core::{Action, Context, Error};

use crate::{
    DatabaseId, List, Notion, data_source_version,
    filter_properties::FilterProperties,
    limits::{self, Limits},
    query::{Query, QueryResult, query_methods},
};

/// Finds rows of a database, up to version 2022-06-28. Later ones have
/// [`QueryDataSource`](crate::QueryDataSource).
///
/// ```
/// use alloy_notion::{DatabaseId, Direction, Filter, QueryDatabase, Sort};
/// # let database_id: DatabaseId = "59833787-2cf9-4fdf-8782-e53db20768a5".parse()?;
///
/// QueryDatabase::new(database_id)
///     .filter(Filter::checkbox("Done").equals(false))
///     .sort(Sort::property("Due", Direction::Ascending))
///     .page_size(50);
/// # Ok::<(), alloy_core::Error>(())
/// ```
///
/// Of a title, a text, a relation or people of a page, at most 25 references are given. After
/// 10,000 rows Notion stops, and the list [is incomplete](List::is_incomplete).
///
/// For a database with more than one data source the call fails with
/// [`MultipleDataSources`](crate::MultipleDataSources).
///
/// The action `post-database-query`. It changes nothing. Notion's documents of version 2026-03-11
/// give this id to the query of a data source.
#[derive(Action, Clone, Debug, PartialEq)]
#[action(connector = Notion, id = "post-database-query", effect = read, output = List<QueryResult>)]
#[action(validate = Self::check, size_hint = limits::ENVELOPE + 96 + self.filter_properties.size() + self.query.size())]
#[must_use = "an action does nothing until it is executed"]
pub struct QueryDatabase {
    #[action(path)]
    database_id: DatabaseId,
    #[action(query)]
    #[serde(skip_serializing_if = "FilterProperties::is_empty")]
    filter_properties: FilterProperties,
    #[action(body)]
    query: Query,
}

impl QueryDatabase {
    /// All rows of a database that are not in the trash.
    pub fn new(database: impl Into<DatabaseId>) -> Self {
        Self {
            database_id: database.into(),
            filter_properties: FilterProperties::default(),
            query: Query::default(),
        }
    }

    fn check(&self, context: &Context<'_>) -> Result<(), Error> {
        data_source_version::before(context, "post-database-query", "`QueryDataSource` is")?;
        self.query.check_body()
    }
}

query_methods!(QueryDatabase, archived);
