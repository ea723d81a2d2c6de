//! Ids of actions that would change the path of the URL, or cannot stand in one.

use alloy_core::Action;

#[derive(Action)]
#[action(connector = Notes, id = "../x", output = u8)]
struct Parent;

#[derive(Action)]
#[action(connector = Notes, id = "a/%2E", output = u8)]
struct Encoded;

#[derive(Action)]
#[action(connector = Notes, id = "a\nb", output = u8)]
struct Control;

fn main() {}
