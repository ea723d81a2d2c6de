//! Blocks: every constructor, every setter, and their JSON.

use alloy_notion::{
    BlockId, BlockInput, CodeLanguage, Color, CommentId, DatabaseId, FileInput, FileUploadId,
    IconColor, IconInput, PageId,
};

use crate::write::{UUID, id, json};

/// Compares a block with `{"type": <name>, <name>: <content>}`; `$A` stands for the text `a`.
#[track_caller]
fn check(block: &BlockInput, name: &str, content: &str) {
    let content = content.replace("$A", r#"[{"type":"text","text":{"content":"a"}}]"#);
    let expected = format!(r#"{{"type":"{name}","{name}":{content}}}"#).replace("$ID", UUID);
    assert_eq!(json(block), expected);
}

#[test]
fn blocks_of_text() {
    for (block, name) in [
        (BlockInput::paragraph("a"), "paragraph"),
        (BlockInput::heading_1("a"), "heading_1"),
        (BlockInput::heading_2("a"), "heading_2"),
        (BlockInput::heading_3("a"), "heading_3"),
        (BlockInput::heading_4("a"), "heading_4"),
        (BlockInput::bulleted_list_item("a"), "bulleted_list_item"),
        (BlockInput::numbered_list_item("a"), "numbered_list_item"),
        (BlockInput::quote("a"), "quote"),
        (BlockInput::toggle("a"), "toggle"),
        (BlockInput::to_do("a"), "to_do"),
        (BlockInput::callout("a"), "callout"),
        (BlockInput::template("a"), "template"),
    ] {
        check(&block, name, r#"{"rich_text":$A}"#);
    }
}

#[test]
fn code_and_equations() {
    check(
        &BlockInput::code(CodeLanguage::CPlusPlus, "a").caption("a"),
        "code",
        r#"{"rich_text":$A,"language":"c++","caption":$A}"#,
    );
    check(
        &BlockInput::code(CodeLanguage::from("zig"), "a"),
        "code",
        r#"{"rich_text":$A,"language":"zig"}"#,
    );
    check(&BlockInput::equation("e=mc^2"), "equation", r#"{"expression":"e=mc^2"}"#);
}

#[test]
fn files() {
    let url = "https://example.com/file";
    for (block, name) in [
        (BlockInput::image(FileInput::external(url)), "image"),
        (BlockInput::video(FileInput::external(url)), "video"),
        (BlockInput::pdf(FileInput::external(url)), "pdf"),
        (BlockInput::audio(FileInput::external(url)), "audio"),
        (BlockInput::file(FileInput::external(url)), "file"),
    ] {
        let source = r#""type":"external","external":{"url":"https://example.com/file"}"#;
        check(&block, name, &format!("{{{source}}}"));
        check(&block.caption("a"), name, &format!(r#"{{{source},"caption":$A}}"#));
    }
    check(
        &BlockInput::file(FileInput::upload(id::<FileUploadId>())).name("Plan"),
        "file",
        r#"{"type":"file_upload","file_upload":{"id":"$ID"},"name":"Plan"}"#,
    );
}

#[test]
fn links() {
    check(
        &BlockInput::bookmark("https://example.com").caption("a"),
        "bookmark",
        r#"{"url":"https://example.com","caption":$A}"#,
    );
    check(&BlockInput::embed("https://example.com"), "embed", r#"{"url":"https://example.com"}"#);
    check(
        &BlockInput::link_to_page(id::<PageId>()),
        "link_to_page",
        r#"{"type":"page_id","page_id":"$ID"}"#,
    );
    check(
        &BlockInput::link_to_database(id::<DatabaseId>()),
        "link_to_page",
        r#"{"type":"database_id","database_id":"$ID"}"#,
    );
    check(
        &BlockInput::link_to_comment(id::<CommentId>()),
        "link_to_page",
        r#"{"type":"comment_id","comment_id":"$ID"}"#,
    );
}

#[test]
fn blocks_without_content() {
    check(&BlockInput::divider(), "divider", "{}");
    check(&BlockInput::breadcrumb(), "breadcrumb", "{}");
    check(&BlockInput::table_of_contents(), "table_of_contents", "{}");
    check(
        &BlockInput::table_of_contents().color(Color::Gray),
        "table_of_contents",
        r#"{"color":"gray"}"#,
    );
}

#[test]
fn synced_blocks() {
    check(
        &BlockInput::synced_block([BlockInput::divider()]),
        "synced_block",
        r#"{"synced_from":null,"children":[{"type":"divider","divider":{}}]}"#,
    );
    check(
        &BlockInput::synced_copy(id::<BlockId>()),
        "synced_block",
        r#"{"synced_from":{"type":"block_id","block_id":"$ID"}}"#,
    );
}

#[test]
fn columns() {
    let column = BlockInput::column([BlockInput::divider()]);
    let expected = r#"{"type":"column","column":{"children":[{"type":"divider","divider":{}}]}}"#;
    assert_eq!(json(&column), expected);
    check(
        &BlockInput::column_list([column.clone(), column.clone()]),
        "column_list",
        &format!(r#"{{"children":[{expected},{expected}]}}"#),
    );
    check(&BlockInput::column([]).width_ratio(0.25), "column", r#"{"width_ratio":0.25}"#);
}

#[test]
fn tables() {
    check(
        &BlockInput::table([["a", "a"]]),
        "table",
        r#"{"table_width":2,"children":[{"type":"table_row","table_row":{"cells":[$A,$A]}}]}"#,
    );
    check(
        &BlockInput::table([vec!["a".to_owned()]]).column_header().row_header(),
        "table",
        r#"{"table_width":1,"has_column_header":true,"has_row_header":true,"children":[{"type":"table_row","table_row":{"cells":[$A]}}]}"#,
    );
    check(&BlockInput::table_row(["a"]), "table_row", r#"{"cells":[$A]}"#);
}

#[test]
fn tabs() {
    check(
        &BlockInput::tab([BlockInput::paragraph("a").icon(IconInput::emoji("🚀"))]),
        "tab",
        r#"{"children":[{"type":"paragraph","paragraph":{"rich_text":$A,"icon":{"type":"emoji","emoji":"🚀"}}}]}"#,
    );
}

#[test]
fn setters() {
    check(
        &BlockInput::to_do("a").checked().color(Color::Red),
        "to_do",
        r#"{"rich_text":$A,"checked":true,"color":"red"}"#,
    );
    check(
        &BlockInput::heading_1("a").toggleable(),
        "heading_1",
        r#"{"rich_text":$A,"is_toggleable":true}"#,
    );
    check(
        &BlockInput::quote("a").color(Color::Red).color(Color::Blue),
        "quote",
        r#"{"rich_text":$A,"color":"blue"}"#,
    );
}

#[test]
fn a_heading_that_holds_blocks_folds() {
    check(
        &BlockInput::heading_2("a").child(BlockInput::divider()),
        "heading_2",
        r#"{"rich_text":$A,"is_toggleable":true,"children":[{"type":"divider","divider":{}}]}"#,
    );
    check(&BlockInput::heading_2("a").children([]), "heading_2", r#"{"rich_text":$A}"#);
}

#[test]
fn icons() {
    for (icon, expected) in [
        (IconInput::emoji("🚀"), r#"{"type":"emoji","emoji":"🚀"}"#),
        (
            IconInput::custom_emoji(id::<alloy_notion::CustomEmojiId>()),
            r#"{"type":"custom_emoji","custom_emoji":{"id":"$ID"}}"#,
        ),
        (
            IconInput::from(FileInput::external("https://example.com/a.png")),
            r#"{"type":"external","external":{"url":"https://example.com/a.png"}}"#,
        ),
        (
            IconInput::file(FileInput::upload(id::<FileUploadId>())),
            r#"{"type":"file_upload","file_upload":{"id":"$ID"}}"#,
        ),
        (IconInput::native("pizza"), r#"{"type":"icon","icon":{"name":"pizza"}}"#),
        (
            IconInput::native_in("pizza", IconColor::LightGray),
            r#"{"type":"icon","icon":{"name":"pizza","color":"lightgray"}}"#,
        ),
    ] {
        assert_eq!(json(&icon), expected.replace("$ID", UUID));
        check(
            &BlockInput::callout("a").icon(icon),
            "callout",
            &format!(r#"{{"rich_text":$A,"icon":{expected}}}"#),
        );
    }
}

#[test]
fn what_is_not_known_can_be_written() {
    check(
        &BlockInput::raw("poll").field("question", "a").child(BlockInput::divider()),
        "poll",
        r#"{"question":"a","children":[{"type":"divider","divider":{}}]}"#,
    );
    check(
        &BlockInput::paragraph("a").field("font", serde_json::json!({"size": 3})),
        "paragraph",
        r#"{"rich_text":$A,"font":{"size":3}}"#,
    );
    check(
        &BlockInput::image(FileInput::external("https://example.com/a")).field("source", "camera"),
        "image",
        r#"{"type":"external","external":{"url":"https://example.com/a"},"source":"camera"}"#,
    );
}

#[test]
fn a_ratio_that_is_not_finite_is_never_written() {
    assert!(serde_json::to_string(&BlockInput::column([]).width_ratio(f64::NAN)).is_err());
}
