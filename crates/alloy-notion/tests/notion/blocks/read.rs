//! Blocks of every type, read without loss.

use std::collections::BTreeSet;

use alloy_notion::{
    Block, BlockKind, Color, FileKind, LinkTargetKind, List, ListFormat, MeetingNotesStatus,
};
use serde_json::{Value, json};

use crate::blocks::{BLOCKS, OLD_BLOCKS};

/// Every type that Notion's documents name.
const TYPES: [&str; 37] = [
    "audio",
    "bookmark",
    "breadcrumb",
    "bulleted_list_item",
    "callout",
    "child_database",
    "child_page",
    "code",
    "column",
    "column_list",
    "divider",
    "embed",
    "equation",
    "file",
    "heading_1",
    "heading_2",
    "heading_3",
    "heading_4",
    "image",
    "link_preview",
    "link_to_page",
    "meeting_notes",
    "numbered_list_item",
    "paragraph",
    "pdf",
    "quote",
    "synced_block",
    "tab",
    "table",
    "table_of_contents",
    "table_row",
    "template",
    "to_do",
    "toggle",
    "transcription",
    "unsupported",
    "video",
];

fn blocks() -> List<Block> {
    serde_json::from_str(BLOCKS).unwrap()
}

/// The blocks of a type.
fn of(name: &str) -> Vec<Block> {
    blocks().into_iter().filter(|block| block.type_name() == name).collect()
}

fn round_trip(json: &str) -> List<Block> {
    let read: List<Block> = serde_json::from_str(json).unwrap();
    let original: Value = serde_json::from_str(json).unwrap();
    assert_eq!(serde_json::to_value(&read).unwrap().to_string(), original.to_string());
    read
}

#[test]
fn every_type_comes_back_and_is_known() {
    let blocks = round_trip(BLOCKS);
    let found: BTreeSet<_> =
        blocks.iter().filter(|block| !block.is_partial()).map(Block::type_name).collect();
    let types: BTreeSet<_> = TYPES.into_iter().collect();
    assert_eq!(found, types);
    for block in blocks.iter().filter(|block| !block.is_partial()) {
        let shown = format!("{block:?}");
        assert!(!shown.contains("Other("), "{shown}");
        assert!(!shown.contains("extra: {\""), "{shown}");
    }
}

#[test]
fn what_blocks_say() {
    let said: Vec<_> = ["paragraph", "to_do", "equation", "child_page", "bookmark", "table_row"]
        .iter()
        .map(|name| of(name)[0].plain_text().into_owned())
        .collect();
    let expected =
        ["Walk to the harbour", "Oil the winch", r"v = \frac{s}{t}", "Log book", "Tides", "Port\t"];
    assert_eq!(said, expected);
    assert_eq!(of("table_row")[1].plain_text(), "Depth\t3 m");
    assert_eq!(of("divider")[0].plain_text(), "");
    assert_eq!(of("code")[0].caption().unwrap().plain(), "knots");
    assert_eq!(of("file")[0].caption().unwrap().plain(), "Chart");
    assert_eq!(of("meeting_notes")[0].rich_text().unwrap().plain(), "Planning");
    assert!(of("image")[0].rich_text().is_none());
}

#[test]
fn what_single_types_hold() {
    let kind = |name: &str, index: usize| of(name)[index].kind.clone();
    assert!(matches!(kind("paragraph", 0), BlockKind::Paragraph(it) if it.color == Color::Gray));
    assert!(matches!(kind("paragraph", 1), BlockKind::Paragraph(it)
        if it.icon.as_ref().unwrap().as_emoji() == Some("🧭")));
    assert!(matches!(kind("numbered_list_item", 0), BlockKind::NumberedListItem(it)
        if it.list_start_index == Some(4) && it.list_format == Some(ListFormat::Roman)));
    assert!(matches!(kind("to_do", 0), BlockKind::ToDo(it) if it.checked));
    assert!(matches!(kind("table", 0), BlockKind::Table(it)
        if it.table_width == Some(2) && it.has_column_header && !it.has_row_header));
    assert!(matches!(kind("column", 0), BlockKind::Column(it)
        if it.width_ratio.as_ref().unwrap().as_f64() == Some(0.25)));
    assert!(matches!(kind("synced_block", 0), BlockKind::SyncedBlock(it) if it.is_original()));
    assert!(matches!(kind("synced_block", 1), BlockKind::SyncedBlock(it)
        if it.original_id().is_some() && !it.is_original()));
    assert!(matches!(kind("link_to_page", 2), BlockKind::LinkToPage(it)
        if matches!(it.kind, LinkTargetKind::Comment(_))));
    assert!(matches!(kind("unsupported", 1), BlockKind::Unsupported(it)
        if it.block_type.as_deref() == Some("button")));
    let image = kind("image", 0);
    let image = image.file().unwrap();
    assert!(matches!(image.kind, FileKind::External(_)));
    assert_eq!(image.url(), Some("https://example.com/quay.png"));
    assert_eq!(kind("file", 0).file().unwrap().name.as_deref(), Some("chart.bin"));
    assert_eq!(kind("file", 1).file().unwrap().name, None);
}

#[test]
fn meeting_notes_under_both_names() {
    let notes = of("meeting_notes").remove(0);
    let notes = notes.kind.meeting_notes().unwrap();
    assert_eq!(notes.status, Some(MeetingNotesStatus::NotesReady));
    assert!(notes.tabs.as_ref().unwrap().transcript_block_id.is_some());
    assert_eq!(notes.calendar_event.as_ref().unwrap().attendees.len(), 2);
    let notes = of("transcription").remove(0);
    let notes = notes.kind.meeting_notes().unwrap();
    assert_eq!(notes.status, Some(MeetingNotesStatus::TranscriptionInProgress));
    assert!(of("meeting_notes")[1].kind.meeting_notes().unwrap().tabs.is_none());
}

#[test]
fn into_what_blocks_can_be_put() {
    let allowed = |name: &str| of(name).iter().map(Block::children_allowed).collect::<Vec<_>>();
    assert_eq!(allowed("heading_1"), [false]);
    assert_eq!(allowed("heading_2"), [true]);
    assert_eq!(allowed("synced_block"), [true, false]);
    assert_eq!(allowed("child_page"), [true]);
    assert_eq!(allowed("child_database"), [false]);
    assert_eq!(allowed("column"), [true, true]);
    assert_eq!(allowed("code"), [false]);
    assert_eq!(allowed("unsupported"), [false, false]);
}

#[test]
fn the_trash_has_two_names() {
    let block = |json: Value| serde_json::from_value::<Block>(json).unwrap();
    let blocks = blocks();
    assert_eq!(blocks.iter().filter(|block| block.is_in_trash()).count(), 1);
    assert!(block(json!({"id": crate::blocks::UUID, "in_trash": true})).is_in_trash());
    assert!(block(json!({"id": crate::blocks::UUID, "archived": true})).is_in_trash());
    assert!(!block(json!({"id": crate::blocks::UUID})).is_in_trash());
}

#[test]
fn a_block_that_may_not_be_read_is_partial() {
    let blocks = blocks();
    let partial: Vec<_> = blocks.iter().filter(|block| block.is_partial()).collect();
    assert_eq!(partial.len(), 1);
    assert_eq!(partial[0].type_name(), "");
    assert_eq!(partial[0].plain_text(), "");
}

#[test]
fn an_unknown_type_is_kept() {
    let json = format!(
        r#"{{"object": "block", "id": "{}", "created_time": "2026-11-23T08:00:00.000Z", "type": "poll", "poll": {{"question": "Tea?"}}}}"#,
        crate::blocks::UUID
    );
    let block: Block = serde_json::from_str(&json).unwrap();
    assert_eq!(block.type_name(), "poll");
    assert!(!block.is_partial());
    let BlockKind::Other(unknown) = &block.kind else { unreachable!("{block:?}") };
    assert_eq!(unknown.content().unwrap().get(), r#"{"question": "Tea?"}"#);
    let original: Value = serde_json::from_str(&json).unwrap();
    assert_eq!(serde_json::to_value(&block).unwrap(), original);
}

/// Before 2022-02-22 the text was under another name, where it is still found.
#[test]
fn blocks_of_old_versions_are_kept() {
    let blocks = round_trip(OLD_BLOCKS);
    let BlockKind::Paragraph(paragraph) = &blocks.results[0].kind else {
        unreachable!("{blocks:?}")
    };
    assert!(paragraph.rich_text.is_empty());
    assert!(paragraph.extra().get("text").unwrap().get().contains("From before"));
}

#[test]
fn a_content_of_another_shape_is_kept() {
    let read = |name: &str, content: &str| -> Block {
        let json = format!(
            r#"{{"id": "{}", "type": "{name}", "{name}": {content}}}"#,
            crate::blocks::UUID
        );
        let block: Block = serde_json::from_str(&json).unwrap();
        let original: Value = serde_json::from_str(&json).unwrap();
        assert_eq!(serde_json::to_value(&block).unwrap(), original);
        block
    };
    for name in TYPES {
        for content in ["null", "7", "[7]", r#""text""#, "true"] {
            let block = read(name, content);
            assert!(matches!(block.kind, BlockKind::Other(_)), "{name}: {content}");
            assert_eq!(block.type_name(), name);
        }
        for content in [r#"{"new": [1]}"#, r#"{"rich_text": 5, "url": [], "table_width": "two"}"#] {
            read(name, content);
        }
    }
    let BlockKind::Table(table) = read("table", r#"{"table_width": "two"}"#).kind else {
        unreachable!()
    };
    assert_eq!(table.table_width, None);
    assert_eq!(table.extra().get("table_width").unwrap().get(), r#""two""#);
}
