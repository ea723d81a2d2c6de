//! The same thing said twice.

use alloy_core::Action;

#[derive(Action)]
#[action(connector = Notes, id = "a", id = "b", output = u8)]
#[action(connector = Notes)]
struct OnStruct {
    #[action(path = "a", rename = "b")]
    named_twice: u8,
    #[action(query)]
    #[action(query)]
    same_part: u8,
    #[action(null, null)]
    null: Option<u8>,
}

fn main() {}
