//! Querying data sources.

use alloy_core::{Action, Context, Error};

use crate::{
    DataSourceId, List, Notion, data_source_version,
    filter_properties::FilterProperties,
    limits::{self, Limits},
    query::{Query, QueryResult, ResultType, query_methods},
};

/// Finds rows of a data source, since version 2025-09-03. Earlier ones have
/// [`QueryDatabase`](crate::QueryDatabase).
///
/// ```
/// use alloy_notion::{DataSourceId, Filter, QueryDataSource};
/// # let data_source_id: DataSourceId = "59833787-2cf9-4fdf-8782-e53db20768a5".parse()?;
///
/// QueryDataSource::new(data_source_id).filter(Filter::title("Name").starts_with("A"));
/// # Ok::<(), alloy_core::Error>(())
/// ```
///
/// Of a title, a text, a relation or people of a page, at most 25 references are given. After
/// 10,000 rows Notion stops, and the list [is incomplete](List::is_incomplete).
///
/// The action `query-data-source`. It changes nothing. Notion's documents of version 2026-03-11
/// call it `post-database-query`.
#[derive(Action, Clone, Debug, PartialEq)]
#[action(connector = Notion, id = "query-data-source", effect = read, output = List<QueryResult>)]
#[action(validate = Self::check, size_hint = limits::ENVELOPE + 96 + self.filter_properties.size() + self.query.size())]
#[must_use = "an action does nothing until it is executed"]
pub struct QueryDataSource {
    #[action(path)]
    data_source_id: DataSourceId,
    #[action(query)]
    #[serde(skip_serializing_if = "FilterProperties::is_empty")]
    filter_properties: FilterProperties,
    #[action(body)]
    query: Query,
}

impl QueryDataSource {
    /// All rows of a data source that are not in the trash.
    pub fn new(data_source: impl Into<DataSourceId>) -> Self {
        Self {
            data_source_id: data_source.into(),
            filter_properties: FilterProperties::default(),
            query: Query::default(),
        }
    }

    /// Only pages or only data sources. Without it, both, which matters in wikis only.
    pub fn result_type(mut self, result_type: ResultType) -> Self {
        self.query.result_type = Some(result_type);
        self
    }

    fn check(&self, context: &Context<'_>) -> Result<(), Error> {
        data_source_version::since(context, "query-data-source")?;
        self.query.check_body()
    }
}

query_methods!(QueryDataSource, in_trash);
