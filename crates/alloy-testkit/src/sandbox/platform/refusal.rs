//! The ways in which the platform says no, each in the form that is on record for it.

use bytes::Bytes;
use http::{HeaderValue, Request, Response, StatusCode, header};
use serde_json::{Value, json};

/// A request that the platform refuses by itself.
#[derive(Debug)]
pub(super) enum Refusal {
    /// No such route, or no such API version: the router's own HTML page.
    UnknownRoute,
    /// No key, or not the sandbox's.
    Unauthorized,
    /// The body is larger than 10 MB. The limit is on record for a sister product, the form of the
    /// answer is not.
    TooLarge,
    /// The body is not JSON, or a part of it is not what it must be.
    Invalid { property: &'static str, problem: &'static str },
    /// The credential does not exist, or not for this user and this connector. The body is on
    /// record, the status is assumed from its code.
    CredentialNotFound,
    /// No such connector. The form of the answer is not on record.
    UnknownConnector { connector: String },
    /// No such action. The form of the answer is not on record.
    UnknownAction { connector: String, action: String },
}

impl Refusal {
    pub(super) fn response(&self, request: &Request<Bytes>) -> Response<Bytes> {
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
            Self::UnknownConnector { connector } => {
                let message = format!("Connector '{connector}' not found");
                json_response(StatusCode::NOT_FOUND, &error("NOT_FOUND", &message, json!({})))
            }
            Self::UnknownAction { connector, action } => {
                let message = format!("Action '{action}' not found for connector '{connector}'");
                json_response(StatusCode::NOT_FOUND, &error("NOT_FOUND", &message, json!({})))
            }
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
    let mut response = Response::new(Bytes::from(body.to_string()));
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
    let mut response = Response::new(Bytes::from(page));
    *response.status_mut() = StatusCode::NOT_FOUND;
    let html = HeaderValue::from_static("text/html; charset=utf-8");
    response.headers_mut().insert(header::CONTENT_TYPE, html);
    response
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
        .replace('\'', "&#39;")
}
