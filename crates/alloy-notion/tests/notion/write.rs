//! What goes out: the JSON of requests, and the limits that hold before they are sent.

mod blocks;
mod convert;
mod create_page;
mod limits;
mod nesting;
mod properties;
mod random;
mod rich_text;
mod update_page;

use serde::Serialize;

use crate::{UUID, body, id, refusal};

/// The JSON of a part of a request.
fn json(part: &impl Serialize) -> String {
    serde_json::to_string(part).unwrap()
}
