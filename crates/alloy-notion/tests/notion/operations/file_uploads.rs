//! File uploads.

use alloy_core::Effect;
use alloy_notion::{
    CompleteFileUpload, CreateFileUpload, FileImportErrorKind, FileImportOutcome, FileUploadId,
    FileUploadStatus, ListFileUploads, RetrieveFileUpload,
};
use serde_json::json;

use crate::operations::{OTHER, UUID, id, reads, refusal, sends};

#[test]
fn the_three_modes() {
    let operation = ("create-a-file-upload", Effect::Write);
    for (action, body) in [
        (CreateFileUpload::single_part(), json!({"mode": "single_part"})),
        (
            CreateFileUpload::multi_part("film.mp4", 12).content_type("video/mp4"),
            json!({
                "mode": "multi_part",
                "filename": "film.mp4",
                "content_type": "video/mp4",
                "number_of_parts": 12
            }),
        ),
        (
            CreateFileUpload::external_url("https://example.com/f").filename("f.pdf"),
            json!({
                "mode": "external_url",
                "filename": "f.pdf",
                "external_url": "https://example.com/f"
            }),
        ),
    ] {
        sends(&action, operation, json!({}), json!({}), body);
    }
}

#[test]
fn completing_retrieving_and_listing() {
    let (path, none) = (json!({"file_upload_id": UUID}), json!({}));
    let upload = id::<FileUploadId>();
    let action = CompleteFileUpload::new(&upload);
    let operation = ("complete-a-file-upload", Effect::Idempotent);
    sends(&action, operation, path.clone(), none.clone(), json!(null));
    let action = RetrieveFileUpload::new(&upload);
    let operation = ("retrieve-a-file-upload", Effect::Read);
    sends(&action, operation, path, none.clone(), json!(null));
    let action = ListFileUploads::new().status(FileUploadStatus::Expired).page_size(1);
    let query = json!({"status": "expired", "page_size": 1});
    sends(&action, ("list-file-uploads", Effect::Read), none, query, json!(null));
}

#[test]
fn limits() {
    let named = |length| CreateFileUpload::single_part().filename("é".repeat(length));
    for (action, problem) in [
        (CreateFileUpload::multi_part("f", 0), "number_of_parts: 0 is not from 1 to 1000"),
        (CreateFileUpload::multi_part("f", 1001), "number_of_parts: 1001 is not from 1 to 1000"),
        (named(451), "filename: 902 bytes, at most 900"),
        (CreateFileUpload::multi_part("", 2), "filename: is empty"),
        (CreateFileUpload::single_part().content_type(""), "content_type: is empty"),
        (CreateFileUpload::external_url(""), "external_url: is empty"),
        (
            CreateFileUpload::external_url("x".repeat(2001)),
            "external_url: 2001 UTF-16 units, at most 2000",
        ),
    ] {
        let refusal = refusal(&action);
        assert!(refusal.starts_with(&format!("invalid request: {problem}")), "{refusal}");
    }
    sends(
        &CreateFileUpload::multi_part("é".repeat(450), 1000),
        ("create-a-file-upload", Effect::Write),
        json!({}),
        json!({}),
        json!({"mode": "multi_part", "filename": "é".repeat(450), "number_of_parts": 1000}),
    );
}

#[test]
fn what_comes_in() {
    let mut upload = json!({
        "object": "file_upload",
        "id": UUID,
        "created_time": "2026-07-10T09:30:00.000Z",
        "created_by": {"id": OTHER, "type": "bot"},
        "last_edited_time": "2026-07-10T09:30:00.000Z",
        "expiry_time": "2026-07-10T10:30:00.000Z",
        "archived": false,
        "in_trash": false,
        "status": "failed",
        "filename": "f.pdf",
        "content_type": null,
        "content_length": 1024,
        "upload_url": "https://example.com/send",
        "number_of_parts": {"total": 2, "sent": 1},
        "file_import_result": {
            "imported_time": "2026-07-10T09:31:00.000Z",
            "type": "error",
            "error": {"type": "download_error", "code": "file_not_found", "message": "Gone.",
                      "parameter": null, "status_code": 404}
        }
    });
    let retrieve = RetrieveFileUpload::new(id::<FileUploadId>());
    let read = reads(&retrieve, &upload);
    assert!(!read.is_uploaded());
    let result = read.file_import_result.unwrap();
    let FileImportOutcome::Error(error) = &result.outcome else { panic!("{result:?}") };
    assert_eq!((&error.kind, error.status_code), (&Some(FileImportErrorKind::Download), Some(404)));

    upload["status"] = json!("uploaded");
    upload["file_import_result"] =
        json!({"imported_time": "2026-07-10T09:31:00.000Z", "type": "success", "success": {}});
    let read = reads(&retrieve, &upload);
    assert!(read.is_uploaded());
    let list = json!({"object": "list", "results": [upload], "next_cursor": null,
                      "has_more": false, "type": "file_upload", "file_upload": {}});
    assert_eq!(reads(&ListFileUploads::new(), &list).results[0], read);
}
