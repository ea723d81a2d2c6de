//! Actions that answer page by page.

use std::marker::PhantomData;

use alloy_core::{Action, Cursor, Listing, Next, Paginated};
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::json;

use crate::{Notes, body, envelope, reply};

/// One page of a listing.
#[derive(Deserialize)]
pub(crate) struct Page<T> {
    items: Vec<T>,
    next: Option<String>,
}

impl<T: Send + 'static> Listing for Page<T> {
    type Item = T;

    fn next(&self) -> Next {
        Next::after(self.next.clone())
    }

    fn into_items(self) -> Vec<T> {
        self.items
    }
}

/// The action of the page at a cursor, through the trait alone.
fn at<A: Paginated>(mut action: A, cursor: &str) -> A {
    action.set_cursor(Cursor::new(cursor));
    action
}

#[derive(Action)]
#[action(connector = Notes, id = "list", effect = read, output = Page<String>)]
struct List<'a> {
    #[action(path)]
    space: &'a str,
    #[action(query, cursor)]
    after: Option<Cursor>,
    #[action(query)]
    limit: Option<u8>,
}

#[test]
fn a_cursor_goes_into_the_query() {
    let first = List { space: "s", after: None, limit: Some(2) };
    let sent = envelope(&first);
    assert_eq!(sent.query_parameters.len(), 1);
    assert_eq!(sent.query_parameters["limit"], 2);

    let page = first.decode(reply(&json!({"items": ["a", "b"], "next": "c1"}))).unwrap();
    let Next::Cursor(cursor) = page.next() else { panic!("there is a cursor") };
    assert_eq!(page.into_items(), ["a", "b"]);

    let second = at(first, cursor.as_str());
    let sent = envelope(&second);
    assert_eq!(sent.query_parameters["after"], "c1");
    assert_eq!(sent.query_parameters["limit"], 2, "the rest stays");
    assert_eq!(sent.path_params["space"], "s");
    assert_eq!(envelope(&at(second, "c2")).query_parameters["after"], "c2");
}

#[derive(Action)]
#[action(connector = Notes, id = "search", effect = read, output = Page<u8>)]
#[serde(rename_all = "camelCase")]
struct Search {
    text: &'static str,
    #[action(cursor)]
    start_cursor: Option<Cursor>,
}

#[test]
fn a_cursor_goes_into_the_body() {
    let first = Search { text: "tea", start_cursor: None };
    assert_eq!(body(&first), r#"{"text":"tea"}"#);
    assert_eq!(body(&at(first, "c1")), r#"{"text":"tea","startCursor":"c1"}"#);
}

#[derive(Action)]
#[action(connector = Notes, id = "a", output = Page<u8>)]
struct Named {
    #[action(cursor, query = "page_token")]
    token: Option<String>,
}

#[derive(Action)]
#[action(connector = Notes, id = "a", output = Page<u8>)]
struct InHeader {
    #[action(header = "X-Page")]
    #[action(cursor)]
    page: Option<Box<Cursor>>,
}

#[derive(Action)]
#[action(connector = Notes, id = "a", output = Page<u8>)]
struct Null {
    #[action(null, cursor)]
    cursor: Option<String>,
}

#[test]
fn a_cursor_goes_with_the_other_keys() {
    assert!(envelope(&Named { token: None }).query_parameters.is_empty());
    let named = at(Named { token: None }, "c1");
    assert_eq!(envelope(&named).query_parameters["page_token"], "c1");
    let in_header = at(InHeader { page: None }, "c1");
    assert_eq!(envelope(&in_header).headers["X-Page"], "c1");
    assert_eq!(body(&Null { cursor: None }), r#"{"cursor":null}"#);
    assert_eq!(body(&at(Null { cursor: None }, "c1")), r#"{"cursor":"c1"}"#);
}

/// What the traits need of the parameters is asked for where they are implemented.
#[derive(Action)]
#[action(connector = Notes, id = "generic", output = O)]
struct Generic<'a, F, C, O: DeserializeOwned + Send + 'static> {
    filter: &'a F,
    #[action(query, cursor)]
    after: Option<C>,
    #[action(skip)]
    output: PhantomData<fn() -> O>,
}

#[test]
fn parameters_are_asked_for_what_a_page_needs() {
    let action = Generic::<_, String, Page<u8>> { filter: &1, after: None, output: PhantomData };
    let action = at(action, "c1");
    assert_eq!(envelope(&action).query_parameters["after"], "c1");
    assert_eq!(body(&action), r#"{"filter":1}"#);

    // Without a listing it is an action still.
    let plain = Generic::<_, u8, u8> { filter: &1, after: Some(2), output: PhantomData };
    assert_eq!(envelope(&plain).query_parameters["after"], 2);
}
