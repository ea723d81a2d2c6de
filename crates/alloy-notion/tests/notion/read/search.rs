//! The search: what it sends under which version, and what it finds.

use alloy_core::{Action, Cursor, Effect, ErrorKind, Paginated};
use alloy_notion::{Direction, NotionVersion, Search, SearchSort};
use serde_json::json;

use crate::{
    fixtures,
    read::{answered, sent},
};

#[test]
fn a_search_is_sent_as_the_platform_documents_it() {
    let search = Search::pages().page_size(10);
    let envelope = sent(&search, &[]).unwrap();
    assert_eq!(
        envelope["requestBody"],
        json!({"filter": {"value": "page", "property": "object"}, "page_size": 10})
    );
    assert_eq!(envelope["headers"], json!({"Notion-Version": "2022-06-28"}));
    assert_eq!(search.operation().to_string(), "notion/post-search");
    assert_eq!(search.operation().effect(), Effect::Read);
}

#[test]
fn its_body_has_the_documented_bytes() {
    let envelope = alloy_core::Envelope::of(
        &Search::pages().page_size(10),
        &alloy_core::CredentialId::new("made-up-credential").unwrap(),
    );
    assert_eq!(
        envelope.unwrap().request_body.unwrap().get(),
        r#"{"filter":{"value":"page","property":"object"},"page_size":10}"#
    );
}

#[test]
fn an_empty_search_has_no_body() {
    assert_eq!(sent(&Search::all(), &[]).unwrap().get("requestBody"), None);
}

#[test]
fn every_option_is_sent() {
    let mut search = Search::databases()
        .query("harbour")
        .sort(SearchSort::LastEdited(Direction::Descending))
        .start_cursor("first")
        .page_size(100);
    search.set_cursor(Cursor::new("second"));
    assert_eq!(
        sent(&search, &[]).unwrap()["requestBody"],
        json!({
            "query": "harbour",
            "filter": {"value": "database", "property": "object"},
            "sort": {"timestamp": "last_edited_time", "direction": "descending"},
            "start_cursor": "second",
            "page_size": 100,
        })
    );
}

#[test]
fn what_is_in_the_trash_is_found_when_asked_for() {
    for (search, filter) in [
        (Search::all().in_trash(), json!({"in_trash": true})),
        (
            Search::pages().in_trash(),
            json!({"value": "page", "property": "object", "in_trash": true}),
        ),
    ] {
        assert_eq!(sent(&search, &[]).unwrap()["requestBody"], json!({"filter": filter}));
    }
}

#[test]
fn results_come_by_relevance_when_asked_for() {
    let search = Search::all().query("harbour").sort(SearchSort::Relevance);
    assert_eq!(
        sent(&search, &[]).unwrap()["requestBody"],
        json!({"query": "harbour", "sort": {"property": "relevance"}})
    );
}

#[test]
fn databases_are_data_sources_in_newer_versions() {
    for (version, value) in [
        (NotionVersion::V2022_06_28, "database"),
        (NotionVersion::V2025_09_03, "data_source"),
        (NotionVersion::V2026_03_11, "data_source"),
        (NotionVersion::from("2031-01-01"), "data_source"),
    ] {
        let envelope = sent(&Search::databases(), &[version.header().unwrap()]).unwrap();
        assert_eq!(envelope["requestBody"]["filter"]["value"], value, "{version}");
    }
}

#[test]
fn the_page_size_is_checked_before_anything_is_sent() {
    for count in [0, 101, u32::MAX] {
        let error = sent(&Search::all().page_size(count), &[]).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidRequest);
        assert_eq!(error.path(), Some("page_size"));
    }
    for count in [1, 100] {
        assert!(sent(&Search::all().page_size(count), &[]).is_ok());
    }
}

#[test]
fn what_was_found_is_typed() {
    let body = format!(r#"{{"responseData": {}}}"#, fixtures::SEARCH);
    let found = answered(&Search::all(), 200, &body).unwrap();
    assert_eq!(found.results[0].as_page().unwrap().title(), "Roadmap");
    assert!(found.results[1].as_page().unwrap().is_partial());
    assert!(found.results[2].as_database().is_some());
    let data_source = found.results[3].as_data_source().unwrap();
    let parent = data_source.parent.as_ref().unwrap();
    assert!(parent.data_source_id().is_some() && parent.database_id().is_some());
}
