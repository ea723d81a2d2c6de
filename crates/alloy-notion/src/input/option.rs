//! Options of select, multi-select and status properties, to be written.

use alloy_core::Error;
use serde::Serialize;

use crate::{
    OptionColor, OptionId,
    limits::{self, At, Limits},
};

/// An option by its name or by its id. A plain string is a name.
///
/// Notion makes a new select or multi-select option of a name that it does not know, if the
/// integration may change the database. A color or a description is for such new options.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct OptionInput {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<OptionId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    color: Option<OptionColor>,
    #[serde(skip_serializing_if = "Option::is_none")]
    description: Option<String>,
}

impl OptionInput {
    /// The option of a name.
    ///
    /// Names of select and multi-select options have no commas.
    pub fn name(name: impl Into<String>) -> Self {
        Self { id: None, name: Some(name.into()), color: None, description: None }
    }

    /// The option of an id, which stays the same when the option is renamed.
    pub fn id(id: impl Into<OptionId>) -> Self {
        Self { id: Some(id.into()), name: None, color: None, description: None }
    }

    /// The colour of a new option.
    pub fn color(mut self, color: OptionColor) -> Self {
        self.color = Some(color);
        self
    }

    /// What a new option means.
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.description = Some(description.into());
        self
    }

    /// Checks that the name has no comma, which select and multi-select options cannot have.
    pub(super) fn check_commas(&self, at: &At<'_>) -> Result<(), Error> {
        match &self.name {
            Some(name) if name.contains(',') => {
                Err(at.key("name").error("has a comma, which Notion refuses in names of options"))
            }
            _ => Ok(()),
        }
    }
}

/// One conversion for everything that is a name by itself.
macro_rules! from_name {
    ($($name:ty),+) => {$(
        impl From<$name> for OptionInput {
            fn from(name: $name) -> Self {
                Self::name(name)
            }
        }
    )+};
}

from_name!(&str, &String, String);

impl From<OptionId> for OptionInput {
    fn from(id: OptionId) -> Self {
        Self::id(id)
    }
}

impl Limits for OptionInput {
    fn check(&self, at: &At<'_>) -> Result<(), Error> {
        match &self.name {
            Some(name) => limits::not_empty(name, &at.key("name")),
            None => Ok(()),
        }
    }

    fn size(&self) -> usize {
        let texts = [&self.name, &self.description].into_iter().flatten();
        let id = if self.id.is_some() { 48 } else { 0 };
        let color = if self.color.is_some() { 32 } else { 0 };
        16 + id + color + texts.map(|text| 16 + text.len()).sum::<usize>()
    }
}
