//! Creating data sources.

use alloy_core::{Action, Context, Error};
use serde::Serialize;

use crate::{
    DataSource, DatabaseId, Notion, data_source_version,
    input::{
        IconInput, ParentInput, PropertySchemaInput, RichTextInputs, SchemaInput, new_methods,
        properties_method,
    },
    limits::{self, At, Limits},
};

/// Adds a data source to a database, since version 2025-09-03.
///
/// ```
/// use alloy_notion::{CreateDataSource, PropertySchemaInput};
/// # let database_id: alloy_notion::DatabaseId = "59833787-2cf9-4fdf-8782-e53db20768a5".parse()?;
///
/// CreateDataSource::in_database(database_id)
///     .title("Suppliers")
///     .property("Name", PropertySchemaInput::title())
///     .property("Website", PropertySchemaInput::url());
/// # Ok::<(), alloy_core::Error>(())
/// ```
///
/// The action `create-a-data-source`. It is not idempotent: running it twice makes two data
/// sources. Notion's documents of version 2026-03-11 call it `create-a-database`.
#[derive(Action, Clone, Debug, PartialEq, Serialize)]
#[action(connector = Notion, id = "create-a-data-source", effect = write, output = DataSource)]
#[action(validate = Self::validate, size_hint = limits::ENVELOPE + self.size())]
#[must_use = "an action does nothing until it is executed"]
pub struct CreateDataSource {
    parent: ParentInput,
    #[serde(skip_serializing_if = "RichTextInputs::is_empty")]
    title: RichTextInputs,
    properties: SchemaInput,
    #[serde(skip_serializing_if = "Option::is_none")]
    icon: Option<IconInput>,
}

impl CreateDataSource {
    /// A data source of a database.
    pub fn in_database(database: impl Into<DatabaseId>) -> Self {
        Self {
            parent: ParentInput::Database(database.into()),
            title: RichTextInputs::default(),
            properties: SchemaInput::default(),
            icon: None,
        }
    }

    /// The title.
    pub fn title(mut self, text: impl Into<RichTextInputs>) -> Self {
        self.title = text.into();
        self
    }

    /// A property, in place of what was said about it. Exactly one has to be the title.
    pub fn property(mut self, name: impl Into<String>, property: PropertySchemaInput) -> Self {
        self.properties.set(name.into(), property);
        self
    }

    properties_method!(PropertySchemaInput, "Properties");

    new_methods!(icon);

    fn validate(&self, context: &Context<'_>) -> Result<(), Error> {
        data_source_version::since(context, "create-a-data-source")?;
        self.properties.check_version(context, &At::ROOT.key("properties"))?;
        self.check(&At::ROOT)?;
        limits::body(self)
    }
}

impl Limits for CreateDataSource {
    fn check(&self, at: &At<'_>) -> Result<(), Error> {
        self.title.check(&at.key("title"))?;
        let properties = at.key("properties");
        self.properties.check_title(&properties)?;
        self.properties.check(&properties)?;
        self.icon.check(&at.key("icon"))
    }

    fn size(&self) -> usize {
        128 + self.title.size() + self.properties.size() + self.icon.size()
    }
}
