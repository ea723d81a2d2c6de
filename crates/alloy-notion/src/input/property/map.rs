//! The properties of one page.

use alloy_core::Error;
use serde::{Serialize, Serializer};

use super::PropertyInput;
use crate::{
    input::TITLE,
    limits::{At, Limits},
};

/// Properties by their names or ids, in the order in which they were set.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct PropertyInputs(Vec<(String, PropertyInput)>);

impl PropertyInputs {
    /// Sets a property, in place of the value it had.
    pub(crate) fn set(&mut self, name: String, value: PropertyInput) {
        match self.0.iter_mut().find(|(old, _)| *old == name) {
            Some((_, old)) => *old = value,
            None => self.0.push((name, value)),
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Checks that there is nothing but a title, as on every page outside of a database.
    pub(crate) fn check_only_title(&self, at: &At<'_>) -> Result<(), Error> {
        match self.0.iter().find(|(name, value)| name != TITLE || !value.is_title()) {
            Some((name, _)) => {
                Err(at.key(name).error("a page outside of a database has only `title`"))
            }
            None => Ok(()),
        }
    }
}

impl Serialize for PropertyInputs {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, value)| (name, value)))
    }
}

impl Limits for PropertyInputs {
    fn check(&self, at: &At<'_>) -> Result<(), Error> {
        self.0.iter().try_for_each(|(name, value)| value.check(&at.key(name)))
    }

    fn size(&self) -> usize {
        self.0.iter().map(|(name, value)| name.len() + value.size()).sum()
    }
}
