//! The properties of a new database.

use alloy_core::{Context, Error};
use serde::{Serialize, Serializer};

use super::PropertySchemaInput;
use crate::limits::{At, Limits};

/// Properties by their names, in the order in which they were set.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct SchemaInput(Vec<(String, PropertySchemaInput)>);

impl SchemaInput {
    /// Sets a property, in place of what was said about it.
    pub(crate) fn set(&mut self, name: String, property: PropertySchemaInput) {
        match self.0.iter_mut().find(|(old, _)| *old == name) {
            Some((_, old)) => *old = property,
            None => self.0.push((name, property)),
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Checks that there is one title, as every table has.
    pub(crate) fn check_title(&self, at: &At<'_>) -> Result<(), Error> {
        let mut titles = self.0.iter().filter(|(_, property)| property.is_title());
        match (titles.next(), titles.next()) {
            (None, _) => Err(at.error("has no title property, of which each database has one")),
            (Some(_), None) => Ok(()),
            (Some(_), Some((name, _))) => {
                Err(at.key(name).error("is a second title property, and each database has one"))
            }
        }
    }

    /// Checks what depends on the version that will be sent.
    pub(crate) fn check_version(&self, context: &Context<'_>, at: &At<'_>) -> Result<(), Error> {
        self.0
            .iter()
            .try_for_each(|(name, property)| property.check_version(context, &at.key(name)))
    }
}

impl Serialize for SchemaInput {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, property)| (name, property)))
    }
}

impl Limits for SchemaInput {
    fn check(&self, at: &At<'_>) -> Result<(), Error> {
        self.0.iter().try_for_each(|(name, property)| {
            let at = at.key(name);
            if property.has_name() {
                return Err(at
                    .key("name")
                    .error("a new property has the name that it is set under"));
            }
            property.check(&at)
        })
    }

    fn size(&self) -> usize {
        16 + self.0.iter().map(|(name, property)| 4 + name.len() + property.size()).sum::<usize>()
    }
}
