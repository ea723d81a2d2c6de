//! Each key that an action cannot be without.

use alloy_core::Action;

#[derive(Action)]
struct Nothing;

#[derive(Action)]
#[action(id = "a", output = u8)]
struct Connector;

#[derive(Action)]
#[action(connector = Notes, output = u8)]
struct Id;

#[derive(Action)]
#[action(connector = Notes, id = "a")]
struct Output;

#[derive(Action)]
#[action]
struct NoKeys;

fn main() {}
