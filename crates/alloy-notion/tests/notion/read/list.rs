//! Lists, and what comes after a page of one.

use alloy_core::{Listing, Next};
use alloy_notion::{List, ListType, SearchResult, User};

use crate::{fixtures, read::round_trip::round_trip};

#[test]
fn a_list_says_what_comes_next() {
    let users: List<User> = round_trip(fixtures::USERS);
    assert_eq!(users.list_type, Some(ListType::User));
    assert_eq!(users.extra().get("request_id").unwrap().decode::<String>().unwrap().len(), 36);
    let cursor = "95959595-0b0b-4c0c-8d0d-0e0e0e0e0e0e";
    assert_eq!(users.next(), Next::after(Some(cursor)));
    assert_eq!(users.into_items().len(), 5);

    for (json, next) in [
        (r#"{"results": [], "next_cursor": null, "has_more": false}"#, Next::End),
        (r#"{"results": []}"#, Next::End),
        (r#"{"results": [], "next_cursor": "a"}"#, Next::after(Some("a"))),
        (r#"{"results": [], "next_cursor": "a", "has_more": false}"#, Next::End),
    ] {
        assert_eq!(round_trip::<List<User>>(json).next(), next, "{json}");
    }
    let lost: List<User> = round_trip(r#"{"results": [], "has_more": true}"#);
    assert!(matches!(lost.next(), Next::Incomplete(_)));
}

#[test]
fn a_list_that_was_cut_says_why() {
    let found: List<SearchResult> = round_trip(fixtures::SEARCH);
    assert!(found.is_incomplete());
    assert_eq!(found.next(), Next::Incomplete("query_result_limit_reached".into()));
}

#[test]
fn an_item_that_cannot_be_read_is_named() {
    let error = |json| serde_json::from_str::<List<User>>(json).unwrap_err().to_string();
    assert_eq!(
        error(r#"{"object": "list", "results": [{"id": "a"}, {"name": "b"}, {"id": "c"}]}"#),
        "missing field `results[1].id`"
    );
    assert_eq!(error(r#"{"results": [7]}"#), "invalid type of `results[0]`");
    assert_eq!(error(r#"{"object": "list"}"#), "missing field `results`");
    let error_of_null = error(r#"{"results": null}"#);
    assert_eq!(
        error_of_null,
        "invalid type: null, expected `results` to be a list at line 1 column 16"
    );
    assert_eq!(error("[]"), "invalid type: sequence, expected a list at line 1 column 0");
}
