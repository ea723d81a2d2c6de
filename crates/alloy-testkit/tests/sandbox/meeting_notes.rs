//! `create-meeting-note` and `query-meeting-notes`.

use alloy_testkit::{Sandbox, Workspace};
use serde_json::{Value, json};

use crate::{
    blocks::children,
    exchange::{Reply, notion},
};

fn team() -> Sandbox {
    let workspace = Workspace::new().file("sync.m4a", "audio/mp4").page("Plan", |page| {
        page.block(json!({"audio": {"external": {"url": "https://example.com/a.mp3"}}}))
            .paragraph("no recording")
    });
    Sandbox::builder().workspace(workspace).unwrap().build()
}

fn create(sandbox: &Sandbox, body: Value) -> Reply {
    notion(sandbox, "create-meeting-note", json!({"requestBody": body}))
}

fn of_upload(sandbox: &Sandbox, title: &str) -> Value {
    let files = notion(sandbox, "list-file-uploads", json!({})).data();
    json!({
        "source": {"type": "file_upload", "file_upload_id": files["results"][0]["id"]},
        "parent": {"type": "page_id", "page_id": sandbox.page_id("Plan").unwrap()},
        "title": title,
        "language": "de",
        "options": {"kickoff_summary": true},
    })
}

fn found(sandbox: &Sandbox, body: Value) -> Vec<String> {
    let parts = json!({"requestBody": body, "headers": {"Notion-Version": "2026-03-11"}});
    let list = notion(sandbox, "query-meeting-notes", parts).data();
    assert_eq!(list.get("object"), None);
    let title = |block: &Value| block["meeting_notes"]["title"][0]["plain_text"].clone();
    let titles = list["results"].as_array().unwrap().iter().map(title);
    titles.map(|title| title.as_str().unwrap_or_default().to_owned()).collect()
}

#[test]
fn notes_are_a_block_under_the_name_of_the_version() {
    let sandbox = team();
    let notes = create(&sandbox, of_upload(&sandbox, "Weekly sync")).data();
    assert_eq!((&notes["object"], &notes["type"]), (&json!("block"), &json!("transcription")));
    assert_eq!(notes["transcription"]["status"], "transcription_not_started");
    let parts = json!({
        "pathParams": {"block_id": notes["id"]},
        "headers": {"Notion-Version": "2026-03-11"},
    });
    let read = notion(&sandbox, "retrieve-a-block", parts).data();
    assert_eq!(read["type"], "meeting_notes");
    assert_eq!(read["meeting_notes"]["title"][0]["plain_text"], "Weekly sync");

    let page = json!(sandbox.page_id("Plan").unwrap());
    let blocks = children(&sandbox, &page, json!({}));
    let audio = json!({"source": {"type": "block", "block_id": blocks["results"][0]["id"]}});
    assert_eq!(create(&sandbox, audio).data()["parent"]["page_id"], page);
    let parts = json!({
        "pathParams": {"block_id": notes["id"]}, "requestBody": {"children": [{"divider": {}}]},
    });
    notion(&sandbox, "patch-block-children", parts).validation_error();
}

#[test]
fn notes_are_found_by_title_in_order() {
    let sandbox = team();
    for title in ["Weekly sync", "Retro", "Daily sync", ""] {
        create(&sandbox, of_upload(&sandbox, title)).data();
    }
    assert_eq!(found(&sandbox, json!({})), ["", "Daily sync", "Retro", "Weekly sync"]);
    let contains = |text: &str| {
        let value = json!({"type": "exact", "value": text});
        json!({"property": "title", "filter": {"operator": "string_contains", "value": value}})
    };
    let and = json!({"operator": "and", "filters": [contains("sync"), contains("daily")]});
    assert_eq!(found(&sandbox, json!({"filter": and})), ["Daily sync"]);
    let or = json!({"operator": "or", "filters": [contains("retro"), contains("daily")]});
    let sort = json!([{"property": "title", "direction": "ascending"}]);
    assert_eq!(found(&sandbox, json!({"filter": or, "sort": sort})), ["Daily sync", "Retro"]);
    let titled = json!({"property": "title", "filter": {"operator": "is_not_empty"}});
    let body = json!({"filter": {"operator": "and", "filters": [titled]}, "limit": 2});
    assert_eq!(found(&sandbox, body), ["Daily sync", "Retro"]);
}

#[test]
fn notes_are_refused_by_their_place() {
    let sandbox = team();
    let paragraph = sandbox.block_id("no recording").unwrap();
    let with = |key: &str, value: Value| {
        let mut body = of_upload(&sandbox, "Refused");
        body[key] = value;
        body
    };
    for (body, problem) in [
        (json!({}), "body.source.type should be defined"),
        (with("parent", json!({"workspace": true})), "body.parent.page_id should be defined"),
        (with("language", json!("tlh")), "body.language should be `\"auto\"`"),
        (
            with("source", json!({"type": "block", "block_id": paragraph})),
            "body.parent should be not present",
        ),
        (json!({"source": {"type": "block", "block_id": paragraph}}), "is no recording"),
    ] {
        let message = create(&sandbox, body).validation_error();
        assert!(message.contains(problem), "{message}");
    }
    let leaf = json!({"property": "title", "filter": {"operator": "rhymes_with"}});
    let filter = json!({"operator": "and", "filters": [leaf]});
    let parts = json!({"requestBody": {"filter": filter}});
    let message = notion(&sandbox, "query-meeting-notes", parts).validation_error();
    assert!(message.contains("filters[0].filter.operator should be"), "{message}");
}
