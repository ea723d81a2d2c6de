//! Making and finding notes of meetings.

use alloy_core::{Action, Effect};
use alloy_notion::{
    BlockId, CreateMeetingNote, Direction, FileUploadId, MeetingNotesFilter, MeetingNotesProperty,
    PageId, QueryMeetingNotes, TranscriptionLanguage,
};
use serde_json::{Value, json};

use crate::blocks::{UUID, answered, body, id, refusal, same};

const FOUND: &str = include_str!("../../fixtures/meeting_notes_found.json");

#[test]
fn notes_of_a_recording() {
    let uploaded = CreateMeetingNote::from_upload(id::<FileUploadId>(), id::<PageId>());
    assert_eq!(uploaded.operation().to_string(), "notion/create-meeting-note");
    assert_eq!(uploaded.operation().effect(), Effect::Write);
    let full =
        uploaded.clone().title("Planning").language(TranscriptionLanguage::Polish).no_summary();
    same(
        &body(&full).unwrap(),
        &json!({
            "source": {"type": "file_upload", "file_upload_id": UUID},
            "parent": {"type": "page_id", "page_id": UUID},
            "title": "Planning",
            "language": "pl",
            "options": {"kickoff_summary": false},
        }),
    );
    same(
        &body(&CreateMeetingNote::from_block(id::<BlockId>()).summary()).unwrap(),
        &json!({
            "source": {"type": "block", "block_id": UUID},
            "options": {"kickoff_summary": true},
        }),
    );
    assert!(refusal(&uploaded.clone().title("")).starts_with("invalid request: title: is empty"));
    let partial = format!(r#"{{"object": "block", "id": "{UUID}"}}"#);
    assert!(answered(&uploaded, &partial).unwrap().is_partial());
}

#[test]
fn notes_that_match() {
    let query = QueryMeetingNotes::new();
    assert_eq!(query.operation().to_string(), "notion/query-meeting-notes");
    assert_eq!(query.operation().effect(), Effect::Read);
    assert_eq!(body(&query).unwrap(), "");
    let title = json!({
        "property": "title",
        "filter": {"operator": "string_contains", "value": {"type": "exact", "value": "sync"}},
    });
    let one = query.clone().filter(MeetingNotesFilter::title_contains("sync"));
    same(&body(&one).unwrap(), &json!({"filter": {"operator": "and", "filters": [title]}}));
    let full = query
        .filter(MeetingNotesFilter::or([
            MeetingNotesFilter::title_contains("sync"),
            MeetingNotesFilter::and([
                MeetingNotesFilter::is_not_empty(MeetingNotesProperty::Attendees),
                MeetingNotesFilter::condition(
                    MeetingNotesProperty::CreatedTime,
                    "some_operator",
                    json!({"type": "relative", "value": "today"}),
                ),
            ]),
        ]))
        .sort(MeetingNotesProperty::CreatedTime, Direction::Descending)
        .sort(MeetingNotesProperty::Title, Direction::Ascending)
        .limit(50);
    same(
        &body(&full).unwrap(),
        &json!({
            "filter": {"operator": "or", "filters": [
                title,
                {"operator": "and", "filters": [
                    {"property": "attendees", "filter": {"operator": "is_not_empty"}},
                    {"property": "created_time", "filter": {
                        "operator": "some_operator",
                        "value": {"type": "relative", "value": "today"},
                    }},
                ]},
            ]},
            "sort": [
                {"property": "created_time", "direction": "descending"},
                {"property": "title", "direction": "ascending"},
            ],
            "limit": 50,
        }),
    );
}

#[test]
fn what_is_refused() {
    for limit in [0, 51] {
        let refused = refusal(&QueryMeetingNotes::new().limit(limit));
        assert_eq!(refused, format!("invalid request: limit: {limit} is not from 1 to 50"));
    }
    let nested = |depth| {
        let title = MeetingNotesFilter::title_contains("a");
        let filter = (0..depth).fold(title, |inside, _| MeetingNotesFilter::and([inside]));
        QueryMeetingNotes::new().filter(filter)
    };
    assert!(body(&nested(3)).is_ok());
    assert_eq!(
        refusal(&nested(4)),
        "invalid request: filter.filters[0].filters[0].filters[0]: \
         more than 3 combinations inside each other"
    );
    let many = (0..101).map(|_| MeetingNotesFilter::title_contains("a"));
    let refused = refusal(&QueryMeetingNotes::new().filter(MeetingNotesFilter::or(many)));
    assert_eq!(refused, "invalid request: filter.filters: 101 elements, at most 100");
}

#[test]
fn what_was_found() {
    let found = answered(&QueryMeetingNotes::new(), FOUND).unwrap();
    assert!(found.has_more);
    assert!(found.results.iter().all(|block| block.kind.meeting_notes().is_some()));
    let whole: Value = serde_json::from_str(FOUND).unwrap();
    assert_eq!(serde_json::to_value(&found).unwrap(), whole);
}
