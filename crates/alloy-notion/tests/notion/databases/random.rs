//! Texts of all kinds, in every place that takes one.

use alloy_core::Action;
use alloy_notion::{
    CreateDatabase, DatabaseId, Direction, Filter, NotionVersion, OptionInput, PageId,
    PropertySchemaInput, QueryDatabase, Sort, UpdateDatabase,
};
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::databases::{envelope_of, id};

/// The body, whose size is never above six times what was said beforehand.
fn body(action: &impl Action) -> Value {
    let envelope = envelope_of(action, &NotionVersion::V2022_06_28).unwrap();
    let body = envelope.body();
    assert!(body.to_string().len() <= 6 * action.size_hint(), "{body}");
    body
}

/// Anything, control characters among it, which JSON makes six times as long.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![any::<String>(), "[\\x01-\\x1f]{0,200}"]
}

proptest! {
    #[test]
    fn filters_and_sorts(name in text(), value in text(), number in any::<f64>()) {
        let filter = Filter::or([
            Filter::and([
                Filter::rich_text(&name).contains(&value),
                Filter::rollup(&name).any().multi_select().contains_any([&value, &name]),
            ]),
            Filter::formula(&name).number().less_than(if number.is_finite() { number } else { 0.0 }),
        ]);
        let query = QueryDatabase::new(id::<DatabaseId>())
            .filter(filter)
            .sort(Sort::property(&name, Direction::Descending))
            .start_cursor(&*value);
        let body = body(&query);
        let group = &body["filter"]["or"][0]["and"];
        prop_assert_eq!(&group[0], &json!({"property": name, "rich_text": {"contains": value}}));
        prop_assert_eq!(&group[1]["rollup"]["any"]["multi_select"]["contains"][0], &value);
        prop_assert_eq!(&body["sorts"][0]["property"], &name);
        prop_assert_eq!(&body["start_cursor"], &value);
    }

    /// What is neither a day nor a moment is refused, and nothing panics.
    #[test]
    fn dates(text in prop_oneof![any::<String>(), "[0-9T:.+Zé-]{0,26}"]) {
        let filter = Filter::date("P").after(&text);
        let query = QueryDatabase::new(id::<DatabaseId>()).filter(filter);
        if let Ok(envelope) = envelope_of(&query, &NotionVersion::V2022_06_28) {
            prop_assert_eq!(&envelope.body()["filter"]["date"]["after"], &text);
        }
    }

    #[test]
    fn schemas(name in text(), value in text()) {
        prop_assume!(!value.is_empty() && !value.contains(',') && name != "N");
        let properties = [
            PropertySchemaInput::select([OptionInput::name(&value).description(&value)]),
            PropertySchemaInput::formula(&value).description(&value),
            PropertySchemaInput::unique_id_with(&value),
        ];
        for property in properties {
            let create = CreateDatabase::in_page(id::<PageId>())
                .property("N", PropertySchemaInput::title())
                .property(&name, property.clone());
            let created = &body(&create)["properties"][&name];
            let update = UpdateDatabase::new(id::<DatabaseId>()).property(&name, property);
            prop_assert_eq!(created, &body(&update)["properties"][&name]);
            prop_assert!(created.to_string().contains(&json!(value).to_string()));
        }
        let rename = UpdateDatabase::new(id::<DatabaseId>()).rename_property(&name, &value);
        prop_assert_eq!(&body(&rename)["properties"][&name]["name"], &value);
    }
}
