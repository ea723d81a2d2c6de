//! Properties of pages, item by item.

use alloy_core::{Cursor, Effect, Listing, Next, Paginated};
use alloy_notion::{
    PageId, PageProperty, PropertyId, PropertyItemKind, PropertyValueKind, RetrievePageProperty,
    RollupFunction, RollupKind,
};
use serde_json::{Value, json};

use crate::operations::{OTHER, UUID, answered, id, reads, refusal, sends};

fn retrieve() -> RetrievePageProperty {
    RetrievePageProperty::new(id::<PageId>(), PropertyId::new("fk%5EY").unwrap())
}

#[test]
fn what_goes_out() {
    let operation = ("retrieve-a-page-property", Effect::Read);
    let path = json!({"page_id": UUID, "property_id": "fk%5EY"});
    sends(&retrieve(), operation, path.clone(), json!({}), json!(null));
    let mut action = retrieve().page_size(25);
    action.set_cursor(Cursor::new("made-up"));
    let query = json!({"start_cursor": "made-up", "page_size": 25});
    sends(&action, operation, path, query, json!(null));
    assert!(refusal(&retrieve().page_size(101)).contains("page_size: 101 is not from 1 to 100"));
}

#[test]
fn a_single_item() {
    let number = json!({"object": "property_item", "id": "a", "type": "number", "number": 1.5});
    let property = reads(&retrieve(), &number);
    let [item] = property.items() else { panic!("{property:?}") };
    let PropertyItemKind::Value(PropertyValueKind::Number(Some(number))) = &item.kind else {
        panic!("{item:?}")
    };
    assert_eq!(number.as_f64(), Some(1.5));
    assert_eq!((property.next(), property.into_items().len()), (Next::End, 1));
}

/// Every type of property as an item, and types that nobody knows.
#[test]
fn items_of_all_types() {
    let text = json!({
        "type": "text",
        "text": {"content": "a", "link": null},
        "annotations": {"bold": true, "italic": false, "strikethrough": false, "underline": false,
                        "code": false, "color": "default"},
        "plain_text": "a",
        "href": null
    });
    let user = json!({"object": "user", "id": UUID});
    for (name, content) in [
        ("title", text.clone()),
        ("rich_text", text.clone()),
        ("people", user.clone()),
        ("people", json!({"object": "group", "id": UUID, "name": "All"})),
        ("relation", json!({"id": UUID})),
        ("select", json!({"id": "a", "name": "A", "color": "blue"})),
        ("status", json!(null)),
        ("multi_select", json!([])),
        ("checkbox", json!(true)),
        ("date", json!({"start": "2026-07-10", "end": null, "time_zone": null})),
        ("created_by", user),
        ("unique_id", json!({"prefix": "T", "number": 3})),
        ("formula", json!({"type": "string", "string": "x"})),
        ("brand_new", json!({"anything": [1, {"a": null}]})),
        // As very old versions wrote it.
        ("title", json!([text])),
    ] {
        let item = json!({"object": "property_item", "id": "a", "type": name, name: content});
        let property = reads(&retrieve(), &item);
        assert_eq!(property.items()[0].kind.type_name(), name);
    }
}

fn rollup(rollup: &Value, cursor: Option<&str>) -> Value {
    json!({
        "object": "list",
        "results": [
            {"object": "property_item", "id": "b", "type": "relation", "relation": {"id": UUID}},
            {"object": "property_item", "id": "b", "type": "relation", "relation": {"id": OTHER}}
        ],
        "next_cursor": cursor,
        "has_more": cursor.is_some(),
        "type": "property_item",
        "property_item": {"id": "c", "next_url": null, "type": "rollup", "rollup": rollup},
        "request_id": UUID
    })
}

#[test]
fn a_rollup_is_known_on_its_last_page() {
    let incomplete = json!({"type": "incomplete", "incomplete": {}, "function": "sum"});
    let first = reads(&retrieve(), &rollup(&incomplete, Some("next")));
    assert!(first.is_incomplete());
    assert_eq!(first.next(), Next::Cursor(Cursor::new("next")));
    let PropertyItemKind::Relation(page) = &first.items()[1].kind else { panic!("{first:?}") };
    assert_eq!(page.id.to_string(), OTHER);

    let sum = json!({"type": "number", "number": 12, "function": "sum"});
    let last = reads(&retrieve(), &rollup(&sum, None));
    assert_eq!((last.is_incomplete(), last.next()), (false, Next::End));
    let rollup_value = last.rollup().unwrap();
    assert_eq!(rollup_value.function, Some(RollupFunction::Sum));
    let RollupKind::Number(Some(sum)) = &rollup_value.kind else { panic!("{rollup_value:?}") };
    assert_eq!(sum.as_u64(), Some(12));

    let never = reads(&retrieve(), &rollup(&incomplete, None));
    assert!(matches!(never.next(), Next::Incomplete(_)));
    let cut = json!({"object": "list", "results": [], "has_more": true, "next_cursor": null});
    assert!(matches!(reads(&retrieve(), &cut).next(), Next::Incomplete(_)));
    let mut stopped = rollup(&json!({"type": "number", "number": 12}), None);
    stopped["request_status"] = json!({"type": "incomplete", "incomplete_reason": "too_many"});
    assert_eq!(reads(&retrieve(), &stopped).next(), Next::Incomplete("too_many".into()));
}

#[test]
fn a_rollup_as_a_single_item() {
    let item = json!({
        "object": "property_item",
        "id": "c",
        "type": "rollup",
        "rollup": {"type": "date", "date": null, "function": "latest_date"}
    });
    let property = reads(&retrieve(), &item);
    assert_eq!(property.rollup().unwrap().function, Some(RollupFunction::LatestDate));
}

/// An item that cannot be read is not passed over in silence.
#[test]
fn errors_name_the_item() {
    let list = json!({"object": "list", "results": [{"object": "property_item"}, 7]});
    let error = answered(&retrieve(), &list).unwrap_err().to_string();
    assert!(error.contains("results[1]"), "{error}");
    for provider in [json!({}), json!([]), json!({"object": "page", "id": UUID})] {
        assert!(answered(&retrieve(), &provider).is_err(), "{provider}");
    }
    let other: PageProperty = serde_json::from_value(json!({"object": "page"})).unwrap();
    assert!(other.items().is_empty());
}
