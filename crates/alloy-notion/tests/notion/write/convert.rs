//! Properties and schemas that were read, as they can be written.

use alloy_notion::{
    CreateDataSource, CreateDatabase, CreatePage, Database, DatabaseId, NotionVersion, Page,
    PageId, PropertySchema, PropertyValue, UpdatePage,
};
use serde_json::{Value, json};

use crate::{
    body,
    databases::envelope_of,
    fixtures::{DATABASE, PAGE},
    id, is_part,
};

/// What can be written of a value, and what is dropped.
fn convert(value: Value) -> (Value, Vec<String>) {
    let value: PropertyValue = serde_json::from_value(value).unwrap();
    let converted = value.to_input().unwrap();
    (serde_json::to_value(&converted.input).unwrap(), converted.dropped)
}

/// Why a value cannot be written.
fn refusal(value: Value) -> String {
    let value: PropertyValue = serde_json::from_value(value).unwrap();
    value.to_input().unwrap_err().to_string()
}

#[test]
fn a_page_is_copied_but_for_what_notion_works_out() {
    let page: Page = serde_json::from_str(PAGE).unwrap();
    let copy = page.properties.to_input();
    let read = serde_json::to_value(&page).unwrap();
    for (name, input) in &copy.input {
        let mut read = read["properties"][name].clone();
        if name == "Where" {
            // Degrees are floats when they are written.
            read["place"]["lon"] = json!(-9.0);
        }
        let written = serde_json::to_value(input).unwrap();
        assert!(is_part(&written, &read), "{written} {read}");
    }
    let dropped = [
        "Berths",
        "Label",
        "Load",
        "Late",
        "Next",
        "Odd formula",
        "Total",
        "Latest",
        "All",
        "Odd rollup",
        "Made",
        "Maker",
        "Changed",
        "Changer",
        "Number",
        "Checked.verification.verified_by",
        "Press",
    ];
    assert_eq!(copy.dropped, dropped);
    assert_eq!(copy.input.len() + dropped.len() - 1, page.properties.len());
    body(&CreatePage::in_database(id::<DatabaseId>()).properties(copy.input.clone())).unwrap();
    body(&UpdatePage::new(id::<PageId>()).properties(copy.input)).unwrap();
}

#[test]
fn an_empty_value_stays_empty() {
    for name in ["number", "select", "status", "date", "url", "email", "phone_number", "place"] {
        let value = json!({"type": name, name: null});
        assert_eq!(convert(value.clone()), (value, vec![]));
    }
    for name in ["title", "rich_text", "multi_select", "people", "files", "relation"] {
        let value = json!({"type": name, name: []});
        assert_eq!(convert(value.clone()), (value, vec![]));
    }
    let (verification, _) = convert(json!({"type": "verification", "verification": null}));
    assert_eq!(verification["verification"], json!({"state": "unverified"}));
}

#[test]
fn numbers_stay_what_they_were() {
    for number in [json!(7), json!(-7), json!(7.0), json!(0.1), json!(u64::MAX), json!(i64::MIN)] {
        let (written, _) = convert(json!({"type": "number", "number": number}));
        assert_eq!(written["number"].to_string(), number.to_string());
    }
}

#[test]
fn what_is_not_known_is_named() {
    let (written, dropped) = convert(json!({"type": "people", "people": [
        {"object": "robot", "id": "r2"}, {"object": "group", "id": "g"}]}));
    assert_eq!(written["people"], json!([{"object": "group", "id": "g"}]));
    assert_eq!(dropped, ["people[0]"]);
    let (_, dropped) = convert(json!({"type": "files", "files": [{"name": "a", "type": "tape"}]}));
    assert_eq!(dropped, ["files[0]"]);
    let (_, dropped) =
        convert(json!({"type": "date", "date": {"start": "2026-01-01", "calendar": "lunar"}}));
    assert_eq!(dropped, ["date.calendar"]);
    // An option without a name goes by its id.
    let (written, _) = convert(json!({"type": "select", "select": {"id": "o", "name": ""}}));
    assert_eq!(written["select"], json!({"id": "o"}));
}

#[test]
fn what_cannot_be_written_says_why() {
    for (value, problem) in [
        (json!({"type": "button", "button": {}}), "button: cannot be written"),
        (json!({"type": "mood", "mood": 1}), "mood: cannot be written"),
        (json!({"id": "a"}), "type: nothing is known of the value but its property's id"),
        (json!({"type": "date", "date": {}}), "date: has no start"),
        (json!({"type": "place", "place": {"lat": 1}}), "place: has no latitude and longitude"),
        (
            json!({"type": "verification", "verification": {"state": "expired"}}),
            "verification: is in a state that cannot be written",
        ),
        (
            json!({"type": "relation", "relation": [], "has_more": true}),
            "relation: has more than is here, which writing it would take away",
        ),
        (
            json!({"type": "created_time", "created_time": "2026-01-01"}),
            "created_time: is worked out by Notion and cannot be written",
        ),
    ] {
        let refusal = refusal(value);
        assert!(refusal.ends_with(problem), "{refusal}");
    }
}

#[test]
fn a_schema_is_copied() {
    let database: Database = serde_json::from_str(DATABASE).unwrap();
    let schema = &database.properties;
    let copy = schema.to_input();
    let read = serde_json::to_value(&database).unwrap();
    for (name, input) in &copy.input {
        let written = serde_json::to_value(input).unwrap();
        if name == "Old relation" {
            assert_eq!(written["relation"]["type"], "dual_property");
        } else {
            assert!(is_part(&written, &read["properties"][name]), "{written}");
        }
    }
    assert_eq!(copy.dropped, ["Stage.status.groups"]);
    assert_eq!(copy.input.len(), schema.len());
    body(&CreateDatabase::in_page(id::<PageId>()).properties(copy.input.clone())).unwrap();
    let source = CreateDataSource::in_database(id::<DatabaseId>()).properties(copy.input);
    let version = NotionVersion::V2025_09_03;
    // Its relations lead to databases, which this version does not take.
    let refused = envelope_of(&source, &version).unwrap_err().to_string();
    assert!(refused.contains("relation.database_id"), "{refused}");
}

#[test]
fn a_schema_that_does_not_say_enough_says_so() {
    for (kind, content, problem) in [
        ("relation", json!({}), "relation: does not say which pages it leads to"),
        ("rollup", json!({"function": "sum"}), "rollup: does not say what it puts together"),
        ("mood", json!({}), "mood: is of a type that is not known"),
    ] {
        let json = json!({"id": "a", "name": "A", "type": kind, kind: content});
        let schema: PropertySchema = serde_json::from_value(json).unwrap();
        let refusal = schema.to_input().unwrap_err().to_string();
        assert!(refusal.ends_with(problem), "{refusal}");
    }
}
