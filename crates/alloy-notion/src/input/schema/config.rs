//! The type of a property, and what belongs to it.

use alloy_core::Error;
use serde::{Serialize, ser::SerializeMap};

use super::{PropertyReference, RelationInput, reference::entry};
use crate::{
    NumberFormat, RollupFunction,
    input::{
        OptionInput,
        tagged::{self, Tagged, serialize_tagged},
    },
    limits::{self, At, Limits},
};

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Config {
    /// A type with nothing more to say.
    Plain(&'static str),
    Number(NumberFormat),
    /// A select, a multi-select or a status.
    Options(&'static str, Vec<OptionInput>),
    Relation(RelationInput),
    Formula(String),
    Rollup {
        relation: PropertyReference,
        property: PropertyReference,
        function: RollupFunction,
    },
    UniqueId(String),
    Raw(String, serde_json::Value),
}

impl Config {
    pub(super) fn options<I>(name: &'static str, options: I) -> Self
    where
        I: IntoIterator<Item: Into<OptionInput>>,
    {
        Self::Options(name, options.into_iter().map(Into::into).collect())
    }

    /// The type, which is also the key of what belongs to it.
    pub(super) fn name(&self) -> &str {
        match self {
            Self::Plain(name) | Self::Options(name, _) => name,
            Self::Number(_) => "number",
            Self::Relation(_) => "relation",
            Self::Formula(_) => "formula",
            Self::Rollup { .. } => "rollup",
            Self::UniqueId(_) => "unique_id",
            Self::Raw(name, _) => name,
        }
    }
}

/// `{}`
#[derive(Serialize)]
pub(super) struct Braces {}

#[derive(Serialize)]
struct NumberConfig<'a> {
    format: &'a NumberFormat,
}

#[derive(Serialize)]
struct OptionsConfig<'a> {
    options: &'a [OptionInput],
}

#[derive(Serialize)]
struct FormulaConfig<'a> {
    expression: &'a str,
}

#[derive(Serialize)]
struct UniqueIdConfig<'a> {
    prefix: &'a str,
}

/// A relation and a property, each under the key of its name or of its id.
struct RollupConfig<'a> {
    relation: &'a PropertyReference,
    property: &'a PropertyReference,
    function: &'a RollupFunction,
}

impl Serialize for RollupConfig<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(Some(3))?;
        entry(&mut object, self.relation, ["relation_property_name", "relation_property_id"])?;
        entry(&mut object, self.property, ["rollup_property_name", "rollup_property_id"])?;
        object.serialize_entry("function", self.function)?;
        object.end()
    }
}

impl Tagged for Config {
    fn write<M: SerializeMap>(&self, object: &mut M) -> Result<(), M::Error> {
        let name = self.name();
        match self {
            Self::Plain(_) => tagged::entries(object, name, &Braces {}),
            Self::Number(format) => tagged::entries(object, name, &NumberConfig { format }),
            Self::Options(_, options) => tagged::entries(object, name, &OptionsConfig { options }),
            Self::Relation(relation) => tagged::entries(object, name, relation),
            Self::Formula(expression) => {
                tagged::entries(object, name, &FormulaConfig { expression })
            }
            Self::Rollup { relation, property, function } => {
                tagged::entries(object, name, &RollupConfig { relation, property, function })
            }
            Self::UniqueId(prefix) => tagged::entries(object, name, &UniqueIdConfig { prefix }),
            Self::Raw(_, content) => tagged::entries(object, name, content),
        }
    }
}

serialize_tagged!(Config);

impl Limits for Config {
    fn check(&self, at: &At<'_>) -> Result<(), Error> {
        let at = &at.key(self.name());
        match self {
            Self::Options(kind, options) => {
                let at = &at.key("options");
                limits::list(options, at)?;
                if *kind == "status" {
                    return Ok(());
                }
                let mut options = options.iter().enumerate();
                options.try_for_each(|(index, option)| option.check_commas(&at.index(index)))
            }
            Self::Formula(expression) => limits::not_empty(expression, &at.key("expression")),
            Self::UniqueId(prefix) => limits::not_empty(prefix, &at.key("prefix")),
            Self::Relation(relation) => relation.check(at),
            Self::Plain(_) | Self::Number(_) | Self::Rollup { .. } | Self::Raw(..) => Ok(()),
        }
    }

    fn size(&self) -> usize {
        2 * self.name().len()
            + match self {
                Self::Plain(_) => 2,
                Self::Number(format) => 16 + format.as_str().len(),
                Self::Options(_, options) => 16 + limits::size(options),
                Self::Relation(relation) => relation.size(),
                Self::Formula(text) | Self::UniqueId(text) => 20 + text.len(),
                Self::Rollup { relation, property, .. } => 112 + relation.size() + property.size(),
                Self::Raw(_, content) => limits::size_of_json(content),
            }
    }
}
