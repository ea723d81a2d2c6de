//! Relations to be written.

use alloy_core::{Context, Error};
use serde::{Serialize, Serializer, ser::SerializeMap};

use super::config::Braces;
use crate::{
    DataSourceId, DatabaseId, data_source_version,
    input::tagged,
    limits::{self, At, Limits},
};

/// Which pages a property relates to, and whether they show the relation too.
///
/// ```
/// use alloy_notion::{PropertySchemaInput, RelationInput};
/// # let data_source_id: alloy_notion::DataSourceId =
/// #     "59833787-2cf9-4fdf-8782-e53db20768a5".parse()?;
///
/// PropertySchemaInput::relation(RelationInput::data_source(data_source_id).dual());
/// # Ok::<(), alloy_core::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RelationInput {
    target: Target,
    kind: Kind,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Target {
    Database(DatabaseId),
    DataSource(DataSourceId),
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Kind {
    Single,
    Dual { synced_property_name: Option<String> },
}

impl RelationInput {
    /// Pages of a database, up to version 2022-06-28.
    pub fn database(id: impl Into<DatabaseId>) -> Self {
        Self { target: Target::Database(id.into()), kind: Kind::Single }
    }

    /// Pages of a data source.
    ///
    /// By Notion's documents, version 2022-06-28 takes it too.
    pub fn data_source(id: impl Into<DataSourceId>) -> Self {
        Self { target: Target::DataSource(id.into()), kind: Kind::Single }
    }

    /// Gives the related pages a property that shows the relation from their side.
    pub fn dual(mut self) -> Self {
        self.kind = Kind::Dual { synced_property_name: None };
        self
    }

    /// Gives the related pages a property of this name that shows the relation from their side.
    ///
    /// Part of the API since version 2025-09-03. Whether older ones take the name is not verified.
    pub fn dual_with(mut self, synced_property_name: impl Into<String>) -> Self {
        self.kind = Kind::Dual { synced_property_name: Some(synced_property_name.into()) };
        self
    }

    pub(super) fn check_version(&self, context: &Context<'_>, at: &At<'_>) -> Result<(), Error> {
        match &self.target {
            Target::Database(_) => {
                let at = at.key("database_id");
                data_source_version::before(context, at, "`data_source_id` is")
            }
            Target::DataSource(_) => Ok(()),
        }
    }
}

#[derive(Serialize)]
struct Synced<'a> {
    synced_property_name: &'a str,
}

impl Serialize for RelationInput {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(Some(3))?;
        match &self.target {
            Target::Database(id) => object.serialize_entry("database_id", id)?,
            Target::DataSource(id) => object.serialize_entry("data_source_id", id)?,
        }
        match &self.kind {
            Kind::Single => tagged::entries(&mut object, "single_property", &Braces {})?,
            Kind::Dual { synced_property_name: None } => {
                tagged::entries(&mut object, "dual_property", &Braces {})?;
            }
            Kind::Dual { synced_property_name: Some(name) } => {
                let synced = Synced { synced_property_name: name };
                tagged::entries(&mut object, "dual_property", &synced)?;
            }
        }
        object.end()
    }
}

impl Limits for RelationInput {
    fn check(&self, at: &At<'_>) -> Result<(), Error> {
        match &self.kind {
            Kind::Dual { synced_property_name: Some(name) } => {
                limits::not_empty(name, &at.key("dual_property").key("synced_property_name"))
            }
            Kind::Single | Kind::Dual { synced_property_name: None } => Ok(()),
        }
    }

    fn size(&self) -> usize {
        let name = match &self.kind {
            Kind::Dual { synced_property_name: Some(name) } => 32 + name.len(),
            Kind::Single | Kind::Dual { synced_property_name: None } => 0,
        };
        120 + name
    }
}
