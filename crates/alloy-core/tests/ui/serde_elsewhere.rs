//! Attributes of serde on fields that are not its own to write.

use alloy_core::Action;

#[derive(Action)]
#[action(connector = Notes, id = "a", output = u8)]
struct Elsewhere {
    #[action(path)]
    #[serde(skip_serializing_if = "is_zero")]
    path: u8,
    #[action(query)]
    #[serde(default, serialize_with = "as_text")]
    query: u8,
    #[action(header = "X-Header")]
    #[serde(with = "hex")]
    header: u8,
    #[action(query)]
    #[serde(skip)]
    skipped: u8,
    #[action(query)]
    #[serde(skip_serializing_if = "a b")]
    not_a_path: u8,
    #[action(null)]
    #[serde(skip_serializing_if = "Option::is_none")]
    null: Option<u8>,
}

#[derive(Action)]
#[action(connector = Notes, id = "a", output = u8)]
struct Whole {
    #[action(body)]
    #[serde(flatten)]
    body: u8,
}

fn main() {}
