//! Notion's limits, each at its edge.

use alloy_testkit::Sandbox;
use serde_json::{Value, json};

use crate::exchange::{create, create_titled, refused, tasks, text, titled};

fn repeated(item: &Value, count: usize) -> Value {
    (0..count).map(|_| item.clone()).collect()
}

/// Checks that the limit itself is allowed and one more is refused, at the given place.
#[track_caller]
fn assert_limit(sandbox: &Sandbox, limit: usize, place: &str, body: impl Fn(usize) -> Value) {
    assert_eq!(create(sandbox, body(limit)).status, 200);
    let over = limit + 1;
    let expected = format!(
        "body failed validation: body.{place}.length should be ≤ `{limit}`, instead was `{over}`."
    );
    assert_eq!(refused(sandbox, body(over)), expected);
}

#[test]
fn arrays_have_a_hundred_items() {
    let sandbox = Sandbox::new();
    let other = create_titled(&sandbox, "Other")["id"].clone();
    let database = tasks(&sandbox)["id"].clone();
    let divider = json!({"divider": {}});
    assert_limit(&sandbox, 100, "children", |count| {
        let mut body = titled("Many children");
        body["children"] = repeated(&divider, count);
        body
    });
    assert_limit(&sandbox, 100, "children[0].toggle.children", |count| {
        let mut body = titled("Many grandchildren");
        body["children"] =
            json!([{"toggle": {"rich_text": [], "children": repeated(&divider, count)}}]);
        body
    });
    assert_limit(&sandbox, 100, "children[0].paragraph.rich_text", |count| {
        let mut body = titled("Many pieces");
        body["children"] = json!([{"paragraph": {"rich_text": repeated(&text("x")[0], count)}}]);
        body
    });
    for (name, kind, item) in [
        ("Name", "title", text("x")[0].clone()),
        ("Blocked by", "relation", json!({"id": other})),
        ("Assignee", "people", json!({"id": other})),
        ("Tags", "multi_select", json!({"name": "design"})),
        ("Attachments", "files", json!({"name": "a", "external": {"url": "https://example.com"}})),
    ] {
        assert_limit(&sandbox, 100, &format!("properties.{name}.{kind}"), |count| {
            let value = json!({kind: repeated(&item, count)});
            json!({"parent": {"database_id": database}, "properties": {name: value}})
        });
    }
}

#[test]
fn texts_have_their_length_in_utf_16() {
    let sandbox = Sandbox::new();
    let database = tasks(&sandbox)["id"].clone();
    let long = |count: usize| "x".repeat(count);
    let title = "properties.title.title[0]";
    assert_limit(&sandbox, 2000, &format!("{title}.text.content"), |count| titled(&long(count)));
    // An emoji beyond the basic plane counts twice.
    let emoji = "🚀".repeat(1000);
    assert_limit(&sandbox, 2000, &format!("{title}.text.content"), |count| {
        titled(&(emoji.clone() + &long(count - 2000)))
    });
    assert_limit(&sandbox, 2000, &format!("{title}.text.link.url"), |count| {
        let mut body = titled("Linked");
        body["properties"]["title"]["title"][0]["text"]["link"] = json!({"url": long(count)});
        body
    });
    assert_limit(&sandbox, 1000, &format!("{title}.equation.expression"), |count| {
        let piece = json!({"equation": {"expression": long(count)}});
        json!({"parent": {"workspace": true}, "properties": {"title": {"title": [piece]}}})
    });
    for (name, kind, limit) in
        [("Link", "url", 2000), ("Contact", "email", 200), ("Phone", "phone_number", 200)]
    {
        assert_limit(&sandbox, limit, &format!("properties.{name}.{kind}"), |count| {
            let value = json!({kind: long(count)});
            json!({"parent": {"database_id": database}, "properties": {name: value}})
        });
    }
}

#[test]
fn the_place_of_a_long_text_is_told_in_full() {
    let sandbox = Sandbox::new();
    let mut body = titled("Long code");
    body["children"] = repeated(&json!({"divider": {}}), 13);
    body["children"][12] =
        json!({"code": {"rich_text": text(&"x".repeat(3000)), "language": "rust"}});
    assert_eq!(
        refused(&sandbox, body),
        "body failed validation: body.children[12].code.rich_text[0].text.content.length should be \
         ≤ `2000`, instead was `3000`."
    );
}

#[test]
fn children_nest_two_levels() {
    let sandbox = Sandbox::new();
    let item = |children: Value| json!([{"toggle": {"rich_text": [], "children": children}}]);
    let mut body = titled("Deep");
    body["children"] = item(item(json!([{"toggle": {"rich_text": []}}])));
    assert_eq!(create(&sandbox, body.clone()).status, 200);
    body["children"] = item(item(item(json!([]))));
    assert_eq!(
        refused(&sandbox, body),
        "body failed validation: body.children[0].toggle.children[0].toggle.children[0].toggle\
         .children should be not present, instead was `[]`."
    );
}

#[test]
fn a_request_has_a_thousand_blocks() {
    let sandbox = Sandbox::new();
    let with = |inner: usize, outer: usize| {
        let divider = json!({"divider": {}});
        let full = json!({"toggle": {"rich_text": [], "children": repeated(&divider, 99)}});
        let last = json!({"toggle": {"rich_text": [], "children": repeated(&divider, inner)}});
        let mut body = titled("Many blocks");
        body["children"] = repeated(&full, 9);
        body["children"].as_array_mut().unwrap().push(last);
        body["children"].as_array_mut().unwrap().extend((0..outer).map(|_| divider.clone()));
        body
    };
    assert_eq!(create(&sandbox, with(99, 0)).status, 200);
    let message = refused(&sandbox, with(99, 1));
    assert!(message.contains("should be ≤ `1000`, instead was `1001`"), "{message}");
}

#[test]
fn a_request_has_half_a_megabyte() {
    let sandbox = Sandbox::new();
    let with = |length: usize| {
        let mut body = titled("Large");
        let piece = text(&"x".repeat(2000));
        body["children"] =
            repeated(&json!({"paragraph": {"rich_text": repeated(&piece[0], 60)}}), 4);
        // A key that is passed over fills it up to the byte.
        body["children"][0]["paragraph"]["rich_text"][0]["plain_text"] = json!("");
        let rest = length - body.to_string().len();
        body["children"][0]["paragraph"]["rich_text"][0]["plain_text"] = json!("y".repeat(rest));
        assert_eq!(body.to_string().len(), length);
        body
    };
    assert_eq!(create(&sandbox, with(500 * 1024)).status, 200);
    let message = refused(&sandbox, with(500 * 1024 + 1));
    assert!(message.contains("should be ≤ `512000`, instead was `512001`"), "{message}");
}
