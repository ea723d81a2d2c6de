//! `POST /connectors/{connector}/actions/{action}/execute`

use alloy_core::{Envelope, HeaderField, ReplyShape, UserId};
use bytes::Bytes;
use http::{HeaderMap, Request, Response, StatusCode};
use serde_json::{Map, Value, json};

use super::{BODY_LIMIT, FailureRelay, Platform, Refusal, refusal::json_response};
use crate::sandbox::stand_in::{Answered, ExecuteCall};

const USER: &str = "x-alloy-userid";

impl Platform {
    pub(super) fn execute(
        &mut self,
        connector: &str,
        action: &str,
        request: &Request<Bytes>,
    ) -> Result<Response<Bytes>, Refusal> {
        if request.body().len() > BODY_LIMIT {
            return Err(Refusal::TooLarge);
        }
        let (envelope, body) = self.read(request.body())?;
        let user = self.acting_user(request.headers())?;
        let holder = self.account.holder(&envelope.credential_id);
        let holder = holder.filter(|holder| holder.user == user);
        let holder = holder.ok_or(Refusal::CredentialNotFound)?;
        let Some(stand_in) = self.stand_ins.get_mut(connector) else {
            return Err(Refusal::UnknownConnector { connector: connector.to_owned() });
        };
        if holder.connector != connector {
            return Err(Refusal::CredentialNotFound);
        }
        let call = ExecuteCall::new(action, &user, &envelope, &body, &self.clock);
        match stand_in.execute(&call).0 {
            Answered::UnknownAction => Err(Refusal::UnknownAction {
                connector: connector.to_owned(),
                action: action.to_owned(),
            }),
            Answered::Reply { status, headers, body } => {
                if status.is_success() {
                    let key = (connector.to_owned(), action.to_owned());
                    *self.executions.entry(key).or_default() += 1;
                }
                Ok(self.relay(status, headers, body))
            }
        }
    }

    /// The envelope, and its request body as a tree.
    fn read(&self, body: &[u8]) -> Result<(Envelope, Value), Refusal> {
        let Ok(Value::Object(mut parts)) = serde_json::from_slice(body) else {
            return Err(invalid("body", "body must be a JSON object"));
        };
        check(&parts)?;
        let ignored = match self.settings.header_field {
            HeaderField::Both => None,
            HeaderField::Headers => parts.remove("additionalHeaders"),
            HeaderField::AdditionalHeaders => parts.remove("headers"),
        };
        let envelope = match ignored {
            None => Envelope::from_slice(body),
            Some(_) => Envelope::from_slice(Value::Object(parts.clone()).to_string().as_bytes()),
        };
        let envelope = envelope.map_err(|_| invalid("body", "body must be an envelope"))?;
        Ok((envelope, parts.remove("requestBody").unwrap_or_default()))
    }

    /// The user that the request names, or else the one that the key belongs to.
    fn acting_user(&self, headers: &HeaderMap) -> Result<UserId, Refusal> {
        match headers.get(USER) {
            None => Ok(self.account.user.clone()),
            Some(value) => str::from_utf8(value.as_bytes())
                .ok()
                .and_then(|text| UserId::new(text).ok())
                .ok_or(Refusal::CredentialNotFound),
        }
    }

    /// What the provider answered, as the platform passes it on.
    fn relay(&self, status: StatusCode, headers: HeaderMap, body: Value) -> Response<Bytes> {
        if status.is_success() {
            return json_response(status, &self.wrap(body));
        }
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

fn invalid(property: &'static str, problem: &'static str) -> Refusal {
    Refusal::Invalid { property, problem }
}

/// Checks the parts of an envelope that are known. Others are tolerated.
fn check(parts: &Map<String, Value>) -> Result<(), Refusal> {
    let credential = parts.get("credentialId").and_then(Value::as_str).unwrap_or_default();
    if credential.is_empty() || credential.chars().any(char::is_control) {
        return Err(invalid("credentialId", "credentialId must be a valid ID"));
    }
    let fits = |property: &str, members_fit: fn(&Value) -> bool| match parts.get(property) {
        None | Some(Value::Null) => true,
        Some(Value::Object(members)) => members.values().all(members_fit),
        Some(_) => false,
    };
    if !fits("pathParams", |_| true) {
        Err(invalid("pathParams", "pathParams must be an object"))
    } else if !fits("queryParameters", |_| true) {
        Err(invalid("queryParameters", "queryParameters must be an object"))
    } else if !fits("headers", Value::is_string) {
        Err(invalid("headers", "headers must be an object of strings"))
    } else if !fits("additionalHeaders", Value::is_string) {
        Err(invalid("additionalHeaders", "additionalHeaders must be an object of strings"))
    } else {
        Ok(())
    }
}
