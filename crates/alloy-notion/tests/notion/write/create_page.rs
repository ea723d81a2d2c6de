//! Creating pages: the whole body, and what kind of operation it is.

use alloy_core::{Action, Context, Effect, ErrorKind, Outcome};
use alloy_notion::{
    BlockId, BlockInput, CreatePage, DataSourceId, DatabaseId, DateInput, FileInput, IconInput,
    PageId, PagePosition, PropertyInput, TemplateInput,
};

use crate::write::{UUID, body, id, refusal};

#[track_caller]
fn check(page: &CreatePage, expected: &str) {
    assert_eq!(body(page).unwrap(), expected.replace("$ID", UUID));
}

#[test]
fn a_title_in_the_workspace() {
    check(
        &CreatePage::in_workspace().title("Page Title"),
        r#"{"parent":{"type":"workspace","workspace":true},"properties":{"title":{"type":"title","title":[{"type":"text","text":{"content":"Page Title"}}]}}}"#,
    );
}

#[test]
fn parents() {
    for (page, parent) in [
        (CreatePage::in_page(id::<PageId>()), r#"{"type":"page_id","page_id":"$ID"}"#),
        (
            CreatePage::in_database(id::<DatabaseId>()),
            r#"{"type":"database_id","database_id":"$ID"}"#,
        ),
        (
            CreatePage::in_data_source(id::<DataSourceId>()),
            r#"{"type":"data_source_id","data_source_id":"$ID"}"#,
        ),
    ] {
        check(&page, &format!(r#"{{"parent":{parent},"properties":{{}}}}"#));
    }
}

#[test]
fn everything_on_a_page() {
    check(
        &CreatePage::in_page(id::<PageId>())
            .title("Notes")
            .child(BlockInput::divider())
            .children([BlockInput::breadcrumb()])
            .icon(IconInput::emoji("🚀"))
            .cover(FileInput::external("https://example.com/a.png"))
            .position(PagePosition::after(id::<BlockId>())),
        concat!(
            r#"{"parent":{"type":"page_id","page_id":"$ID"},"#,
            r#""properties":{"title":{"type":"title","title":[{"type":"text","text":{"content":"Notes"}}]}},"#,
            r#""icon":{"type":"emoji","emoji":"🚀"},"#,
            r#""cover":{"type":"external","external":{"url":"https://example.com/a.png"}},"#,
            r#""children":[{"type":"divider","divider":{}},{"type":"breadcrumb","breadcrumb":{}}],"#,
            r#""position":{"type":"after_block","after_block":{"id":"$ID"}}}"#,
        ),
    );
}

#[test]
fn a_row() {
    check(
        &CreatePage::in_database(id::<DatabaseId>())
            .title("Row")
            .property("Status", PropertyInput::status("Done"))
            .property("Due", PropertyInput::date(DateInput::day("2026-11-23"))),
        concat!(
            r#"{"parent":{"type":"database_id","database_id":"$ID"},"properties":{"#,
            r#""title":{"type":"title","title":[{"type":"text","text":{"content":"Row"}}]},"#,
            r#""Status":{"type":"status","status":{"name":"Done"}},"#,
            r#""Due":{"type":"date","date":{"start":"2026-11-23"}}}}"#,
        ),
    );
}

#[test]
fn a_property_is_written_once() {
    check(
        &CreatePage::in_database(id::<DatabaseId>())
            .property("Done", PropertyInput::checkbox(false))
            .property("Price", PropertyInput::number(1))
            .property("Done", PropertyInput::checkbox(true)),
        r#"{"parent":{"type":"database_id","database_id":"$ID"},"properties":{"Done":{"type":"checkbox","checkbox":true},"Price":{"type":"number","number":1}}}"#,
    );
}

#[test]
fn markdown_templates_and_positions() {
    let start = r#"{"parent":{"type":"data_source_id","data_source_id":"$ID"},"properties":{},"#;
    let page = || CreatePage::in_data_source(id::<DataSourceId>());
    for (page, rest) in [
        (page().markdown("# Hi"), r##""markdown":"# Hi"}"##),
        (page().template(TemplateInput::none()), r#""template":{"type":"none"}}"#),
        (
            page().template(TemplateInput::default_of_data_source().timezone("Asia/Tokyo")),
            r#""template":{"type":"default","timezone":"Asia/Tokyo"}}"#,
        ),
        (
            page().template(TemplateInput::id(id::<PageId>())),
            r#""template":{"type":"template_id","template_id":"$ID"}}"#,
        ),
        (page().position(PagePosition::start()), r#""position":{"type":"page_start"}}"#),
        (page().position(PagePosition::end()), r#""position":{"type":"page_end"}}"#),
    ] {
        check(&page, &format!("{start}{rest}"));
    }
}

#[test]
fn blocks_and_markdown_exclude_each_other() {
    let page = CreatePage::in_workspace().markdown("# Hi").child(BlockInput::divider());
    assert_eq!(refusal(&page), "invalid request: markdown: not together with children");
}

#[test]
fn outside_of_databases_there_is_only_a_title() {
    let problem = "a page outside of a database has only `title`";
    let page = CreatePage::in_workspace().property("Done", PropertyInput::checkbox(true));
    assert_eq!(refusal(&page), format!("invalid request: properties.Done: {problem}"));
    let page = CreatePage::in_page(id::<PageId>()).property("title", PropertyInput::url("a"));
    assert_eq!(refusal(&page), format!("invalid request: properties.title: {problem}"));
}

#[test]
fn it_is_a_write() {
    let page = CreatePage::in_workspace();
    assert_eq!(page.operation().to_string(), "notion/post-page");
    assert_eq!(page.operation().effect(), Effect::Write);
}

#[test]
fn what_is_refused_was_not_sent() {
    let page = CreatePage::in_workspace().title("a".repeat(2001));
    let error = page.validate(&Context::of_defaults(&[])).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidRequest);
    assert_eq!(error.outcome(), Outcome::NotApplied);
    assert_eq!(error.path(), Some("properties.title.title[0].text.content"));
}

/// The envelope is allocated once for what is usual.
#[test]
fn the_size_is_known_beforehand() {
    let blocks = (0..50).map(|n| {
        BlockInput::paragraph(format!("Paragraph number {n}")).child(BlockInput::to_do([
            alloy_notion::RichTextInput::link("here", "https://example.com").bold(),
            alloy_notion::MentionInput::date(DateInput::day("2026-11-23")).into(),
        ]))
    });
    for page in [
        CreatePage::in_workspace().title("Page Title"),
        CreatePage::in_page(id::<PageId>()).title("Notes").children(blocks),
        CreatePage::in_database(id::<DatabaseId>())
            .title("Row")
            .property("Tags", PropertyInput::multi_select(["a"; 30]))
            .property("Pages", PropertyInput::relation(vec![id::<PageId>(); 30])),
    ] {
        let (hint, real) = (page.size_hint(), body(&page).unwrap().len() + 160);
        assert!((real..2 * real + 200).contains(&hint), "{hint} for {real}");
    }
}
