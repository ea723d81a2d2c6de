//! Fields whose types their part of the request cannot carry.

use alloy_core::{Action, Connector};

struct Notes;

impl Connector for Notes {
    fn id(&self) -> &str {
        "notes"
    }
}

struct Opaque;

#[derive(Action)]
#[action(connector = Notes, id = "a", output = u8)]
struct InPath {
    #[action(path)]
    field: Opaque,
}

#[derive(Action)]
#[action(connector = Notes, id = "a", output = u8)]
struct InQuery {
    #[action(query)]
    field: Option<Opaque>,
}

#[derive(Action)]
#[action(connector = Notes, id = "a", output = u8)]
struct InHeader {
    #[action(header = "X-Header")]
    field: Opaque,
}

#[derive(Action)]
#[action(connector = Notes, id = "a", output = u8)]
struct InBody {
    field: Opaque,
}

#[derive(Action)]
#[action(connector = Notes, id = "a", output = u8)]
struct AsBody {
    #[action(body)]
    field: Opaque,
}

fn main() {}
