//! Properties of databases, type by type, and their limits.

use alloy_notion::{
    CreateDatabase, DataSourceId, DatabaseId, NotionVersion, NumberFormat, OptionColor, OptionId,
    OptionInput, PageId, PropertyId, PropertySchemaInput as Schema, RelationInput, RollupFunction,
};
use serde_json::json;

use crate::databases::{body, body_of, id, refusal, refusal_of};

/// A database with a title and the property `P`.
fn with(property: Schema) -> CreateDatabase {
    CreateDatabase::in_page(id::<PageId>()).property("N", Schema::title()).property("P", property)
}

#[track_caller]
fn check(property: Schema, expected: &str) {
    let body = body(&with(property));
    let start = concat!(
        r#"{"parent":{"type":"page_id","page_id":"$ID"},"#,
        r#""properties":{"N":{"type":"title","title":{}},"P":"#,
    );
    assert_eq!(body, format!("{start}{expected}}}}}"));
}

#[test]
fn types_with_nothing_more_to_say() {
    for (property, name) in [
        (Schema::rich_text(), "rich_text"),
        (Schema::date(), "date"),
        (Schema::people(), "people"),
        (Schema::files(), "files"),
        (Schema::checkbox(), "checkbox"),
        (Schema::url(), "url"),
        (Schema::email(), "email"),
        (Schema::phone_number(), "phone_number"),
        (Schema::created_time(), "created_time"),
        (Schema::created_by(), "created_by"),
        (Schema::last_edited_time(), "last_edited_time"),
        (Schema::last_edited_by(), "last_edited_by"),
        (Schema::last_visited_time(), "last_visited_time"),
        (Schema::verification(), "verification"),
        (Schema::place(), "place"),
        (Schema::location(), "location"),
        (Schema::button(), "button"),
        (Schema::status(), "status"),
        (Schema::unique_id(), "unique_id"),
    ] {
        check(property, &format!(r#"{{"type":"{name}","{name}":{{}}}}"#));
    }
}

#[test]
fn numbers_formulas_and_unique_ids() {
    check(Schema::number(NumberFormat::Euro), r#"{"type":"number","number":{"format":"euro"}}"#);
    check(
        Schema::formula(r#"prop("Price") * 2"#),
        r#"{"type":"formula","formula":{"expression":"prop(\"Price\") * 2"}}"#,
    );
    check(Schema::unique_id_with("TASK"), r#"{"type":"unique_id","unique_id":{"prefix":"TASK"}}"#);
}

#[test]
fn options() {
    check(
        Schema::select([
            OptionInput::name("a").color(OptionColor::Red).description("first"),
            OptionInput::id(OptionId::new("x]").unwrap()),
        ]),
        concat!(
            r#"{"type":"select","select":{"options":["#,
            r#"{"name":"a","color":"red","description":"first"},{"id":"x]"}]}}"#,
        ),
    );
    check(
        Schema::multi_select(["a"]),
        r#"{"type":"multi_select","multi_select":{"options":[{"name":"a"}]}}"#,
    );
    check(
        Schema::status_of(["a, b"]),
        r#"{"type":"status","status":{"options":[{"name":"a, b"}]}}"#,
    );
}

#[test]
fn relations() {
    check(
        Schema::relation(RelationInput::database(id::<DatabaseId>())),
        concat!(
            r#"{"type":"relation","relation":{"database_id":"$ID","#,
            r#""type":"single_property","single_property":{}}}"#,
        ),
    );
    check(
        Schema::relation(RelationInput::database(id::<DatabaseId>()).dual()),
        concat!(
            r#"{"type":"relation","relation":{"database_id":"$ID","#,
            r#""type":"dual_property","dual_property":{}}}"#,
        ),
    );
    check(
        Schema::relation(RelationInput::data_source(id::<DataSourceId>()).dual_with("Back")),
        concat!(
            r#"{"type":"relation","relation":{"data_source_id":"$ID","#,
            r#""type":"dual_property","dual_property":{"synced_property_name":"Back"}}}"#,
        ),
    );
}

#[test]
fn relations_point_at_what_the_version_has() {
    let single = |relation| with(Schema::relation(relation));
    let version = NotionVersion::V2025_09_03;
    let body = body_of(&single(RelationInput::data_source(id::<DataSourceId>())), &version);
    assert!(body.contains(r#""relation":{"data_source_id":"$ID""#), "{body}");
    assert_eq!(
        refusal_of(&single(RelationInput::database(id::<DatabaseId>())), &version),
        "initial_data_source.properties.P.relation.database_id: is part of the API up to version \
         2022-06-28, then `data_source_id` is; this call's Notion-Version is 2025-09-03"
    );
}

#[test]
fn rollups() {
    check(
        Schema::rollup("Orders", "Price", RollupFunction::Sum),
        concat!(
            r#"{"type":"rollup","rollup":{"relation_property_name":"Orders","#,
            r#""rollup_property_name":"Price","function":"sum"}}"#,
        ),
    );
    let id = PropertyId::new("a%3Ab").unwrap();
    check(
        Schema::rollup(&id, &id, RollupFunction::ShowOriginal),
        concat!(
            r#"{"type":"rollup","rollup":{"relation_property_id":"a%3Ab","#,
            r#""rollup_property_id":"a%3Ab","function":"show_original"}}"#,
        ),
    );
}

#[test]
fn descriptions_and_the_unknown() {
    check(
        Schema::url().description("where it is"),
        r#"{"type":"url","url":{},"description":"where it is"}"#,
    );
    check(
        Schema::raw("scent", json!({"strength": 3})),
        r#"{"type":"scent","scent":{"strength":3}}"#,
    );
}

#[test]
fn what_is_refused() {
    let empty = "is empty, which Notion refuses: clear or leave out what has no value";
    let comma = "has a comma, which Notion refuses in names of options";
    let options = |count| vec!["a"; count];
    body(&with(Schema::select(options(100))));
    for (property, expected) in [
        (Schema::select(options(101)), "select.options: 101 elements, at most 100".to_owned()),
        (Schema::status_of(options(101)), "status.options: 101 elements, at most 100".to_owned()),
        (Schema::select(["a", ""]), format!("select.options[1].name: {empty}")),
        (Schema::multi_select(["a", "b,"]), format!("multi_select.options[1].name: {comma}")),
        (Schema::formula(""), format!("formula.expression: {empty}")),
        (Schema::unique_id_with(""), format!("unique_id.prefix: {empty}")),
        (
            Schema::url().name("Q"),
            "name: a new property has the name that it is set under".to_owned(),
        ),
        (
            Schema::relation(RelationInput::data_source(id::<DataSourceId>()).dual_with("")),
            format!("relation.dual_property.synced_property_name: {empty}"),
        ),
    ] {
        assert_eq!(refusal(&with(property)), format!("properties.P.{expected}"));
    }
}

#[test]
fn there_is_one_title() {
    let page = || CreateDatabase::in_page(id::<PageId>());
    assert_eq!(
        refusal(&page().property("P", Schema::url())),
        "properties: has no title property, of which each database has one"
    );
    let two = page().property("A", Schema::title()).property("B", Schema::title());
    let problem = "is a second title property, and each database has one";
    assert_eq!(refusal(&two), format!("properties.B: {problem}"));
    assert_eq!(
        refusal_of(&two, &NotionVersion::V2026_03_11),
        format!("initial_data_source.properties.B: {problem}")
    );
    body(&two.property("B", Schema::url()));
}
