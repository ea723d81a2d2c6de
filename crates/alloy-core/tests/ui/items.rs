//! What is not a struct with named fields.

use alloy_core::Action;

#[derive(Action)]
#[action(connector = Notes, id = "a", output = u8)]
enum Enum {
    A,
}

#[derive(Action)]
#[action(connector = Notes, id = "a", output = u8)]
union Union {
    a: u8,
}

#[derive(Action)]
#[action(connector = Notes, id = "a", output = u8)]
struct Tuple(u8);

fn main() {}
