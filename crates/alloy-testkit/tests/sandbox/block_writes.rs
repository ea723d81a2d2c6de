//! `retrieve-a-block`, `update-a-block`, `delete-a-block` and `patch-block-children`.

use alloy_testkit::Sandbox;
use serde_json::{Value, json};

use crate::{
    blocks::children,
    exchange::{Reply, create, create_titled, notion, search, tasks, text, titled},
};

fn on(sandbox: &Sandbox, action: &str, id: &Value, body: Value) -> Reply {
    let parts = json!({"pathParams": {"block_id": id}, "requestBody": body});
    notion(sandbox, action, parts)
}

fn on_version(sandbox: &Sandbox, version: &str, action: &str, id: &Value, body: Value) -> Reply {
    let headers = json!({"Notion-Version": version});
    let parts = json!({"pathParams": {"block_id": id}, "requestBody": body, "headers": headers});
    notion(sandbox, action, parts)
}

fn append(sandbox: &Sandbox, id: &Value, body: Value) -> Reply {
    on(sandbox, "patch-block-children", id, body)
}

fn update(sandbox: &Sandbox, id: &Value, body: Value) -> Reply {
    on(sandbox, "update-a-block", id, body)
}

fn block(sandbox: &Sandbox, id: &Value) -> Value {
    notion(sandbox, "retrieve-a-block", json!({"pathParams": {"block_id": id}})).data()
}

fn delete(sandbox: &Sandbox, id: &Value) -> Value {
    notion(sandbox, "delete-a-block", json!({"pathParams": {"block_id": id}})).data()
}

fn paragraph(content: &str) -> Value {
    json!({"paragraph": {"rich_text": text(content)}})
}

/// The texts of paragraphs.
fn texts(list: &Value) -> Vec<&str> {
    let text = |block: &'_ Value| block["paragraph"]["rich_text"][0]["plain_text"].is_string();
    let blocks = list["results"].as_array().unwrap();
    assert!(blocks.iter().all(text), "{list:#}");
    blocks
        .iter()
        .filter_map(|block| block["paragraph"]["rich_text"][0]["plain_text"].as_str())
        .collect()
}

/// A page with paragraphs of these texts, and its blocks.
fn page_of(sandbox: &Sandbox, contents: &[&str]) -> (Value, Vec<Value>) {
    let mut body = titled("Page");
    body["children"] = contents.iter().map(|content| paragraph(content)).collect();
    let id = create(sandbox, body).data()["id"].clone();
    let blocks = children(sandbox, &id, json!({}))["results"].as_array().unwrap().clone();
    (id, blocks)
}

/// A block of this shape that stands on a page of its own.
#[track_caller]
fn one(sandbox: &Sandbox, block: Value) -> Value {
    let mut body = titled("One block");
    body["children"] = json!([block]);
    let id = create(sandbox, body).data()["id"].clone();
    children(sandbox, &id, json!({}))["results"][0].take()
}

#[test]
fn new_blocks_go_to_the_end_and_are_listed() {
    let sandbox = Sandbox::new();
    let (page, blocks) = page_of(&sandbox, &["a"]);
    let body = json!({"children": [paragraph("b"), paragraph("c")]});
    let list = append(&sandbox, &page, body).data();
    assert_eq!((&list["object"], &list["type"]), (&json!("list"), &json!("block")));
    assert_eq!((&list["has_more"], &list["next_cursor"]), (&json!(false), &json!(null)));
    assert_eq!(texts(&list), ["b", "c"]);
    assert_eq!(texts(&children(&sandbox, &page, json!({}))), ["a", "b", "c"]);

    let inner = append(&sandbox, &blocks[0]["id"], json!({"children": [paragraph("d")]})).data();
    assert_eq!(inner["results"][0]["parent"]["block_id"], blocks[0]["id"]);
    assert_eq!(block(&sandbox, &blocks[0]["id"])["has_children"], true);
}

#[test]
fn blocks_put_among_others_are_listed_with_those_that_follow() {
    let sandbox = Sandbox::new();
    let (page, blocks) = page_of(&sandbox, &["a", "b", "c"]);
    let body = json!({"children": [paragraph("new")], "after": blocks[0]["id"]});
    let list = append(&sandbox, &page, body).data();
    assert_eq!(texts(&list), ["new", "b", "c"]);
    assert_eq!(texts(&children(&sandbox, &page, json!({}))), ["a", "new", "b", "c"]);

    let at = |version: &str, body: Value| {
        let list = on_version(&sandbox, version, "patch-block-children", &page, body).data();
        texts(&list).len()
    };
    let start = json!({"children": [paragraph("first")], "position": {"type": "start"}});
    assert_eq!(at("2025-09-03", start), 5);
    let end = json!({"children": [paragraph("last")], "position": {"type": "end"}});
    assert_eq!(at("2026-03-11", end), 1);
    let after = json!({"type": "after_block", "after_block": {"id": blocks[2]["id"]}});
    assert_eq!(at("2026-03-11", json!({"children": [paragraph("d")], "position": after})), 2);
    assert_eq!(
        texts(&children(&sandbox, &page, json!({}))),
        ["first", "a", "new", "b", "c", "d", "last"]
    );
}

#[test]
fn positions_follow_the_version() {
    let sandbox = Sandbox::new();
    let (page, blocks) = page_of(&sandbox, &["a"]);
    let with = |key: &str, value: Value| json!({"children": [{"divider": {}}], key: value});
    let refused = |version: &str, body: Value| {
        let reply = on_version(&sandbox, version, "patch-block-children", &page, body);
        reply.validation_error()
    };
    let message = refused("2026-03-11", with("after", blocks[0]["id"].clone()));
    assert!(message.starts_with("body failed validation: body.after should be not present"));
    let message = refused("2022-06-28", with("position", json!({"type": "start"})));
    assert!(message.starts_with("body failed validation: body.position should be not present"));
    let mut both = with("position", json!({"type": "start"}));
    both["after"] = blocks[0]["id"].clone();
    let message = refused("2025-09-03", both);
    assert!(message.starts_with("body failed validation: body.position should be not present"));
    let message = refused("2025-09-03", with("position", json!({"type": "middle"})));
    assert_eq!(
        message,
        "body failed validation: body.position.type should be `\"after_block\"`, `\"start\"`, or \
         `\"end\"`, instead was `\"middle\"`."
    );
}

#[test]
fn blocks_go_after_siblings_only() {
    let sandbox = Sandbox::new();
    let (page, _) = page_of(&sandbox, &["a"]);
    let (_, others) = page_of(&sandbox, &["b"]);
    let body = json!({"children": [{"divider": {}}], "after": others[0]["id"]});
    let message = append(&sandbox, &page, body).validation_error();
    assert!(message.contains("is not a child of"), "{message}");
    let nowhere = "00000000-0000-4000-8000-000000000000";
    let body = json!({"children": [{"divider": {}}], "after": nowhere});
    append(&sandbox, &page, body).notion_error(404, "object_not_found");
    assert_eq!(texts(&children(&sandbox, &page, json!({}))), ["a"]);
}

#[test]
fn not_everything_can_have_children() {
    let sandbox = Sandbox::new();
    let divider = json!({"children": [{"divider": {}}]});
    let leaf = one(&sandbox, json!({"divider": {}}));
    let heading = one(&sandbox, json!({"heading_1": {"rich_text": []}}));
    let original = one(&sandbox, json!({"synced_block": {"synced_from": null}}));
    let copy = json!({"synced_block": {"synced_from": {"block_id": original["id"]}}});
    let copy = one(&sandbox, copy);
    for block in [&leaf, &heading, &copy] {
        let message = append(&sandbox, &block["id"], divider.clone()).validation_error();
        assert_eq!(message, "Block does not support children.");
    }
    let heading = json!({"heading_1": {"rich_text": [], "is_toggleable": true}});
    let heading = one(&sandbox, heading);
    append(&sandbox, &heading["id"], divider.clone()).data();
    append(&sandbox, &original["id"], divider).data();

    append(&sandbox, &tasks(&sandbox)["id"], json!({"children": [{"divider": {}}]}))
        .notion_error(404, "object_not_found");
    let message = append(&sandbox, &heading["id"], json!({"children": []})).validation_error();
    assert_eq!(
        message,
        "body failed validation: body.children.length should be ≥ `1`, instead was `0`."
    );
}

#[test]
fn copies_of_synced_blocks_show_what_stands_in_the_original() {
    let sandbox = Sandbox::new();
    let original = json!({"synced_block": {"synced_from": null, "children": [paragraph("a")]}});
    let original = one(&sandbox, original);
    let copy = json!({"synced_block": {"synced_from": {"block_id": original["id"]}}});
    let copy = one(&sandbox, copy);
    append(&sandbox, &original["id"], json!({"children": [paragraph("b")]})).data();
    assert_eq!(block(&sandbox, &copy["id"])["has_children"], true);
    assert_eq!(texts(&children(&sandbox, &copy["id"], json!({}))), ["a", "b"]);
    let copy_of_copy = json!({"synced_block": {"synced_from": {"block_id": copy["id"]}}});
    let body = json!({"children": [copy_of_copy]});
    append(&sandbox, &create_titled(&sandbox, "Other")["id"], body).validation_error();
}

#[test]
fn tables_take_rows_of_their_width_and_nothing_else() {
    let sandbox = Sandbox::new();
    let row = |cells: &[&str]| {
        let cells: Value = cells.iter().map(|cell| text(cell)).collect();
        json!({"table_row": {"cells": cells}})
    };
    let table = json!({"table": {"table_width": 2, "children": [row(&["a", "b"])]}});
    let table = one(&sandbox, table);
    append(&sandbox, &table["id"], json!({"children": [row(&["c", "d"])]})).data();
    let narrow = append(&sandbox, &table["id"], json!({"children": [row(&["c"])]}));
    assert!(narrow.validation_error().contains("Number of cells in table row"));
    let stranger = append(&sandbox, &table["id"], json!({"children": [{"divider": {}}]}));
    assert!(stranger.validation_error().contains("divider cannot be put there"));
    let page = create_titled(&sandbox, "No table")["id"].clone();
    let stray = append(&sandbox, &page, json!({"children": [row(&["c"])]}));
    assert!(stray.validation_error().contains("table_row cannot be put there"));

    let rows = children(&sandbox, &table["id"], json!({}));
    let second = &rows["results"][1]["id"];
    let wider = json!({"table_row": {"cells": [text("x"), text("y"), text("z")]}});
    assert!(update(&sandbox, second, wider).validation_error().contains("Number of cells"));
    let changed = update(&sandbox, second, json!({"table_row": {"cells": [text("x"), []]}})).data();
    assert_eq!(changed["table_row"]["cells"][0][0]["plain_text"], "x");
    let header = json!({"table": {"has_column_header": true}});
    let table = update(&sandbox, &table["id"], header).data();
    let expected = json!({"table_width": 2, "has_column_header": true, "has_row_header": false});
    assert_eq!(table["table"], expected);
    let message = update(&sandbox, &table["id"], json!({"table": {"table_width": 3}}));
    assert!(message.validation_error().contains("body.table.table_width should be not present"));
}

#[test]
fn columns_are_no_level_of_their_own() {
    let sandbox = Sandbox::new();
    let page = create_titled(&sandbox, "Columns")["id"].clone();
    let row = json!({"table_row": {"cells": [text("a")]}});
    let table = json!({"table": {"table_width": 1, "children": [row]}});
    let toggle = |inside: Value| json!({"toggle": {"rich_text": [], "children": [inside]}});
    let columns = |inside: Value| {
        let column = json!({"column": {"children": [inside]}});
        json!({"children": [{"column_list": {"children": [column, column]}}]})
    };
    append(&sandbox, &page, columns(table.clone())).data();
    append(&sandbox, &page, columns(toggle(json!({"divider": {}})))).data();
    let deep = columns(toggle(toggle(json!({"divider": {}}))));
    let message = append(&sandbox, &page, deep).validation_error();
    assert!(message.contains("children[0].toggle.children should be not present"), "{message}");
    // A table that stands at the last level has no room for its rows, columns stand at the first.
    for misplaced in
        [toggle(toggle(table)), toggle(columns(json!({"divider": {}}))["children"][0].take())]
    {
        let message = append(&sandbox, &page, json!({"children": [misplaced]})).validation_error();
        assert!(message.starts_with("body failed validation. Fix one:"), "{message}");
    }
    let list = children(&sandbox, &page, json!({}));
    let another = json!({"children": [{"column": {"children": [{"divider": {}}]}}]});
    append(&sandbox, &list["results"][0]["id"], another.clone()).data();
    let message = append(&sandbox, &page, another).validation_error();
    assert!(message.contains("column cannot be put there"), "{message}");
}

#[test]
fn an_update_replaces_what_it_gives() {
    let sandbox = Sandbox::new();
    let to_do = json!({"to_do": {"rich_text": text("a"), "color": "blue", "checked": true}});
    let to_do = one(&sandbox, to_do);
    let changed = update(&sandbox, &to_do["id"], json!({"to_do": {"checked": false}})).data();
    assert_eq!(changed["to_do"]["checked"], false);
    assert_eq!(changed["to_do"]["rich_text"][0]["plain_text"], "a");
    assert_ne!(changed["last_edited_time"], to_do["last_edited_time"]);
    assert_eq!(changed["created_time"], to_do["created_time"]);
    let mut read_again = block(&sandbox, &to_do["id"]);
    read_again["request_id"] = changed["request_id"].clone();
    assert_eq!(read_again, changed);

    let tagged = json!({"type": "to_do", "to_do": {"rich_text": text("b")}});
    let changed = update(&sandbox, &to_do["id"], tagged).data();
    assert_eq!(changed["to_do"]["rich_text"][0]["plain_text"], "b");
    assert_eq!(changed["to_do"]["color"], "blue");

    let image =
        json!({"image": {"external": {"url": "https://example.com/a"}, "caption": text("a")}});
    let image = one(&sandbox, image);
    let other = json!({"image": {"external": {"url": "https://example.com/b"}}});
    let changed = update(&sandbox, &image["id"], other).data();
    assert_eq!(changed["image"]["external"]["url"], "https://example.com/b");
    assert_eq!(changed["image"]["caption"][0]["plain_text"], "a");
}

#[test]
fn an_update_is_refused_by_its_place() {
    let sandbox = Sandbox::new();
    let paragraph = one(&sandbox, paragraph("a"));
    let quote = one(&sandbox, json!({"quote": {"rich_text": text("a")}}));
    for (block, body, problem) in [
        (&paragraph, json!({"to_do": {"checked": true}}), "The type of a block cannot be changed"),
        (&quote, json!({"quote": {"color": "red"}}), "body.quote.rich_text should be defined"),
        (
            &paragraph,
            json!({"paragraph": {"rich_text": [], "children": []}}),
            "body.paragraph.children should be not present",
        ),
        (&paragraph, json!({"in_trash": "yes"}), "body.in_trash should be a boolean"),
        (&paragraph, json!({"child_page": {"title": "x"}}), "body.paragraph should be defined"),
    ] {
        let message = update(&sandbox, &block["id"], body).validation_error();
        assert!(message.contains(problem), "{message}");
    }
    let page = create_titled(&sandbox, "A page")["id"].clone();
    let body = json!({"paragraph": {"rich_text": []}});
    assert!(update(&sandbox, &page, body).validation_error().contains("is a page or a database"));
    let archived = json!({"archived": true});
    let reply = on_version(&sandbox, "2026-03-11", "update-a-block", &paragraph["id"], archived);
    assert!(reply.validation_error().contains("body.archived should be not present"));
}

#[test]
fn what_is_deleted_is_in_the_trash_with_all_inside() {
    let sandbox = Sandbox::new();
    let toggle = json!({"toggle": {"rich_text": text("a"), "children": [paragraph("b")]}});
    let toggle = one(&sandbox, toggle);
    let inner = children(&sandbox, &toggle["id"], json!({}))["results"][0].take();
    let page = toggle["parent"]["page_id"].clone();

    let deleted = delete(&sandbox, &toggle["id"]);
    assert_eq!((&deleted["archived"], &deleted["in_trash"]), (&json!(true), &json!(true)));
    assert_eq!(deleted["toggle"], toggle["toggle"]);
    assert_eq!(children(&sandbox, &page, json!({}))["results"], json!([]));
    assert_eq!(block(&sandbox, &page)["has_children"], false);
    assert_eq!(block(&sandbox, &inner["id"])["in_trash"], true);
    let again = delete(&sandbox, &toggle["id"]);
    assert_eq!(again["last_edited_time"], deleted["last_edited_time"]);

    let archived =
        "Can't edit block that is archived. You must unarchive the block before editing.";
    let body = json!({"toggle": {"rich_text": []}});
    assert_eq!(update(&sandbox, &toggle["id"], body).validation_error(), archived);
    let body = json!({"children": [{"divider": {}}]});
    assert_eq!(append(&sandbox, &toggle["id"], body).validation_error(), archived);
    let message = update(&sandbox, &inner["id"], paragraph("c")).validation_error();
    assert!(message.contains("archived ancestor"), "{message}");

    let restored = update(&sandbox, &toggle["id"], json!({"archived": false})).data();
    assert_eq!(restored["in_trash"], false);
    assert_eq!(block(&sandbox, &inner["id"])["in_trash"], false);
    assert_eq!(children(&sandbox, &page, json!({}))["results"][0]["id"], toggle["id"]);
}

#[test]
fn replies_name_the_trash_as_the_version_does() {
    let sandbox = Sandbox::new();
    let paragraph = one(&sandbox, paragraph("a"));
    let shown = |version: &str| {
        on_version(&sandbox, version, "retrieve-a-block", &paragraph["id"], Value::Null).data()
    };
    assert_eq!(shown("2025-09-03")["archived"], false);
    assert_eq!(shown("2026-03-11").get("archived"), None);
    assert_eq!(shown("2026-03-11")["in_trash"], false);
}

#[test]
fn pages_and_databases_are_blocks_too() {
    let sandbox = Sandbox::new();
    let page = create_titled(&sandbox, "A page")["id"].clone();
    let shown = block(&sandbox, &page);
    assert_eq!((&shown["object"], &shown["type"]), (&json!("block"), &json!("child_page")));
    assert_eq!(shown["child_page"], json!({"title": "A page"}));
    assert_eq!(shown["has_children"], false);
    let database = block(&sandbox, &tasks(&sandbox)["id"]);
    assert_eq!(database["child_database"], json!({"title": "Tasks"}));

    assert_eq!(delete(&sandbox, &page)["type"], "child_page");
    let reply = notion(&sandbox, "retrieve-a-page", json!({"pathParams": {"page_id": page}}));
    assert_eq!(reply.data()["in_trash"], true);
    let found = search(&sandbox, json!({"query": "Roadmap"})).data();
    assert_eq!(found["results"].as_array().unwrap().len(), 1);
    update(&sandbox, &page, json!({"in_trash": false})).data();
    assert_eq!(block(&sandbox, &page)["in_trash"], false);
}

#[test]
fn an_edit_shows_on_the_page_and_on_all_between() {
    let sandbox = Sandbox::new();
    let toggle = json!({"toggle": {"rich_text": [], "children": [paragraph("b")]}});
    let toggle = one(&sandbox, toggle);
    let inner = children(&sandbox, &toggle["id"], json!({}))["results"][0].take();
    let page = toggle["parent"]["page_id"].clone();
    let changed = update(&sandbox, &inner["id"], paragraph("c")).data();
    for id in [&toggle["id"], &page] {
        assert_eq!(block(&sandbox, id)["last_edited_time"], changed["last_edited_time"]);
    }
}
