//! Getting at what a page holds.

use alloy_notion::{
    FormulaKind, OptionColor, Page, PageId, PropertyValueKind, RollupFunction, RollupKind,
    VerificationState,
};

use crate::{fixtures, read::round_trip::round_trip};

fn page() -> Page {
    round_trip(fixtures::PAGE)
}

#[test]
fn the_title_is_found_whatever_its_property_is_called() {
    assert_eq!(page().title(), "Harbour survey");
    let untitled: Page = round_trip(r#"{"object": "page", "id": "a", "properties": {}}"#);
    assert_eq!(untitled.title(), "");
}

#[test]
fn properties_are_found_by_name_and_by_id() {
    let page = page();
    let by_name = page.property("Zone").unwrap();
    for id in ["Zq%3A%3C", "Zq:<"] {
        assert_eq!(page.property(id), Some(by_name));
    }
    assert_eq!(page.properties.by_id(by_name.id.as_ref().unwrap()), Some(by_name));
    assert_eq!(page.property("title").unwrap().as_title().unwrap().plain(), "Harbour survey");
    assert!(page.property("Zone ").is_none() && page.property("").is_none());
}

#[test]
fn values_come_as_their_type() {
    let page = page();
    let value = |name| page.property(name).unwrap();

    assert_eq!(value("Notes").as_rich_text().unwrap().len(), 0);
    assert_eq!(value("Ships").as_number(), Some(42.0));
    assert_eq!(value("Empty number").as_number(), None);
    let zone = value("Zone").as_select().unwrap();
    assert_eq!((zone.name.as_str(), &zone.color), ("North", &OptionColor::Blue));
    assert!(value("No zone").as_select().is_none());
    assert_eq!(value("Tags").as_multi_select().unwrap()[1].name, "wind");
    assert_eq!(value("Stage").as_status().unwrap().name, "In progress");
    let window = value("Window").as_date().unwrap();
    assert_eq!(window.start.as_ref().unwrap().offset_minutes(), Some(60));
    assert!(window.start < window.end);
    assert!(value("Due").as_date().unwrap().start.as_ref().unwrap().is_date());
    assert_eq!(value("Call").as_date().unwrap().time_zone.as_deref(), Some("Europe/Lisbon"));
    assert_eq!(value("Done").as_checkbox(), Some(true));
    assert_eq!(value("Site").as_url(), Some("https://example.com"));
    assert_eq!(value("No site").as_url(), None);
    assert_eq!(value("Mail").as_email(), Some("harbour@example.com"));
    assert_eq!(value("Phone").as_phone_number(), Some("+351 555 0100"));
    assert_eq!(value("Made").as_created_time(), page.created_time.as_ref());
    assert_eq!(value("Changed").as_last_edited_time(), page.last_edited_time.as_ref());
    assert!(value("Maker").as_created_by().unwrap().is_bot());
    assert!(value("Changer").as_last_edited_by().unwrap().is_partial());
    assert_eq!(value("Number").as_unique_id().unwrap().to_string(), "HARB-7");
    let place = value("Where").as_place().unwrap();
    assert_eq!(place.lat.as_ref().unwrap().as_f64(), Some(38.7));
    assert!(value("Nowhere").as_place().is_none());
    let verification = value("Checked").as_verification().unwrap();
    assert_eq!(verification.state, Some(VerificationState::Verified));
    assert!(matches!(value("Press").kind, PropertyValueKind::Button(_)));

    assert_eq!(value("Press").as_number(), None, "of another type");
}

#[test]
fn people_and_files_have_names() {
    let page = page();
    let crew = page.property("Crew").unwrap().as_people().unwrap();
    let names: Vec<_> = crew.iter().map(|member| member.name()).collect();
    assert_eq!(names, [Some("Ines Prata"), None, Some("Deckhands")]);
    assert_eq!(crew[0].as_user().unwrap().email(), Some("ines@example.com"));
    assert!(crew[1].as_user().unwrap().is_partial());
    assert!(crew[2].as_group().is_some());

    let plans = page.property("Plans").unwrap().as_files().unwrap();
    assert_eq!(plans[0].name.as_deref(), Some("chart.pdf"));
    assert!(plans[1].url().unwrap().starts_with("https://files.example.com/"));
    assert_eq!(page.cover.as_ref().unwrap().url(), Some("https://example.com/covers/harbour.jpg"));
    assert_eq!(page.icon.as_ref().unwrap().as_emoji(), Some("⛵"));
}

#[test]
fn formulas_and_rollups_have_types_of_their_own() {
    let page = page();
    let formula = |name| &page.property(name).unwrap().as_formula().unwrap().kind;
    assert_eq!(formula("Label"), &FormulaKind::Text(Some("North harbour".into())));
    assert_eq!(formula("Late"), &FormulaKind::Boolean(Some(false)));
    assert!(matches!(formula("Next"), FormulaKind::Date(Some(date)) if date.start.is_some()));
    assert!(matches!(formula("Odd formula"), FormulaKind::Unsupported(_)));

    let rollup = |name| page.property(name).unwrap().as_rollup().unwrap();
    assert_eq!(rollup("Total").function, Some(RollupFunction::Sum));
    assert_eq!(rollup("Latest").kind, RollupKind::Date(None));
    let RollupKind::Array(values) = &rollup("All").kind else { panic!("no array") };
    assert_eq!(values[0].as_number(), Some(3.0));
    assert!(values[0].id.is_none() && values.len() == 3);
}

#[test]
fn a_cut_list_of_references_says_so() {
    let page = page();
    let berths = page.property("Berths").unwrap();
    assert_eq!(berths.as_relation().unwrap().len(), 2);
    assert!(berths.is_truncated());
    assert!(!page.property("Crew").unwrap().is_truncated());

    let person = r#"{"object": "user", "id": "a"}"#;
    let people = format!(r#"{{"type": "people", "people": [{}]}}"#, [person; 25].join(","));
    assert!(round_trip::<alloy_notion::PropertyValue>(&people).is_truncated());
}

#[test]
fn a_partial_page_is_a_page() {
    let json = r#"{"object": "page", "id": "7f1c9a52-30de-4c1b-9a06-0c5a6f2b4d11"}"#;
    let page: Page = round_trip(json);
    assert!(page.is_partial() && !self::page().is_partial());
    assert_eq!(page.id, PageId::new("7f1c9a5230de4c1b9a060c5a6f2b4d11").unwrap());
    assert!(page.title().is_empty() && page.created_time.is_none());
}

#[test]
fn a_value_of_which_only_the_id_is_known_is_partial() {
    let page: Page = round_trip(
        r#"{"object": "page", "id": "a", "properties": {"Name": {"id": "title"},
            "Mood": {"id": "mo", "type": "mood", "mood": 1}}}"#,
    );
    assert!(page.property("Name").unwrap().is_partial());
    assert!(!page.property("Mood").unwrap().is_partial());
    assert!(!page.is_partial() && page.title().is_empty());
}

#[test]
fn the_trash_goes_by_two_names() {
    for (json, expected) in [
        (r#"{"id": "a", "archived": true}"#, true),
        (r#"{"id": "a", "archived": false, "in_trash": true}"#, true),
        (r#"{"id": "a", "in_trash": false}"#, false),
        (r#"{"id": "a"}"#, false),
    ] {
        assert_eq!(round_trip::<Page>(json).is_in_trash(), expected, "{json}");
    }
}

#[test]
fn absent_and_null_are_told_apart() {
    let page: Page = round_trip(r#"{"id": "a", "cover": null}"#);
    assert!(page.has("cover") && page.cover.is_none());
    assert!(!page.has("icon") && page.icon.is_none());
}
