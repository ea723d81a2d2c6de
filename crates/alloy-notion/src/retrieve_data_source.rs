//! Retrieving data sources.

use alloy_core::{Action, Context, Error};

use crate::{DataSource, DataSourceId, Notion, data_source_version};

/// Retrieves a data source with its properties, since version 2025-09-03.
///
/// ```
/// use alloy_notion::{DataSourceId, RetrieveDataSource};
/// # let data_source_id: DataSourceId = "59833787-2cf9-4fdf-8782-e53db20768a5".parse()?;
/// RetrieveDataSource::new(data_source_id);
/// # Ok::<(), alloy_core::Error>(())
/// ```
///
/// The action `retrieve-a-data-source`. It changes nothing.
#[derive(Action, Clone, Debug, PartialEq, Eq)]
#[action(connector = Notion, id = "retrieve-a-data-source", effect = read, output = DataSource)]
#[action(validate = Self::check)]
#[must_use = "an action does nothing until it is executed"]
pub struct RetrieveDataSource {
    #[action(path)]
    data_source_id: DataSourceId,
}

impl RetrieveDataSource {
    /// The data source of that id.
    pub fn new(data_source: impl Into<DataSourceId>) -> Self {
        Self { data_source_id: data_source.into() }
    }

    #[expect(clippy::unused_self, reason = "the derive calls it with the action")]
    fn check(&self, context: &Context<'_>) -> Result<(), Error> {
        data_source_version::since(context, "retrieve-a-data-source")
    }
}
