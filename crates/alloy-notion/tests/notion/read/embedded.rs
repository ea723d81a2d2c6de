//! The model inside types of a user's own, in the forms for which serde sets values aside.

use alloy_notion::{Lazy, List, Page, PageId, RawJson, RichText, Time, User};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::fixtures;

#[derive(Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
enum Event {
    Changed { page: Page, by: Option<User> },
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Target {
    Pages(List<Page>),
    Page(Box<Page>),
}

#[derive(Deserialize)]
struct Row {
    number: u32,
    #[serde(flatten)]
    rest: Rest,
}

#[derive(Deserialize)]
struct Rest {
    title: RichText,
    extra: RawJson,
    later: Option<Lazy<Page>>,
}

const ID: &str = "59833787-2cf9-4fdf-8782-e53db20768a5";

/// The fixture, with what no field shows.
fn page() -> Value {
    let mut page: Value = serde_json::from_str(fixtures::PAGE).unwrap();
    page["new_member"] = json!({"a": [1, 1.5, null, "\u{1f680}"]});
    page["in_trash"] = json!("no");
    page
}

#[test]
fn in_an_enum_that_is_tagged_inside() {
    let event = json!({"page": page(), "by": null, "event": "changed"}).to_string();
    let Event::Changed { page: read, by } = serde_json::from_str(&event).unwrap();
    assert_eq!(serde_json::to_value(&read).unwrap(), page());
    assert!(by.is_none());
}

#[test]
fn in_an_enum_that_is_not_tagged() {
    let Target::Page(read) = serde_json::from_value(page()).unwrap() else { panic!() };
    assert_eq!(serde_json::to_value(&read).unwrap(), page());
    let list = json!({"object": "list", "results": [page()], "has_more": false, "new": 1});
    let Target::Pages(read) = serde_json::from_str(&list.to_string()).unwrap() else { panic!() };
    assert_eq!(serde_json::to_value(&read).unwrap(), list);
}

#[test]
fn in_a_struct_that_is_flattened() {
    let title = json!([{"type": "text", "text": {"content": "Road"}, "plain_text": "Road"}]);
    let text = json!({"title": title, "number": 7, "extra": {"a": 1}, "later": page()}).to_string();
    let row: Row = serde_json::from_str(&text).unwrap();
    assert_eq!((row.number, &*row.rest.title.plain()), (7, "Road"));
    assert_eq!(row.rest.extra.get(), r#"{"a":1}"#);
    let later = row.rest.later.unwrap().decode().unwrap();
    assert_eq!(serde_json::to_value(&later).unwrap(), page());
}

#[test]
fn from_what_hands_over_values_as_they_are() {
    use serde::de::{IntoDeserializer, value};

    let day: value::StrDeserializer<'_, value::Error> = "2021-05-10".into_deserializer();
    assert_eq!(Time::deserialize(day).unwrap().to_string(), "2021-05-10");
    let members = [("id", "u"), ("object", "user"), ("name", "Ada"), ("new", "n")];
    let user = value::MapDeserializer::<_, value::Error>::new(members.into_iter());
    let user = User::deserialize(user).unwrap();
    let expected = json!({"object": "user", "id": "u", "name": "Ada", "new": "n"});
    assert_eq!(serde_json::to_value(&user).unwrap(), expected);
    let nothing = value::MapDeserializer::<_, value::Error>::new([("a", "b"); 0].into_iter());
    assert_eq!(RawJson::deserialize(nothing).unwrap().get(), "{}");
    let keys = format!(r#"{{"{ID}": 7}}"#);
    let by_id: std::collections::HashMap<PageId, u8> = serde_json::from_str(&keys).unwrap();
    assert_eq!(by_id[&PageId::new(ID).unwrap()], 7);
}

#[test]
fn from_bytes_a_reader_and_a_tree() {
    let text = page().to_string();
    for read in [
        serde_json::from_slice::<Page>(text.as_bytes()).unwrap(),
        serde_json::from_reader(text.as_bytes()).unwrap(),
        serde_json::from_value(page()).unwrap(),
        Page::deserialize(&page()).unwrap(),
    ] {
        assert_eq!(serde_json::to_value(&read).unwrap(), page());
    }
}
