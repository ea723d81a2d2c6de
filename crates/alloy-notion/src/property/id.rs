//! Ids of properties.

use std::{
    borrow::Cow,
    fmt,
    hash::{Hash, Hasher},
    str::FromStr,
};

use alloy_core::Error;
use compact_str::CompactString;
use percent_encoding::percent_decode_str;
use serde::{Serialize, Serializer};

use crate::wire::{Fit, Json, Slot, Wire, deserialize_by_wire};

/// The id of a property: `title`, or a few characters such as `fk%5EY`.
///
/// Unlike its name, it never changes. Notion writes it percent-encoded. Two ids are equal when they
/// are the same without that encoding.
///
/// ```
/// use alloy_notion::PropertyId;
/// let id = PropertyId::new("fk%5EY")?;
/// assert_eq!(id.decoded(), "fk^Y");
/// assert_eq!(id, PropertyId::new("fk^Y")?);
/// # Ok::<(), alloy_core::Error>(())
/// ```
#[derive(Clone)]
pub struct PropertyId(CompactString);

impl PropertyId {
    /// Takes any text that is not empty, percent-encoded or not.
    pub fn new(text: impl AsRef<str>) -> Result<Self, Error> {
        match text.as_ref() {
            "" => Err(Error::invalid_request("id of a property", "must not be empty")),
            text => Ok(Self(text.into())),
        }
    }

    /// The id as it was written.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The id without percent-encoding, as it goes into a query, which is encoded as a whole.
    ///
    /// An id that is not UTF-8 then is given as it was written.
    pub fn decoded(&self) -> Cow<'_, str> {
        percent_decode_str(&self.0).decode_utf8().unwrap_or(Cow::Borrowed(&self.0))
    }
}

impl FromStr for PropertyId {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        Self::new(text)
    }
}

impl TryFrom<&str> for PropertyId {
    type Error = Error;

    fn try_from(text: &str) -> Result<Self, Error> {
        Self::new(text)
    }
}

impl TryFrom<String> for PropertyId {
    type Error = Error;

    fn try_from(text: String) -> Result<Self, Error> {
        Self::new(text)
    }
}

impl From<&PropertyId> for PropertyId {
    fn from(id: &PropertyId) -> Self {
        id.clone()
    }
}

impl PartialEq for PropertyId {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0 || self.decoded() == other.decoded()
    }
}

impl Eq for PropertyId {}

impl Hash for PropertyId {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.decoded().hash(state);
    }
}

impl fmt::Display for PropertyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl fmt::Debug for PropertyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PropertyId({:?})", self.as_str())
    }
}

impl Serialize for PropertyId {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

impl Wire for PropertyId {
    const REQUIRED: bool = true;
    const EXPECTED: &'static str = "an id of a property";

    fn absent() -> Self {
        Self(CompactString::const_new(""))
    }

    fn is_absent(&self) -> bool {
        self.0.is_empty()
    }
}

impl Slot for PropertyId {
    fn reset(&mut self) {
        *self = Self::absent();
    }

    fn read(&mut self, json: &mut Json<'_>) -> Fit {
        json.read_text(|text| *self = Self(text.into()))
    }
}

deserialize_by_wire!(PropertyId);

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn ids_are_equal_without_their_encoding() {
        let ids: HashSet<PropertyId> =
            ["NS%3F", "NS?", "%4eS?"].map(|id| PropertyId::new(id).unwrap()).into();
        assert_eq!(ids.len(), 1);
        assert_ne!(PropertyId::new("%FF").unwrap(), PropertyId::new("%FE").unwrap());
        assert_eq!(PropertyId::new("%FF").unwrap().decoded(), "%FF");
        assert!(PropertyId::new("").is_err());
    }

    #[test]
    fn an_id_is_written_as_it_was_read() {
        let id: PropertyId = serde_json::from_str(r#""%7DUlu""#).unwrap();
        assert_eq!(serde_json::to_string(&id).unwrap(), r#""%7DUlu""#);
    }
}
