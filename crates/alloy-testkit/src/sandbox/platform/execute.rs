//! `POST /connectors/{connector}/actions/{action}/execute`

use alloy_core::{Envelope, HeaderField, ReplyShape};
use bytes::Bytes;
use http::{HeaderMap, Response, StatusCode};
use serde_json::{Map, Value, json};

use super::{Answer, FailureRelay, Platform, Received, Refusal, refusal::json_response};
use crate::sandbox::stand_in::{Answered, ExecuteCall};

pub(super) fn execute(platform: &mut Platform, received: &Received<'_>) -> Answer {
    let (connector, action) = (received.parameter("connector"), received.parameter("action"));
    let (envelope, body) = platform.read(received)?;
    let user = received.acting_user().ok_or(Refusal::CredentialNotFound)?;
    let credential = platform.account.credentials.get(envelope.credential_id.as_str());
    let credential = credential.filter(|credential| credential.user == user);
    let credential = credential.ok_or(Refusal::CredentialNotFound)?;
    let Some(stand_in) = platform.stand_ins.get_mut(connector) else {
        return Err(Refusal::unknown_connector(connector));
    };
    if credential.connector != connector {
        return Err(Refusal::CredentialNotFound);
    }
    let call = ExecuteCall::new(action, &user, &envelope, &body, &platform.clock);
    match stand_in.execute(&call).0 {
        Answered::UnknownAction => Err(Refusal::unknown_action(connector, action)),
        Answered::Reply { status, headers, body } if status.is_success() => {
            let key = (connector.to_owned(), action.to_owned());
            *platform.executions.entry(key).or_default() += 1;
            drop(headers);
            Ok(json_response(status, &platform.wrap(body)))
        }
        Answered::Reply { status, headers, body } => {
            Err(Refusal::ByProvider(Box::new(platform.relay(status, headers, body))))
        }
    }
}

impl Platform {
    /// The envelope, and its request body as a tree.
    fn read(&self, received: &Received<'_>) -> Result<(Envelope, Value), Refusal> {
        let mut parts = received.object()?;
        check(&parts)?;
        let ignored = match self.settings.header_field {
            HeaderField::Both => None,
            HeaderField::Headers => parts.remove("additionalHeaders"),
            HeaderField::AdditionalHeaders => parts.remove("headers"),
        };
        let envelope = match ignored {
            None => Envelope::from_slice(received.request.body()),
            Some(_) => Envelope::from_slice(Value::Object(parts.clone()).to_string().as_bytes()),
        };
        let envelope = envelope.map_err(|_| Refusal::invalid("body", "must be an envelope"))?;
        Ok((envelope, parts.remove("requestBody").unwrap_or_default()))
    }

    /// A provider's failure, as the platform passes it on.
    fn relay(&self, status: StatusCode, headers: HeaderMap, body: Value) -> Response<Bytes> {
        match self.settings.failure_relay {
            FailureRelay::PassThrough => {
                let mut response = json_response(status, &body);
                response.headers_mut().extend(headers);
                response
            }
            FailureRelay::InsideOk => json_response(StatusCode::OK, &self.wrap(body)),
        }
    }

    /// The provider's body in the platform's wrapper. `success` is the platform's word on its own
    /// part, so it is true for a provider's failure too.
    fn wrap(&self, body: Value) -> Value {
        match self.settings.reply_shape {
            ReplyShape::SuccessResult => json!({"success": true, "result": body}),
            ReplyShape::SuccessData => json!({"success": true, "data": body}),
            ReplyShape::Bare => body,
            _ => json!({"responseData": body}),
        }
    }
}

/// Checks the parts of an envelope that are known. Others are tolerated.
fn check(parts: &Map<String, Value>) -> Result<(), Refusal> {
    let credential = parts.get("credentialId").and_then(Value::as_str).unwrap_or_default();
    if credential.is_empty() || credential.chars().any(char::is_control) {
        return Err(Refusal::invalid("credentialId", "must be a valid ID"));
    }
    let fits = |property: &str, members_fit: fn(&Value) -> bool| match parts.get(property) {
        None | Some(Value::Null) => true,
        Some(Value::Object(members)) => members.values().all(members_fit),
        Some(_) => false,
    };
    if !fits("pathParams", |_| true) {
        Err(Refusal::invalid("pathParams", "must be an object"))
    } else if !fits("queryParameters", |_| true) {
        Err(Refusal::invalid("queryParameters", "must be an object"))
    } else if !fits("headers", Value::is_string) {
        Err(Refusal::invalid("headers", "must be an object of strings"))
    } else if !fits("additionalHeaders", Value::is_string) {
        Err(Refusal::invalid("additionalHeaders", "must be an object of strings"))
    } else {
        Ok(())
    }
}
