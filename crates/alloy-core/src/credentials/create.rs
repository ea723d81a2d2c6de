//! Making a credential, or starting what makes one.

use std::fmt;

use bytes::Bytes;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{AuthConfigId, AuthenticationType};
use crate::{
    ConnectorId, CredentialId, Error, UserId,
    endpoint::{endpoint, json},
    secret::secret,
};

/// Creates a credential of a user, or starts the OAuth flow that ends with one.
///
/// Which types of authentication a connector has, and what each needs, tells
/// [`GetCredentialMetadata`](crate::connectors::GetCredentialMetadata). Only the word `oauth2` is on
/// record, so take the others from there. Not repeated when it is unknown whether it ran.
#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CreateCredential {
    #[serde(skip)]
    connector: ConnectorId,
    user_id: UserId,
    authentication_type: AuthenticationType,
    #[serde(skip_serializing_if = "Option::is_none")]
    redirect_uri: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    auth_config_id: Option<AuthConfigId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<Value>,
}

impl CreateCredential {
    /// A credential of this type of authentication.
    pub fn new(
        connector: impl AsRef<str>,
        user: UserId,
        authentication_type: AuthenticationType,
    ) -> Result<Self, Error> {
        Ok(Self {
            connector: ConnectorId::new(connector)?,
            user_id: user,
            authentication_type,
            redirect_uri: None,
            auth_config_id: None,
            data: None,
        })
    }

    /// Starts the OAuth flow. `redirect_uri` is where the browser ends up after consent; the
    /// platform adds nothing to it.
    pub fn oauth(
        connector: impl AsRef<str>,
        user: UserId,
        redirect_uri: impl Into<String>,
    ) -> Result<Self, Error> {
        let mut this = Self::new(connector, user, AuthenticationType::oauth2())?;
        this.redirect_uri = Some(redirect_uri.into());
        Ok(this)
    }

    /// Where the browser ends up after consent.
    pub fn redirect_uri(mut self, uri: impl Into<String>) -> Self {
        self.redirect_uri = Some(uri.into());
        self
    }

    /// An authentication config of one's own, made in Alloy's dashboard.
    pub fn auth_config(mut self, id: AuthConfigId) -> Self {
        self.auth_config_id = Some(id);
        self
    }

    /// What the connector itself asks for: a subdomain, a region, an API key. Checked by
    /// [`CredentialMetadata::check_data`](crate::connectors::CredentialMetadata::check_data).
    pub fn data(mut self, data: impl Into<Value>) -> Self {
        self.data = Some(data.into());
        self
    }
}

endpoint! {
    CreateCredential => NewCredential, for Nobody;
    POST |this, path| path
        .fixed("connectors")
        .segment("connector id", this.connector.as_str())?
        .fixed("credentials");
    |reply| {
        reply.done()?;
        let made: Option<Made> = reply.decode_under(&["credential", "data"])?;
        Ok(match made {
            Some(Made { oauth_url: Some(url), .. }) => NewCredential::Consent(url),
            Some(Made { credential_id: Some(id), .. }) => NewCredential::Created(id),
            _ => NewCredential::Unnamed,
        })
    };

    fn body(&self) -> Result<Bytes, Error> {
        json(self)
    }

    fn secrets(&self) -> Vec<&str> {
        let mut secrets = Vec::new();
        if let Some(data) = &self.data {
            texts(data, &mut secrets);
        }
        secrets
    }
}

/// Shorter texts are regions and the like, and taking them out would garble a message.
const SHORTEST_SECRET: usize = 6;

fn texts<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
    match value {
        Value::String(text) if text.len() >= SHORTEST_SECRET => found.push(text),
        Value::Array(items) => items.iter().for_each(|item| texts(item, found)),
        Value::Object(map) => map.values().for_each(|item| texts(item, found)),
        _ => {}
    }
}

impl fmt::Debug for CreateCredential {
    /// The data may be keys and is left out.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CreateCredential")
            .field("connector", &self.connector)
            .field("user", &self.user_id)
            .field("authentication_type", &self.authentication_type)
            .finish_non_exhaustive()
    }
}

/// What came of creating a credential.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum NewCredential {
    /// Nothing yet: a person has to consent, at this URL.
    Consent(OAuthUrl),
    /// The credential of this id.
    Created(CredentialId),
    /// A credential whose id the platform did not tell: it is the newest of the user's list.
    Unnamed,
}

secret! {
    /// The URL at which a person consents. It holds a token, on record as good for one hour: hand
    /// it to that person only.
    OAuthUrl
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Made {
    oauth_url: Option<OAuthUrl>,
    credential_id: Option<CredentialId>,
}
