//! Keys with a value of another kind, without one, or with one too many.

use alloy_core::Action;

#[derive(Action)]
#[action(connector, id = 5, output = "u8", decode = "decode", size_hint = 1, crate = 2)]
struct OnStruct {
    #[action(path = name)]
    path: u8,
    #[action(skip = true, query = 1 + 1)]
    skip: u8,
    #[action(query = "a" path)]
    no_comma: u8,
    #[action = "query"]
    no_parentheses: u8,
    #[serde(rename = )]
    no_value: u8,
}

fn main() {}
