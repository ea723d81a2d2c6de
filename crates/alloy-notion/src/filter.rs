//! Which rows of a database are wanted.

mod condition;
mod date;
mod kinds;
mod nested;
mod options;
mod people;

use alloy_core::Error;
use serde::{Serialize, Serializer, ser::SerializeMap};

use crate::{
    RawJson,
    limits::{self, At, Limits},
};
use condition::{Condition, Target};

pub use date::{DateOperand, RelativeDate};
pub use kinds::{
    CheckboxFilter, DateFilter, FilesFilter, MultiSelectFilter, NumberFilter, OptionFilter,
    PeopleFilter, RelationFilter, TextFilter,
};
pub use nested::{FormulaFilter, RollupFilter, RollupItemFilter, VerificationFilter};

/// Which rows of a database or a data source are wanted.
///
/// A filter starts with the type of a property and the property's name or id, and ends with what
/// its value has to be. [`and`](Self::and) and [`or`](Self::or) put filters together.
///
/// ```
/// use alloy_notion::{DatabaseId, Filter, QueryDatabase, RelativeDate};
/// # let database_id: DatabaseId = "59833787-2cf9-4fdf-8782-e53db20768a5".parse()?;
///
/// QueryDatabase::new(database_id).filter(Filter::and([
///     Filter::status("Status").does_not_equal("Done"),
///     Filter::number("Price").greater_than(5),
///     Filter::or([
///         Filter::date("Due").before(RelativeDate::OneWeekFromNow),
///         Filter::created_time().past_month(),
///     ]),
/// ]));
/// # Ok::<(), alloy_core::Error>(())
/// ```
///
/// The type has to be the one that the property has in the database, or Notion refuses the query.
#[derive(Clone, Debug, PartialEq)]
pub struct Filter(Node);

#[derive(Clone, Debug, PartialEq)]
enum Node {
    Group(Group, Vec<Filter>),
    Leaf(Target, Condition),
    Raw(serde_json::Value),
    Read(RawJson),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Group {
    And,
    Or,
}

impl Group {
    fn key(self) -> &'static str {
        match self {
            Self::And => "and",
            Self::Or => "or",
        }
    }
}

/// How many groups may be inside each other, the outermost among them.
const LEVELS: usize = 2;

impl Filter {
    /// Rows that all of these want.
    ///
    /// A group may have groups in it, which may not have groups in them.
    pub fn and(filters: impl IntoIterator<Item = Filter>) -> Self {
        Self(Node::Group(Group::And, filters.into_iter().collect()))
    }

    /// Rows that at least one of these wants.
    ///
    /// A group may have groups in it, which may not have groups in them.
    pub fn or(filters: impl IntoIterator<Item = Filter>) -> Self {
        Self(Node::Group(Group::Or, filters.into_iter().collect()))
    }

    /// A filter that this crate has no words for, as Notion takes it.
    ///
    /// Only the size of the whole request is checked.
    pub fn raw(filter: impl Into<serde_json::Value>) -> Self {
        Self(Node::Raw(filter.into()))
    }

    /// Checks a filter that is in this many groups.
    fn check_inside(&self, groups: usize, at: &At<'_>) -> Result<(), Error> {
        match &self.0 {
            Node::Group(group, filters) => {
                let at = &at.key(group.key());
                if groups == LEVELS {
                    return Err(at.error("is a group in a group in a group, at most 2 levels"));
                }
                let mut filters = filters.iter().enumerate();
                filters.try_for_each(|(index, filter)| {
                    filter.check_inside(groups + 1, &at.index(index))
                })
            }
            Node::Leaf(target, condition) => target.check(condition, at),
            Node::Raw(_) | Node::Read(_) => Ok(()),
        }
    }
}

/// A filter of JSON, as [`Filter::raw`] takes it.
impl From<serde_json::Value> for Filter {
    fn from(filter: serde_json::Value) -> Self {
        Self::raw(filter)
    }
}

/// A filter that was read, such as that of a view, goes out as it came in.
///
/// Only the size of the whole request is checked.
impl From<RawJson> for Filter {
    fn from(filter: RawJson) -> Self {
        Self(Node::Read(filter))
    }
}

impl Serialize for Filter {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match &self.0 {
            Node::Group(group, filters) => {
                let mut object = serializer.serialize_map(Some(1))?;
                object.serialize_entry(group.key(), filters)?;
                object.end()
            }
            Node::Leaf(target, condition) => target.serialize(condition, serializer),
            Node::Raw(value) => value.serialize(serializer),
            Node::Read(json) => json.serialize(serializer),
        }
    }
}

impl Limits for Filter {
    fn check(&self, at: &At<'_>) -> Result<(), Error> {
        self.check_inside(0, at)
    }

    fn size(&self) -> usize {
        match &self.0 {
            Node::Group(_, filters) => 16 + limits::size(filters) + filters.len(),
            Node::Leaf(target, condition) => target.size() + condition.size(),
            Node::Raw(value) => limits::size_of_json(value),
            Node::Read(json) => json.get().len(),
        }
    }
}
