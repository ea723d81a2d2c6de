//! Credentials: made by a connector's authentication, listed, deleted.
//!
//! Not on record, and decided here: a credential that needs no browser is answered with its id
//! alone, both ways to delete answer alike, and a foreign credential is refused as an unknown one.

use alloy_core::{CredentialId, UserId};
use serde_json::{Map, Value, json};

use super::{
    Answer, Platform, Received, Refusal,
    received::{granted, required_text},
};
use crate::sandbox::{
    account::{Credential, User},
    clock::before_the_start,
    description::Authentication,
};

/// `POST /connectors/{connector}/credentials`
pub(super) fn create(platform: &mut Platform, received: &Received<'_>) -> Answer {
    let connector = received.parameter("connector");
    let known = platform.stand_in(connector)?.authentication();
    let body = received.object()?;
    let given = body.get("userId").and_then(Value::as_str).unwrap_or_default();
    let user = platform.user(given)?.id.clone();
    let authentication_type = required_text(&body, "authenticationType")?;
    let authentication = known
        .iter()
        .find(|authentication| authentication.authentication_type() == authentication_type)
        .ok_or_else(|| Refusal::UnsupportedAuthentication {
            authentication_type: authentication_type.to_owned(),
        })?;
    check_input(authentication, &body)?;
    if authentication.is_oauth2() {
        let redirect = required_text(&body, "redirectUri")?;
        let link = platform.authorization_link(received.origin, connector, &user, redirect)?;
        return granted(&json!({"oauthUrl": link}));
    }
    let id = platform.connect(&user, connector, authentication_type);
    granted(&json!({"credentialId": id}))
}

/// `GET /connectors/{connector}/credentials`, of the acting user.
pub(super) fn of_connector(platform: &mut Platform, received: &Received<'_>) -> Answer {
    let connector = received.parameter("connector");
    platform.stand_in(connector)?;
    let credentials = match received.acting_user() {
        Some(user) => platform.credentials(&user, Some(connector)),
        None => Vec::new(),
    };
    granted(&json!({"credentials": credentials}))
}

/// `GET /users/{user}/credentials` and `GET /credentials/users/{user}`, for all connectors.
pub(super) fn of_user(platform: &mut Platform, received: &Received<'_>) -> Answer {
    let user = platform.user(received.parameter("user"))?.id.clone();
    granted(&json!({"data": platform.credentials(&user, None)}))
}

/// `DELETE /connectors/{connector}/credentials/{credential}`, of the acting user.
pub(super) fn delete_of_connector(platform: &mut Platform, received: &Received<'_>) -> Answer {
    let connector = received.parameter("connector");
    platform.stand_in(connector)?;
    let user = received.acting_user();
    platform.delete(received, |credential| {
        Some(&credential.user) == user.as_ref() && credential.connector == connector
    })
}

/// `DELETE /users/{user}/credentials/{credential}`
pub(super) fn delete_of_user(platform: &mut Platform, received: &Received<'_>) -> Answer {
    let user = platform.user(received.parameter("user"))?.id.clone();
    platform.delete(received, |credential| credential.user == user)
}

impl Platform {
    /// Makes a credential of a user for a connector.
    pub(in crate::sandbox) fn connect(
        &mut self,
        user: &UserId,
        connector: &str,
        authentication_type: &str,
    ) -> CredentialId {
        let mut credential = self.first_credential(user, connector);
        authentication_type.clone_into(&mut credential.authentication_type);
        credential.created = self.clock.get_mut().now();
        self.account.credentials.add(credential)
    }

    /// A credential as there is one from the start.
    pub(in crate::sandbox) fn first_credential(
        &self,
        user: &UserId,
        connector: &str,
    ) -> Credential {
        let stand_in = self.stand_ins.get(connector);
        let service = stand_in.map_or_else(|| connector.to_owned(), |stand_in| stand_in.name());
        let ways = stand_in.map(|stand_in| stand_in.authentication()).unwrap_or_default();
        let way = ways.first().map_or("oauth2", Authentication::authentication_type);
        let holder = self.account.users.get(user.as_str()).map_or("User", User::display_name);
        Credential {
            user: user.clone(),
            connector: connector.to_owned(),
            authentication_type: way.to_owned(),
            name: format!("{holder}'s {service}"),
            created: before_the_start(),
        }
    }

    fn credentials(&self, user: &UserId, connector: Option<&str>) -> Vec<Value> {
        let credentials = self.account.credentials.of(user, connector);
        credentials.into_iter().map(|(id, credential)| credential.to_json(id)).collect()
    }

    fn delete(&mut self, received: &Received<'_>, wanted: impl Fn(&Credential) -> bool) -> Answer {
        if self.account.credentials.remove(received.parameter("credential"), wanted) {
            granted(&json!({"success": true}))
        } else {
            Err(Refusal::CredentialNotFound)
        }
    }
}

/// Checks what the connector asks for under `data`: that it is there, and that texts are texts.
fn check_input(authentication: &Authentication, body: &Map<String, Value>) -> Result<(), Refusal> {
    if authentication.needs_auth_config() {
        required_text(body, "authConfigId")?;
    }
    let Some(schema) = authentication.data_schema() else { return Ok(()) };
    let none = Map::new();
    let data = match body.get("data") {
        Some(Value::Object(data)) => data,
        None | Some(Value::Null) => &none,
        Some(_) => return Err(Refusal::invalid("data", "must be an object")),
    };
    let required = schema["required"].as_array().into_iter().flatten().filter_map(Value::as_str);
    for name in required {
        if data.get(name).is_none_or(Value::is_null) {
            return Err(Refusal::invalid(format!("data.{name}"), "is required"));
        }
    }
    for (name, value) in data {
        if schema["properties"][name]["type"] == "string" && !value.is_string() {
            return Err(Refusal::invalid(format!("data.{name}"), "must be a string"));
        }
    }
    Ok(())
}
