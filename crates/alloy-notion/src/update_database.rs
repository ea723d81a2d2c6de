//! Updating databases.

use alloy_core::{Action, Context, Effect, Error};
use serde::Serialize;

use crate::{
    Database, DatabaseId, Notion, PageId, data_source_version,
    input::{
        Change, FileInput, IconInput, ParentInput, RichTextInputs, SchemaChanges, change_methods,
    },
    limits::{self, At, Limits},
};

/// Updates a database: its title, looks and, up to version 2022-06-28, its properties. What is not
/// mentioned stays as it is.
///
/// ```
/// use alloy_notion::{PropertySchemaInput, UpdateDatabase};
/// # let database_id: alloy_notion::DatabaseId = "59833787-2cf9-4fdf-8782-e53db20768a5".parse()?;
///
/// UpdateDatabase::new(&database_id)
///     .title("New title")
///     .property("Done", PropertySchemaInput::checkbox())
///     .rename_property("Price", "Net price")
///     .remove_property("Notes");
/// UpdateDatabase::new(&database_id).trash();
/// # Ok::<(), alloy_core::Error>(())
/// ```
///
/// The action `update-a-database`. It writes full values, so it is idempotent, unless it renames a
/// property. Notion's documents of version 2026-03-11 call it `update-database`.
#[derive(Action, Clone, Debug, PartialEq, Serialize)]
#[action(connector = Notion, id = "update-a-database", effect = Self::effect, output = Database)]
#[action(validate = Self::validate, body = Self::body, size_hint = limits::ENVELOPE + self.size())]
#[must_use = "an action does nothing until it is executed"]
pub struct UpdateDatabase {
    #[action(path)]
    #[serde(skip)]
    database_id: DatabaseId,
    #[serde(skip_serializing_if = "Option::is_none")]
    parent: Option<ParentInput>,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<RichTextInputs>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<RichTextInputs>,
    #[serde(skip_serializing_if = "SchemaChanges::is_empty")]
    properties: SchemaChanges,
    #[serde(skip_serializing_if = "Change::is_kept")]
    icon: Change<IconInput>,
    #[serde(skip_serializing_if = "Change::is_kept")]
    cover: Change<FileInput>,
    #[serde(skip_serializing_if = "Option::is_none")]
    is_inline: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    archived: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    in_trash: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    is_locked: Option<bool>,
}

impl UpdateDatabase {
    /// An update that changes nothing yet.
    pub fn new(database: impl Into<DatabaseId>) -> Self {
        Self {
            database_id: database.into(),
            parent: None,
            title: None,
            description: None,
            properties: SchemaChanges::default(),
            icon: Change::Keep,
            cover: Change::Keep,
            is_inline: None,
            archived: None,
            in_trash: None,
            is_locked: None,
        }
    }

    /// The new title.
    pub fn title(mut self, text: impl Into<RichTextInputs>) -> Self {
        self.title = Some(text.into());
        self
    }

    /// What the database is for from now on. An empty text takes the description away.
    pub fn description(mut self, text: impl Into<RichTextInputs>) -> Self {
        self.description = Some(text.into());
        self
    }

    change_methods!(
        schema,
        /// Up to version 2022-06-28; since then [`UpdateDataSource`](crate::UpdateDataSource) has it.
    );

    change_methods!(icon);

    change_methods!(cover);

    /// Shows the database inside its page.
    pub fn inline(mut self) -> Self {
        self.is_inline = Some(true);
        self
    }

    /// Shows the database as a page of its own.
    pub fn full_page(mut self) -> Self {
        self.is_inline = Some(false);
        self
    }

    change_methods!(in_trash or archived, "database");

    change_methods!(is_locked, "database", since "2025-09-03");

    /// Moves the database into a page, since version 2025-09-03.
    pub fn move_to_page(mut self, page: impl Into<PageId>) -> Self {
        self.parent = Some(ParentInput::Page(page.into()));
        self
    }

    /// Makes the database one of its own in the workspace, since version 2025-09-03.
    pub fn move_to_workspace(mut self) -> Self {
        self.parent = Some(ParentInput::Workspace);
        self
    }

    fn check_version(&self, context: &Context<'_>) -> Result<(), Error> {
        if !self.properties.is_empty() {
            data_source_version::before(context, "properties", "`UpdateDataSource` has them")?;
        }
        if self.parent.is_some() {
            data_source_version::since(context, "parent")?;
        }
        if self.is_locked.is_some() {
            data_source_version::since(context, "is_locked")?;
        }
        Ok(())
    }

    fn effect(&self) -> Effect {
        self.properties.effect()
    }

    fn validate(&self, context: &Context<'_>) -> Result<(), Error> {
        self.check_version(context)?;
        self.check(&At::ROOT)?;
        limits::body(self)
    }
}

impl Limits for UpdateDatabase {
    fn check(&self, at: &At<'_>) -> Result<(), Error> {
        self.title.check(&at.key("title"))?;
        self.description.check(&at.key("description"))?;
        self.properties.check(&at.key("properties"))?;
        self.icon.check(&at.key("icon"))?;
        self.cover.check(&at.key("cover"))
    }

    fn size(&self) -> usize {
        320 + self.title.size()
            + self.description.size()
            + self.properties.size()
            + self.icon.size()
            + self.cover.size()
    }
}
