//! Raw JSON out of deserializers that are not `serde_json`'s.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{Error, MapAccess, Visitor},
    forward_to_deserialize_any,
};
use serde_json::Value;

/// Lets a `RawValue` be read from any deserializer.
///
/// A `RawValue` asks its deserializer for a newtype of a name that only `serde_json` knows. Where
/// serde has set a value aside, as it does for enums that are tagged inside or not at all and for
/// flattened structs, or where another format is read, that is a newtype like any other: the value
/// in it is then made into a tree, of which `serde_json` gives the text.
pub(super) struct FromAny<D>(pub(super) D);

impl<'de, D: Deserializer<'de>> Deserializer<'de> for FromAny<D> {
    type Error = D::Error;

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, D::Error> {
        self.0.deserialize_newtype_struct(name, OrByTree { name, visitor })
    }

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, D::Error> {
        self.0.deserialize_any(visitor)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option
        unit unit_struct seq tuple tuple_struct map struct enum identifier ignored_any
    }
}

/// The visitor of a `RawValue`, and what to do where it is not met with one.
struct OrByTree<V> {
    name: &'static str,
    visitor: V,
}

impl<'de, V: Visitor<'de>> Visitor<'de> for OrByTree<V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.visitor.expecting(f)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<V::Value, A::Error> {
        self.visitor.visit_map(map)
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, value: D) -> Result<V::Value, D::Error> {
        let tree = Value::deserialize(value)?;
        tree.deserialize_newtype_struct(self.name, self.visitor).map_err(D::Error::custom)
    }
}
