//! Updating databases and data sources: what stays, what goes and what changes.

use alloy_core::{Action, Effect};
use alloy_notion::{
    DataSourceId, DatabaseId, FileInput, IconInput, NotionVersion, PageId, PropertySchemaInput,
    RelationInput, RichTextInputs, UpdateDataSource, UpdateDatabase,
};

use crate::databases::{UUID, body, body_of, envelope_of, id, refusal, refusal_of};

fn database() -> UpdateDatabase {
    UpdateDatabase::new(id::<DatabaseId>())
}

fn data_source() -> UpdateDataSource {
    UpdateDataSource::new(id::<DataSourceId>())
}

const NEW: NotionVersion = NotionVersion::V2025_09_03;

#[test]
fn three_states() {
    assert_eq!(body(&database()), "");
    assert_eq!(body(&database().remove_icon().remove_cover()), r#"{"icon":null,"cover":null}"#);
    assert_eq!(
        body(
            &database()
                .icon(IconInput::emoji("🚀"))
                .cover(FileInput::external("https://example.com/a.png"))
        ),
        concat!(
            r#"{"icon":{"type":"emoji","emoji":"🚀"},"#,
            r#""cover":{"type":"external","external":{"url":"https://example.com/a.png"}}}"#,
        )
    );
    assert_eq!(
        body(&database().title("a").description(RichTextInputs::default())),
        r#"{"title":[{"type":"text","text":{"content":"a"}}],"description":[]}"#
    );
    assert_eq!(body(&database().inline().trash()), r#"{"is_inline":true,"archived":true}"#);
    assert_eq!(body(&database().full_page().restore()), r#"{"is_inline":false,"archived":false}"#);
    let envelope = envelope_of(&database(), &NEW).unwrap();
    assert_eq!(envelope.path_params["database_id"], UUID);
}

const CHANGES: &str = concat!(
    r#"{"properties":{"Done":{"type":"checkbox","checkbox":{}},"#,
    r#""Price":{"name":"Net price"},"Notes":null,"#,
    r#""Due":{"name":"Until","type":"date","date":{}}}}"#,
);

#[test]
fn properties() {
    assert_eq!(
        body(
            &database()
                .remove_property("Done")
                .property("Done", PropertySchemaInput::checkbox())
                .rename_property("Price", "Net price")
                .remove_property("Notes")
                .property("Due", PropertySchemaInput::date().name("Until"))
        ),
        CHANGES
    );
    assert_eq!(
        body_of(
            &data_source()
                .property("Done", PropertySchemaInput::checkbox())
                .rename_property("Price", "Net price")
                .remove_property("Notes")
                .property("Due", PropertySchemaInput::date().name("Until")),
            &NEW
        ),
        CHANGES
    );
}

#[test]
fn what_only_some_versions_have() {
    assert_eq!(
        refusal_of(&database().remove_property("Notes"), &NEW),
        "properties: is part of the API up to version 2022-06-28, then `UpdateDataSource` has \
         them; this call's Notion-Version is 2025-09-03"
    );
    for (update, path, expected) in [
        (database().lock(), "is_locked", r#"{"is_locked":true}"#),
        (database().unlock(), "is_locked", r#"{"is_locked":false}"#),
        (
            database().move_to_page(id::<PageId>()),
            "parent",
            r#"{"parent":{"type":"page_id","page_id":"$ID"}}"#,
        ),
        (
            database().move_to_workspace(),
            "parent",
            r#"{"parent":{"type":"workspace","workspace":true}}"#,
        ),
    ] {
        assert_eq!(body_of(&update, &NEW), expected);
        assert_eq!(
            refusal(&update),
            format!(
                "{path}: is part of the API since version 2025-09-03; \
                 this call's Notion-Version is 2022-06-28"
            )
        );
    }
    assert!(refusal(&data_source()).starts_with("update-a-data-source: "));
    let relation = RelationInput::database(id::<DatabaseId>());
    let update = data_source().property("R", PropertySchemaInput::relation(relation));
    assert!(
        refusal_of(&update, &NEW).starts_with("properties.R.relation.database_id: "),
        "{}",
        refusal_of(&update, &NEW)
    );
}

#[test]
fn data_sources() {
    let update = data_source()
        .title("a")
        .icon(IconInput::emoji("🚀"))
        .trash()
        .move_to_database(id::<DatabaseId>());
    assert_eq!(
        body_of(&update, &NEW),
        concat!(
            r#"{"parent":{"type":"database_id","database_id":"$ID"},"#,
            r#""title":[{"type":"text","text":{"content":"a"}}],"#,
            r#""icon":{"type":"emoji","emoji":"🚀"},"in_trash":true}"#,
        )
    );
    assert_eq!(
        body_of(&data_source().remove_icon().restore(), &NotionVersion::V2026_03_11),
        r#"{"icon":null,"in_trash":false}"#
    );
    let envelope = envelope_of(&update, &NEW).unwrap();
    assert_eq!(envelope.path_params["data_source_id"], UUID);
}

#[test]
fn limits() {
    let empty = "is empty, which Notion refuses: clear or leave out what has no value";
    for (update, expected) in [
        (
            database().title("x".repeat(2001)),
            "title[0].text.content: 2001 UTF-16 units, at most 2000".to_owned(),
        ),
        (
            database().description("x".repeat(2001)),
            "description[0].text.content: 2001 UTF-16 units, at most 2000".to_owned(),
        ),
        (database().rename_property("P", ""), format!("properties.P.name: {empty}")),
        (
            database().property("P", PropertySchemaInput::url().name("")),
            format!("properties.P.name: {empty}"),
        ),
        (
            database().property("P", PropertySchemaInput::formula("")),
            format!("properties.P.formula.expression: {empty}"),
        ),
        (database().cover(FileInput::external("")), format!("cover.external.url: {empty}")),
    ] {
        assert_eq!(refusal(&update), expected);
    }
}

#[test]
fn only_new_names_may_not_be_written_twice() {
    for (update, effect) in [
        (database().title("a").remove_property("P"), Effect::Idempotent),
        (database().property("P", PropertySchemaInput::url()), Effect::Idempotent),
        (database().property("P", PropertySchemaInput::url().name("Q")), Effect::Write),
        (database().rename_property("P", "Q"), Effect::Write),
    ] {
        assert_eq!(update.operation().effect(), effect);
        assert_eq!(update.operation().to_string(), "notion/update-a-database");
    }
    assert_eq!(data_source().trash().operation().effect(), Effect::Idempotent);
    assert_eq!(data_source().rename_property("P", "Q").operation().effect(), Effect::Write);
    assert_eq!(data_source().operation().to_string(), "notion/update-a-data-source");
}
