//! Putting blocks inside others.

use alloy_core::{Action, Effect};
use alloy_notion::{
    AppendBlockChildren, Block, BlockId, BlockInput, BlockPosition, NotionVersion, PageId,
};
use serde_json::{Value, json};

use crate::blocks::{UUID, answered, body, body_in, envelope, id, refusal, same};

const APPENDED: &str = include_str!("../../fixtures/blocks_appended.json");

fn append() -> AppendBlockChildren {
    AppendBlockChildren::new(id::<PageId>()).child(BlockInput::divider())
}

fn divider() -> Value {
    json!([{"type": "divider", "divider": {}}])
}

#[test]
fn the_envelope() {
    assert_eq!(append().operation().to_string(), "notion/patch-block-children");
    assert_eq!(append().operation().effect(), Effect::Write);
    assert_eq!(envelope(&append()).unwrap().path_params["block_id"], UUID);
    same(&body(&append()).unwrap(), &json!({"children": divider()}));
}

#[test]
fn the_position_follows_the_version() {
    let after = append().position(BlockPosition::after(id::<BlockId>()));
    let start = append().position(BlockPosition::start());
    let end = append().position(BlockPosition::end());
    let with_after = json!({"children": divider(), "after": UUID});
    let with_position = json!({
        "children": divider(),
        "position": {"type": "after_block", "after_block": {"id": UUID}},
    });
    let at_start = json!({"children": divider(), "position": {"type": "start"}});
    same(&body(&after).unwrap(), &with_after);
    same(&body_in(&NotionVersion::V2025_09_03, &after).unwrap(), &with_after);
    same(&body_in(&NotionVersion::V2026_03_11, &after).unwrap(), &with_position);
    same(&body_in(&"2030-01-01".into(), &after).unwrap(), &with_position);
    same(&body_in(&NotionVersion::V2025_09_03, &start).unwrap(), &at_start);
    same(&body_in(&NotionVersion::V2026_03_11, &start).unwrap(), &at_start);
    let refused = refusal(&start);
    assert!(refused.starts_with("invalid request: position: "), "{refused}");
    assert!(refused.contains("2025-09-03"), "{refused}");
    for version in NotionVersion::KNOWN {
        same(&body_in(version, &end).unwrap(), &json!({"children": divider()}));
    }
}

#[test]
fn there_are_1_to_100_blocks() {
    let empty = AppendBlockChildren::new(id::<BlockId>());
    assert_eq!(refusal(&empty), "invalid request: children: 0 elements, at least 1");
    let many = |count| empty.clone().children((0..count).map(|_| BlockInput::divider()));
    assert!(body(&many(100)).is_ok());
    assert_eq!(refusal(&many(101)), "invalid request: children: 101 elements, at most 100");
    let row = empty.clone().child(BlockInput::table_row(["a", "b"]));
    assert!(body(&row).is_ok());
    let wrong = append().child(BlockInput::divider().checked());
    assert_eq!(
        refusal(&wrong),
        "invalid request: children[1].divider.checked: divider blocks have no checked"
    );
}

#[test]
fn a_large_body_is_refused() {
    let text = "a".repeat(2000);
    let large = append().children((0..3).map(|_| {
        let texts: Vec<_> = (0..100).map(|_| alloy_notion::RichTextInput::text(&*text)).collect();
        BlockInput::paragraph(texts)
    }));
    let refused = refusal(&large);
    assert!(refused.contains("at most 512000"), "{refused}");
}

#[test]
fn the_blocks_that_were_made_are_the_first_of_the_reply() {
    let two = append().child(BlockInput::divider());
    let output = answered(&two, APPENDED).unwrap();
    let texts = |blocks: &[Block]| {
        blocks.iter().map(|block| block.plain_text().into_owned()).collect::<Vec<_>>()
    };
    assert_eq!(texts(output.created()), ["first new", "second new"]);
    assert_eq!(texts(output.following()), ["was there", "was there too"]);
    assert_eq!((&output).into_iter().count(), 2);
    let whole: Value = serde_json::from_str(APPENDED).unwrap();
    assert_eq!(serde_json::to_value(output.reply()).unwrap(), whole);
    assert_eq!(output.clone().into_iter().count(), 2);
    assert_eq!(output.into_reply().results.len(), 4);
}

#[test]
fn a_reply_with_fewer_blocks_than_were_sent_is_taken_as_it_is() {
    let five = append().children((0..4).map(|_| BlockInput::divider()));
    let output = answered(&five, APPENDED).unwrap();
    assert_eq!((output.created().len(), output.following().len()), (4, 0));
}

/// How many blocks each call has, after all checks, and what they say in their order.
fn parts(blocks: impl IntoIterator<Item = BlockInput>) -> (Vec<usize>, String) {
    let calls = AppendBlockChildren::in_parts(id::<PageId>(), blocks);
    let bodies = calls.iter().map(|call| serde_json::from_str(&body(call).unwrap()).unwrap());
    let bodies: Vec<Value> = bodies.collect();
    let children = || bodies.iter().map(|body| body["children"].as_array().unwrap());
    let text = children().flatten().filter_map(|block| {
        block["toggle"]["rich_text"][0]["text"]["content"].as_str().map(str::to_owned)
    });
    (children().map(Vec::len).collect(), text.collect())
}

#[test]
fn many_blocks_are_put_into_calls_in_their_order() {
    let toggle = |number: usize| BlockInput::toggle(format!("{number},"));
    let numbers: Vec<String> = (0..250).map(|number| format!("{number},")).collect();
    assert_eq!(parts((0..250).map(toggle)), (vec![100, 100, 50], numbers.concat()));
    assert!(parts([]).0.is_empty());
    assert_eq!(parts((0..100).map(toggle)).0, [100]);
    // 21 blocks each, of which 47 have at most 1,000.
    let full = |number| toggle(number).children((0..20).map(|_| BlockInput::divider()));
    assert_eq!(parts((0..100).map(full)).0, [47, 47, 6]);
    // 200 KB and more each, of which two have less than 500 KB.
    let long = || vec![alloy_notion::RichTextInput::text("x".repeat(2000)); 100];
    assert_eq!(parts((0..5).map(|_| BlockInput::paragraph(long()))).0, [2, 2, 1]);
}

#[test]
fn a_block_that_is_too_large_by_itself_is_refused_by_itself() {
    let huge = BlockInput::toggle("a").children(
        (0..100).map(|_| BlockInput::toggle("b").children((0..10).map(|_| BlockInput::divider()))),
    );
    let blocks = [BlockInput::divider(), huge, BlockInput::divider()];
    let calls = AppendBlockChildren::in_parts(id::<PageId>(), blocks);
    assert_eq!(calls.len(), 3);
    assert!(refusal(&calls[1]).contains("1101 blocks"), "{}", refusal(&calls[1]));
    assert!(body(&calls[0]).is_ok() && body(&calls[2]).is_ok());
}
