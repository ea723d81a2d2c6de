//! A dependency under another name, and structs that a macro writes.

extern crate alloy_core as core_api;

use serde_json::Value;

use crate::{Notes, body, envelope};

mod inside {
    pub(super) use alloy_core as api;
}

#[derive(core_api::Action)]
#[action(connector = Notes, id = "a", output = Value, crate = "self::core_api")]
struct Quoted<T> {
    #[action(header = "X-Header")]
    header: T,
    #[action(query)]
    query: T,
    value: Vec<T>,
}

#[derive(core_api::Action, serde::Serialize)]
#[serde(crate = "serde", rename_all = "UPPERCASE")]
#[action(crate = inside::api, connector = Notes, id = "a", output = Value)]
struct Unquoted {
    value: u8,
}

#[test]
fn the_crate_can_have_another_name() {
    let action = Quoted { header: 1, query: 2, value: vec![3] };
    assert_eq!(body(&action), r#"{"value":[3]}"#);
    assert_eq!(envelope(&action).headers["X-Header"], "1");
    assert_eq!(body(&Unquoted { value: 1 }), r#"{"VALUE":1}"#);
    assert_eq!(serde_json::to_string(&Unquoted { value: 1 }).unwrap(), r#"{"VALUE":1}"#);
}

/// As a connector's own macro would, far from where its caller's names are.
macro_rules! action {
    ($name:ident { $($field:ident: $ty:ty),* }) => {
        #[derive(core_api::Action)]
        #[action(connector = $crate::Notes, id = "m", output = Value, crate = $crate::renamed::core_api)]
        struct $name {
            #[action(path)]
            id: u64,
            #[action(query)]
            limit: Option<u8>,
            #[action(header = "X-Header")]
            header: Option<u8>,
            $($field: $ty,)*
        }
    };
}

action!(Written { first: Option<u8>, second: Option<u8> });

#[test]
fn a_macro_can_write_the_struct() {
    let action = Written { id: 1, limit: Some(5), header: None, first: None, second: Some(2) };
    assert_eq!(envelope(&action).query_parameters["limit"], 5);
    assert_eq!(body(&action), r#"{"second":2}"#);
}

/// Names of the prelude may mean something else where an action is.
mod shadowed {
    #![allow(dead_code, non_camel_case_types, reason = "their names are all that matters")]

    struct Ok;
    struct Some;
    struct Result;
    struct String;
    struct Serialize;
    struct Error;
    struct Send;
    struct Into;
    struct Cursor;
    struct Paginated;
    mod serde {}
    mod core {}
    mod std {}

    #[derive(super::core_api::Action)]
    #[action(crate = super::core_api, connector = crate::Notes, id = "s", output = crate::pages::Page<u8>)]
    pub(super) struct Shadowed<T> {
        #[action(path)]
        pub(super) id: u8,
        #[action(query)]
        pub(super) query: ::core::option::Option<T>,
        #[action(header = "X-Header")]
        pub(super) header: u8,
        #[action(query, cursor)]
        pub(super) after: ::core::option::Option<::std::string::String>,
        pub(super) value: ::core::option::Option<T>,
    }
}

#[test]
fn names_of_the_prelude_may_be_taken() {
    let mut action =
        shadowed::Shadowed { id: 1, query: Some(2), header: 3, after: None, value: Some(4) };
    core_api::Paginated::set_cursor(&mut action, core_api::Cursor::new("c"));
    assert_eq!(body(&action), r#"{"value":4}"#);
    assert_eq!(envelope(&action).query_parameters["after"], "c");
}
