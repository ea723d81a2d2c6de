//! Connectors, outputs and functions that are not what they are said to be.

use alloy_core::{Action, Connector, Error, Reply};

struct Notes;

impl Connector for Notes {
    fn id(&self) -> &str {
        "notes"
    }
}

struct Opaque;

#[derive(Action)]
#[action(connector = Opaque, id = "a", output = u8)]
struct AsConnector;

#[derive(Action)]
#[action(connector = other(), id = "a", output = u8)]
struct NotConstant;

fn other() -> Notes {
    Notes
}

#[derive(Action)]
#[action(connector = Notes, id = "a", output = Opaque)]
struct AsOutput;

#[derive(Action)]
#[action(connector = Notes, id = "a", output = u8, decode = decode)]
struct Decoded;

fn decode(_: Reply) -> Result<u16, Error> {
    Ok(1)
}

#[derive(Action)]
#[action(connector = Notes, id = "a", output = u8, validate = validate)]
struct Validated;

fn validate(_: &Validated) -> Result<(), Error> {
    Ok(())
}

#[derive(Action)]
#[action(connector = Notes, id = "a", effect = Self::effect, output = u8)]
struct Effective;

impl Effective {
    fn effect(&self) -> bool {
        true
    }
}

#[derive(Action)]
#[action(connector = Notes, id = "a", effect = Self::missing, output = u8)]
struct Ineffective;

fn main() {}
