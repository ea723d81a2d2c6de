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

/// Whether some object of a text names a key twice: written again, the text is then longer than its
/// tree, which has each key once.
fn has_key_twice(text: &str, tree: &Value) -> bool {
    let mut written = Vec::new();
    let mut reader = serde_json::Deserializer::from_str(text);
    serde_transcode::transcode(&mut reader, &mut serde_json::Serializer::new(&mut written)).unwrap();
    written.len() != tree.to_string().len()
}
