//! What Notion's failures become.

use std::time::Duration;

use alloy_core::{Error, ErrorKind, Layer, Outcome, RetryAfter};
use alloy_notion::{ErrorCode, MultipleDataSources, PageId, RetrievePage};
use serde_json::json;

use crate::{fixtures, read::answered};

fn failure(status: u16, body: &str) -> Error {
    let page = PageId::new("7f1c9a5230de4c1b9a060c5a6f2b4d11").unwrap();
    answered(&RetrievePage::new(page), status, body).unwrap_err()
}

#[test]
fn notions_errors_are_recognised_under_any_status() {
    for status in [200, 400, 404, 500] {
        for body in
            [fixtures::ERROR.to_owned(), format!(r#"{{"responseData": {}}}"#, fixtures::ERROR)]
        {
            let error = failure(status, &body);
            assert_eq!((error.kind(), error.layer()), (ErrorKind::NotFound, Layer::Provider));
            assert_eq!(error.code(), Some("object_not_found"));
            assert_eq!(error.request_id(), Some("9a9a9a9a-0000-4000-8000-000000000004"));
            assert_eq!(ErrorCode::of(&error), Some(ErrorCode::ObjectNotFound));
            assert_eq!(error.outcome(), Outcome::NotApplied);
            assert!(error.message().starts_with("Could not find page"));
            assert!(error.hint().unwrap().contains("shared"), "{error}");
            let integration = &error.details().unwrap()["integration_id"];
            assert_eq!(integration, "91919191-0b0b-4c0c-8d0d-0e0e0e0e0e0e");
        }
    }
}

#[test]
fn codes_decide_the_kind() {
    use ErrorKind::{
        Conflict, Forbidden, NotFound, Overloaded, RateLimited, Rejected, Unauthorized, Unavailable,
    };
    use Outcome::{NotApplied, Unknown};

    for (status, code, kind, outcome) in [
        (400, "invalid_json", Rejected, NotApplied),
        (400, "invalid_request_url", Rejected, NotApplied),
        (400, "invalid_request", Rejected, NotApplied),
        (400, "invalid_grant", Rejected, NotApplied),
        (400, "invalid_beta", Rejected, NotApplied),
        (400, "validation_error", Rejected, NotApplied),
        (400, "missing_version", Rejected, NotApplied),
        (401, "unauthorized", Unauthorized, NotApplied),
        (403, "restricted_resource", Forbidden, NotApplied),
        (404, "object_not_found", NotFound, NotApplied),
        (409, "conflict_error", Conflict, NotApplied),
        (409, "row_limit_exceeded", Rejected, NotApplied),
        (429, "rate_limited", RateLimited, NotApplied),
        (500, "internal_server_error", Unavailable, Unknown),
        (502, "bad_gateway", Unavailable, Unknown),
        (503, "service_unavailable", Unavailable, Unknown),
        (503, "database_connection_unavailable", Unavailable, Unknown),
        (504, "gateway_timeout", Unavailable, Unknown),
        (529, "service_overload", Overloaded, NotApplied),
        // Not known: the status in the body decides.
        (409, "brand_new_code", Conflict, NotApplied),
        (503, "brand_new_code", Unavailable, Unknown),
    ] {
        let body = json!({"object": "error", "status": status, "code": code, "message": "m"});
        // Under a status that says nothing, as a gateway may pass it on.
        let error = failure(400, &body.to_string());
        assert_eq!((error.kind(), error.outcome()), (kind, outcome), "{code}");
        assert_eq!((error.layer(), error.code()), (Layer::Provider, Some(code)));
        assert_eq!(ErrorCode::of(&error).unwrap().as_str(), code);
    }
}

#[test]
fn the_replys_status_decides_where_the_body_says_nothing() {
    let error = failure(429, r#"{"object": "error", "message": "Slow down"}"#);
    assert_eq!((error.kind(), error.code()), (ErrorKind::RateLimited, None));
    assert_eq!(error.layer(), Layer::Provider);
}

#[test]
fn the_body_says_how_long_to_wait() {
    let error = failure(200, fixtures::ERROR_RATE_LIMITED);
    assert_eq!(error.kind(), ErrorKind::RateLimited);
    assert_eq!(error.retry_after(), Some(RetryAfter::Delay(Duration::from_secs(17))));
    for (seconds, expected) in [
        (json!("0.5"), Some(Duration::from_millis(500))),
        (json!(3), Some(Duration::from_secs(3))),
        (json!("soon"), None),
        (json!(-1), None),
        (json!("1e400"), None),
        (json!("NaN"), None),
        (json!(null), None),
    ] {
        let body = json!({"object": "error", "code": "rate_limited", "message": "m",
            "additional_data": {"retry_after": seconds}});
        let error = failure(429, &body.to_string());
        assert_eq!(error.retry_after(), expected.map(RetryAfter::Delay), "{seconds}");
    }
}

#[test]
fn several_data_sources_are_named() {
    let error = failure(400, fixtures::ERROR_MULTIPLE_DATA_SOURCES);
    assert_eq!(error.kind(), ErrorKind::Rejected);
    assert!(error.hint().unwrap().contains("2025-09-03"));
    let found = MultipleDataSources::of(&error).unwrap();
    assert_eq!(found.child_data_source_ids.len(), 2);
    assert_eq!(found.minimum_api_version.as_deref(), Some("2025-09-03"));
    assert_eq!(MultipleDataSources::of(&failure(404, fixtures::ERROR)), None);
}

#[test]
fn what_is_no_error_of_notions_is_left_to_the_platform() {
    for body in [r#"{"error": {"source": "CONNECTIVITY_API", "message": "m"}}"#, "<html>", ""] {
        let error = failure(502, body);
        assert_eq!(error.layer(), Layer::Platform, "{body}");
        assert_eq!(ErrorCode::of(&error), None);
    }
}

#[test]
fn an_error_with_strange_members_is_still_one() {
    let body = r#"{"object": "error", "status": "x", "code": 7, "message": null, "more": 1}"#;
    let error = failure(403, body);
    assert_eq!((error.kind(), error.layer()), (ErrorKind::Forbidden, Layer::Provider));
}
