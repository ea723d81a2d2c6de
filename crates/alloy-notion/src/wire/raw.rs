//! JSON that is kept as it was written.

mod from_any;

use std::fmt;

use alloy_core::Error;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::DeserializeOwned};
use serde_json::{Value, value::RawValue};

use from_any::FromAny;

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
        decode_json(self.get())
    }

    /// The JSON as a tree; `null` where there is no tree for it: numbers out of range, text with half
    /// of a surrogate pair, nesting beyond 127 levels. [`decode`](Self::decode) says so.
    pub fn to_value(&self) -> Value {
        serde_json::from_str(self.get()).unwrap_or_default()
    }

    /// JSON that has been checked.
    pub(crate) fn of_checked(json: &str) -> Self {
        Self(RawValue::from_string(json.to_owned()).ok())
    }

    /// `null`.
    pub(crate) const NULL: Self = Self(None);

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

/// Reads JSON as a type of the caller's.
pub(crate) fn decode_json<T: DeserializeOwned>(json: &str) -> Result<T, Error> {
    serde_json::from_str(json)
        .map_err(|error| Error::malformed("the JSON has another shape").with_source(error))
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
        Box::<RawValue>::deserialize(FromAny(deserializer)).map(|raw| Self(Some(raw)))
    }
}
