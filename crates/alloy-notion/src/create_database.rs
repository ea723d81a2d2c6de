//! Creating databases.

use alloy_core::{Action, Context, Error};
use serde::Serialize;

use crate::{
    Database, DatabaseId, Notion, PageId, data_source_version,
    input::{
        FileInput, IconInput, ParentInput, PropertySchemaInput, RichTextInputs, SchemaInput,
        new_methods, properties_method,
    },
    limits::{self, At, Limits},
};

/// Creates a database; since version 2025-09-03, with its first data source.
///
/// ```
/// use alloy_notion::{CreateDatabase, IconInput, NumberFormat, PropertySchemaInput};
/// # let page_id: alloy_notion::PageId = "59833787-2cf9-4fdf-8782-e53db20768a5".parse()?;
///
/// CreateDatabase::in_page(page_id)
///     .title("Groceries")
///     .icon(IconInput::emoji("🥦"))
///     .property("Name", PropertySchemaInput::title())
///     .property("Price", PropertySchemaInput::number(NumberFormat::Euro))
///     .property("In stock", PropertySchemaInput::checkbox());
/// # Ok::<(), alloy_core::Error>(())
/// ```
///
/// The properties are those of the first data source where there are data sources, whatever the
/// version calls it. Notion's limits are checked before anything is sent.
///
/// The action `create-a-database`. It is not idempotent: running it twice makes two databases.
/// Notion's documents of version 2026-03-11 call it `create-database`, and what they call
/// `create-a-database` is [`CreateDataSource`](crate::CreateDataSource).
#[derive(Action, Clone, Debug, PartialEq)]
#[action(connector = Notion, id = "create-a-database", effect = write, output = Database)]
#[action(validate = Self::validate, body = Self::body, size_hint = limits::ENVELOPE + self.size())]
#[must_use = "an action does nothing until it is executed"]
pub struct CreateDatabase {
    parent: ParentInput,
    title: RichTextInputs,
    description: RichTextInputs,
    is_inline: Option<bool>,
    properties: SchemaInput,
    icon: Option<IconInput>,
    cover: Option<FileInput>,
}

/// The body, whose properties are where the version has them.
#[derive(Serialize)]
struct Body<'a> {
    parent: &'a ParentInput,
    #[serde(skip_serializing_if = "RichTextInputs::is_empty")]
    title: &'a RichTextInputs,
    #[serde(skip_serializing_if = "RichTextInputs::is_empty")]
    description: &'a RichTextInputs,
    #[serde(skip_serializing_if = "Option::is_none")]
    is_inline: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    properties: Option<&'a SchemaInput>,
    #[serde(skip_serializing_if = "Option::is_none")]
    initial_data_source: Option<InitialDataSource<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    icon: Option<&'a IconInput>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cover: Option<&'a FileInput>,
    #[serde(skip)]
    size: usize,
}

#[derive(Serialize)]
struct InitialDataSource<'a> {
    properties: &'a SchemaInput,
}

impl CreateDatabase {
    /// A database inside a page.
    pub fn in_page(page: impl Into<PageId>) -> Self {
        Self::under(ParentInput::Page(page.into()))
    }

    /// A database inside a wiki, which is a database itself, up to version 2022-06-28.
    pub fn in_wiki(wiki: impl Into<DatabaseId>) -> Self {
        Self::under(ParentInput::Database(wiki.into()))
    }

    /// A database of its own in the workspace, since version 2025-09-03.
    pub fn in_workspace() -> Self {
        Self::under(ParentInput::Workspace)
    }

    fn under(parent: ParentInput) -> Self {
        Self {
            parent,
            title: RichTextInputs::default(),
            description: RichTextInputs::default(),
            is_inline: None,
            properties: SchemaInput::default(),
            icon: None,
            cover: None,
        }
    }

    /// The title.
    pub fn title(mut self, text: impl Into<RichTextInputs>) -> Self {
        self.title = text.into();
        self
    }

    /// What the database is for.
    pub fn description(mut self, text: impl Into<RichTextInputs>) -> Self {
        self.description = text.into();
        self
    }

    /// Shows the database inside its page rather than as a page of its own.
    pub fn inline(mut self) -> Self {
        self.is_inline = Some(true);
        self
    }

    /// A property, in place of what was said about it. Exactly one has to be the title.
    ///
    /// Since version 2025-09-03 there may be none; that Notion then adds a title is not verified.
    pub fn property(mut self, name: impl Into<String>, property: PropertySchemaInput) -> Self {
        self.properties.set(name.into(), property);
        self
    }

    properties_method!(PropertySchemaInput, "Properties");

    new_methods!(icon);

    new_methods!(cover);

    fn body<'a>(&'a self, context: &Context<'_>) -> Body<'a> {
        let properties = &self.properties;
        let (properties, initial_data_source) = match data_source_version::has(context) {
            true if properties.is_empty() => (None, None),
            true => (None, Some(InitialDataSource { properties })),
            false => (Some(properties), None),
        };
        Body {
            parent: &self.parent,
            title: &self.title,
            description: &self.description,
            is_inline: self.is_inline,
            properties,
            initial_data_source,
            icon: self.icon.as_ref(),
            cover: self.cover.as_ref(),
            size: self.size(),
        }
    }

    fn validate(&self, context: &Context<'_>) -> Result<(), Error> {
        let body = self.body(context);
        body.check_version(context)?;
        body.check(&At::ROOT)?;
        limits::body(&body)
    }

    fn size(&self) -> usize {
        192 + self.title.size()
            + self.description.size()
            + self.properties.size()
            + self.icon.size()
            + self.cover.size()
    }
}

impl Body<'_> {
    /// Checks what depends on the version that will be sent.
    fn check_version(&self, context: &Context<'_>) -> Result<(), Error> {
        match self.parent {
            ParentInput::Workspace => data_source_version::since(context, "parent.workspace")?,
            ParentInput::Database(_) => {
                data_source_version::before(context, "parent.database_id", "`page_id` is")?;
            }
            ParentInput::Page(_) | ParentInput::DataSource(_) => {}
        }
        self.with_schema(&At::ROOT, |schema, at| schema.check_version(context, at))
    }

    /// Calls `check` with the properties, if there are any to be sent, and their place.
    fn with_schema(
        &self,
        at: &At<'_>,
        check: impl Fn(&SchemaInput, &At<'_>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        if let Some(schema) = self.properties {
            check(schema, &at.key("properties"))?;
        }
        match &self.initial_data_source {
            Some(source) => {
                check(source.properties, &at.key("initial_data_source").key("properties"))
            }
            None => Ok(()),
        }
    }
}

impl Limits for Body<'_> {
    fn check(&self, at: &At<'_>) -> Result<(), Error> {
        self.title.check(&at.key("title"))?;
        self.description.check(&at.key("description"))?;
        self.with_schema(at, |schema, at| schema.check_title(at).and_then(|()| schema.check(at)))?;
        self.icon.check(&at.key("icon"))?;
        self.cover.check(&at.key("cover"))
    }

    fn size(&self) -> usize {
        self.size
    }
}
