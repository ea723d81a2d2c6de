//! Updating blocks: what is not mentioned stays, what is null goes.

use alloy_core::{Action, Effect};
use alloy_notion::{
    BlockId, BlockUpdate, CodeLanguage, Color, CommentId, DatabaseId, FileInput, FileUploadId,
    IconInput, PageId, RichTextInputs, UpdateBlock,
};
use serde_json::{Value, json};

use crate::blocks::{UUID, answered, body, envelope, id, refusal, same};

fn update() -> UpdateBlock {
    UpdateBlock::new(id::<BlockId>())
}

#[track_caller]
fn check(content: BlockUpdate, expected: Value) {
    same(&body(&update().content(content)).unwrap(), &expected);
}

fn text(content: &str) -> Value {
    json!([{"type": "text", "text": {"content": content}}])
}

#[test]
fn the_envelope() {
    let trash = update().trash();
    assert_eq!(trash.operation().to_string(), "notion/update-a-block");
    assert_eq!(trash.operation().effect(), Effect::Idempotent);
    assert_eq!(envelope(&trash).unwrap().path_params["block_id"], UUID);
    assert_eq!(body(&trash).unwrap(), r#"{"archived":true}"#);
    assert_eq!(body(&update().restore()).unwrap(), r#"{"archived":false}"#);
    let both = update().content(BlockUpdate::to_do().checked()).restore();
    assert_eq!(body(&both).unwrap(), r#"{"to_do":{"checked":true},"archived":false}"#);
}

#[test]
fn blocks_of_text() {
    let with_text: [(BlockUpdate, &str); 9] = [
        (BlockUpdate::heading_1("a"), "heading_1"),
        (BlockUpdate::heading_2("a"), "heading_2"),
        (BlockUpdate::heading_3("a"), "heading_3"),
        (BlockUpdate::heading_4("a"), "heading_4"),
        (BlockUpdate::bulleted_list_item("a"), "bulleted_list_item"),
        (BlockUpdate::numbered_list_item("a"), "numbered_list_item"),
        (BlockUpdate::quote("a"), "quote"),
        (BlockUpdate::toggle("a"), "toggle"),
        (BlockUpdate::paragraph().rich_text("a"), "paragraph"),
    ];
    for (content, name) in with_text {
        check(
            content.color(Color::RedBackground),
            json!({name: {"rich_text": text("a"), "color": "red_background"}}),
        );
    }
    check(BlockUpdate::template("a"), json!({"template": {"rich_text": text("a")}}));
    check(
        BlockUpdate::heading_1("a").not_toggleable().rich_text("b").toggleable(),
        json!({"heading_1": {"rich_text": text("b"), "is_toggleable": true}}),
    );
    check(BlockUpdate::to_do().unchecked(), json!({"to_do": {"checked": false}}));
    check(
        BlockUpdate::code().language(CodeLanguage::Rust).caption("c"),
        json!({"code": {"language": "rust", "caption": text("c")}}),
    );
    check(BlockUpdate::code().caption(RichTextInputs::default()), json!({"code": {"caption": []}}));
    check(BlockUpdate::equation("x"), json!({"equation": {"expression": "x"}}));
}

#[test]
fn an_icon_is_kept_set_or_removed() {
    let icon = json!({"type": "emoji", "emoji": "💡"});
    check(BlockUpdate::callout().color(Color::Gray), json!({"callout": {"color": "gray"}}));
    check(BlockUpdate::callout().icon(IconInput::emoji("💡")), json!({"callout": {"icon": icon}}));
    check(BlockUpdate::callout().remove_icon(), json!({"callout": {"icon": null}}));
    check(BlockUpdate::paragraph().remove_icon(), json!({"paragraph": {"icon": null}}));
}

#[test]
fn blocks_that_arrange_others() {
    check(
        BlockUpdate::table().no_column_header().row_header(),
        json!({"table": {"has_column_header": false, "has_row_header": true}}),
    );
    check(
        BlockUpdate::table().column_header().no_row_header(),
        json!({"table": {"has_column_header": true, "has_row_header": false}}),
    );
    check(
        BlockUpdate::table_row(["a", "b"]),
        json!({"table_row": {"cells": [text("a"), text("b")]}}),
    );
    check(BlockUpdate::column().width_ratio(0.5), json!({"column": {"width_ratio": 0.5}}));
    check(
        BlockUpdate::table_of_contents().color(Color::Blue),
        json!({"table_of_contents": {"color": "blue"}}),
    );
    check(
        BlockUpdate::synced_copy(id::<BlockId>()),
        json!({"synced_block": {"synced_from": {"type": "block_id", "block_id": UUID}}}),
    );
    for (content, name) in [
        (BlockUpdate::link_to_page(id::<PageId>()), "page_id"),
        (BlockUpdate::link_to_database(id::<DatabaseId>()), "database_id"),
        (BlockUpdate::link_to_comment(id::<CommentId>()), "comment_id"),
    ] {
        check(content, json!({"link_to_page": {"type": name, name: UUID}}));
    }
}

/// Updates of files have no `type` beside the file, unlike new blocks.
#[test]
fn files_and_links() {
    let external = || FileInput::external("https://example.com/a");
    for (content, name) in [
        (BlockUpdate::image(), "image"),
        (BlockUpdate::video(), "video"),
        (BlockUpdate::pdf(), "pdf"),
        (BlockUpdate::audio(), "audio"),
        (BlockUpdate::file(), "file"),
    ] {
        check(
            content.source(external()).caption("c"),
            json!({name: {"external": {"url": "https://example.com/a"}, "caption": text("c")}}),
        );
    }
    check(
        BlockUpdate::file().source(FileInput::upload(id::<FileUploadId>())).name("a.zip"),
        json!({"file": {"file_upload": {"id": UUID}, "name": "a.zip"}}),
    );
    check(
        BlockUpdate::embed().url("https://a.example"),
        json!({"embed": {"url": "https://a.example"}}),
    );
    check(BlockUpdate::bookmark().caption("c"), json!({"bookmark": {"caption": text("c")}}));
    check(
        BlockUpdate::raw("poll").field("question", "Tea?"),
        json!({"poll": {"question": "Tea?"}}),
    );
}

#[test]
fn what_is_refused() {
    for (action, expected) in [
        (update(), "body: says nothing that changes"),
        (update().content(BlockUpdate::paragraph()), "paragraph: says nothing that changes"),
        (
            update().content(BlockUpdate::paragraph().checked()),
            "paragraph.checked: paragraph blocks have no checked",
        ),
        (
            update().content(BlockUpdate::heading_1("a".repeat(2001))),
            "heading_1.rich_text[0].text.content: 2001 UTF-16 units, at most 2000",
        ),
        (update().content(BlockUpdate::embed().url("")), "embed.url: is empty"),
        (update().content(BlockUpdate::column().width_ratio(0.0)), "column.width_ratio: is not"),
    ] {
        let refused = refusal(&action);
        assert!(refused.starts_with(&format!("invalid request: {expected}")), "{refused}");
    }
}

#[test]
fn the_reply_is_the_block() {
    let list: Value = serde_json::from_str(crate::blocks::BLOCKS).unwrap();
    let block = answered(&update().trash(), &list["results"][9].to_string()).unwrap();
    assert!(block.is_in_trash());
    assert_eq!(serde_json::to_value(&block).unwrap(), list["results"][9]);
}
