//! Updating data sources.

use alloy_core::{Action, Context, Effect, Error};
use serde::Serialize;

use crate::{
    DataSource, DataSourceId, DatabaseId, Notion, data_source_version,
    input::{Change, IconInput, ParentInput, RichTextInputs, SchemaChanges, change_methods},
    limits::{self, At, Limits},
};

/// Updates a data source: its title, icon and properties, since version 2025-09-03. What is not
/// mentioned stays as it is.
///
/// ```
/// use alloy_notion::{PropertySchemaInput, UpdateDataSource};
/// # let data_source_id: alloy_notion::DataSourceId =
/// #     "59833787-2cf9-4fdf-8782-e53db20768a5".parse()?;
///
/// UpdateDataSource::new(&data_source_id)
///     .property("Done", PropertySchemaInput::checkbox())
///     .rename_property("Price", "Net price")
///     .remove_property("Notes");
/// # Ok::<(), alloy_core::Error>(())
/// ```
///
/// The action `update-a-data-source`. It writes full values, so it is idempotent, unless it renames
/// a property.
#[derive(Action, Clone, Debug, PartialEq, Serialize)]
#[action(connector = Notion, id = "update-a-data-source", effect = Self::effect, output = DataSource)]
#[action(validate = Self::validate, size_hint = limits::ENVELOPE + self.size())]
#[must_use = "an action does nothing until it is executed"]
pub struct UpdateDataSource {
    #[action(path)]
    #[serde(skip)]
    data_source_id: DataSourceId,
    #[serde(skip_serializing_if = "Option::is_none")]
    parent: Option<ParentInput>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<RichTextInputs>,
    #[serde(skip_serializing_if = "SchemaChanges::is_empty")]
    properties: SchemaChanges,
    #[serde(skip_serializing_if = "Change::is_kept")]
    icon: Change<IconInput>,
    #[serde(skip_serializing_if = "Option::is_none")]
    in_trash: Option<bool>,
}

impl UpdateDataSource {
    /// An update that changes nothing yet.
    pub fn new(data_source: impl Into<DataSourceId>) -> Self {
        Self {
            data_source_id: data_source.into(),
            parent: None,
            title: None,
            properties: SchemaChanges::default(),
            icon: Change::Keep,
            in_trash: None,
        }
    }

    /// The new title.
    pub fn title(mut self, text: impl Into<RichTextInputs>) -> Self {
        self.title = Some(text.into());
        self
    }

    change_methods!(schema);

    change_methods!(icon);

    change_methods!(in_trash, "data source");

    /// Moves the data source to another database.
    pub fn move_to_database(mut self, database: impl Into<DatabaseId>) -> Self {
        self.parent = Some(ParentInput::Database(database.into()));
        self
    }

    fn effect(&self) -> Effect {
        self.properties.effect()
    }

    fn validate(&self, context: &Context<'_>) -> Result<(), Error> {
        data_source_version::since(context, "update-a-data-source")?;
        self.properties.check_version(context, &At::ROOT.key("properties"))?;
        self.check(&At::ROOT)?;
        limits::body(self)
    }
}

impl Limits for UpdateDataSource {
    fn check(&self, at: &At<'_>) -> Result<(), Error> {
        self.title.check(&at.key("title"))?;
        self.properties.check(&at.key("properties"))?;
        self.icon.check(&at.key("icon"))
    }

    fn size(&self) -> usize {
        192 + self.title.size() + self.properties.size() + self.icon.size()
    }
}
