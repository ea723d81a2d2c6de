//! Any JSON as each of Notion's objects: what decodes is written again as the same JSON.
#![no_main]

use alloy_notion::{
    Block, Comment, DataSource, Database, Page, QueryResult, RichText, SearchResult, User,
};
use libfuzzer_sys::fuzz_target;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

fuzz_target!(|data: &[u8]| {
    let [which, json @ ..] = data else { return };
    let Ok(text) = std::str::from_utf8(json) else { return };
    match which % 9 {
        0 => round_trip::<Page>(text),
        1 => round_trip::<Block>(text),
        2 => round_trip::<Database>(text),
        3 => round_trip::<DataSource>(text),
        4 => round_trip::<Comment>(text),
        5 => round_trip::<User>(text),
        6 => round_trip::<RichText>(text),
        7 => round_trip::<SearchResult>(text),
        _ => round_trip::<QueryResult>(text),
    }
});

fn round_trip<T: DeserializeOwned + Serialize>(text: &str) {
    let Ok(value) = serde_json::from_str::<T>(text) else { return };
    // A key that is there twice has no JSON value to compare with.
    let Ok(expected) = serde_json::from_str::<Value>(text) else { return };
    let written = serde_json::to_string(&value).unwrap();
    let Ok(once) = serde_json::from_str::<Value>(&written) else { panic!("{written}") };
    if !has_key_twice(text, &expected) {
        assert_eq!(once, expected, "{text}");
    }
}

/// Whether some object of a text names a key twice: its tree is then shorter than the text.
fn has_key_twice(text: &str, tree: &Value) -> bool {
    struct Keys(usize);
    impl<'de> serde::de::Visitor<'de> for &mut Keys {
        type Value = ();
        fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("JSON")
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
        fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
            while items.next_element_seed(&mut *self)?.is_some() {}
            Ok(())
        }
        fn visit_map<A: serde::de::MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
            while members.next_key::<String>()?.is_some() {
                self.0 += 1;
                members.next_value_seed(&mut *self)?;
            }
            Ok(())
        }
    }
    impl<'de> serde::de::DeserializeSeed<'de> for &mut Keys {
        type Value = ();
        fn deserialize<D: serde::Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
            deserializer.deserialize_any(self)
        }
    }
    fn count(tree: &Value) -> usize {
        match tree {
            Value::Array(items) => items.iter().map(count).sum(),
            Value::Object(members) => members.len() + members.values().map(count).sum::<usize>(),
            _ => 0,
        }
    }
    let mut keys = Keys(0);
    let read = serde::de::Deserializer::deserialize_any(
        &mut serde_json::Deserializer::from_str(text),
        &mut keys,
    );
    read.is_err() || keys.0 != count(tree)
}
