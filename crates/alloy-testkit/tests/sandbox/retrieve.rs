//! `retrieve-a-page`: ids, properties to show, and how much of them.

use alloy_testkit::Sandbox;
use serde_json::{Value, json};

use crate::exchange::{create, create_titled, notion, retrieve, search, tasks, text};

fn row(sandbox: &Sandbox, query: &str) -> Value {
    search(sandbox, json!({"query": query})).data()["results"][0].take()
}

fn filtered(sandbox: &Sandbox, id: &Value, name: &str, wanted: Value) -> Vec<String> {
    let parts = json!({"pathParams": {"page_id": id}, "queryParameters": {name: wanted}});
    let page = notion(sandbox, "retrieve-a-page", parts).data();
    page["properties"].as_object().unwrap().keys().cloned().collect()
}

#[test]
fn ids_may_do_without_dashes() {
    let sandbox = Sandbox::new();
    let id = create_titled(&sandbox, "Here")["id"].clone();
    let compact = id.as_str().unwrap().replace('-', "");
    for given in [id.clone(), json!(compact), json!(compact.to_uppercase())] {
        assert_eq!(retrieve(&sandbox, &given).data()["id"], id);
    }
}

#[test]
fn what_is_no_page_is_not_found() {
    let sandbox = Sandbox::new();
    let missing = "0a0b0c0d-0000-4000-8000-000000000000";
    let database = tasks(&sandbox)["id"].as_str().unwrap().to_owned();
    for id in [missing, &missing.replace('-', ""), &database] {
        let message = retrieve(&sandbox, &json!(id)).notion_error(404, "object_not_found");
        let shown = if id == database { &database } else { missing };
        let expected = format!(
            "Could not find page with ID: {shown}. Make sure the relevant pages and databases are \
             shared with your integration."
        );
        assert_eq!(message, expected);
    }
}

#[test]
fn what_is_no_id_is_refused() {
    let sandbox = Sandbox::new();
    for (parts, problem) in [
        (json!({"page_id": "None"}), "should be a valid uuid, instead was `\"None\"`."),
        (json!({"page_id": 7}), "should be a string, instead was `7`."),
        (json!({}), "should be defined, instead was `undefined`."),
        (json!({"pageId": "x"}), "should be defined, instead was `undefined`."),
    ] {
        let message = notion(&sandbox, "retrieve-a-page", json!({"pathParams": parts}));
        let expected = format!("path failed validation: path.page_id {problem}");
        assert_eq!(message.validation_error(), expected);
    }
}

#[test]
fn properties_can_be_picked_by_id() {
    let sandbox = Sandbox::new();
    let row = row(&sandbox, "Review the design");
    let id = |name: &str| row["properties"][name]["id"].as_str().unwrap().to_owned();
    let pick = |name: &str, wanted: Value| filtered(&sandbox, &row["id"], name, wanted);
    assert_eq!(pick("filter_properties", json!(id("Due"))), ["Due"]);
    assert_eq!(pick("filter_properties", json!([id("Due"), "title"])), ["Due", "Name"]);
    assert_eq!(pick("filter_properties[]", json!([id("Tags")])), ["Tags"]);
    assert_eq!(pick("filter_properties", json!([])).len(), 19);
    let decoded =
        percent_encoding::percent_decode_str(&id("Due")).decode_utf8().unwrap().into_owned();
    assert_eq!(pick("filter_properties", json!([decoded])), ["Due"]);

    for (wanted, problem) in [
        (json!("h%3A%7BX"), "h%3A%7BX is not a property that exists."),
        (
            json!(5),
            "query failed validation: query.filter_properties should be an array or `undefined`, instead was `5`.",
        ),
        (
            json!([5]),
            "query failed validation: query.filter_properties[0] should be a string, instead was `5`.",
        ),
    ] {
        let parts = json!({
            "pathParams": {"page_id": row["id"]}, "queryParameters": {"filter_properties": wanted},
        });
        assert_eq!(notion(&sandbox, "retrieve-a-page", parts).validation_error(), problem);
    }
    let page = create_titled(&sandbox, "No row")["id"].clone();
    assert_eq!(filtered(&sandbox, &page, "filter_properties", json!("title")), ["title"]);
}

#[test]
fn some_property_ids_need_encoding() {
    let schema = tasks(&Sandbox::new())["properties"].clone();
    let ids: Vec<_> = schema
        .as_object()
        .unwrap()
        .values()
        .map(|property| property["id"].as_str().unwrap())
        .collect();
    assert!(ids.iter().any(|id| id.contains('%')), "{ids:?}");
    for id in &ids {
        assert!(id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'%'), "{id}");
    }
    let distinct: std::collections::BTreeSet<_> = ids.iter().collect();
    assert_eq!(distinct.len(), ids.len());
}

#[test]
fn twenty_five_items_of_a_value_come_with_a_page() {
    let sandbox = Sandbox::new();
    let other = create_titled(&sandbox, "Other")["id"].clone();
    let many = |count: usize| {
        let pieces: Value = (0..count).map(|_| text("x")[0].clone()).collect();
        let pages: Value = (0..count).map(|_| json!({"id": other})).collect();
        let body = json!({
            "parent": {"database_id": tasks(&sandbox)["id"]},
            "properties": {
                "Name": {"title": pieces}, "Notes": {"rich_text": pieces},
                "Blocked by": {"relation": pages}, "Assignee": {"people": pages},
            },
        });
        let id = create(&sandbox, body).data()["id"].clone();
        retrieve(&sandbox, &id).data()["properties"].clone()
    };
    let length = |value: &Value| value.as_array().unwrap().len();
    let counts = |row: &Value| {
        [
            length(&row["Name"]["title"]),
            length(&row["Notes"]["rich_text"]),
            length(&row["Blocked by"]["relation"]),
            length(&row["Assignee"]["people"]),
        ]
    };
    let whole = many(25);
    assert_eq!((counts(&whole), &whole["Blocked by"]["has_more"]), ([25; 4], &json!(false)));
    let cut = many(26);
    assert_eq!((counts(&cut), &cut["Blocked by"]["has_more"]), ([25; 4], &json!(true)));
}
