//! Properties that a database is to have, to be written.

mod change;
mod config;
mod convert;
mod map;
mod reference;
mod relation;

use alloy_core::{Context, Error};
use serde::{Serialize, Serializer, ser::SerializeMap};

use super::{OptionInput, tagged::Tagged};
use crate::{
    NumberFormat, RollupFunction,
    limits::{self, At, Limits},
};
use config::Config;

pub(crate) use change::SchemaChanges;
pub(crate) use map::SchemaInput;
pub use reference::PropertyReference;
pub use relation::RelationInput;

/// What a database is to say about one property of its pages.
///
/// ```
/// use alloy_notion::{
///     CreateDatabase, NumberFormat, OptionColor, OptionInput, PropertySchemaInput,
/// };
/// # let page_id: alloy_notion::PageId = "59833787-2cf9-4fdf-8782-e53db20768a5".parse()?;
///
/// CreateDatabase::in_page(page_id)
///     .title("Groceries")
///     .property("Name", PropertySchemaInput::title())
///     .property("Price", PropertySchemaInput::number(NumberFormat::Euro))
///     .property(
///         "Aisle",
///         PropertySchemaInput::select([
///             OptionInput::name("Fruit").color(OptionColor::Green),
///             OptionInput::name("Bread"),
///         ]),
///     );
/// # Ok::<(), alloy_core::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct PropertySchemaInput {
    config: Config,
    name: Option<String>,
    description: Option<String>,
}

/// Types of properties that there is nothing more to say about.
macro_rules! plain {
    ($( $(#[$meta:meta])* $name:ident, )*) => {
        impl PropertySchemaInput {
            $(
                $(#[$meta])*
                pub fn $name() -> Self {
                    Config::Plain(stringify!($name)).into()
                }
            )*
        }
    };
}

plain! {
    /// The page's title. Each database has exactly one such property.
    title,
    /// A text.
    rich_text,
    /// A date or a span of dates.
    date,
    /// Users and groups.
    people,
    /// Files.
    files,
    /// Yes or no.
    checkbox,
    /// A URL.
    url,
    /// An email address.
    email,
    /// A phone number.
    phone_number,
    /// When the page was made.
    created_time,
    /// Who made the page.
    created_by,
    /// When the page was changed last.
    last_edited_time,
    /// Who changed the page last.
    last_edited_by,
    /// When the page was opened last. Whether Notion takes it everywhere is not verified.
    last_visited_time,
    /// Whether the page has been verified, in a wiki.
    verification,
    /// A place on the map. Whether Notion takes it everywhere is not verified.
    place,
    /// A place, by the name it has in some schemas.
    location,
    /// A button, which does nothing until somebody sets it up in the app.
    button,
    /// One option of those that are grouped by progress, with Notion's own options.
    ///
    /// Part of the API since March 2026. Which versions take it is not verified.
    status,
    /// A number that no other page of the database has.
    unique_id,
}

impl PropertySchemaInput {
    /// A number, shown in this format.
    pub fn number(format: NumberFormat) -> Self {
        Config::Number(format).into()
    }

    /// One option, or none, of up to 100.
    pub fn select<I>(options: I) -> Self
    where
        I: IntoIterator<Item: Into<OptionInput>>,
    {
        Config::options("select", options).into()
    }

    /// Any number of up to 100 options.
    pub fn multi_select<I>(options: I) -> Self
    where
        I: IntoIterator<Item: Into<OptionInput>>,
    {
        Config::options("multi_select", options).into()
    }

    /// One option of those that are grouped by progress, with options of one's own.
    ///
    /// Part of the API since March 2026. Which versions take it is not verified. The groups cannot
    /// be written.
    pub fn status_of<I>(options: I) -> Self
    where
        I: IntoIterator<Item: Into<OptionInput>>,
    {
        Config::options("status", options).into()
    }

    /// Pages of a database.
    pub fn relation(relation: RelationInput) -> Self {
        Config::Relation(relation).into()
    }

    /// What a formula gives, in Notion's language.
    pub fn formula(expression: impl Into<String>) -> Self {
        Config::Formula(expression.into()).into()
    }

    /// What a property of related pages gives together.
    ///
    /// The first is the relation that leads to the pages, the second the pages' property. Texts are
    /// names, and [`PropertyId`](crate::PropertyId)s are ids.
    ///
    /// ```
    /// use alloy_notion::{PropertySchemaInput, RollupFunction};
    /// PropertySchemaInput::rollup("Orders", "Price", RollupFunction::Sum);
    /// ```
    pub fn rollup(
        relation: impl Into<PropertyReference>,
        property: impl Into<PropertyReference>,
        function: RollupFunction,
    ) -> Self {
        Config::Rollup { relation: relation.into(), property: property.into(), function }.into()
    }

    /// A number that no other page of the database has, with a prefix: `TASK` gives `TASK-1`.
    pub fn unique_id_with(prefix: impl Into<String>) -> Self {
        Config::UniqueId(prefix.into()).into()
    }

    /// A property of a type that this crate does not know, as `{"type": …, <type>: <content>}`.
    ///
    /// Only the size of the whole request is checked.
    pub fn raw(property_type: impl Into<String>, content: impl Into<serde_json::Value>) -> Self {
        Config::Raw(property_type.into(), content.into()).into()
    }

    /// What the property is for.
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.description = Some(description.into());
        self
    }

    /// The name that the property is to have from now on, in an update. A new property has the name
    /// under which it is set.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Whether this is the page's title.
    pub(super) fn is_title(&self) -> bool {
        self.config.name() == "title"
    }

    /// Whether it is to have another name.
    pub(super) fn has_name(&self) -> bool {
        self.name.is_some()
    }

    /// Checks what depends on the version that will be sent.
    pub(super) fn check_version(&self, context: &Context<'_>, at: &At<'_>) -> Result<(), Error> {
        match &self.config {
            Config::Relation(relation) => relation.check_version(context, &at.key("relation")),
            _ => Ok(()),
        }
    }
}

impl From<Config> for PropertySchemaInput {
    fn from(config: Config) -> Self {
        Self { config, name: None, description: None }
    }
}

impl Serialize for PropertySchemaInput {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(None)?;
        if let Some(name) = &self.name {
            object.serialize_entry("name", name)?;
        }
        self.config.write(&mut object)?;
        if let Some(description) = &self.description {
            object.serialize_entry("description", description)?;
        }
        object.end()
    }
}

impl Limits for PropertySchemaInput {
    fn check(&self, at: &At<'_>) -> Result<(), Error> {
        if let Some(name) = &self.name {
            limits::not_empty(name, &at.key("name"))?;
        }
        self.config.check(at)
    }

    fn size(&self) -> usize {
        let texts = [&self.name, &self.description].into_iter().flatten();
        32 + self.config.size() + texts.map(|text| 20 + text.len()).sum::<usize>()
    }
}
