//! Finds a key that an object has twice, which trees of JSON silently drop.

use std::{collections::HashSet, fmt};

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};

/// The path of the first key that its object has twice.
pub(super) fn repeated_key(json: &[u8]) -> Option<String> {
    let mut found = None;
    let mut deserializer = serde_json::Deserializer::from_slice(json);
    // What is not JSON is found by others.
    let _ = Search { path: String::new(), found: &mut found }.deserialize(&mut deserializer);
    found
}

/// Reads a value and looks at the keys of all objects in it.
struct Search<'a> {
    path: String,
    found: &'a mut Option<String>,
}

impl Search<'_> {
    fn below(&mut self, step: impl fmt::Display) -> Search<'_> {
        Search { path: format!("{}/{step}", self.path), found: self.found }
    }
}

impl<'de> DeserializeSeed<'de> for Search<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Search<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut map: A) -> Result<(), A::Error> {
        let mut keys = HashSet::new();
        while let Some(key) = map.next_key::<String>()? {
            map.next_value_seed(self.below(&key))?;
            if self.found.is_none() && keys.contains(&key) {
                *self.found = Some(format!("{}/{key}", self.path));
            }
            keys.insert(key);
        }
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut items: A) -> Result<(), A::Error> {
        let mut index = 0;
        while items.next_element_seed(self.below(index))?.is_some() {
            index += 1;
        }
        Ok(())
    }

    fn visit_bool<E>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_unit<E>(self) -> Result<(), E> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_repeated_key_is_found_at_any_depth() {
        for (json, path) in [
            (r#"{"a": 1, "b": [true, null, 1.5, -1, "x"]}"#, None),
            (r#"{"a": 1, "a": 2}"#, Some("/a")),
            (r#"{"a": {"b": 1}, "c": {"b": 1}}"#, None),
            (r#"{"a": [1, {"b": 1, "\u0062": 1}], "a": 1}"#, Some("/a/1/b")),
            ("not JSON", None),
        ] {
            assert_eq!(repeated_key(json.as_bytes()).as_deref(), path, "{json}");
        }
    }
}
