//! Properties by name, in Notion's order.

use std::fmt;

use compact_str::CompactString;
use serde::{Deserialize, Deserializer, Serialize, Serializer, ser::SerializeMap};

use super::PropertyId;
use crate::wire::{Fit, Json, RawJson, Slot, Wire, read_root};

/// Properties by name, in the order in which Notion gave them.
///
/// It is `Properties` of a page and `Schema` of a database. A value that is no object at all is
/// kept for writing, and not shown.
#[derive(Clone, PartialEq)]
pub struct PropertyMap<T> {
    entries: Vec<(CompactString, T)>,
    /// Values that are no objects, each with how many entries come before it.
    unfit: Vec<(usize, CompactString, RawJson)>,
}

/// How many properties are made room for at first, so that they are seldom moved.
const USUAL: usize = 16;

/// A value that knows the id of its property.
pub trait Identified {
    /// The property's id.
    fn property_id(&self) -> Option<&PropertyId>;
}

impl<T: Identified> PropertyMap<T> {
    /// The property of that name, or else of that id, percent-encoded or not.
    pub fn get(&self, name_or_id: &str) -> Option<&T> {
        let named = self.entries.iter().find(|(name, _)| name == name_or_id);
        match named {
            Some((_, value)) => Some(value),
            None => self.by_id(&PropertyId::new(name_or_id).ok()?),
        }
    }

    /// The property of that id.
    pub fn by_id(&self, id: &PropertyId) -> Option<&T> {
        self.entries.iter().map(|(_, value)| value).find(|value| value.property_id() == Some(id))
    }
}

impl<T> PropertyMap<T> {
    /// Names and properties, in Notion's order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&str, &T)> {
        self.entries.iter().map(|(name, value)| (name.as_str(), value))
    }

    /// The names of the values that are no objects.
    pub(crate) fn unfit_names(&self) -> impl Iterator<Item = &str> {
        self.unfit.iter().map(|(_, name, _)| name.as_str())
    }

    /// How many properties there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }
}

impl<T> Default for PropertyMap<T> {
    fn default() -> Self {
        Self { entries: Vec::new(), unfit: Vec::new() }
    }
}

impl<T: fmt::Debug> fmt::Debug for PropertyMap<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

impl<T: Serialize> Serialize for PropertyMap<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.entries.len() + self.unfit.len()))?;
        let mut unfit = self.unfit.iter().peekable();
        for (index, (name, value)) in self.entries.iter().enumerate() {
            while let Some((_, name, raw)) = unfit.next_if(|(place, ..)| *place <= index) {
                map.serialize_entry(name, raw)?;
            }
            map.serialize_entry(name, value)?;
        }
        for (_, name, raw) in unfit {
            map.serialize_entry(name, raw)?;
        }
        map.end()
    }
}

impl<T: Wire> Wire for PropertyMap<T> {
    const EXPECTED: &'static str = "an object of properties";

    fn absent() -> Self {
        Self::default()
    }

    fn is_absent(&self) -> bool {
        self.entries.is_empty() && self.unfit.is_empty()
    }
}

impl<T: Wire> Slot for PropertyMap<T> {
    fn reset(&mut self) {
        *self = Self::default();
    }

    fn read(&mut self, json: &mut Json<'_>) -> Fit {
        json.read_map(|name, json| {
            if self.entries.is_empty() {
                self.entries.reserve(USUAL);
            }
            // Read where it stays, since values are large.
            self.entries.push((name.into(), T::absent()));
            let Some((_, value)) = self.entries.last_mut() else { return };
            if let Err(unfit) = value.read(json) {
                self.entries.pop();
                self.unfit.push((self.entries.len(), name.into(), unfit.into_raw()));
            }
        })?;
        if self.entries.len() <= USUAL / 2 {
            self.entries.shrink_to_fit();
        }
        Ok(())
    }
}

impl<'de, T: Wire> Deserialize<'de> for PropertyMap<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        read_root(deserializer)
    }
}
