//! The parts of a filter for one property: what it looks at, and what that has to be.

use alloy_core::Error;
use serde::{Serialize, Serializer, ser::SerializeMap};

use super::{DateOperand, Filter, Node};
use crate::{
    NumberInput, PageId, UserId,
    limits::{At, Limits},
};

/// What a filter looks at.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Target {
    subject: Subject,
    /// The keys around the condition, outermost first, such as `rollup`, `any` and `number`.
    keys: Vec<&'static str>,
}

#[derive(Clone, Debug, PartialEq)]
enum Subject {
    /// A property, by name or id.
    Property(String),
    /// When the page was made or changed, whether or not the database shows it.
    Timestamp(&'static str),
}

/// What a value has to be: `{"greater_than": 5}`.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Condition {
    key: &'static str,
    operand: Operand,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Operand {
    /// `true`, where a condition has nothing to compare with.
    True,
    /// `{}`, where a condition has nothing to compare with.
    Braces,
    Text(String),
    Texts(Vec<String>),
    Number(NumberInput),
    Bool(bool),
    Date(DateOperand),
    User(UserId),
    Page(PageId),
}

/// One conversion for each kind of operand.
macro_rules! from_operands {
    ($($variant:ident($content:ty)),+ $(,)?) => {$(
        impl From<$content> for Operand {
            fn from(content: $content) -> Self {
                Self::$variant(content)
            }
        }
    )+};
}

from_operands! {
    Text(String),
    Texts(Vec<String>),
    Number(NumberInput),
    Bool(bool),
    Date(DateOperand),
    User(UserId),
    Page(PageId),
}

impl Target {
    pub(super) fn property(name: impl Into<String>, key: &'static str) -> Self {
        Self { subject: Subject::Property(name.into()), keys: vec![key] }
    }

    pub(super) fn timestamp(name: &'static str) -> Self {
        Self { subject: Subject::Timestamp(name), keys: vec![name] }
    }

    /// Looks at a part of what it looks at.
    pub(super) fn part(mut self, key: &'static str) -> Self {
        self.keys.push(key);
        self
    }

    /// The filter that wants what compares like this.
    pub(super) fn filter(self, key: &'static str, operand: impl Into<Operand>) -> Filter {
        Filter(Node::Leaf(self, Condition { key, operand: operand.into() }))
    }

    pub(super) fn check(&self, condition: &Condition, at: &At<'_>) -> Result<(), Error> {
        check_under(&self.keys, condition, at)
    }

    pub(super) fn size(&self) -> usize {
        let subject = match &self.subject {
            Subject::Property(name) => name.len(),
            Subject::Timestamp(name) => name.len(),
        };
        24 + subject + self.keys.iter().map(|key| key.len() + 5).sum::<usize>()
    }

    pub(super) fn serialize<S: Serializer>(
        &self,
        condition: &Condition,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(Some(2))?;
        match &self.subject {
            Subject::Property(name) => object.serialize_entry("property", name)?,
            Subject::Timestamp(name) => object.serialize_entry("timestamp", name)?,
        }
        if let Some((key, inner)) = self.keys.split_first() {
            object.serialize_entry(key, &Under { keys: inner, condition })?;
        }
        object.end()
    }
}

/// A condition under the keys around it.
struct Under<'a> {
    keys: &'a [&'static str],
    condition: &'a Condition,
}

impl Serialize for Under<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(Some(1))?;
        match self.keys.split_first() {
            Some((key, keys)) => {
                object.serialize_entry(key, &Under { keys, condition: self.condition })?;
            }
            None => object.serialize_entry(self.condition.key, &self.condition.operand)?,
        }
        object.end()
    }
}

/// Checks a condition at its own place, below the places of the keys around it.
fn check_under(keys: &[&'static str], condition: &Condition, at: &At<'_>) -> Result<(), Error> {
    match keys.split_first() {
        Some((key, keys)) => check_under(keys, condition, &at.key(key)),
        None => condition.operand.check(&at.key(condition.key)),
    }
}

impl Condition {
    pub(super) fn size(&self) -> usize {
        self.key.len() + 6 + self.operand.size()
    }
}

impl Serialize for Operand {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::True => serializer.serialize_bool(true),
            Self::Braces => serializer.serialize_map(Some(0))?.end(),
            Self::Text(text) => text.serialize(serializer),
            Self::Texts(texts) => texts.serialize(serializer),
            Self::Number(number) => number.serialize(serializer),
            Self::Bool(value) => value.serialize(serializer),
            Self::Date(date) => date.serialize(serializer),
            Self::User(id) => id.serialize(serializer),
            Self::Page(id) => id.serialize(serializer),
        }
    }
}

impl Limits for Operand {
    fn check(&self, at: &At<'_>) -> Result<(), Error> {
        match self {
            Self::Number(number) => number.check(at),
            Self::Date(date) => date.check(at),
            Self::True
            | Self::Braces
            | Self::Text(_)
            | Self::Texts(_)
            | Self::Bool(_)
            | Self::User(_)
            | Self::Page(_) => Ok(()),
        }
    }

    fn size(&self) -> usize {
        match self {
            Self::True | Self::Braces | Self::Bool(_) => 5,
            Self::Text(text) => text.len() + 2,
            Self::Texts(texts) => texts.iter().map(|text| text.len() + 3).sum(),
            Self::Number(number) => number.size(),
            Self::Date(date) => date.size(),
            Self::User(_) | Self::Page(_) => 40,
        }
    }
}
