//! Which part of the request a field goes to, and under which name.

use std::{collections::BTreeMap, fmt};

use alloy_core::{Action, CredentialId, Envelope, ErrorKind};
use serde::Serialize;
use serde_json::{Value, json};

use crate::{Notes, body, credential, envelope};

/// An id that has a text only through `Display`.
struct NoteId(u32);

impl fmt::Display for NoteId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "note-{}", self.0)
    }
}

#[derive(Action)]
#[action(connector = Notes, id = "patch-note", effect = idempotent, output = Value)]
struct PatchNote {
    #[action(path)]
    note_id: NoteId,
    #[action(path = "spaceName")]
    space: String,
    #[action(path, rename = "owner")]
    owned_by: &'static str,
    #[action(query, rename = "filter_properties")]
    filter: Vec<String>,
    #[action(query = "dryRun")]
    dry_run: Option<bool>,
    #[action(query)]
    page_size: u8,
    #[action(header = "Notes-Version")]
    version: Option<String>,
    #[action(header = "X-Attempt")]
    attempt: u32,
    #[action(skip)]
    cache: u32,
    title: String,
    archived: Option<bool>,
}

fn patch_note() -> PatchNote {
    PatchNote {
        note_id: NoteId(7),
        space: "home".to_owned(),
        owned_by: "me",
        filter: vec!["a".to_owned(), "b".to_owned()],
        dry_run: Some(true),
        page_size: 10,
        version: Some("2".to_owned()),
        attempt: 3,
        cache: 99,
        title: "Title".to_owned(),
        archived: Some(false),
    }
}

fn map<const N: usize>(entries: [(&str, Value); N]) -> BTreeMap<String, Value> {
    entries.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
}

#[test]
fn every_part_has_its_fields() {
    let action = patch_note();
    assert_eq!(action.cache, 99, "what is skipped is still the caller's");
    let envelope = envelope(&action);
    assert_eq!(
        envelope.path_params,
        map([("note_id", json!("note-7")), ("spaceName", json!("home")), ("owner", json!("me"))])
    );
    assert_eq!(
        envelope.query_parameters,
        map([
            ("filter_properties", json!(["a", "b"])),
            ("dryRun", json!(true)),
            ("page_size", json!(10)),
        ])
    );
    let headers: Vec<_> = envelope.headers.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
    assert_eq!(headers, [("Notes-Version", "2"), ("X-Attempt", "3")]);
    assert_eq!(body(&action), r#"{"title":"Title","archived":false}"#);
}

#[test]
fn what_is_not_given_is_left_out() {
    let action = PatchNote {
        filter: Vec::new(),
        dry_run: None,
        version: None,
        archived: None,
        ..patch_note()
    };
    let envelope = envelope(&action);
    assert_eq!(envelope.query_parameters, map([("page_size", json!(10))]));
    assert_eq!(envelope.headers["Notes-Version"], "1", "the connector's own");
    assert_eq!(body(&action), r#"{"title":"Title"}"#);
}

#[test]
fn a_path_cannot_be_escaped_from() {
    let action = PatchNote { space: "../admin".to_owned(), ..patch_note() };
    let error = Envelope::of(&action, &credential()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::InvalidRequest);
    assert_eq!(error.path(), Some("pathParams.spaceName"));
}

#[test]
fn a_header_cannot_be_forged() {
    let action = PatchNote { version: Some("2\r\nX-Evil: 1".to_owned()), ..patch_note() };
    let error = Envelope::of(&action, &credential()).unwrap_err();
    assert_eq!(error.path(), Some("headers.Notes-Version"));
}

#[derive(Action)]
#[action(connector = Notes, id = "list-notes", effect = read, output = Value)]
#[serde(rename_all = "camelCase")]
struct ListNotes<'a> {
    #[action(path)]
    space_id: &'a CredentialId,
    #[action(query)]
    page_size: Option<&'a u32>,
    #[action(query)]
    #[serde(rename(deserialize = "text"), rename(serialize = "q"))]
    search_text: &'a str,
    #[action(query = "sort_by")]
    sort_by: std::option::Option<Vec<u8>>,
    #[action(query)]
    #[serde(skip_serializing_if = "is_zero")]
    first_row: u64,
    r#type: &'a str,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
fn is_zero(number: &u64) -> bool {
    *number == 0
}

#[test]
fn names_follow_serdes_attributes() {
    let space = credential();
    let mut action = ListNotes {
        space_id: &space,
        page_size: Some(&5),
        search_text: "tea",
        sort_by: Some(Vec::new()),
        first_row: 1,
        r#type: "note",
    };
    let sent = envelope(&action);
    assert_eq!(sent.path_params, map([("spaceId", json!(space.as_str()))]));
    assert_eq!(
        sent.query_parameters,
        map([
            ("pageSize", json!(5)),
            ("q", json!("tea")),
            // Said to be there, and empty.
            ("sort_by", json!([])),
            ("firstRow", json!(1)),
        ])
    );
    assert_eq!(body(&action), r#"{"type":"note"}"#);

    action.first_row = 0;
    assert!(!envelope(&action).query_parameters.contains_key("firstRow"));
}

#[derive(Serialize)]
struct Note {
    text: &'static str,
}

#[derive(Action)]
#[action(connector = Notes, id = "post-note", output = Value)]
struct PostNote {
    #[action(query)]
    notify: bool,
    #[action(body)]
    note: Option<Note>,
}

#[test]
fn one_field_can_be_the_whole_body() {
    let mut action = PostNote { notify: true, note: Some(Note { text: "tea" }) };
    assert_eq!(body(&action), r#"{"text":"tea"}"#);
    assert_eq!(envelope(&action).query_parameters, map([("notify", json!(true))]));

    action.note = None;
    assert!(envelope(&action).request_body.is_none());
}
