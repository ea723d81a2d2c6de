//! Outputs that are no listing, and fields that cannot be made of a cursor.

use alloy_core::{Action, Connector, Cursor, Listing, Next};

struct Notes;

impl Connector for Notes {
    fn id(&self) -> &str {
        "notes"
    }
}

#[derive(serde::Deserialize)]
struct Page;

impl Listing for Page {
    type Item = u8;

    fn next(&self) -> Next {
        Next::End
    }

    fn into_items(self) -> Vec<u8> {
        Vec::new()
    }
}

#[derive(Action)]
#[action(connector = Notes, id = "a", output = u8)]
struct NoListing {
    #[action(query, cursor)]
    after: Option<Cursor>,
}

#[derive(Action)]
#[action(connector = Notes, id = "a", output = Vec<u8>)]
struct NoListingOf<'a, T> {
    #[action(query, cursor)]
    after: Option<Cursor>,
    text: &'a T,
}

#[derive(Action)]
#[action(connector = Notes, id = "a", output = Page)]
struct Number {
    #[action(query, cursor)]
    page: Option<u32>,
}

fn main() {}
