//! Blocks that were read, as they can be created.

use alloy_notion::{AppendBlockChildren, Block, BlockId, BlockInput, List, RichText};
use serde_json::{Value, json};

use crate::{
    blocks::{BLOCKS, OLD_BLOCKS, UUID, body, id},
    is_part,
};

/// A block of a type with a content.
fn block(name: &str, content: Value) -> Block {
    serde_json::from_value(json!({"object": "block", "id": UUID, "type": name, name: content}))
        .unwrap()
}

/// What can be written of a block, and what is dropped.
fn convert(name: &str, content: Value) -> (Value, Vec<String>) {
    let converted = block(name, content).to_input().unwrap();
    let input = serde_json::to_value(&converted.input).unwrap();
    (input[name].clone(), converted.dropped)
}

#[test]
fn what_is_written_was_read() {
    let list: List<Block> = serde_json::from_str(BLOCKS).unwrap();
    let mut converted = 0;
    for block in &list {
        let Ok(copy) = block.to_input() else { continue };
        converted += 1;
        let read = serde_json::to_value(block).unwrap();
        let written = serde_json::to_value(&copy.input).unwrap();
        assert!(is_part(&written, &read), "{written} {read}");
        let name = block.type_name();
        // These need blocks inside.
        if !["column", "column_list", "table"].contains(&name) {
            body(&AppendBlockChildren::new(id::<BlockId>()).child(copy.input)).unwrap();
        }
        let expected: &[&str] = match read[name].get("list_format") {
            Some(_) => &["numbered_list_item.list_start_index", "numbered_list_item.list_format"],
            None => &[],
        };
        assert_eq!(copy.dropped, expected, "{read}");
    }
    assert_eq!(converted, 37);
}

#[test]
fn all_that_a_block_says_is_kept() {
    let text = json!([{"type": "text", "text": {"content": "a", "link": {"url": "https://a.example"}},
        "annotations": {"bold": true, "color": "red"}, "plain_text": "a", "href": "https://a.example"}]);
    let written = json!([{"type": "text", "text": {"content": "a", "link": {"url": "https://a.example"}},
        "annotations": {"bold": true, "color": "red"}}]);
    for (name, content, expected) in [
        (
            "heading_4",
            json!({"rich_text": text, "is_toggleable": true, "color": "blue"}),
            json!({"rich_text": written, "is_toggleable": true, "color": "blue"}),
        ),
        (
            "to_do",
            json!({"rich_text": text, "checked": true, "color": "default"}),
            json!({"rich_text": written, "checked": true}),
        ),
        (
            "callout",
            json!({"rich_text": text, "icon": {"type": "emoji", "emoji": "💡"}}),
            json!({"rich_text": written, "icon": {"type": "emoji", "emoji": "💡"}}),
        ),
        (
            "code",
            json!({"rich_text": text, "language": "rust", "caption": text}),
            json!({"rich_text": written, "language": "rust", "caption": written}),
        ),
        (
            "table",
            json!({"table_width": 2, "has_column_header": true, "has_row_header": true}),
            json!({"table_width": 2, "has_column_header": true, "has_row_header": true}),
        ),
        ("table_row", json!({"cells": [text, []]}), json!({"cells": [written, []]})),
        ("column", json!({"width_ratio": 0.5}), json!({"width_ratio": 0.5})),
        (
            "file",
            json!({"type": "external", "external": {"url": "https://a.example"}, "name": "a"}),
            json!({"type": "external", "external": {"url": "https://a.example"}, "name": "a"}),
        ),
        (
            "link_to_page",
            json!({"type": "comment_id", "comment_id": UUID}),
            json!({"type": "comment_id", "comment_id": UUID}),
        ),
    ] {
        assert_eq!(convert(name, content), (expected, vec![]), "{name}");
    }
}

#[test]
fn what_is_dropped_is_named() {
    let icon = json!({"type": "file", "file": {"url": "https://files.example.com/a"}});
    let (written, dropped) = convert("callout", json!({"rich_text": [], "icon": icon}));
    assert_eq!((written, dropped), (json!({"rich_text": []}), vec!["callout.icon".to_owned()]));
    let (_, dropped) = convert("divider", json!({"new": 1}));
    assert_eq!(dropped, ["divider.new"]);
    let from = json!({"type": "block_id", "block_id": UUID, "new": 1});
    let (_, dropped) = convert("synced_block", json!({"synced_from": from}));
    assert_eq!(dropped, ["synced_block.synced_from.new"]);
    let old: List<Block> = serde_json::from_str(OLD_BLOCKS).unwrap();
    assert_eq!(old.results[0].to_input().unwrap().dropped, ["paragraph.text"]);
    assert_eq!(old.results[0].to_input().unwrap().complete(), None);
}

#[test]
fn mentions_stay_or_become_links() {
    let mention = |kind: &str, content: Value| {
        json!({"type": "mention", "mention": {"type": kind, kind: content},
            "plain_text": "p", "href": "https://a.example"})
    };
    let text: RichText = serde_json::from_value(json!([
        mention("user", json!({"object": "user", "id": UUID})),
        mention("page", json!({"id": UUID})),
        mention("database", json!({"id": UUID})),
        mention("date", json!({"start": "2026-11-23T09:30:00", "end": "2026-11-23T10:00:00",
            "time_zone": "Europe/Berlin"})),
        mention("template_mention",
            json!({"type": "template_mention_user", "template_mention_user": "me"})),
        mention("custom_emoji", json!({"id": UUID, "name": "n", "url": "https://a.example/n"})),
        {"type": "equation", "equation": {"expression": "x"}, "plain_text": "x"},
        mention("link_mention", json!({"href": "https://a.example", "title": "t"})),
        mention("link_preview", json!({"url": "https://a.example"})),
        mention("poll", json!({})),
    ]))
    .unwrap();
    let copy = text.to_input();
    assert_eq!(
        copy.dropped,
        ["[7].mention.link_mention", "[8].mention.link_preview", "[9].mention.poll"]
    );
    let link = json!({"type": "text",
        "text": {"content": "p", "link": {"url": "https://a.example"}}});
    let written = |kind: &str, content: Value| json!({"type": "mention", "mention": {"type": kind, kind: content}});
    assert_eq!(
        serde_json::to_value(&copy.input).unwrap(),
        json!([
            written("user", json!({"id": UUID})),
            written("page", json!({"id": UUID})),
            written("database", json!({"id": UUID})),
            written("date", json!({"start": "2026-11-23T09:30:00", "end": "2026-11-23T10:00:00",
                "time_zone": "Europe/Berlin"})),
            written("template_mention",
                json!({"type": "template_mention_user", "template_mention_user": "me"})),
            written("custom_emoji", json!({"id": UUID})),
            {"type": "equation", "equation": {"expression": "x"}},
            link, link, link,
        ])
    );
    body(&AppendBlockChildren::new(id::<BlockId>()).child(BlockInput::quote(copy.input))).unwrap();
}

#[test]
fn what_cannot_be_created_is_an_error() {
    for (name, content, problem) in [
        ("child_page", json!({"title": "a"}), "cannot be created as a block"),
        ("unsupported", json!({}), "cannot be created as a block"),
        ("poll", json!({}), "cannot be created as a block"),
        (
            "image",
            json!({"type": "file", "file": {"url": "https://files.example.com/a"}}),
            "a file in Notion cannot be written by its URL",
        ),
    ] {
        let error = block(name, content).to_input().unwrap_err();
        assert_eq!(error.to_string(), format!("invalid request: {name}: {problem}"));
    }
    let partial: Block = serde_json::from_value(json!({"object": "block", "id": UUID})).unwrap();
    let error = partial.to_input().unwrap_err();
    assert!(error.to_string().contains("nothing is known of the block but its id"), "{error}");
}
