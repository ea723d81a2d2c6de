//! Lists whose items are decoded when they are asked for, beside lists that are decoded at once.

use alloy_core::{Listing, Paginated};
use alloy_notion::{Lazily, Lazy, List, Search, SearchResult, User};
use serde_json::Value;

use crate::{
    fixtures,
    read::{answered, round_trip::round_trip, sent},
};

#[test]
fn the_same_items_come_out() {
    let eager: List<SearchResult> = serde_json::from_str(fixtures::SEARCH).unwrap();
    let lazy: List<Lazy<SearchResult>> = round_trip(fixtures::SEARCH);
    let items: Vec<SearchResult> = lazy.iter().map(|item| item.decode().unwrap()).collect();
    assert_eq!(items, eager.results);
    assert_eq!(lazy.next(), eager.next());
    assert_eq!(lazy.extra(), eager.extra());
}

#[test]
fn an_item_that_cannot_be_read_fails_alone() {
    let json = r#"{"object": "list", "results": [{"id": "a"}, {"name": "b"}, 7]}"#;
    let lazy: List<Lazy<User>> = round_trip(json);
    let readable: Vec<bool> = lazy.iter().map(|item| item.decode().is_ok()).collect();
    assert_eq!(readable, [true, false, false]);
    assert_eq!(lazy.results[2].json(), "7");
}

#[test]
fn the_request_is_the_listings_own() {
    let mut lazily = Lazily(Search::pages().query("roadmap"));
    assert_eq!(sent(&lazily, &[]).unwrap(), sent(&lazily.0, &[]).unwrap());
    lazily.set_cursor("next".into());
    assert_eq!(sent(&lazily, &[]).unwrap()["requestBody"]["start_cursor"], "next");

    let body = format!(r#"{{"responseData":{}}}"#, fixtures::SEARCH);
    let list = answered(&lazily, 200, &body).unwrap();
    let expected: Value = serde_json::from_str(fixtures::SEARCH).unwrap();
    assert_eq!(serde_json::to_value(&list).unwrap(), expected);
    assert!(answered(&lazily, 200, &body[..body.len() - 1]).is_err());

    // Items borrow from the reply: they stand in one text, in their order, and outlive the list.
    let items: Vec<Lazy<SearchResult>> = list.results;
    let places: Vec<_> = items.iter().map(|item| item.json().as_bytes().as_ptr_range()).collect();
    assert!(places.is_sorted_by(|one, next| one.end < next.start));
    let length = places.last().unwrap().end.addr() - places[0].start.addr();
    assert!(items.len() > 1 && length < body.len());
    let eager: List<SearchResult> = serde_json::from_str(fixtures::SEARCH).unwrap();
    let decoded: Vec<SearchResult> = items.iter().map(|item| item.decode().unwrap()).collect();
    assert_eq!(decoded, eager.results);
}

#[test]
fn what_is_no_list_is_no_lazy_list_either() {
    let lazily = Lazily(Search::pages());
    for (body, path, message) in [
        (r#"{"responseData":{"object":"list"}}"#, "", "missing field `results`"),
        (
            r#"{"responseData":{"results":{}}}"#,
            "results",
            "invalid type: map, expected `results` to be a list",
        ),
        (r#"{"responseData":[]}"#, "", "invalid type: sequence, expected a list"),
    ] {
        let error = answered(&lazily, 200, body).unwrap_err();
        assert_eq!((error.path().unwrap_or_default(), error.message()), (path, message));
    }
}
