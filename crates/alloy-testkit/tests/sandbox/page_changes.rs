//! `patch-page`, `move-page`, `retrieve-a-page-property` and templates.

use alloy_testkit::Sandbox;
use serde_json::{Value, json};

use crate::{
    blocks,
    exchange::{Reply, create, create_titled, notion, retrieve, search, tasks, text},
    tables::{Table, newer},
};

fn patch(sandbox: &Sandbox, id: &Value, body: Value) -> Reply {
    notion(sandbox, "patch-page", json!({"pathParams": {"page_id": id}, "requestBody": body}))
}

fn children(sandbox: &Sandbox, page: &Value) -> Value {
    blocks::children(sandbox, page, json!({}))["results"].clone()
}

fn property(sandbox: &Sandbox, page: &Value, property: &str, query: Value) -> Reply {
    let path = json!({"page_id": page, "property_id": property});
    let parts = json!({"pathParams": path, "queryParameters": query});
    notion(sandbox, "retrieve-a-page-property", parts)
}

#[test]
fn what_is_named_changes_and_all_else_stays() {
    let sandbox = Sandbox::new();
    let database = tasks(&sandbox)["id"].clone();
    let body = json!({
        "parent": {"database_id": database},
        "icon": {"emoji": "🚀"},
        "properties": {"Name": {"title": text("Task")}, "Estimate": {"number": 3}},
    });
    let before = create(&sandbox, body).data();
    let body = json!({"properties": {"Estimate": {"number": null}, "Done": {"checkbox": true}}});
    let after = patch(&sandbox, &before["id"], body).data();
    let properties = &after["properties"];
    assert_eq!(properties["Estimate"]["number"], Value::Null);
    assert_eq!(properties["Done"]["checkbox"], true);
    assert_eq!(properties["Name"], before["properties"]["Name"]);
    assert_eq!(after["icon"], before["icon"]);
    assert_ne!(after["last_edited_time"], before["last_edited_time"]);
    assert_eq!(patch(&sandbox, &before["id"], json!({"icon": null})).data()["icon"], Value::Null);

    let plain = create_titled(&sandbox, "Plain")["id"].clone();
    let changed = patch(&sandbox, &plain, json!({"properties": {"title": {"title": text("New")}}}));
    assert!(changed.data()["url"].as_str().unwrap().contains("/New-"));
    let message = patch(&sandbox, &plain, json!({"properties": {"Estimate": {"number": 1}}}));
    assert!(message.validation_error().contains("body.properties.Estimate should be not present"));
}

#[test]
fn what_is_in_the_trash_is_out_of_sight_and_comes_back() {
    let sandbox = Sandbox::new();
    let parent = create_titled(&sandbox, "Parent")["id"].clone();
    let body =
        json!({"parent": {"page_id": parent}, "properties": {"title": {"title": text("Child")}}});
    let child = create(&sandbox, body).data()["id"].clone();
    patch(&sandbox, &parent, json!({"in_trash": true})).data();
    let found = search(&sandbox, json!({"query": "Child"})).data();
    assert_eq!(found["results"], json!([]));
    assert_eq!(retrieve(&sandbox, &child).data()["in_trash"], true);
    assert_eq!(
        patch(&sandbox, &parent, json!({"icon": null})).validation_error(),
        "Can't edit block that is archived. You must unarchive the block before editing."
    );
    let message = patch(&sandbox, &child, json!({"icon": null})).validation_error();
    assert!(message.starts_with("Can't edit block with an archived ancestor."));
    patch(&sandbox, &parent, json!({"archived": false})).data();
    assert_eq!(retrieve(&sandbox, &child).data()["in_trash"], false);
    // The version that has no `archived` neither takes nor shows it.
    let mut parts = json!({"pathParams": {"page_id": child}, "requestBody": {"archived": true}});
    parts["headers"] = json!({"Notion-Version": "2026-03-11"});
    let message = notion(&sandbox, "patch-page", parts.clone()).validation_error();
    assert!(message.starts_with("body failed validation: body.archived should be not present"));
    parts["requestBody"] = json!({});
    assert!(notion(&sandbox, "patch-page", parts).data().get("archived").is_none());
}

#[test]
fn a_page_moves_below_another_and_not_into_itself() {
    let sandbox = Sandbox::new();
    let [one, two] = ["One", "Two"].map(|title| create_titled(&sandbox, title)["id"].clone());
    let moved = |page: &Value, to: &Value| {
        let body = json!({"parent": {"page_id": to}});
        notion(&sandbox, "move-page", json!({"pathParams": {"page_id": page}, "requestBody": body}))
    };
    assert_eq!(moved(&two, &one).data()["parent"]["page_id"], one);
    assert_eq!(children(&sandbox, &one)[0]["child_page"]["title"], "Two");
    assert!(moved(&one, &two).validation_error().starts_with("Cannot move a page into itself"));
    let body = json!({
        "parent": {"page_id": one}, "properties": {}, "position": {"type": "page_start"},
    });
    let first = create(&sandbox, body).data()["id"].clone();
    assert_eq!(children(&sandbox, &one)[0]["id"], first);
}

#[test]
fn long_values_come_item_by_item() {
    let sandbox = Sandbox::new();
    let table = Table::create(&sandbox, json!({"Name": {"title": {}}, "Text": {"rich_text": {}}}));
    table.relate(&sandbox, "Other", &table);
    let rows: Vec<_> =
        (0..30).map(|_| json!({"id": table.row(&sandbox, json!({}))["id"]})).collect();
    let pieces: Vec<_> = (0..30).map(|n| text(&n.to_string())[0].clone()).collect();
    let row =
        table.row(&sandbox, json!({"Other": {"relation": rows}, "Text": {"rich_text": pieces}}));
    let id = &row["id"];
    assert_eq!(row["properties"]["Other"]["relation"].as_array().unwrap().len(), 25);
    assert_eq!(row["properties"]["Other"]["has_more"], true);
    for (name, key) in [("Other", "relation"), ("Text", "rich_text")] {
        let property_id = row["properties"][name]["id"].as_str().unwrap();
        let first = property(&sandbox, id, property_id, json!({"page_size": 20})).data();
        assert_eq!(first["type"], "property_item");
        let digits = id.as_str().unwrap().replace('-', "");
        let cursor = first["next_cursor"].as_str().unwrap();
        let url = format!(
            "https://api.notion.com/v1/pages/{digits}/properties/{property_id}?start_cursor=\
             {cursor}&page_size=20"
        );
        let own = json!({"id": property_id, "type": key, "next_url": url, key: {}});
        assert_eq!(first["property_item"], own);
        let rest = property(&sandbox, id, property_id, json!({"start_cursor": cursor})).data();
        let all: Vec<_> = [&first, &rest]
            .into_iter()
            .flat_map(|list| list["results"].as_array().unwrap().clone())
            .collect();
        assert_eq!(all.len(), 30);
        assert_eq!(all[29]["object"], "property_item");
        if key == "relation" {
            assert_eq!(all[29][key], rows[29]);
        } else {
            assert_eq!(all[29][key]["plain_text"], "29");
        }
        assert_eq!(rest["property_item"]["next_url"], Value::Null);
    }
    // Other values come whole, of pages that are no rows as well.
    let sandbox = Sandbox::new();
    let plain = create_titled(&sandbox, "Plain")["id"].clone();
    let title = property(&sandbox, &plain, "title", json!({})).data();
    assert_eq!(title["results"][0]["title"]["plain_text"], "Plain");
    let found = search(&sandbox, json!({"query": "Review the design"})).data();
    let task = found["results"][0].clone();
    let estimate = task["properties"]["Estimate"]["id"].as_str().unwrap();
    let mut item = property(&sandbox, &task["id"], estimate, json!({})).data();
    item.as_object_mut().unwrap().remove("request_id");
    let expected =
        json!({"object": "property_item", "id": estimate, "type": "number", "number": 2.5});
    assert_eq!(item, expected);
    let missing = property(&sandbox, &task["id"], "nope", json!({}));
    let message = missing.notion_error(404, "object_not_found");
    assert!(message.starts_with("Could not find property with ID: nope."));
}

#[test]
fn rollups_list_the_rows_that_they_come_from() {
    let sandbox = Sandbox::new();
    let table = Table::create(&sandbox, json!({"Name": {"title": {}}, "N": {"number": {}}}));
    table.relate(&sandbox, "Other", &table);
    let rollup = |function: &str| {
        json!({"properties": {"Sum": {"rollup": {
            "relation_property_name": "Other", "rollup_property_name": "N", "function": function,
        }}}})
    };
    table.update(&sandbox, rollup("sum")).data();
    let rows: Vec<_> = (1..=3)
        .map(|n| json!({"id": table.row(&sandbox, json!({"N": {"number": n}}))["id"]}))
        .collect();
    let row = table.row(&sandbox, json!({"Other": {"relation": rows}}))["id"].clone();
    let first = property(&sandbox, &row, "Sum", json!({"page_size": "2"})).data();
    assert_eq!(first["results"][0]["relation"], rows[0]);
    let incomplete = json!({"type": "incomplete", "incomplete": {}, "function": "sum"});
    assert_eq!(first["property_item"]["rollup"], incomplete);
    let query = json!({"start_cursor": first["next_cursor"]});
    let last = property(&sandbox, &row, "Sum", query).data();
    let whole = json!({"type": "number", "number": 6, "function": "sum"});
    assert_eq!(last["property_item"]["rollup"], whole);
    table.update(&sandbox, rollup("show_original")).data();
    let shown = property(&sandbox, &row, "Sum", json!({})).data();
    let numbers: Vec<_> =
        shown["results"].as_array().unwrap().iter().map(|item| item["number"].clone()).collect();
    assert_eq!(numbers, [1, 2, 3]);
}

#[test]
fn a_template_gives_what_a_row_has_not() {
    let sandbox = Sandbox::new();
    let database = tasks(&sandbox)["id"].clone();
    let path = json!({"pathParams": {"database_id": database}});
    let holder = newer(&sandbox, "retrieve-a-database", path).data();
    let source = holder["data_sources"][0]["id"].clone();
    let path = json!({"pathParams": {"data_source_id": source}});
    let list = newer(&sandbox, "list-data-source-templates", path).data();
    let template = list["templates"][0].clone();
    assert_eq!((&template["name"], &template["is_default"]), (&json!("Bug report"), &json!(true)));
    assert_eq!((&list["has_more"], &list["next_cursor"]), (&json!(false), &Value::Null));
    assert!(list.get("object").is_none() && list.get("results").is_none());
    for wanted in
        [json!({"type": "default"}), json!({"type": "template_id", "template_id": template["id"]})]
    {
        let body = json!({
            "parent": {"data_source_id": source},
            "properties": {"Name": {"title": text("Crash")}},
            "template": wanted,
        });
        let page = newer(&sandbox, "post-page", json!({"requestBody": body})).data();
        assert_eq!(page["properties"]["Priority"]["select"]["name"], "High");
        assert_eq!(page["properties"]["Name"]["title"][0]["plain_text"], "Crash");
        let block = children(&sandbox, &page["id"])[0].clone();
        assert_eq!(block["heading_2"]["rich_text"][0]["plain_text"], "What happens");
        // A template is found as such alone.
        let found = search(&sandbox, json!({"query": "Bug report"})).data();
        assert_eq!(found["results"], json!([]));
    }
}

#[test]
fn places_and_verifications_are_kept() {
    let sandbox = Sandbox::new();
    let table = Table::create(
        &sandbox,
        json!({"Name": {"title": {}}, "Where": {"place": {}}, "Right": {"verification": {}}}),
    );
    let row = table.row(
        &sandbox,
        json!({
            "Where": {"place": {"lat": 52.5, "lon": 13.4, "name": "Berlin"}},
            "Right": {"verification": {"state": "verified"}},
        }),
    );
    let expected = json!({
        "lat": 52.5, "lon": 13.4, "name": "Berlin", "address": null, "aws_place_id": null,
        "google_place_id": null,
    });
    assert_eq!(row["properties"]["Where"]["place"], expected);
    let verification = &row["properties"]["Right"]["verification"];
    assert_eq!(verification["state"], "verified");
    assert_eq!(verification["verified_by"]["type"], "bot");
    let body = json!({"properties": {"Right": {"verification": {"state": "unverified"}}}});
    let row = patch(&sandbox, &row["id"], body).data();
    let expected = json!({"state": "unverified", "verified_by": null, "date": null});
    assert_eq!(row["properties"]["Right"]["verification"], expected);
}
