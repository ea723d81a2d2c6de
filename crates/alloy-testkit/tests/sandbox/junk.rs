//! Junk at every place of requests about tables: refused or harmless, never more.

use alloy_testkit::Sandbox;
use serde_json::{Value, json};

use crate::{
    exchange::{notion, text},
    pages::{collect_pointers, junk},
    tables::{Table, newer},
};

/// Puts each junk at each place of a body, one at a time.
fn spoil(sandbox: &Sandbox, action: &str, path: &Value, body: &Value) {
    let run = |body: &Value| {
        let parts = json!({"pathParams": path, "requestBody": body});
        match path.get("data_source_id") {
            Some(_) => newer(sandbox, action, parts),
            None => notion(sandbox, action, parts),
        }
    };
    assert_eq!(run(body).status, 200, "{action}: {:#}", run(body).json());
    let mut pointers = Vec::new();
    collect_pointers(body, &mut String::new(), &mut pointers);
    for pointer in &pointers {
        for junk in junk() {
            let mut body = body.clone();
            *body.pointer_mut(pointer).unwrap() = junk;
            let reply = run(&body);
            match reply.status {
                200 => assert!(reply.json()["responseData"]["object"].is_string()),
                404 => drop(reply.notion_error(404, "object_not_found")),
                _ => assert!(reply.validation_error().len() > 10),
            }
        }
    }
}

#[test]
fn in_schemas() {
    let sandbox = Sandbox::new();
    let other = Table::create(&sandbox, json!({"Name": {"title": {}}, "N": {"number": {}}}));
    let properties = json!({
        "Name": {"title": {}},
        "Price": {"number": {"format": "euro"}, "description": "In euros"},
        "Size": {"select": {"options": [{"name": "S", "color": "red"}]}},
        "Id": {"unique_id": {"prefix": "A"}},
        "F": {"formula": {"expression": "1 + 1"}},
        "Other": {"relation": {"database_id": other.database, "dual_property": {}}},
    });
    let page = crate::exchange::create_titled(&sandbox, "Home")["id"].clone();
    let body = json!({
        "parent": {"page_id": page}, "title": text("T"), "is_inline": true,
        "icon": {"emoji": "🚀"}, "properties": properties,
    });
    // A second end of a relation needs a name of its own.
    let mut single = body.clone();
    single["properties"]["Other"]["relation"] =
        json!({"database_id": other.database, "single_property": {}});
    spoil(&sandbox, "create-a-database", &json!({}), &single);

    let table = Table::create(&sandbox, properties);
    let body = json!({
        "title": text("T"),
        "properties": {
            "Size": {"select": {"options": [{"name": "S"}, {"name": "M"}]}, "description": "d"},
            "Sum": {"rollup": {
                "relation_property_name": "Other", "rollup_property_name": "N",
                "function": "sum",
            }},
        },
    });
    spoil(&sandbox, "update-a-database", &json!({"database_id": table.database}), &body);
}

#[test]
fn in_queries() {
    let sandbox = Sandbox::new();
    let table = Table::create(
        &sandbox,
        json!({
            "Name": {"title": {}}, "N": {"number": {}}, "D": {"date": {}}, "S": {"select": {}},
            "P": {"people": {}}, "F": {"formula": {"expression": "1"}}, "C": {"checkbox": {}},
        }),
    );
    table.row(&sandbox, json!({"Name": {"title": text("a")}, "N": {"number": 1}}));
    let body = json!({
        "filter": {"and": [
            {"property": "Name", "title": {"contains": "a"}},
            {"or": [
                {"property": "N", "number": {"greater_than": 0}},
                {"property": "D", "date": {"next_week": {}}},
                {"property": "S", "select": {"equals": ["x"]}},
                {"property": "P", "people": {"contains": "me"}},
                {"property": "F", "formula": {"number": {"equals": 1}}},
                {"property": "C", "checkbox": {"equals": true}},
                {"timestamp": "created_time", "created_time": {"before": "2026-01-01"}},
            ]},
        ]},
        "sorts": [
            {"property": "N", "direction": "ascending"},
            {"timestamp": "last_edited_time", "direction": "descending"},
        ],
        "page_size": 10,
        "in_trash": false,
    });
    spoil(&sandbox, "post-database-query", &json!({"database_id": table.database}), &body);
    spoil(&sandbox, "query-data-source", &json!({"data_source_id": table.data_source}), &body);
}

#[test]
fn in_changes_of_pages() {
    let sandbox = Sandbox::new();
    let table = Table::create(&sandbox, json!({"Name": {"title": {}}, "N": {"number": {}}}));
    let row = table.row(&sandbox, json!({}))["id"].clone();
    let body = json!({
        "properties": {"Name": {"title": text("a")}, "N": {"number": 1}},
        "icon": {"emoji": "🚀"}, "cover": null, "is_locked": false, "in_trash": false,
        "template": {"type": "none"}, "erase_content": false,
    });
    spoil(&sandbox, "patch-page", &json!({"page_id": row}), &body);
    let body = json!({"parent": {"page_id": table.row(&sandbox, json!({}))["id"]}});
    spoil(&sandbox, "move-page", &json!({"page_id": row}), &body);
}
