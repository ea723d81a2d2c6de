//! More than one body.

use alloy_core::Action;

#[derive(Action)]
#[action(connector = Notes, id = "a", output = u8)]
struct BesideFields {
    #[action(body)]
    note: u8,
    #[action(path)]
    id: u8,
    title: u8,
    text: u8,
}

#[derive(Action)]
#[action(connector = Notes, id = "a", output = u8)]
struct Twice {
    #[action(body)]
    first: u8,
    #[action(body)]
    second: u8,
}

#[derive(Action)]
#[action(connector = Notes, id = "a", output = u8, body = make)]
struct BesideFunction {
    #[action(body)]
    note: u8,
}

fn main() {}
