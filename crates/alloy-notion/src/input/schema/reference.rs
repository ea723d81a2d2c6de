//! Properties by their names or ids.

use serde::ser::SerializeMap;

use crate::PropertyId;

/// A property by its name or by its id. A text is a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PropertyReference(Reference);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Reference {
    Name(String),
    Id(PropertyId),
}

/// One conversion for every text.
macro_rules! from_name {
    ($($name:ty),+) => {$(
        impl From<$name> for PropertyReference {
            fn from(name: $name) -> Self {
                Self(Reference::Name(name.into()))
            }
        }
    )+};
}

from_name!(&str, &String, String);

impl From<PropertyId> for PropertyReference {
    fn from(id: PropertyId) -> Self {
        Self(Reference::Id(id))
    }
}

impl From<&PropertyId> for PropertyReference {
    fn from(id: &PropertyId) -> Self {
        id.clone().into()
    }
}

impl PropertyReference {
    /// About how many bytes it is.
    pub(super) fn size(&self) -> usize {
        match &self.0 {
            Reference::Name(name) => name.len(),
            Reference::Id(id) => id.as_str().len(),
        }
    }
}

/// Writes a property under the first of two keys if it goes by its name, else under the second.
pub(super) fn entry<M: SerializeMap>(
    object: &mut M,
    property: &PropertyReference,
    [name_key, id_key]: [&'static str; 2],
) -> Result<(), M::Error> {
    match &property.0 {
        Reference::Name(name) => object.serialize_entry(name_key, name),
        Reference::Id(id) => object.serialize_entry(id_key, id),
    }
}
