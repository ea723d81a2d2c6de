//! Files: a place asked for, bytes put there, files listed and deleted.

use alloy_core::{
    Effect, ErrorKind, Outcome,
    files::{
        DeleteFile, FileSum, ListFiles, PresignedUrl, PutFile, RequestUpload, UploadPlace,
        UploadState,
    },
};
use http::Response;

use super::{answer, output, sends};

const SUM: FileSum = FileSum::new([0xab; 16]);

fn ask() -> RequestUpload {
    RequestUpload::new("plan.pdf", "application/pdf", SUM).unwrap()
}

fn place(url: &str) -> UploadPlace {
    let body = format!(r#"{{"presignedUrl": {{"presignedUrl": "{url}", "s3Key": "u_plan.pdf"}}}}"#);
    output(&ask(), &body)
}

#[test]
fn requests() {
    sends(
        &ask(),
        Effect::Idempotent,
        r#"POST /connectors/files/upload/request as caller {"filename":"plan.pdf","mimeType":"application/pdf","md5":"abababababababababababababababab"}"#,
    );
    sends(&ListFiles, Effect::Read, "GET /connectors/files/list as caller");
    sends(
        &DeleteFile::new("u_plan 1.pdf"),
        Effect::Idempotent,
        "DELETE /connectors/files/u_plan%201.pdf as caller",
    );
}

#[test]
fn names_and_types_that_cannot_be_sent() {
    for (name, mime, path) in [
        ("", "text/plain", "filename"),
        ("a\nb", "text/plain", "filename"),
        ("a", "text", "mimeType"),
        ("a", "text/plain\r\nx: y", "mimeType"),
    ] {
        let error = RequestUpload::new(name, mime, SUM).unwrap_err();
        assert_eq!(error.path(), Some(path), "{name:?} {mime:?}");
    }
}

#[test]
fn replies() {
    let place = output(
        &ask(),
        r#"{"presignedUrl": {"md5": "q6urq6urq6urq6urq6urqw==", "presignedUrl": "https://files.example.com/planted",
            "type": "existing", "s3Key": "u_plan.pdf"}}"#,
    );
    assert_eq!((place.state, &*place.key), (UploadState::Existing, "u_plan.pdf"));
    assert!(!format!("{place:?}").contains("planted"));

    let files = output(
        &ListFiles,
        r#"{"files": [{"s3Key": "u_a", "filename": "a", "size": 12, "lastModified": "2026-01-01T00:00:00Z"}, {"s3Key": "u_b"}]}"#,
    );
    assert_eq!((files[0].size, &*files[1].key), (Some(12), "u_b"));
    output(&DeleteFile::new("u_a"), r#"{"success": true, "message": "gone"}"#);
    answer(&DeleteFile::new("u_a"), 200, r#"{"success": false, "message": "no"}"#).unwrap_err();
}

#[test]
fn the_upload_has_a_sum_and_no_key() {
    let place = place("https://files.example.com/u_plan.pdf?X-Signature=planted");
    let put = PutFile::new(&ask(), &place, "bytes".into());
    let request = put.request().unwrap();
    assert_eq!((request.method().as_str(), request.body()), ("PUT", &bytes::Bytes::from("bytes")));
    assert_eq!(request.uri(), "https://files.example.com/u_plan.pdf?X-Signature=planted");
    let mut headers: Vec<_> = request.headers().keys().map(http::HeaderName::as_str).collect();
    headers.sort_unstable();
    assert_eq!(headers, ["content-md5", "content-type"]);
    assert_eq!(request.headers()["content-md5"], "q6urq6urq6urq6urq6urqw==");
    assert!(!format!("{put:?}").contains("planted"));
}

#[test]
fn a_file_does_not_travel_in_the_open() {
    PutFile::new(&ask(), &place("http://127.0.0.1:9/x"), "b".into()).request().unwrap();
    for url in
        ["http://files.example.com/planted", "planted", "ftp://a/planted", "https://u:p@a/planted"]
    {
        let error = PutFile::new(&ask(), &place(url), "b".into()).request().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode, "{url}");
        assert!(!format!("{error:?}").contains("planted"), "{error:?}");
    }
}

#[test]
fn an_expired_url_says_so_and_does_not_show() {
    let url = "https://files.example.com/u?X-Signature=planted";
    let put = PutFile::new(&ask(), &place(url), "b".into());
    let xml = format!(
        "<?xml version=\"1.0\"?><Error><Code>AccessDenied</Code><Message>Request has expired</Message>\
         <RequestId>R1</RequestId><Url>{url}</Url></Error>"
    );
    let error = put.read(Response::builder().status(403).body(xml.into()).unwrap()).unwrap_err();
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Forbidden, Outcome::NotApplied));
    assert_eq!((error.code(), error.message()), (Some("AccessDenied"), "Request has expired"));
    assert_eq!(error.request_id(), Some("R1"));
    assert!(error.hint().unwrap().contains("hour"), "{error}");
    assert!(!format!("{error:?} {:?}", error.raw()).contains("planted"));

    let error =
        put.read(Response::builder().status(404).body("<html>".into()).unwrap()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotFound);
    put.read(Response::builder().status(200).body("".into()).unwrap()).unwrap();
    assert_eq!(PresignedUrl::new("planted"), PresignedUrl::new("planted"));
}
