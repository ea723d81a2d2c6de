//! Templates of a data source.

use alloy_core::{Action, Effect, Listing, Next, Paginated};
use alloy_notion::{DataSourceId, ListDataSourceTemplates, NotionVersion};
use serde_json::json;

use crate::databases::{UUID, answered, envelope_of, id, refusal, refusal_of, same_json};

fn templates() -> ListDataSourceTemplates {
    ListDataSourceTemplates::new(id::<DataSourceId>())
}

fn page(next_cursor: &str, has_more: bool) -> String {
    format!(
        r#"{{
            "templates": [
                {{"id": "0f3a1d52-6b1c-4a58-9a35-0d6c7be1a001", "name": "Bug", "is_default": true}},
                {{"id": "0f3a1d52-6b1c-4a58-9a35-0d6c7be1a002", "name": "Idea", "is_default": false,
                  "new_key": 1}}
            ],
            "has_more": {has_more},
            "next_cursor": {next_cursor}
        }}"#
    )
}

#[test]
fn the_envelope() {
    let action = templates().name("Bug").page_size(10).start_cursor("made-up-cursor");
    let envelope = envelope_of(&action, &NotionVersion::V2025_09_03).unwrap();
    assert_eq!(envelope.path_params["data_source_id"], UUID);
    assert_eq!(
        json!(envelope.query_parameters),
        json!({"name": "Bug", "page_size": 10, "start_cursor": "made-up-cursor"})
    );
    assert!(envelope.request_body.is_none());
    assert_eq!(action.operation().to_string(), "notion/list-data-source-templates");
    assert_eq!(action.operation().effect(), Effect::Read);

    let envelope = envelope_of(&templates(), &NotionVersion::V2026_03_11).unwrap();
    assert!(envelope.query_parameters.is_empty());
}

#[test]
fn what_is_refused() {
    assert_eq!(
        refusal(&templates()),
        "list-data-source-templates: is part of the API since version 2025-09-03; \
         this call's Notion-Version is 2022-06-28"
    );
    assert_eq!(
        refusal_of(&templates().page_size(101), &NotionVersion::V2025_09_03),
        "page_size: 101 is not from 1 to 100"
    );
}

#[test]
fn the_reply() {
    let json = page(r#""more""#, true);
    let found = answered(&templates(), 200, &json).unwrap();
    same_json(&found, &json);
    let Next::Cursor(cursor) = found.next() else { panic!("no cursor") };
    let mut next = templates();
    next.set_cursor(cursor);
    let envelope = envelope_of(&next, &NotionVersion::V2025_09_03).unwrap();
    assert_eq!(envelope.query_parameters["start_cursor"], "more");

    let [bug, idea] = &found.into_items()[..] else { panic!("not two templates") };
    assert!(bug.is_default && bug.name == "Bug");
    assert!(!idea.is_default);
}

#[test]
fn the_end() {
    let next = |json: &str| answered(&templates(), 200, json).unwrap().next();
    assert_eq!(next(&page("null", false)), Next::End);
    assert_eq!(next(&page(r#""more""#, false)), Next::End);
    assert!(matches!(next(&page("null", true)), Next::Incomplete(_)));
}
