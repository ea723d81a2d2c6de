//! Cursors that cannot be set, or would not be sent.

use alloy_core::{Action, Cursor};

#[derive(Action)]
#[action(connector = Notes, id = "a", output = Page)]
struct Two {
    #[action(query, cursor)]
    after: Option<Cursor>,
    #[action(cursor)]
    start: Option<Cursor>,
}

#[derive(Action)]
#[action(connector = Notes, id = "a", output = Page)]
struct NotOptional {
    #[action(query, cursor)]
    after: Cursor,
}

#[derive(Action)]
#[action(connector = Notes, id = "a", output = Page)]
struct Elsewhere {
    #[action(path, cursor)]
    in_path: Option<Cursor>,
    #[action(body, cursor)]
    whole_body: Option<Cursor>,
    #[action(cursor, skip)]
    skipped: Option<Cursor>,
}

#[derive(Action)]
#[action(connector = Notes, id = "a", output = Page)]
struct SkippedBySerde {
    #[action(cursor)]
    #[serde(skip_serializing)]
    after: Option<Cursor>,
}

#[derive(Action)]
#[action(connector = Notes, id = "a", output = Page)]
struct Written {
    #[action(query, cursor = "after")]
    value: Option<Cursor>,
    #[action(cursor, cursor)]
    twice: Option<Cursor>,
}

fn main() {}
