//! Every form of failure that has been seen becomes one error, with its layer and outcome.

use std::time::Duration;

use alloy_core::{
    Action, Connector, DynamicAction, Effect, Error, ErrorKind, Layer, Operation, Outcome,
    ProviderError, Reply, RetryAfter,
};
use bytes::Bytes;
use http::{Response, StatusCode};

use crate::{KEY, platform};

/// Answers failures as `{"failed": "<code>"}`, under any status.
struct Service;

impl Connector for Service {
    fn id(&self) -> &'static str {
        "service"
    }

    fn classify(&self, reply: &Reply) -> Option<ProviderError> {
        let code: String = reply.field("failed")?.decode()?;
        let kind = match code.as_str() {
            "slow down" => ErrorKind::RateLimited,
            _ => ErrorKind::of_status(reply.status()),
        };
        Some(ProviderError::new(kind).with_code(code).with_message("it failed"))
    }
}

fn failure(status: u16, headers: &[(&str, &str)], body: &str) -> Error {
    let platform = platform().connector(Service).build().unwrap();
    let mut response = Response::new(Bytes::copy_from_slice(body.as_bytes()));
    *response.status_mut() = StatusCode::from_u16(status).unwrap();
    for (name, value) in headers {
        response
            .headers_mut()
            .insert(http::HeaderName::from_bytes(name.as_bytes()).unwrap(), value.parse().unwrap());
    }
    let action = DynamicAction::new("service", "doIt").unwrap();
    let error = platform.output(&action.raw(), response).unwrap_err();
    assert_eq!(error.operation(), Some("service/doIt"));
    assert!(error.raw().is_some());
    error
}

#[test]
fn a_wrong_key() {
    let error = failure(401, &[], r#"{"message": "Invalid Authorization"}"#);
    assert_eq!((error.kind(), error.layer()), (ErrorKind::Unauthorized, Layer::Platform));
    assert_eq!(
        error.to_string(),
        "service/doIt: the platform answered 401: Invalid Authorization (check the API key)"
    );
}

#[test]
fn a_credential_that_is_not_seen() {
    let body = r#"{"error": {"source": "CONNECTIVITY_API", "code": "INVALID_INPUT",
                   "message": "Credential not found", "details": {}}}"#;
    let error = failure(400, &[], body);
    assert_eq!((error.kind(), error.layer()), (ErrorKind::CredentialNotFound, Layer::Platform));
    assert_eq!((error.code(), error.outcome()), (Some("INVALID_INPUT"), Outcome::NotApplied));
    assert!(error.hint().unwrap().contains("x-alloy-userid"));
    assert!(format!("{error:?}").contains("x-alloy-userid"), "{error:?}");
    assert!(error.details().is_none());
}

#[test]
fn a_failed_validation_names_the_field() {
    let body = r#"{"error": {"message": "Validation failed",
                   "details": [{"properties": "userId", "message": "userId must be a valid ID"}]}}"#;
    let error = failure(400, &[], body);
    assert_eq!((error.kind(), error.path()), (ErrorKind::Rejected, Some("userId")));
    assert_eq!(error.message(), "Validation failed: userId must be a valid ID");
    assert_eq!(error.details().unwrap()[0]["message"], "userId must be a valid ID");
}

#[test]
fn an_authentication_type_that_does_not_exist() {
    let error = failure(404, &[], r#"{"code": "AUTHENTICATION_NOT_FOUND"}"#);
    assert_eq!(
        (error.kind(), error.code()),
        (ErrorKind::Rejected, Some("AUTHENTICATION_NOT_FOUND"))
    );
}

#[test]
fn a_route_that_is_not_known() {
    let body = "<!DOCTYPE html>\n<html><body>\n<pre>Cannot POST /x</pre>\n</body></html>";
    let error = failure(404, &[], body);
    assert_eq!((error.kind(), error.message()), (ErrorKind::UnknownRoute, "Cannot POST /x"));
    assert!(error.hint().unwrap().contains("API version"));
}

#[test]
fn texts_under_error_are_codes_or_messages() {
    let error = failure(
        429,
        &[("Retry-After", "7")],
        r#"{"error": "Too Many Requests", "message": "Rate limit exceeded"}"#,
    );
    assert_eq!((error.kind(), error.code()), (ErrorKind::RateLimited, Some("Too Many Requests")));
    assert_eq!(error.retry_after(), Some(RetryAfter::Delay(Duration::from_secs(7))));
    assert_eq!(error.outcome(), Outcome::NotApplied);

    let error = failure(403, &[], r#"{"error": "no"}"#);
    assert_eq!((error.kind(), error.code(), error.message()), (ErrorKind::Forbidden, None, "no"));
}

#[test]
fn bodies_that_are_no_json() {
    for (status, body, kind, message) in [
        (502, "<html><h1>502 Bad Gateway</h1></html>", ErrorKind::Unavailable, "an HTML page"),
        (503, "", ErrorKind::Unavailable, ""),
        (500, "upstream\nfell  over", ErrorKind::Unavailable, "upstream fell over"),
        (529, "[]", ErrorKind::Overloaded, "[]"),
        (400, "\"quoted\"", ErrorKind::Rejected, "quoted"),
        (404, "", ErrorKind::NotFound, ""),
    ] {
        let error = failure(status, &[], body);
        assert_eq!((error.kind(), error.message()), (kind, message), "{status} {body}");
    }
    assert!(failure(502, &[], "").outcome_unknown());
    assert!(!failure(529, &[], "").outcome_unknown());
    assert!(failure(408, &[], "").outcome_unknown());
}

#[test]
fn redirects_are_not_followed_but_told() {
    let error = failure(302, &[("location", "https://elsewhere.example")], "");
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Redirect, Outcome::NotApplied));
}

#[test]
fn the_providers_failures_are_the_providers_under_any_status() {
    for (status, kind) in [(404, ErrorKind::NotFound), (503, ErrorKind::Unavailable)] {
        let error = failure(status, &[("retry-after", "3")], r#"{"failed": "gone"}"#);
        assert_eq!(
            (error.kind(), error.layer(), error.code()),
            (kind, Layer::Provider, Some("gone"))
        );
        assert!(error.retry_after().is_some());
    }
    let error = failure(200, &[], r#"{"responseData": {"failed": "slow down"}}"#);
    assert_eq!((error.kind(), error.layer()), (ErrorKind::RateLimited, Layer::Provider));
    assert_eq!(error.outcome(), Outcome::NotApplied);
    assert_eq!(error.to_string(), "service/doIt: the provider answered 200 slow down: it failed");

    let claimed = r#"{"failed": "x", "error": {"source": "CONNECTIVITY_API", "message": "mine"}}"#;
    assert_eq!(failure(400, &[], claimed).layer(), Layer::Platform);
}

#[test]
fn the_key_is_scrubbed_from_what_others_say() {
    for body in [
        format!(r#"{{"message": "bad key {KEY}", "details": [{{"got": ["{KEY}"]}}]}}"#),
        format!(r#"{{"error": {{"code": "{KEY}", "message": "no"}}}}"#),
        format!("<pre>{KEY}</pre>"),
        format!("Bearer {KEY}"),
    ] {
        let error = failure(401, &[("x-request-id", KEY)], &body);
        let everything = format!(
            "{error} {error:?} {error:#?} {:?} {:?} {:?} {:?}",
            error.raw(),
            error.details(),
            error.request_id(),
            error.code()
        );
        assert!(!everything.contains(KEY), "{everything}");
        assert!(everything.contains("[redacted]"));
    }
}

#[test]
fn long_bodies_are_cut_at_a_character() {
    let error = failure(500, &[], &"é".repeat(5_000));
    assert_eq!(error.raw().unwrap().len(), 4_096);
    assert_eq!(error.message().chars().count(), 200);
}

fn is_error<E: std::error::Error + Send + Sync + 'static>() {}

#[test]
fn causes_are_shown_on_request() {
    let error = Error::not_sent(std::io::Error::other("nobody listens"));
    assert_eq!(error.to_string(), "no connection");
    assert_eq!(format!("{error:#}"), "no connection: nobody listens");
}

#[test]
fn a_change_that_may_have_happened_is_told_of() {
    let interrupted = |effect| {
        let operation = Operation::new(&Service, "doIt", effect);
        Error::interrupted("reset").with_operation(operation)
    };
    let broken = "service/doIt: the connection broke before the reply was complete";
    assert_eq!(interrupted(Effect::Read).to_string(), broken);
    for effect in [Effect::Idempotent, Effect::Write] {
        let once = interrupted(effect).with_attempts(1).to_string();
        assert_eq!(once, format!("{broken} [it may have taken effect]"));
        let thrice = interrupted(effect).with_attempts(3).to_string();
        assert_eq!(thrice, format!("{broken} [after 3 attempts, it may have taken effect]"));
    }
    assert!(failure(503, &[], "").to_string().ends_with(" [it may have taken effect]"));
    assert_eq!(failure(429, &[], "").to_string(), "service/doIt: the platform answered 429");

    let refused = |effect| {
        let operation = Operation::new(&Service, "doIt", effect);
        let error = Error::not_sent("refused").with_operation(operation).with_attempts(2);
        error.after_unknown_outcome().to_string()
    };
    let told = "an earlier one may have taken effect]";
    assert!(refused(Effect::Write).ends_with(told), "{}", refused(Effect::Write));
    assert!(refused(Effect::Read).ends_with("[after 2 attempts]"), "{}", refused(Effect::Read));
}

#[test]
fn when_to_ask_again_is_shown() {
    let error = failure(429, &[("retry-after", "7")], "");
    assert!(error.to_string().ends_with("(to be asked again in 7s)"), "{error}");
}

#[test]
fn an_error_is_one_word() {
    assert_eq!(size_of::<Error>(), size_of::<usize>());
    is_error::<Error>();
}

#[test]
fn errors_of_transports_say_whether_it_was_sent() {
    let error = Error::not_sent("refused");
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Connect, Outcome::NotApplied));
    assert_eq!(std::error::Error::source(&error).unwrap().to_string(), "refused");
    let error = Error::interrupted("reset");
    assert_eq!((error.kind(), error.outcome()), (ErrorKind::Interrupted, Outcome::Unknown));
    let error = Error::timeout(ErrorKind::ConnectTimeout, Duration::from_secs(1));
    assert_eq!(error.outcome(), Outcome::NotApplied);
}

#[test]
fn paths_are_put_before_paths() {
    let error = Error::invalid_request("language", "unknown").within("code").within("children[1]");
    assert_eq!(error.path(), Some("children[1].code.language"));
    assert_eq!(Error::invalid_request("[0]", "x").within("cells").path(), Some("cells[0]"));
}
