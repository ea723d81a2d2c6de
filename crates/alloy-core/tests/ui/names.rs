//! Names on the wire that are empty, taken or made by a rule that there is none of.

use alloy_core::Action;

#[derive(Action)]
#[action(connector = Notes, id = "", output = u8)]
struct EmptyId;

#[derive(Action)]
#[action(connector = Notes, id = "a", output = u8)]
struct Names {
    #[action(path = "")]
    empty: u8,
    #[action(query)]
    limit: u8,
    #[action(query = "limit")]
    same_query: u8,
    #[action(path)]
    #[serde(rename = "id")]
    note: u8,
    #[action(path)]
    id: u8,
    #[action(path = "limit")]
    another_part: u8,
    #[action(header = "X-Header")]
    header: u8,
    #[action(header = "x-header")]
    same_header: u8,
}

#[derive(Action)]
#[action(connector = Notes, id = "a", output = u8)]
#[serde(rename_all = "camel")]
struct Rule {
    #[action(path)]
    note_id: u8,
}

fn main() {}
