//! Queries of databases and of data sources.

use alloy_core::{Action, Effect, Listing, Next, Paginated};
use alloy_notion::{
    DataSourceId, DatabaseId, Direction, Filter, NotionVersion, PropertyId, QueryDataSource,
    QueryDatabase, QueryResult, ResultType, Sort,
};
use serde_json::json;

use crate::databases::{
    UUID, answered, body, body_of, envelope_of, id, refusal, refusal_of, same_json,
};

fn database() -> QueryDatabase {
    QueryDatabase::new(id::<DatabaseId>())
}

fn data_source() -> QueryDataSource {
    QueryDataSource::new(id::<DataSourceId>())
}

const ROWS: &str = r#"{
    "object": "list",
    "results": [
        {"object": "page", "id": "0f3a1d52-6b1c-4a58-9a35-0d6c7be1a001",
         "properties": {"Name": {"id": "title", "type": "title", "title": []}}},
        {"object": "database", "id": "0f3a1d52-6b1c-4a58-9a35-0d6c7be1a002", "title": []},
        {"object": "data_source", "id": "0f3a1d52-6b1c-4a58-9a35-0d6c7be1a003"},
        {"object": "hologram", "id": "0f3a1d52-6b1c-4a58-9a35-0d6c7be1a004"}
    ],
    "next_cursor": "the-next-page",
    "has_more": true,
    "type": "page_or_database",
    "page_or_database": {},
    "request_id": "made-up"
}"#;

#[test]
fn all_rows() {
    let envelope = envelope_of(&database(), &NotionVersion::V2022_06_28).unwrap();
    assert_eq!(envelope.path_params["database_id"], UUID);
    assert!(envelope.query_parameters.is_empty());
    assert!(envelope.request_body.is_none());
    assert_eq!(database().operation().to_string(), "notion/post-database-query");
    assert_eq!(database().operation().effect(), Effect::Read);
}

#[test]
fn everything_at_once() {
    let query = database()
        .filter(Filter::checkbox("Done").equals(true))
        .sort(Sort::property("Name", Direction::Ascending))
        .sorts([
            Sort::created_time(Direction::Descending),
            Sort::last_edited_time(Direction::Ascending),
        ])
        .filter_property(PropertyId::new("fk%5EY").unwrap())
        .filter_property(PropertyId::new("title").unwrap())
        .page_size(50)
        .start_cursor("made-up-cursor")
        .in_trash();
    let envelope = envelope_of(&query, &NotionVersion::V2022_06_28).unwrap();
    assert_eq!(envelope.query_parameters["filter_properties"], json!(["fk^Y", "title"]));
    assert_eq!(
        body(&query),
        concat!(
            r#"{"filter":{"property":"Done","checkbox":{"equals":true}},"#,
            r#""sorts":[{"property":"Name","direction":"ascending"},"#,
            r#"{"timestamp":"created_time","direction":"descending"},"#,
            r#"{"timestamp":"last_edited_time","direction":"ascending"}],"#,
            r#""start_cursor":"made-up-cursor","page_size":50,"archived":true}"#,
        )
    );
}

#[test]
fn data_sources() {
    let query = data_source()
        .filter(Filter::title("Name").contains("a"))
        .result_type(ResultType::Page)
        .filter_property(PropertyId::new("title").unwrap());
    let envelope = envelope_of(&query, &NotionVersion::V2025_09_03).unwrap();
    assert_eq!(envelope.path_params["data_source_id"], UUID);
    assert_eq!(envelope.query_parameters["filter_properties"], json!(["title"]));
    assert_eq!(
        body_of(&query, &NotionVersion::V2026_03_11),
        r#"{"filter":{"property":"Name","title":{"contains":"a"}},"result_type":"page"}"#
    );
    assert_eq!(query.operation().to_string(), "notion/query-data-source");
    assert_eq!(query.operation().effect(), Effect::Read);
}

#[test]
fn each_version_has_one_of_them() {
    assert_eq!(
        refusal_of(&database(), &NotionVersion::V2025_09_03),
        "post-database-query: is part of the API up to version 2022-06-28, then `QueryDataSource` \
         is; this call's Notion-Version is 2025-09-03"
    );
    assert_eq!(
        refusal(&data_source()),
        "query-data-source: is part of the API since version 2025-09-03; \
         this call's Notion-Version is 2022-06-28"
    );
}

#[test]
fn page_sizes() {
    for size in [1, 100] {
        assert_eq!(body(&database().page_size(size)), format!(r#"{{"page_size":{size}}}"#));
    }
    for size in [0, 101] {
        assert_eq!(
            refusal(&database().page_size(size)),
            format!("page_size: {size} is not from 1 to 100")
        );
    }
}

#[test]
fn rows_are_read() {
    let list = answered(&database(), 200, ROWS).unwrap();
    assert!(matches!(
        list.results[..],
        [
            QueryResult::Page(_),
            QueryResult::Database(_),
            QueryResult::DataSource(_),
            QueryResult::Other(_)
        ]
    ));
    assert!(list.results[0].as_page().is_some() && list.results[1].as_page().is_none());
    same_json(&list, ROWS);

    let mut query = database();
    let Next::Cursor(cursor) = list.next() else { panic!("no cursor") };
    query.set_cursor(cursor.clone());
    assert_eq!(body(&query), r#"{"start_cursor":"the-next-page"}"#);
    let mut query = data_source();
    query.set_cursor(cursor);
    let body = body_of(&query, &NotionVersion::V2025_09_03);
    assert_eq!(body, r#"{"start_cursor":"the-next-page"}"#);

    let pages: Vec<_> = list.into_iter().filter_map(QueryResult::into_page).collect();
    assert_eq!(pages.len(), 1);
}

#[test]
fn rows_beyond_notions_limit_are_not_passed_over_in_silence() {
    let json = r#"{
        "object": "list",
        "results": [{"object": "page", "id": "0f3a1d52-6b1c-4a58-9a35-0d6c7be1a001"}],
        "next_cursor": null,
        "has_more": false,
        "type": "page_or_data_source",
        "page_or_data_source": {},
        "request_status": {
            "type": "incomplete",
            "incomplete_reason": "query_result_limit_reached"
        }
    }"#;
    let list = answered(&data_source(), 200, json).unwrap();
    assert!(list.is_incomplete());
    assert_eq!(list.next(), Next::Incomplete("query_result_limit_reached".to_owned()));
    same_json(&list, json);
    let complete = json.replace(r#""type": "incomplete""#, r#""type": "complete""#);
    let list = answered(&data_source(), 200, &complete).unwrap();
    assert_eq!(list.next(), Next::End);
}
