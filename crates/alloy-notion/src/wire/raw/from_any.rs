//! Raw JSON out of deserializers that are not `serde_json`'s.

use std::{borrow::Cow, fmt};

use serde::{
    Deserialize, Deserializer,
    de::{
        DeserializeSeed, Error, IntoDeserializer, MapAccess, SeqAccess, Visitor,
        value::{MapAccessDeserializer, SeqAccessDeserializer},
    },
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

/// The visitor of a `RawValue`, and what to do where it is met with something else.
struct OrByTree<V> {
    name: &'static str,
    visitor: V,
}

impl<'de, V: Visitor<'de>> OrByTree<V> {
    fn by_tree<D: Deserializer<'de>>(self, value: D) -> Result<V::Value, D::Error> {
        let tree = Value::deserialize(value)?;
        tree.deserialize_newtype_struct(self.name, self.visitor).map_err(D::Error::custom)
    }
}

/// Values of one type, as the deserializer has them.
macro_rules! by_tree {
    ($($method:ident($type:ty)),+ $(,)?) => {$(
        fn $method<E: Error>(self, value: $type) -> Result<V::Value, E> {
            self.by_tree(IntoDeserializer::<E>::into_deserializer(value))
        }
    )+};
}

impl<'de, V: Visitor<'de>> Visitor<'de> for OrByTree<V> {
    type Value = V::Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.visitor.expecting(f)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<V::Value, A::Error> {
        // `serde_json` hands over the text as a map whose only key is the name.
        match map.next_key_seed(KeyUnless(self.name))? {
            Some(None) => {
                self.visitor.visit_map(Again { first: Some(Cow::Borrowed(self.name)), map })
            }
            Some(Some(key)) => {
                let map = Again { first: Some(Cow::Owned(key)), map };
                self.by_tree(MapAccessDeserializer::new(map))
            }
            None => self.by_tree(MapAccessDeserializer::new(Again { first: None, map })),
        }
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(self, value: D) -> Result<V::Value, D::Error> {
        self.by_tree(value)
    }

    fn visit_some<D: Deserializer<'de>>(self, value: D) -> Result<V::Value, D::Error> {
        self.by_tree(value)
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<V::Value, A::Error> {
        self.by_tree(SeqAccessDeserializer::new(seq))
    }

    fn visit_none<E: Error>(self) -> Result<V::Value, E> {
        self.visit_unit()
    }

    by_tree! {
        visit_bool(bool), visit_i64(i64), visit_u64(u64), visit_f64(f64), visit_str(&str),
    }

    fn visit_unit<E: Error>(self) -> Result<V::Value, E> {
        self.by_tree(IntoDeserializer::<E>::into_deserializer(()))
    }
}

/// Reads a key, unless it is that one, for which nothing is allocated.
struct KeyUnless(&'static str);

impl<'de> DeserializeSeed<'de> for KeyUnless {
    type Value = Option<String>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for KeyUnless {
    type Value = Option<String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<Option<String>, E> {
        Ok((key != self.0).then(|| key.to_owned()))
    }
}

/// A map of which the first key has been looked at.
struct Again<A> {
    first: Option<Cow<'static, str>>,
    map: A,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Again<A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, A::Error> {
        match self.first.take() {
            Some(key) => seed.deserialize(key.into_deserializer()).map(Some),
            None => self.map.next_key_seed(seed),
        }
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, A::Error> {
        self.map.next_value_seed(seed)
    }
}
