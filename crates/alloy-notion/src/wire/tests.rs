//! What the declarations promise, tried on a made-up object.
#![allow(dead_code, unreachable_pub, reason = "declared by macros, for tests")]

use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Number, Value, json};

use super::*;

object! {
    /// For the tests.
    pub struct Thing as "thing" {
        /// Needed.
        id: crate::PageId,
        /// With a key of another name.
        shape as "form": Option<Shape>,
        /// Not needed.
        done: bool,
        /// Not needed.
        tags: Vec<Tag>,
        ..kind: ThingKind,
    }
}

object! {
    /// For the tests.
    pub struct Tag {
        /// Needed.
        id: crate::OptionId,
    }
}

union! {
    /// For the tests.
    pub enum ThingKind {
        /// A text.
        "note" => Note(compact_str::CompactString),
        /// A number, or null.
        "count" => Count(Option<Number>),
        /// An object that needs numbers.
        "size" => Size(Size),
    }
}

object! {
    /// For the tests.
    pub struct Size {
        /// Needed.
        number: Number,
        /// Needed.
        signed: i64,
        /// Needed.
        unsigned: u64,
        /// Needed, and of any kind.
        of: Any,
    }
}

names! {
    /// For the tests.
    pub enum Shape {
        /// Round.
        Round = "round",
        /// Square.
        Square = "square",
    }
}

by_object! {
    /// For the tests.
    pub enum Any {
        /// A thing.
        Thing(Thing),
    }
}

const ID: &str = "59833787-2cf9-4fdf-8782-e53db20768a5";

fn read<T: DeserializeOwned + Serialize>(json: &Value) -> T {
    let value: T = serde_json::from_str(&json.to_string()).unwrap();
    assert_eq!(serde_json::to_value(&value).unwrap(), *json, "read from text");
    let again: T = serde_json::from_value(json.clone()).unwrap();
    assert_eq!(serde_json::to_value(&again).unwrap(), *json, "read from a tree");
    value
}

#[test]
fn everything_comes_back() {
    let thing: Thing = read(&json!({
        "object": "thing", "id": ID, "form": "square", "done": true, "tags": [{"id": "a"}],
        "type": "note", "note": "n", "new": {"a": [1, 1.0, null]},
    }));
    assert_eq!(thing.kind, ThingKind::Note("n".into()));
    assert_eq!(thing.shape, Some(Shape::Square));
    assert_eq!(thing.extra().get("new").unwrap().get(), r#"{"a":[1,1.0,null]}"#);
    assert!(thing.has("form") && thing.has("note") && thing.has("type") && thing.has("object"));
}

#[test]
fn absent_and_null_are_two_things() {
    let null: Thing = read(&json!({"id": ID, "form": null, "type": "count", "count": null}));
    let absent: Thing = read(&json!({"id": ID, "type": "count", "count": null}));
    assert_eq!((null.shape.as_ref(), absent.shape.as_ref()), (None, None));
    assert!(null.has("form") && !absent.has("form"));
    assert!(!null.has("object") && !null.has("done"));
    // For a plain field, null is not its kind of value.
    let null: Thing = read(&json!({"id": ID, "done": null, "tags": null}));
    assert!(!null.done && null.tags.is_empty() && null.has("done"));
}

#[test]
fn what_does_not_fit_is_kept() {
    let thing: Thing = read(&json!({
        "object": "page", "id": ID, "form": 7, "done": "yes", "tags": [{"id": "a"}, {}, 3],
        "type": {"a": 1}, "note": ["x"],
    }));
    assert_eq!((thing.shape.as_ref(), thing.done, thing.tags.len()), (None, false, 0));
    assert_eq!(thing.extra().get("object").unwrap().get(), r#""page""#);
    match &thing.kind {
        ThingKind::Other(unknown) => {
            assert_eq!(unknown.name(), "note");
            assert_eq!(unknown.content().unwrap().get(), r#"["x"]"#);
        }
        kind => panic!("{kind:?}"),
    }
}

#[test]
fn contents_that_type_does_not_name_are_kept() {
    for (members, kind) in [
        (r#""note":"n","type":"count","count":1"#, "count"),
        (r#""note":["n"],"type":"count","count":1"#, "count"),
        (r#""note":["n"],"type":"count","count":"one""#, "count"),
        (r#""note":"n","type":"new","new":1"#, "new"),
        (r#""count":1,"note":"n""#, "count"),
        (r#""count":"one","note":"n""#, "count"),
        (r#""type":"count","note":"n","count":1"#, "count"),
        (r#""type":"count","note":"n""#, "count"),
    ] {
        let text = format!(r#"{{"id":"{ID}",{members}}}"#);
        let thing: Thing = serde_json::from_str(&text).unwrap();
        let read: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(serde_json::to_value(&thing).unwrap(), read);
        assert_eq!(thing.kind.type_name(), kind, "{text}");
    }
}

#[test]
fn needed_members_of_another_kind_are_kept() {
    for size in [
        json!({"number": "1", "signed": 2, "unsigned": 3, "of": {}}),
        json!({"number": 1, "signed": 2.5, "unsigned": 3, "of": 4}),
        json!({"number": 1, "signed": 2, "unsigned": -3, "of": null}),
        json!({"number": null, "signed": [], "unsigned": {"a": 0}, "of": {}}),
        json!({"number": 1, "signed": 2, "unsigned": 3}),
        json!({"signed": 2}),
    ] {
        let thing: Thing = read(&json!({"id": ID, "type": "size", "size": size}));
        let ThingKind::Other(unknown) = &thing.kind else { panic!("{thing:?}") };
        assert_eq!(unknown.content().unwrap().to_value(), size);
    }
    let zeros = json!({"number": 0, "signed": 0, "unsigned": 0, "of": null});
    let thing: Thing = read(&json!({"id": ID, "type": "size", "size": zeros}));
    assert!(matches!(thing.kind, ThingKind::Size(_)));
}

#[test]
fn unknown_types_and_names_survive() {
    for json in [
        json!({"id": ID, "type": "poll", "poll": {"a": 1}, "form": "hexagonal"}),
        json!({"id": ID, "poll": {"a": 1}, "type": "poll", "form": "hexagonal"}),
    ] {
        let thing: Thing = read(&json);
        assert_eq!(thing.kind.type_name(), "poll");
        let ThingKind::Other(unknown) = &thing.kind else { panic!("{thing:?}") };
        assert_eq!(unknown.content().unwrap().get(), r#"{"a":1}"#);
        assert_eq!(thing.shape.unwrap().as_str(), "hexagonal");
    }
    let thing: Thing = read(&json!({"id": ID, "type": "note"}));
    let ThingKind::Other(unknown) = &thing.kind else { panic!("{thing:?}") };
    assert_eq!((unknown.name(), unknown.content()), ("note", None));
    assert!(thing.has("type") && !thing.has("note"));
}

#[test]
fn the_type_may_come_late_or_never() {
    for text in [
        r#"{"id": "a", "note": "n", "type": "note"}"#,
        r#"{"note": "n", "id": "a"}"#,
        r#"{"count": 1, "note": "n", "type": "note", "id": "a"}"#,
        r#"{"type": "note", "count": 1, "note": "n", "id": "a"}"#,
        r#"{"note": "n", "count": 1, "id": "a"}"#,
    ] {
        let thing: Thing = serde_json::from_str(text).unwrap();
        assert_eq!(thing.kind, ThingKind::Note("n".into()), "{text}");
        let json: Value = serde_json::from_str(text).unwrap();
        assert_eq!(serde_json::to_value(&thing).unwrap(), json);
        assert_eq!(thing.extra().get("count").is_some(), text.contains("count"));
    }
}

#[test]
fn of_two_members_of_one_key_the_last_one_holds() {
    let text =
        r#"{"id": "a", "tags": [{"id": "b"}], "id": "c", "tags": [{"id": "d"}, {"id": "e"}]}"#;
    let thing: Thing = serde_json::from_str(text).unwrap();
    let json: Value = serde_json::from_str(text).unwrap();
    assert_eq!(serde_json::to_value(&thing).unwrap(), json);
}

#[test]
fn the_last_one_holds_whether_it_fits_or_not() {
    for text in [
        r#"{"id": "a", "done": true, "done": 5}"#,
        r#"{"id": "a", "done": 5, "done": true}"#,
        r#"{"id": "a", "form": "round", "form": []}"#,
        r#"{"id": "a", "type": 5, "type": "note", "note": "n"}"#,
        r#"{"id": "a", "object": "gadget", "object": "thing"}"#,
        r#"{"object": "gadget","object":"thing", "id": "a"}"#,
        r#"{"id": "a", "object": "thing", "object": "gadget"}"#,
        r#"{"id": "a", "note": "n", "note": 5, "type": "note"}"#,
    ] {
        let thing: Thing = serde_json::from_str(text).unwrap();
        let json: Value = serde_json::from_str(text).unwrap();
        assert_eq!(serde_json::to_value(&thing).unwrap(), json, "{text}");
        assert_eq!(
            serde_json::to_string(&thing).unwrap().matches("done").count(),
            json.get("done").iter().count()
        );
    }
    let error = serde_json::from_str::<Thing>(r#"{"id": "a", "id": 5}"#).unwrap_err();
    assert_eq!(error.to_string(), "invalid type of `id`");
}

#[test]
fn a_new_kind_takes_the_place_of_what_was_kept() {
    let mut thing: Thing = read(&json!({"id": ID, "type": "new", "note": 5}));
    thing.kind = ThingKind::Note("n".into());
    let text = serde_json::to_string(&thing).unwrap();
    assert_eq!(text, format!(r#"{{"id":"{ID}","type":"note","note":"n"}}"#));
}

#[test]
fn text_that_was_cut_inside_a_character_is_kept() {
    let text = r#"{"id":"a","type":"note","note":"\ud83d","form":"\ud83d","new":"\ud83d"}"#;
    let thing: Thing = serde_json::from_str(text).unwrap();
    let ThingKind::Other(unknown) = &thing.kind else { panic!("{thing:?}") };
    assert_eq!(unknown.content().unwrap().get(), r#""\ud83d""#);
    let again = serde_json::to_string(&thing).unwrap();
    for member in [r#""note":"\ud83d""#, r#""form":"\ud83d""#, r#""new":"\ud83d""#] {
        assert!(again.contains(member), "{again}");
    }
}

#[test]
fn numbers_out_of_range_are_kept() {
    let text = r#"{"id":"a","type":"count","count":1e999}"#;
    let thing: Thing = serde_json::from_str(text).unwrap();
    assert_eq!(serde_json::to_string(&thing).unwrap(), text);
}

#[test]
fn a_changed_field_is_written() {
    let mut thing: Thing = read(&json!({"id": ID, "done": 7}));
    thing.done = true;
    thing.shape = Some(Shape::Round);
    thing.kind = ThingKind::Note("n".into());
    let json = serde_json::to_value(&thing).unwrap();
    assert_eq!(json, json!({"id": ID, "done": true, "form": "round", "note": "n"}));
}

#[test]
fn what_is_needed_is_named() {
    let error = |text| serde_json::from_str::<Thing>(text).unwrap_err().to_string();
    assert_eq!(error("{}"), "missing field `id`");
    assert_eq!(error(r#"{"id": 7}"#), "invalid type of `id`");
    assert_eq!(error("[]"), "invalid type: sequence, expected an object of type Thing");
    let error = serde_json::from_str::<Shape>("7").unwrap_err().to_string();
    assert_eq!(error, "invalid type: number, expected a string");
}

#[test]
fn objects_are_told_apart_wherever_they_say_what_they_are() {
    for text in [
        format!(r#"{{"object": "thing", "id": "{ID}", "new": 1}}"#),
        format!(r#"{{"id": "{ID}", "new": 1, "object": "thing"}}"#),
    ] {
        let any: Any = read(&serde_json::from_str(&text).unwrap());
        let Any::Thing(thing) = any else { panic!("{any:?}") };
        assert!(thing.has("object") && thing.extra().get("object").is_none());
    }
    for json in [
        json!({"object": "gadget", "id": ID}),
        json!({"object": "thing", "id": 5, "done": true}),
        json!({"id": ID, "object": ["thing"]}),
        json!({"object": null, "a": "b"}),
        json!({"id": ID}),
        json!({}),
        json!([1, {"a": "b"}]),
        json!(null),
        json!("thing"),
        json!(1.0),
    ] {
        assert!(matches!(read::<Any>(&json), Any::Other(_)), "{json}");
    }
}

#[test]
fn a_name_stands_for_itself() {
    assert_eq!(Shape::from("round"), Shape::Round);
    assert_eq!(Shape::KNOWN.len(), 2);
    assert_eq!(Shape::from("oval").to_string(), "oval");
    assert_eq!(crate::Color::KNOWN.len(), 20);
}
