//! File uploads as records, and what they are attached to.

use alloy_testkit::Sandbox;
use serde_json::{Value, json};

use crate::{
    blocks::children,
    exchange::{Reply, create, notion, titled},
};

fn upload(sandbox: &Sandbox, body: Value) -> Reply {
    notion(sandbox, "create-a-file-upload", json!({"requestBody": body}))
}

fn read(sandbox: &Sandbox, id: &Value) -> Value {
    let parts = json!({"pathParams": {"file_upload_id": id}});
    notion(sandbox, "retrieve-a-file-upload", parts).data()
}

/// An upload whose file is there.
fn uploaded(sandbox: &Sandbox) -> Value {
    let body = json!({
        "mode": "external_url",
        "external_url": "https://example.com/files/plan.png",
        "content_type": "image/png",
    });
    upload(sandbox, body).data()["id"].clone()
}

#[test]
fn what_is_to_be_sent_is_pending() {
    let sandbox = Sandbox::new();
    let created = upload(&sandbox, json!({"filename": "plan.png"})).data();
    let id = created["id"].as_str().unwrap();
    let expected = json!({
        "object": "file_upload",
        "id": id,
        "created_time": created["created_time"],
        "created_by": created["created_by"],
        "last_edited_time": created["created_time"],
        "expiry_time": created["expiry_time"],
        "upload_url": format!("https://api.notion.com/v1/file_uploads/{id}/send"),
        "archived": false,
        "in_trash": false,
        "status": "pending",
        "filename": "plan.png",
        "content_type": null,
        "content_length": null,
        "request_id": created["request_id"],
    });
    assert_eq!(created, expected);
    assert_ne!(created["expiry_time"], created["created_time"]);
    assert_eq!(created["created_by"]["type"], "bot");
    assert_eq!(read(&sandbox, &created["id"])["status"], "pending");
}

#[test]
fn parts_are_completed_when_all_were_sent() {
    let sandbox = Sandbox::new();
    let body = json!({"mode": "multi_part", "filename": "film.mp4", "number_of_parts": 3});
    let created = upload(&sandbox, body).data();
    assert_eq!(created["number_of_parts"], json!({"total": 3, "sent": 0}));
    assert!(created["complete_url"].as_str().unwrap().ends_with("/complete"));
    let complete = |id: &Value| {
        notion(&sandbox, "complete-a-file-upload", json!({"pathParams": {"file_upload_id": id}}))
    };
    let message = complete(&created["id"]).validation_error();
    assert!(message.contains("has 3 parts, of which 0 were sent"), "{message}");
    let single = upload(&sandbox, json!({})).data();
    assert!(complete(&single["id"]).validation_error().contains("not of the mode multi_part"));
    assert!(complete(&uploaded(&sandbox)).validation_error().contains("is uploaded, not pending"));
}

#[test]
fn files_from_elsewhere_are_there_the_next_time() {
    let sandbox = Sandbox::new();
    let body = json!({"mode": "external_url", "external_url": "https://example.com/a.pdf"});
    let created = upload(&sandbox, body).data();
    assert_eq!((&created["status"], &created["filename"]), (&json!("pending"), &json!("a.pdf")));
    let fetched = read(&sandbox, &created["id"]);
    assert_eq!(fetched["status"], "uploaded");
    assert_eq!(fetched["file_import_result"]["type"], "success");
    assert_eq!(fetched.get("upload_url"), None);
}

#[test]
fn uploads_are_listed_by_status() {
    let sandbox = Sandbox::new();
    let first = upload(&sandbox, json!({})).data()["id"].clone();
    let second = uploaded(&sandbox);
    let list = |query: Value| {
        let list = notion(&sandbox, "list-file-uploads", json!({"queryParameters": query})).data();
        assert_eq!(list["type"], "file_upload");
        let ids = list["results"].as_array().unwrap().iter().map(|upload| upload["id"].clone());
        ids.collect::<Vec<_>>()
    };
    assert_eq!(list(json!({})), [first.clone(), second.clone()]);
    assert_eq!(list(json!({"status": "pending"})), [first]);
    assert_eq!(list(json!({"status": "uploaded", "page_size": 1})), [second]);
}

#[test]
fn uploads_are_attached_to_pages_blocks_and_comments() {
    let sandbox = Sandbox::new();
    let id = uploaded(&sandbox);
    assert_ne!(read(&sandbox, &id)["expiry_time"], json!(null));
    let file = json!({"file_upload": {"id": id}});
    let mut body = titled("With files");
    body["icon"] = file.clone();
    body["cover"] = json!({"type": "file_upload", "file_upload": {"id": id}});
    body["children"] = json!([{"image": file}]);
    let page = create(&sandbox, body).data();
    for shown in [&page["icon"], &page["cover"]] {
        assert_eq!(shown["type"], "file");
        assert!(shown["file"]["url"].as_str().unwrap().ends_with("/plan.png"), "{shown}");
        assert!(shown["file"]["expiry_time"].is_string());
    }
    let image = children(&sandbox, &page["id"], json!({}))["results"][0]["image"].take();
    assert_eq!((&image["type"], &image["caption"]), (&json!("file"), &json!([])));
    assert_eq!(read(&sandbox, &id)["expiry_time"], json!(null));

    let attachments = json!([{"type": "file_upload", "file_upload_id": id}]);
    let body = json!({
        "parent": {"page_id": page["id"]}, "rich_text": [], "attachments": attachments,
    });
    let comment = notion(&sandbox, "create-a-comment", json!({"requestBody": body})).data();
    assert_eq!(comment["attachments"][0]["category"], "image");

    let pending = upload(&sandbox, json!({})).data()["id"].clone();
    let mut body = titled("Too early");
    body["icon"] = json!({"file_upload": {"id": pending}});
    let message = create(&sandbox, body).validation_error();
    assert!(message.contains("is pending, not uploaded"), "{message}");
}

#[test]
fn an_upload_is_refused_by_its_place() {
    let sandbox = Sandbox::new();
    for (body, problem) in [
        (json!({"mode": "two_part"}), "body.mode should be `\"single_part\"`"),
        (json!({"mode": "multi_part", "number_of_parts": 2}), "body.filename should be defined"),
        (
            json!({"mode": "multi_part", "filename": "a", "number_of_parts": 1001}),
            "body.number_of_parts should be ≤ `1000`",
        ),
        (json!({"number_of_parts": 2}), "body.number_of_parts should be not present"),
        (json!({"mode": "external_url"}), "body.external_url should be defined"),
        (
            json!({"mode": "external_url", "external_url": "http://example.com/a"}),
            "body.external_url should be an HTTPS URL",
        ),
        (json!({"filename": "é".repeat(451)}), "body.filename.length should be ≤ `900`"),
    ] {
        let message = upload(&sandbox, body).validation_error();
        assert!(message.contains(problem), "{message}");
    }
}
