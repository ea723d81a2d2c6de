//! What may stand in what, and how deep.

use alloy_notion::{
    BlockId, BlockInput, CodeLanguage, Color, CreatePage, FileInput, IconInput, PageId,
};

use crate::write::{body, id, refusal};

fn page(block: BlockInput) -> CreatePage {
    CreatePage::in_workspace().child(block)
}

#[track_caller]
fn accepted(block: BlockInput) {
    let page = page(block);
    assert!(body(&page).is_ok(), "{}", refusal(&page));
}

#[track_caller]
fn refused(block: BlockInput, expected: &str) {
    assert_eq!(refusal(&page(block)), format!("invalid request: {expected}"));
}

/// A block with one in it, with one in it, and so on.
fn nested(levels: usize, innermost: BlockInput) -> BlockInput {
    (0..levels).fold(innermost, |inside, _| BlockInput::toggle("a").child(inside))
}

#[test]
fn two_levels_inside_a_block() {
    accepted(nested(2, BlockInput::divider()));
    refused(
        nested(3, BlockInput::divider()),
        "children[0].toggle.children[0].toggle.children[0].toggle.children: \
         deeper than 2 levels: append them in a later request",
    );
}

#[test]
fn rows_are_a_level() {
    let table = || BlockInput::table([["a"]]);
    accepted(nested(1, table()));
    refused(
        nested(2, table()),
        "children[0].toggle.children[0].toggle.children[0].table.children: \
         deeper than 2 levels: append them in a later request",
    );
}

#[test]
fn columns_are_no_level() {
    let list = |inside: BlockInput| {
        let column = BlockInput::column([inside]);
        BlockInput::column_list([column.clone(), column])
    };
    accepted(list(BlockInput::divider()));
    accepted(list(nested(1, BlockInput::divider())));
    accepted(list(BlockInput::table([["a"]])));
    refused(
        list(nested(2, BlockInput::divider())),
        "children[0].column_list.children[0].column.children[0].toggle.children[0].toggle.children: \
         deeper than 2 levels: append them in a later request",
    );
    let problem = "stands only on the first level of a request";
    refused(
        nested(1, list(BlockInput::divider())),
        &format!("children[0].toggle.children[0].column_list: {problem}"),
    );
    refused(
        nested(1, BlockInput::column([BlockInput::divider()])),
        &format!("children[0].toggle.children[0].column: {problem}"),
    );
    refused(
        list(list(BlockInput::divider())),
        &format!("children[0].column_list.children[0].column.children[0].column_list: {problem}"),
    );
}

#[test]
fn columns_come_in_twos_and_are_not_empty() {
    let column = BlockInput::column([BlockInput::divider()]);
    refused(
        BlockInput::column_list([column.clone()]),
        "children[0].column_list.children: 1 elements, at least 2",
    );
    refused(
        BlockInput::column_list([column.clone(), BlockInput::column([])]),
        "children[0].column_list.children[1].column.children: 0 elements, at least 1",
    );
    refused(
        BlockInput::column_list([column, BlockInput::divider()]),
        "children[0].column_list.children[1]: column_list blocks hold only column blocks",
    );
}

#[test]
fn columns_share_the_width() {
    let column = |ratio| BlockInput::column([BlockInput::divider()]).width_ratio(ratio);
    let list = |ratio| BlockInput::column_list([column(0.25), column(ratio)]);
    accepted(list(1.0));
    accepted(list(f64::MIN_POSITIVE));
    for ratio in [0.0, -0.5, 1.5, f64::NAN] {
        refused(
            list(ratio),
            "children[0].column_list.children[1].column.width_ratio: \
             is not a part of the whole width, above 0 and at most 1",
        );
    }
}

#[test]
fn tables_have_rows_of_one_width() {
    accepted(BlockInput::table([["a", "b"], ["c", "d"]]));
    refused(BlockInput::table([["a"]; 0]), "children[0].table.children: 0 elements, at least 1");
    refused(
        BlockInput::table([vec!["a", "b"], vec!["c", "d"], vec!["e"]]),
        "children[0].table.children[2].table_row.cells: 1 cells in a table of 2 columns",
    );
    refused(
        BlockInput::table([["a"]]).child(BlockInput::divider()),
        "children[0].table.children[1]: table blocks hold only table_row blocks",
    );
}

#[test]
fn tabs_are_paragraphs() {
    accepted(BlockInput::tab([BlockInput::paragraph("a").child(BlockInput::quote("b"))]));
    refused(
        BlockInput::tab([BlockInput::quote("a")]),
        "children[0].tab.children[0]: tab blocks hold only paragraph blocks",
    );
}

#[test]
fn who_holds_nothing_takes_nothing() {
    let file = || FileInput::external("https://example.com/a");
    for (block, name) in [
        (BlockInput::code(CodeLanguage::Rust, "a"), "code"),
        (BlockInput::equation("a"), "equation"),
        (BlockInput::divider(), "divider"),
        (BlockInput::breadcrumb(), "breadcrumb"),
        (BlockInput::table_of_contents(), "table_of_contents"),
        (BlockInput::table_row(["a"]), "table_row"),
        (BlockInput::embed("https://example.com"), "embed"),
        (BlockInput::bookmark("https://example.com"), "bookmark"),
        (BlockInput::image(file()), "image"),
        (BlockInput::video(file()), "video"),
        (BlockInput::pdf(file()), "pdf"),
        (BlockInput::audio(file()), "audio"),
        (BlockInput::file(file()), "file"),
    ] {
        accepted(block.clone());
        refused(
            block.child(BlockInput::divider()),
            &format!("children[0].{name}.children: {name} blocks have no children"),
        );
    }
}

#[test]
fn who_holds_blocks_takes_them() {
    for block in [
        BlockInput::paragraph("a"),
        BlockInput::heading_1("a"),
        BlockInput::heading_2("a"),
        BlockInput::heading_3("a"),
        BlockInput::heading_4("a"),
        BlockInput::bulleted_list_item("a"),
        BlockInput::numbered_list_item("a"),
        BlockInput::quote("a"),
        BlockInput::toggle("a"),
        BlockInput::to_do("a"),
        BlockInput::callout("a"),
        BlockInput::template("a"),
        BlockInput::synced_block([]),
        BlockInput::raw("poll"),
    ] {
        accepted(block.child(BlockInput::divider()));
    }
}

#[test]
fn kinds_have_their_fields() {
    let url = "https://example.com/a";
    let file = || FileInput::external(url);
    for block in [
        BlockInput::paragraph("a").icon(IconInput::emoji("🚀")),
        BlockInput::heading_1("a").toggleable(),
        BlockInput::heading_2("a").toggleable(),
        BlockInput::heading_3("a").toggleable(),
        BlockInput::heading_4("a").toggleable(),
        BlockInput::bulleted_list_item("a"),
        BlockInput::numbered_list_item("a"),
        BlockInput::quote("a"),
        BlockInput::toggle("a"),
        BlockInput::to_do("a").checked(),
        BlockInput::callout("a").icon(IconInput::emoji("🚀")),
        BlockInput::table_of_contents(),
    ] {
        accepted(block.color(Color::Red));
    }
    for block in [
        BlockInput::code(CodeLanguage::Rust, "a"),
        BlockInput::embed(url),
        BlockInput::bookmark(url),
        BlockInput::image(file()),
        BlockInput::video(file()),
        BlockInput::pdf(file()),
        BlockInput::audio(file()),
        BlockInput::file(file()).name("a"),
    ] {
        accepted(block.caption("a"));
    }
    accepted(BlockInput::table([["a"]]).column_header().row_header());
    accepted(BlockInput::template("a"));
    accepted(BlockInput::link_to_page(id::<PageId>()));
    accepted(BlockInput::synced_copy(id::<BlockId>()));
}

#[test]
fn fields_belong_to_kinds() {
    let paragraph = || BlockInput::paragraph("a");
    for (block, place, problem) in [
        (BlockInput::divider().color(Color::Red), "divider.color", "divider blocks have no color"),
        (paragraph().checked(), "paragraph.checked", "paragraph blocks have no checked"),
        (paragraph().caption("a"), "paragraph.caption", "paragraph blocks have no caption"),
        (
            BlockInput::quote("a").icon(IconInput::emoji("🚀")),
            "quote.icon",
            "quote blocks have no icon",
        ),
        (
            paragraph().toggleable(),
            "paragraph.is_toggleable",
            "paragraph blocks have no is_toggleable",
        ),
        (
            BlockInput::image(FileInput::external("https://example.com")).name("a"),
            "image.name",
            "image blocks have no name",
        ),
        (
            BlockInput::table_row(["a"]).column_header(),
            "table_row.has_column_header",
            "table_row blocks have no has_column_header",
        ),
        (
            paragraph().row_header(),
            "paragraph.has_row_header",
            "paragraph blocks have no has_row_header",
        ),
        (
            paragraph().width_ratio(0.5),
            "paragraph.width_ratio",
            "paragraph blocks have no width_ratio",
        ),
    ] {
        refused(block, &format!("children[0].{place}: {problem}"));
    }
    accepted(BlockInput::raw("poll").color(Color::Red).checked());
    accepted(BlockInput::divider().field("style", "dashed"));
}
