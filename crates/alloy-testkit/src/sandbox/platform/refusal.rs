//! The ways in which a request is not granted, each in the form that is on record for it.

use bytes::Bytes;
use http::{HeaderValue, Request, Response, StatusCode, header};
use serde_json::{Value, json};

use super::{
    page::{escape, html, page},
    storage::StorageFailure,
};

/// A request that is not granted.
#[derive(Debug)]
pub(super) enum Refusal {
    /// No such route, or no such API version: the router's own HTML page.
    UnknownRoute,
    /// No key, or none of the sandbox's.
    Unauthorized,
    /// The body is larger than 10 MB. The limit is on record for a sister product, the form of the
    /// answer is not.
    TooLarge,
    /// The body is not JSON, or a part of it is not what it must be.
    Invalid { property: String, problem: String },
    /// The credential does not exist, or not for this user and this connector. The body is on
    /// record, the status is assumed from its code.
    CredentialNotFound,
    /// The connector has no authentication of this type. The code and its place are on record, the
    /// words are not.
    UnsupportedAuthentication { authentication_type: String },
    /// No such connector, action, user or file, in words. The form of the answer is not on record.
    NotFound(String),
    /// The consent page's link is not good, for a browser.
    InvalidLink,
    /// The form of the consent page says neither yes nor no, for a browser.
    NoDecision,
    /// The file storage refused, not the platform.
    ByStorage(StorageFailure),
    /// The sandbox itself failed. The form of the answer is not on record.
    Broken,
    /// The provider refused, not the platform.
    ByProvider(Box<Response<Bytes>>),
}

impl Refusal {
    pub(super) fn invalid(property: impl Into<String>, problem: impl AsRef<str>) -> Self {
        let property = property.into();
        let problem = format!("{property} {}", problem.as_ref());
        Self::Invalid { property, problem }
    }

    pub(super) fn unknown_connector(connector: &str) -> Self {
        Self::NotFound(format!("Connector '{connector}' not found"))
    }

    pub(super) fn unknown_action(connector: &str, action: &str) -> Self {
        Self::NotFound(format!("Action '{action}' not found for connector '{connector}'"))
    }

    pub(super) fn response(self, request: &Request<Bytes>) -> Response<Bytes> {
        match self {
            Self::UnknownRoute => not_found_page(request),
            Self::Unauthorized => json_response(
                StatusCode::UNAUTHORIZED,
                &json!({"message": "Invalid Authorization"}),
            ),
            Self::TooLarge => {
                let body = error("PAYLOAD_TOO_LARGE", "Request body is too large", json!({}));
                json_response(StatusCode::PAYLOAD_TOO_LARGE, &body)
            }
            Self::Invalid { property, problem } => {
                let details = json!([{"properties": property, "message": problem}]);
                let body = error("INVALID_INPUT", "Validation failed", details);
                json_response(StatusCode::BAD_REQUEST, &body)
            }
            Self::CredentialNotFound => {
                let body = error("INVALID_INPUT", "Credential not found", json!({}));
                json_response(StatusCode::BAD_REQUEST, &body)
            }
            Self::UnsupportedAuthentication { authentication_type } => {
                let message = format!("Authentication '{authentication_type}' not found");
                let body = json!({"code": "AUTHENTICATION_NOT_FOUND", "message": message});
                json_response(StatusCode::NOT_FOUND, &body)
            }
            Self::NotFound(message) => {
                json_response(StatusCode::NOT_FOUND, &error("NOT_FOUND", &message, json!({})))
            }
            Self::InvalidLink => page(
                StatusCode::BAD_REQUEST,
                "This link is not valid",
                "<p>It was used before, is older than an hour or was changed on its way.</p>\n\
                 <p>Start again where you came from.</p>\n",
            ),
            Self::NoDecision => page(
                StatusCode::BAD_REQUEST,
                "There was no decision",
                "<p>Go back and choose to approve or to deny.</p>\n",
            ),
            Self::ByStorage(failure) => failure.response(),
            Self::Broken => {
                let body = error("INTERNAL_ERROR", "Internal server error", json!({}));
                json_response(StatusCode::INTERNAL_SERVER_ERROR, &body)
            }
            Self::ByProvider(response) => *response,
        }
    }
}

/// The platform's own error object.
#[expect(clippy::needless_pass_by_value, reason = "details are written where they are given")]
fn error(code: &str, message: &str, details: Value) -> Value {
    json!({"error": {
        "source": "CONNECTIVITY_API",
        "code": code,
        "message": message,
        "details": details,
    }})
}

pub(super) fn json_response(status: StatusCode, body: &Value) -> Response<Bytes> {
    // A tree of JSON can always be written.
    let body = serde_json::to_vec(body).unwrap_or_default();
    let mut response = Response::new(Bytes::from(body));
    *response.status_mut() = status;
    let json = HeaderValue::from_static("application/json; charset=utf-8");
    response.headers_mut().insert(header::CONTENT_TYPE, json);
    response
}

/// Express' page for a path that it has no route for.
fn not_found_page(request: &Request<Bytes>) -> Response<Bytes> {
    let method = escape(request.method().as_str());
    let path = escape(request.uri().path());
    let page = format!(
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <title>Error</title>\n</head>\n<body>\n<pre>Cannot {method} {path}</pre>\n</body>\n\
         </html>\n"
    );
    html(StatusCode::NOT_FOUND, page)
}
