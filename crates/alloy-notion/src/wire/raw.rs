//! JSON that is kept as it was written.

use std::fmt;

use alloy_core::Error;
use compact_str::CompactString;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::DeserializeOwned};
use serde_json::{Value, value::RawValue};

/// A piece of JSON as it was written, for what has no type here.
///
/// Two are equal when they are written the same.
#[derive(Clone)]
pub struct RawJson(
    /// `None` is `null`, so that a place for JSON costs nothing before there is any.
    Option<Box<RawValue>>,
);

impl RawJson {
    /// The JSON text.
    pub fn get(&self) -> &str {
        self.0.as_ref().map_or("null", |raw| raw.get())
    }

    /// Reads the JSON as a type of the caller's.
    pub fn decode<T: DeserializeOwned>(&self) -> Result<T, Error> {
        serde_json::from_str(self.get())
            .map_err(|error| Error::malformed("the JSON has another shape").with_source(error))
    }

    /// The JSON as a tree.
    pub fn to_value(&self) -> Value {
        serde_json::from_str(self.get()).unwrap_or_default()
    }

    /// The JSON of a value.
    pub(crate) fn of(value: &(impl Serialize + ?Sized)) -> Result<Self, serde_json::Error> {
        serde_json::value::to_raw_value(value).map(|raw| Self(Some(raw)))
    }

    /// `null`.
    pub(crate) const NULL: Self = Self(None);

    /// The JSON of the only member of an object.
    pub(crate) fn of_only_member(object: &impl Serialize) -> Result<Self, serde_json::Error> {
        let json = serde_json::to_string(object)?;
        let members: std::collections::BTreeMap<String, Self> = serde_json::from_str(&json)?;
        Ok(members.into_values().next().unwrap_or(Self::NULL))
    }

    /// The JSON of an object.
    pub(crate) fn of_members(members: &[(CompactString, Self)]) -> Result<Self, serde_json::Error> {
        Self::of(&Members(members))
    }

    /// What kind of JSON it is, in the words of serde.
    pub(crate) fn kind_of_json(&self) -> &'static str {
        match self.get().as_bytes().first() {
            Some(b'"') => "string",
            Some(b'{') => "map",
            Some(b'[') => "sequence",
            Some(b't' | b'f') => "boolean",
            Some(b'n') => "null",
            _ => "number",
        }
    }
}

/// Writes members as an object, in their order.
struct Members<'a>(&'a [(CompactString, RawJson)]);

impl Serialize for Members<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(key, value)| (key, value)))
    }
}

impl PartialEq for RawJson {
    fn eq(&self, other: &Self) -> bool {
        self.get() == other.get()
    }
}

impl fmt::Debug for RawJson {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.get())
    }
}

impl Serialize for RawJson {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for RawJson {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Box::<RawValue>::deserialize(deserializer).map(|raw| Self(Some(raw)))
    }
}
