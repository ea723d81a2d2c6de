//! Fields in a part that they cannot be in.

use alloy_core::Action;

#[derive(Action)]
#[action(connector = Notes, id = "a", output = u8)]
struct Parts {
    #[action(path, query)]
    two_parts: u8,
    #[action(skip)]
    #[action(header = "X-Header")]
    two_attributes: u8,
    #[action(path)]
    optional_path: Option<String>,
    #[action(header)]
    header_without_name: u8,
    #[action(header = "X Header")]
    not_a_header_name: u8,
    #[action(query, null)]
    null_in_query: Option<u8>,
    #[action(null)]
    null_of_nothing: u8,
    #[action(rename = "other")]
    renamed_in_body: u8,
    #[action(header = "X-Header", rename = "other")]
    renamed_header: u8,
}

fn main() {}
