//! Creating databases and data sources.

use alloy_core::{Action, Effect};
use alloy_notion::{
    CreateDataSource, CreateDatabase, DatabaseId, FileInput, IconInput, NotionVersion, PageId,
    PropertySchemaInput,
};

use crate::databases::{answered, body, body_of, id, refusal, refusal_of};

fn tasks() -> CreateDatabase {
    CreateDatabase::in_page(id::<PageId>())
        .title("Tasks")
        .description("To do")
        .inline()
        .property("Name", PropertySchemaInput::title())
        .icon(IconInput::emoji("🚀"))
        .cover(FileInput::external("https://example.com/a.png"))
}

const TEXT: &str = r#"[{"type":"text","text":{"content":"Tasks"}}]"#;

fn looks() -> String {
    format!(r#""title":{TEXT},"description":{},"is_inline":true"#, TEXT.replace("Tasks", "To do"))
}

const IMAGES: &str = concat!(
    r#""icon":{"type":"emoji","emoji":"🚀"},"#,
    r#""cover":{"type":"external","external":{"url":"https://example.com/a.png"}}"#,
);

const NAME: &str = r#"{"Name":{"type":"title","title":{}}}"#;

#[test]
fn the_body_follows_the_version() {
    let (looks, parent) = (looks(), r#""parent":{"type":"page_id","page_id":"$ID"}"#);
    assert_eq!(body(&tasks()), format!(r#"{{{parent},{looks},"properties":{NAME},{IMAGES}}}"#));
    for version in [NotionVersion::V2025_09_03, NotionVersion::V2026_03_11] {
        assert_eq!(
            body_of(&tasks(), &version),
            format!(
                r#"{{{parent},{looks},"initial_data_source":{{"properties":{NAME}}},{IMAGES}}}"#
            )
        );
    }
}

#[test]
fn parents() {
    let name = PropertySchemaInput::title;
    let wiki = CreateDatabase::in_wiki(id::<DatabaseId>()).property("Name", name());
    assert_eq!(
        body(&wiki),
        format!(r#"{{"parent":{{"type":"database_id","database_id":"$ID"}},"properties":{NAME}}}"#)
    );
    assert_eq!(
        refusal_of(&wiki, &NotionVersion::V2025_09_03),
        "parent.database_id: is part of the API up to version 2022-06-28, then `page_id` is; \
         this call's Notion-Version is 2025-09-03"
    );
    let workspace = CreateDatabase::in_workspace();
    assert_eq!(
        body_of(&workspace, &NotionVersion::V2026_03_11),
        r#"{"parent":{"type":"workspace","workspace":true}}"#
    );
    assert_eq!(
        refusal(&workspace.property("Name", name())),
        "parent.workspace: is part of the API since version 2025-09-03; \
         this call's Notion-Version is 2022-06-28"
    );
}

#[test]
fn limits() {
    let units = "2001 UTF-16 units, at most 2000";
    for (action, path) in [
        (tasks().title("x".repeat(2001)), "title[0].text.content"),
        (tasks().description("x".repeat(2001)), "description[0].text.content"),
        (
            tasks().cover(FileInput::external(format!("https://{}", "x".repeat(1993)))),
            "cover.external.url",
        ),
    ] {
        assert_eq!(refusal(&action), format!("{path}: {units}"));
    }
    let long = tasks().property("F", PropertySchemaInput::formula("x".repeat(500 * 1024)));
    assert!(refusal(&long).starts_with("body: "), "{}", refusal(&long));
}

#[test]
fn they_are_writes() {
    assert_eq!(tasks().operation().to_string(), "notion/create-a-database");
    assert_eq!(tasks().operation().effect(), Effect::Write);
    let data_source = CreateDataSource::in_database(id::<DatabaseId>());
    assert_eq!(data_source.operation().to_string(), "notion/create-a-data-source");
    assert_eq!(data_source.operation().effect(), Effect::Write);
}

#[test]
fn data_sources() {
    let empty = || CreateDataSource::in_database(id::<DatabaseId>());
    let action = empty()
        .title("Tasks")
        .property("Name", PropertySchemaInput::title())
        .icon(IconInput::emoji("🚀"));
    assert_eq!(
        body_of(&action, &NotionVersion::V2025_09_03),
        format!(
            concat!(
                r#"{{"parent":{{"type":"database_id","database_id":"$ID"}},"title":{},"#,
                r#""properties":{},"icon":{{"type":"emoji","emoji":"🚀"}}}}"#,
            ),
            TEXT, NAME
        )
    );
    assert_eq!(
        refusal(&action),
        "create-a-data-source: is part of the API since version 2025-09-03; \
         this call's Notion-Version is 2022-06-28"
    );
    assert_eq!(
        refusal_of(&empty(), &NotionVersion::V2026_03_11),
        "properties: has no title property, of which each database has one"
    );
}

/// The envelope is allocated once for what is usual.
#[test]
fn the_size_is_known_beforehand() {
    let (hint, real) = (tasks().size_hint(), body(&tasks()).len() + 160);
    assert!((real..2 * real + 200).contains(&hint), "{hint} for {real}");
}

#[test]
fn what_was_made_is_read() {
    let json = r#"{"object":"database","id":"0f3a1d52-6b1c-4a58-9a35-0d6c7be1a000","title":[]}"#;
    let database = answered(&tasks(), 200, json).unwrap();
    assert_eq!(database.id.to_string(), "0f3a1d52-6b1c-4a58-9a35-0d6c7be1a000");
}
