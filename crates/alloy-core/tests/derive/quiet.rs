//! Lints that somebody may have turned on say nothing about the expansion.
#![deny(
    deprecated,
    elided_lifetimes_in_paths,
    explicit_outlives_requirements,
    let_underscore_drop,
    missing_debug_implementations,
    missing_docs,
    non_camel_case_types,
    non_snake_case,
    single_use_lifetimes,
    trivial_casts,
    unnameable_types,
    unreachable_pub,
    unused,
    unused_lifetimes,
    unused_qualifications,
    unused_results,
    clippy::all,
    clippy::absolute_paths,
    clippy::allow_attributes,
    clippy::exhaustive_structs,
    clippy::implicit_return,
    clippy::min_ident_chars,
    clippy::missing_docs_in_private_items,
    clippy::missing_inline_in_public_items,
    clippy::missing_trait_methods,
    clippy::nursery,
    clippy::pedantic,
    clippy::question_mark_used,
    clippy::ref_patterns,
    clippy::single_call_fn,
    clippy::str_to_string
)]
#![allow(clippy::allow_attributes_without_reason, reason = "a test")]

use alloy_core::{Action, Paginated as _};

use crate::{Notes, body, pages::Page};

/// An action with every part.
#[derive(Action, Debug)]
#[action(connector = Notes, id = "loud", output = Page<u8>)]
#[expect(non_snake_case)]
#[deprecated = "kept to see that its use here is not reported"]
struct Loud<'a, T> {
    /// A path parameter.
    #[action(path)]
    pub path: u8,
    /// A path parameter without an allocation.
    #[action(path)]
    pub text: &'a str,
    /// A query parameter that can be left out.
    #[action(query)]
    pub query: Option<T>,
    /// A list in the query.
    #[action(query)]
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub list: Vec<&'a str>,
    /// A header.
    #[action(header = "X-Header")]
    pub header: &'a str,
    /// A field of the body.
    pub bodyField: Option<&'a T>,
    /// A field that was given up.
    #[deprecated]
    pub old: u8,
    /// Absent, null or a value.
    #[expect(clippy::option_option)]
    pub three: Option<Option<u8>>,
    /// The next page.
    #[action(cursor)]
    #[deprecated]
    pub nextPage: Option<String>,
    /// In no part.
    #[action(skip)]
    pub skipped: u8,
}

#[test]
#[expect(deprecated)]
fn nothing_is_reported() {
    let mut action = Loud {
        path: 1,
        text: "t",
        query: None,
        list: Vec::new(),
        header: "h",
        bodyField: Some(&1),
        old: 2,
        three: Some(None),
        nextPage: None,
        skipped: 3,
    };
    assert_eq!(action.skipped, 3);
    action.set_cursor("c".into());
    assert_eq!(body(&action), r#"{"bodyField":1,"old":2,"three":null,"nextPage":"c"}"#);
}
