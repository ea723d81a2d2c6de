//! What this version of the crate does not know survives, and is at hand.

use alloy_notion::{
    Color, Database, List, MentionKind, NumberFormat, Page, Parent, ParentKind, PropertySchema,
    PropertySchemaKind, PropertyValue, PropertyValueKind, RichText, SearchResult,
};

use crate::read::round_trip::round_trip;

#[test]
fn an_unknown_property_type_keeps_its_value() {
    let json = r#"{"id": "a", "properties": {"Mood": {"id": "b", "type": "mood",
        "mood": {"level": 3.0, "words": ["calm"]}, "shared": true}}}"#;
    let page: Page = round_trip(json);
    let mood = page.property("Mood").unwrap();
    let PropertyValueKind::Other(unknown) = &mood.kind else { panic!("{mood:?}") };
    assert_eq!(unknown.name(), "mood");
    assert_eq!(unknown.content().unwrap().to_value()["level"], 3.0);
    assert_eq!(mood.extra().get("shared").unwrap().get(), "true");
}

#[test]
fn a_known_type_with_a_strange_value_keeps_it() {
    let value: PropertyValue = round_trip(r#"{"type": "checkbox", "checkbox": "maybe"}"#);
    let PropertyValueKind::Other(unknown) = &value.kind else { panic!("{value:?}") };
    assert_eq!((unknown.name(), unknown.content().unwrap().get()), ("checkbox", "\"maybe\""));
    assert_eq!(value.as_checkbox(), None);
}

#[test]
fn a_property_that_is_no_object_leaves_the_others_alone() {
    let json = r#"{"id": "a", "properties": {
        "A": {"type": "checkbox", "checkbox": true}, "B": null, "C": [1],
        "D": {"type": "url", "url": null}, "E": "x"}}"#;
    let page: Page = round_trip(json);
    assert_eq!(page.properties.len(), 2);
    assert_eq!(page.property("A").unwrap().as_checkbox(), Some(true));
    let written = serde_json::to_string(&page.properties).unwrap();
    let places: Vec<_> = ["\"A\"", "\"B\"", "\"C\"", "\"D\"", "\"E\""]
        .iter()
        .map(|name| written.find(name).unwrap())
        .collect();
    assert!(places.is_sorted(), "{written}");
}

#[test]
fn unknown_names_survive() {
    let text: RichText = round_trip(
        r#"[{"type": "text", "text": {"content": "x"}, "annotations": {"color": "teal"}}]"#,
    );
    assert_eq!(text[0].annotations.color.as_str(), "teal");
    assert_ne!(text[0].annotations.color, Color::Default);
    let database: Database = round_trip(
        r#"{"id": "a", "properties": {"N": {"type": "number", "number": {"format": "shells"}}}}"#,
    );
    let PropertySchemaKind::Number(number) = &database.properties.get("N").unwrap().kind else {
        panic!("{database:?}")
    };
    assert!(matches!(&number.format, Some(NumberFormat::Other(name)) if name.as_str() == "shells"));
}

#[test]
fn unknown_mentions_and_parents_survive() {
    let text: RichText =
        round_trip(r#"[{"type": "mention", "mention": {"type": "tide", "tide": {"high": true}}}]"#);
    let mention = text[0].as_mention().unwrap();
    assert!(matches!(&mention.kind, MentionKind::Other(unknown) if unknown.name() == "tide"));
    let parent: Parent = round_trip(r#"{"type": "space_id", "space_id": "s"}"#);
    assert!(matches!(&parent.kind, ParentKind::Other(unknown) if unknown.name() == "space_id"));
}

/// Programs that do not tell an empty object from an empty array make one of the other.
#[test]
fn an_empty_array_stands_for_an_empty_object_and_stays_one() {
    let json = r#"{"id": "a", "properties": {"Name": {"type": "title", "title": []}}}"#;
    let database: Database = round_trip(json);
    let name = database.properties.get("Name").unwrap();
    assert!(matches!(&name.kind, PropertySchemaKind::Title(empty) if empty.extra().is_empty()));
    let json = r#"{"id": "a", "properties": {"Name": {"type": "title", "title": [1]}}}"#;
    let database: Database = round_trip(json);
    let name = database.properties.get("Name").unwrap();
    assert!(matches!(&name.kind, PropertySchemaKind::Other(unknown) if unknown.name() == "title"));
    let json = r#"{"type": "title", "title": {"new": 1}}"#;
    let PropertySchemaKind::Title(empty) = round_trip::<PropertySchema>(json).kind else {
        panic!("{json}")
    };
    assert!(empty.has("new"));
}

/// Notion once said no more of the workspace than that it is the parent.
#[test]
fn a_parent_of_nothing_but_its_type_is_the_workspace_all_the_same() {
    let parent: Parent = round_trip(r#"{"type": "workspace"}"#);
    assert!(parent.is_workspace());
    let parent: Parent = round_trip(r#"{"type": "page_id"}"#);
    assert!(!parent.is_workspace() && parent.page_id().is_none());
}

#[test]
fn unknown_results_do_not_spoil_a_list() {
    let json = r#"{"object": "list", "results": [
        {"object": "whiteboard", "id": "a"}, {"object": "page", "id": "b"}, null, {"id": "c"}]}"#;
    let found: List<SearchResult> = round_trip(json);
    assert!(matches!(&found.results[0], SearchResult::Other(json) if json.get().contains("white")));
    assert!(found.results[1].as_page().is_some());
    assert!(found.results[2].as_page().is_none() && found.results[3].as_database().is_none());
}
