//! Effects that there are none of.

use alloy_core::Action;

#[derive(Action)]
#[action(connector = Notes, id = "a", effect = raed, output = u8)]
struct Misspelled;

#[derive(Action)]
#[action(connector = Notes, id = "a", effect = Effect::Read, output = u8)]
struct Variant;

#[derive(Action)]
#[action(connector = Notes, id = "a", effect = "read", output = u8)]
struct Quoted;

#[derive(Action)]
#[action(connector = Notes, id = "a", effect = self.effect(), output = u8)]
struct Call;

fn main() {}
