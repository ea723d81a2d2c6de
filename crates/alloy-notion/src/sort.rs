//! In which order rows come.

use alloy_core::Error;
use serde::{Serialize, Serializer, ser::SerializeMap};

use crate::{
    Direction,
    limits::{At, Limits},
};

/// In which order the rows of a query come.
///
/// ```
/// use alloy_notion::{DatabaseId, Direction, QueryDatabase, Sort};
/// # let database_id: DatabaseId = "59833787-2cf9-4fdf-8782-e53db20768a5".parse()?;
///
/// QueryDatabase::new(database_id)
///     .sort(Sort::property("Priority", Direction::Descending))
///     .sort(Sort::created_time(Direction::Ascending));
/// # Ok::<(), alloy_core::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sort {
    key: Key,
    direction: Direction,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Key {
    Property(String),
    Timestamp(&'static str),
}

impl Sort {
    /// By a property, by its name or id.
    pub fn property(property: impl Into<String>, direction: Direction) -> Self {
        Self { key: Key::Property(property.into()), direction }
    }

    /// By when pages were made.
    pub fn created_time(direction: Direction) -> Self {
        Self { key: Key::Timestamp("created_time"), direction }
    }

    /// By when pages were changed last.
    pub fn last_edited_time(direction: Direction) -> Self {
        Self { key: Key::Timestamp("last_edited_time"), direction }
    }
}

impl Serialize for Sort {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(Some(2))?;
        match &self.key {
            Key::Property(name) => object.serialize_entry("property", name)?,
            Key::Timestamp(name) => object.serialize_entry("timestamp", name)?,
        }
        object.serialize_entry("direction", &self.direction)?;
        object.end()
    }
}

/// The sort as it goes out, for lists of JSON such as a view takes.
impl From<Sort> for serde_json::Value {
    fn from(sort: Sort) -> Self {
        let (key, name) = match sort.key {
            Key::Property(name) => ("property", name),
            Key::Timestamp(name) => ("timestamp", name.to_owned()),
        };
        serde_json::json!({ (key): name, "direction": sort.direction.as_str() })
    }
}

impl Limits for Sort {
    /// Notion documents no limit.
    fn check(&self, _: &At<'_>) -> Result<(), Error> {
        Ok(())
    }

    fn size(&self) -> usize {
        let name = match &self.key {
            Key::Property(name) => name.len(),
            Key::Timestamp(name) => name.len(),
        };
        64 + name
    }
}
