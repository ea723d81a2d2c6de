//! Children of a new page, and `get-block-children`.

use alloy_testkit::Sandbox;
use serde_json::{Value, json};

use crate::exchange::{create, create_titled, notion, refused, search, tasks, text, titled};

fn with_children(children: Value) -> Value {
    let mut body = titled("With children");
    body["children"] = children;
    body
}

pub(crate) fn children(sandbox: &Sandbox, id: &Value, query: Value) -> Value {
    let parts = json!({"pathParams": {"block_id": id}, "queryParameters": query});
    notion(sandbox, "get-block-children", parts).data()
}

/// The children of a new page with these.
#[track_caller]
fn kept(sandbox: &Sandbox, blocks: Value) -> Vec<Value> {
    let page = create(sandbox, with_children(blocks)).data();
    children(sandbox, &page["id"], json!({}))["results"].as_array().unwrap().clone()
}

#[test]
fn children_are_kept_level_by_level() {
    let sandbox = Sandbox::new();
    let leaf = json!({"paragraph": {"rich_text": text("three")}});
    let middle = json!({"toggle": {"rich_text": text("two"), "children": [leaf]}});
    let body = json!([{"bulleted_list_item": {"rich_text": text("one"), "children": [middle]}}]);
    let page = create(&sandbox, with_children(body)).data();
    let list = children(&sandbox, &page["id"], json!({}));
    assert_eq!(
        (&list["object"], &list["type"], &list["block"]),
        (&json!("list"), &json!("block"), &json!({}))
    );
    let one = list["results"][0].clone();
    let mut expected = json!({
        "object": "block",
        "id": one["id"],
        "parent": {"type": "page_id", "page_id": page["id"]},
        "created_time": page["created_time"],
        "last_edited_time": page["last_edited_time"],
        "created_by": page["created_by"],
        "last_edited_by": page["created_by"],
        "has_children": true,
        "archived": false,
        "in_trash": false,
        "type": "bulleted_list_item",
        "bulleted_list_item": {"rich_text": text("one"), "color": "default"},
    });
    let piece = &mut expected["bulleted_list_item"]["rich_text"][0];
    *piece = one["bulleted_list_item"]["rich_text"][0].clone();
    assert_eq!(piece["plain_text"], "one");
    assert_eq!(one, expected);

    let two = children(&sandbox, &one["id"], json!({}))["results"][0].clone();
    assert_eq!(two["parent"], json!({"type": "block_id", "block_id": one["id"]}));
    assert_eq!((&two["type"], &two["has_children"]), (&json!("toggle"), &json!(true)));
    let three = children(&sandbox, &two["id"], json!({}))["results"][0].clone();
    assert_eq!((&three["type"], &three["has_children"]), (&json!("paragraph"), &json!(false)));
    assert_eq!(children(&sandbox, &three["id"], json!({}))["results"], json!([]));
}

#[test]
fn pages_stand_among_the_blocks_of_their_parent() {
    let sandbox = Sandbox::new();
    let roadmap = search(&sandbox, json!({"query": "Roadmap"})).data()["results"][0]["id"].clone();
    let blocks = children(&sandbox, &roadmap, json!({}))["results"].as_array().unwrap().clone();
    let kinds: Vec<_> = blocks.iter().map(|block| block["type"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["heading_1", "paragraph", "to_do", "to_do", "child_page"]);
    assert_eq!(blocks[2]["to_do"]["checked"], true);
    assert_eq!(blocks[4]["child_page"], json!({"title": "Meeting notes"}));
    let notes = search(&sandbox, json!({"query": "Meeting notes"})).data()["results"][0].take();
    assert_eq!((&blocks[4]["id"], &blocks[4]["has_children"]), (&notes["id"], &json!(true)));
}

#[test]
fn children_come_in_pages() {
    let sandbox = Sandbox::new();
    let blocks: Value = (0..100)
        .map(|number| json!({"paragraph": {"rich_text": text(&number.to_string())}}))
        .collect();
    let page = create(&sandbox, with_children(blocks)).data()["id"].clone();
    let (mut seen, mut query) = (Vec::new(), json!({"page_size": "30"}));
    loop {
        let list = children(&sandbox, &page, query.clone());
        for block in list["results"].as_array().unwrap() {
            seen.push(
                block["paragraph"]["rich_text"][0]["plain_text"].as_str().unwrap().to_owned(),
            );
        }
        if list["has_more"] == false {
            break;
        }
        query["start_cursor"] = list["next_cursor"].clone();
    }
    let expected: Vec<_> = (0..100).map(|number| number.to_string()).collect();
    assert_eq!(seen, expected);
    assert_eq!(
        children(&sandbox, &page, json!({"page_size": 2}))["results"].as_array().unwrap().len(),
        2
    );
    for (query, problem) in [
        (
            json!({"page_size": "x"}),
            "page_size should be a number or `undefined`, instead was `\"x\"`.",
        ),
        (json!({"page_size": 200}), "page_size should be ≤ `100`, instead was `200`."),
    ] {
        let parts = json!({"pathParams": {"block_id": page}, "queryParameters": query});
        let message = notion(&sandbox, "get-block-children", parts).validation_error();
        assert_eq!(message, format!("query failed validation: query.{problem}"));
    }
}

#[test]
fn only_pages_and_blocks_have_children() {
    let sandbox = Sandbox::new();
    let nowhere = json!("00000000-0000-4000-8000-000000000000");
    for id in [&nowhere, &tasks(&sandbox)["id"]] {
        let parts = json!({"pathParams": {"block_id": id}});
        let reply = notion(&sandbox, "get-block-children", parts);
        let message = reply.notion_error(404, "object_not_found");
        assert!(message.starts_with("Could not find block with ID: "), "{message}");
    }
}

#[test]
fn every_type_is_completed_as_notion_does() {
    let sandbox = Sandbox::new();
    let other = create_titled(&sandbox, "Other")["id"].clone();
    let original = json!([{"synced_block": {"synced_from": null, "children": [{"divider": {}}]}}]);
    let original = kept(&sandbox, original)[0]["id"].clone();
    let text_only = json!({"rich_text": [], "color": "default"});
    let heading = json!({"rich_text": [], "color": "default", "is_toggleable": false});
    let address = json!({"url": "https://example.com", "caption": []});
    let external = json!({"external": {"url": "https://example.com"}});
    let media =
        json!({"type": "external", "external": {"url": "https://example.com"}, "caption": []});
    let link = json!({"url": "https://example.com"});
    for (kind, given, expected) in [
        ("paragraph", json!({"rich_text": []}), text_only.clone()),
        ("quote", json!({"rich_text": []}), text_only.clone()),
        (
            "toggle",
            json!({"rich_text": [], "color": "blue"}),
            json!({"rich_text": [], "color": "blue"}),
        ),
        ("numbered_list_item", json!({"rich_text": []}), text_only.clone()),
        ("heading_1", json!({"rich_text": []}), heading.clone()),
        ("heading_3", json!({"rich_text": []}), heading),
        (
            "to_do",
            json!({"rich_text": []}),
            json!({"rich_text": [], "color": "default", "checked": false}),
        ),
        (
            "callout",
            json!({"rich_text": [], "icon": {"emoji": "💡"}}),
            json!({"rich_text": [], "color": "default", "icon": {"type": "emoji", "emoji": "💡"}}),
        ),
        (
            "code",
            json!({"rich_text": [], "language": "c++"}),
            json!({"rich_text": [], "language": "c++", "caption": []}),
        ),
        ("equation", json!({"expression": "x"}), json!({"expression": "x"})),
        ("divider", json!({}), json!({})),
        ("breadcrumb", json!({}), json!({})),
        ("table_of_contents", json!({}), json!({"color": "default"})),
        ("embed", link.clone(), address.clone()),
        ("bookmark", link, address),
        ("image", external.clone(), media.clone()),
        ("video", external.clone(), media.clone()),
        ("pdf", external.clone(), media.clone()),
        ("audio", external.clone(), media.clone()),
        ("file", external, media),
        ("synced_block", json!({"synced_from": null}), json!({"synced_from": null})),
        (
            "synced_block",
            json!({"synced_from": {"block_id": original}}),
            json!({"synced_from": {"type": "block_id", "block_id": original}}),
        ),
        ("link_to_page", json!({"page_id": other}), json!({"type": "page_id", "page_id": other})),
    ] {
        let block = &kept(&sandbox, json!([{kind: given}]))[0];
        assert_eq!((&block["type"], &block[kind]), (&json!(kind), &expected));
        let tagged = &kept(&sandbox, json!([{"object": "block", "type": kind, kind: given}]))[0];
        assert_eq!(tagged[kind], expected);
    }
}

#[test]
fn columns_and_tables_have_their_parts() {
    let sandbox = Sandbox::new();
    let column = json!({"column": {"children": [{"divider": {}}]}});
    let columns = kept(&sandbox, json!([{"column_list": {"children": [column, column]}}]));
    assert_eq!(
        (&columns[0]["column_list"], &columns[0]["has_children"]),
        (&json!({}), &json!(true))
    );
    let row = json!({"table_row": {"cells": [text("a"), []]}});
    let table = kept(&sandbox, json!([{"table": {"table_width": 2, "children": [row, row]}}]));
    let expected = json!({"table_width": 2, "has_column_header": false, "has_row_header": false});
    assert_eq!(table[0]["table"], expected);
    let rows = children(&sandbox, &table[0]["id"], json!({}))["results"].clone();
    assert_eq!(rows[1]["table_row"]["cells"][0][0]["plain_text"], "a");

    let failed = |problem: &str| format!("body failed validation: body.children[0].{problem}.");
    for (block, message) in [
        (
            json!({"column_list": {"children": [column]}}),
            failed("column_list.children.length should be ≥ `2`, instead was `1`"),
        ),
        (
            json!({"column_list": {}}),
            failed("column_list.children should be defined, instead was `undefined`"),
        ),
        (
            json!({"column_list": {"children": [column, {"divider": {}}]}}),
            failed("column_list.children[1].column should be defined, instead was `undefined`"),
        ),
        (
            json!({"table": {"table_width": 1, "children": [row]}}),
            "Content creation Failed. Fix one: \nNumber of cells in table row must match the table \
             width of the parent table"
                .to_owned(),
        ),
        (
            json!({"divider": {"children": []}}),
            failed("divider.children should be not present, instead was `[]`"),
        ),
    ] {
        assert_eq!(refused(&sandbox, with_children(json!([block]))), message);
    }
}

#[test]
fn wrong_blocks_are_refused_by_their_place() {
    let sandbox = Sandbox::new();
    for (block, problem) in [
        (json!("x"), " should be an object, instead was `\"x\"`"),
        (
            json!({"paragraph": {}}),
            ".paragraph.rich_text should be defined, instead was `undefined`",
        ),
        (
            json!({"paragraph": {"text": []}}),
            ".paragraph.text should be not present, instead was `[]`",
        ),
        (json!({"type": "paragraph"}), ".paragraph should be defined, instead was `undefined`"),
        (
            json!({"object": "page", "divider": {}}),
            ".object should be `\"block\"` or `undefined`, instead was `\"page\"`",
        ),
        (
            json!({"divider": {}, "paragraph": {"rich_text": []}}),
            ".divider should be not present, instead was `{}`",
        ),
        (
            json!({"type": "divider", "divider": {}, "id": "x"}),
            ".id should be not present, instead was `\"x\"`",
        ),
        (
            json!({"to_do": {"rich_text": [], "checked": "yes"}}),
            ".to_do.checked should be a boolean or `undefined`, instead was `\"yes\"`",
        ),
    ] {
        let message = refused(&sandbox, with_children(json!([block])));
        assert_eq!(message, format!("body failed validation: body.children[0]{problem}."));
    }
    let message = refused(&sandbox, with_children(json!([{"child_page": {"title": "x"}}])));
    let lines: Vec<_> = message.lines().collect();
    assert_eq!((lines[0], lines.len()), ("body failed validation. Fix one:", 32));
    let unknown = json!([{"code": {"rich_text": [], "language": "brainfuck"}}]);
    let message = refused(&sandbox, with_children(unknown));
    assert!(message.ends_with("`\"java/c/c++/c#\"`, instead was `\"brainfuck\"`."), "{message}");
}
