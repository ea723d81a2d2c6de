//! Changes of the properties of a database.

use alloy_core::{Context, Effect, Error};
use serde::{Serialize, Serializer};

use super::PropertySchemaInput;
use crate::limits::{self, At, Limits};

/// Changes by the names or ids of properties, in the order in which they were asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct SchemaChanges(Vec<(String, SchemaChange)>);

#[derive(Clone, Debug, PartialEq)]
enum SchemaChange {
    Set(Box<PropertySchemaInput>),
    Rename(String),
    Remove,
}

impl SchemaChanges {
    /// Adds a property, or makes one another.
    pub(crate) fn set(&mut self, name: String, property: PropertySchemaInput) {
        self.put(name, SchemaChange::Set(Box::new(property)));
    }

    /// Gives a property another name.
    pub(crate) fn rename(&mut self, name: String, new: String) {
        self.put(name, SchemaChange::Rename(new));
    }

    /// Takes a property and its values away.
    pub(crate) fn remove(&mut self, name: String) {
        self.put(name, SchemaChange::Remove);
    }

    /// Says what happens to a property, in place of what was said about it.
    fn put(&mut self, name: String, change: SchemaChange) {
        match self.0.iter_mut().find(|(old, _)| *old == name) {
            Some((_, old)) => *old = change,
            None => self.0.push((name, change)),
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether an update with these changes may be repeated.
    ///
    /// All but new names are the same when they are written again. Names that were swapped would be
    /// swapped back.
    pub(crate) fn effect(&self) -> Effect {
        let renames = self.0.iter().any(|(_, change)| match change {
            SchemaChange::Set(property) => property.has_name(),
            SchemaChange::Rename(_) => true,
            SchemaChange::Remove => false,
        });
        if renames { Effect::Write } else { Effect::Idempotent }
    }

    /// Checks what depends on the version that will be sent.
    pub(crate) fn check_version(&self, context: &Context<'_>, at: &At<'_>) -> Result<(), Error> {
        self.0.iter().try_for_each(|(name, change)| match change {
            SchemaChange::Set(property) => property.check_version(context, &at.key(name)),
            SchemaChange::Rename(_) | SchemaChange::Remove => Ok(()),
        })
    }
}

/// `{"name": "…"}`
#[derive(Serialize)]
struct Renamed<'a> {
    name: &'a str,
}

impl Serialize for SchemaChange {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Set(property) => property.serialize(serializer),
            Self::Rename(name) => Renamed { name }.serialize(serializer),
            Self::Remove => serializer.serialize_none(),
        }
    }
}

impl Serialize for SchemaChanges {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, change)| (name, change)))
    }
}

impl Limits for SchemaChanges {
    fn check(&self, at: &At<'_>) -> Result<(), Error> {
        self.0.iter().try_for_each(|(name, change)| {
            let at = at.key(name);
            match change {
                SchemaChange::Set(property) => property.check(&at),
                SchemaChange::Rename(new) => limits::not_empty(new, &at.key("name")),
                SchemaChange::Remove => Ok(()),
            }
        })
    }

    fn size(&self) -> usize {
        let change = |change: &SchemaChange| match change {
            SchemaChange::Set(property) => property.size(),
            SchemaChange::Rename(name) => 12 + name.len(),
            SchemaChange::Remove => 4,
        };
        16 + self.0.iter().map(|(name, it)| 4 + name.len() + change(it)).sum::<usize>()
    }
}
