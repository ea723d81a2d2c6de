//! Stored authorisations of users for connectors.
//!
//! A credential of an OAuth connector is made by a person in a browser: [`CreateCredential`] gives
//! the URL to send that person to, and later the credential is in [`ListCredentials`]. One of a
//! connector with keys is made at once.
//!
//! ```
//! use alloy_core::{
//!     ApiKey, Platform, UserId,
//!     credentials::{CreateCredential, NewCredential},
//! };
//! use http::Response;
//!
//! let platform = Platform::builder().api_key(ApiKey::new("made-up-key-of-a-test")?).build()?;
//! let ada = UserId::new("68fe36549000cce448466858")?;
//! let start = CreateCredential::oauth("notion", ada, "https://app.example.com/connected")?;
//! let request = platform.endpoint_request(&start, None)?;
//! assert_eq!(request.uri().path(), "/connectors/notion/credentials");
//!
//! let response = Response::new(r#"{"oauthUrl": "https://api.example.com/authorize"}"#.into());
//! match platform.endpoint_output(&start, response)? {
//!     NewCredential::Consent(url) => assert!(url.expose().starts_with("https://")),
//!     other => unreachable!("{other:?}"),
//! }
//! # Ok::<(), alloy_core::Error>(())
//! ```
//!
//! The platform never hands out the tokens of a provider. The forms are those of its reference and
//! of working clients; what comes back for a connector with keys is a guess. None was verified
//! against the live service.

mod create;

use serde::Deserialize;

use crate::{ActingUser, ConnectorId, CredentialId, Error, UserId, endpoint::endpoint};

pub use crate::id::{AuthConfigId, AuthenticationType};
pub use create::{CreateCredential, NewCredential, OAuthUrl};

/// Lists the credentials of the acting user for one connector.
#[derive(Clone, Debug)]
pub struct ListCredentials {
    connector: ConnectorId,
    user: Option<UserId>,
}

impl ListCredentials {
    /// Those of whomever the caller acts for.
    pub fn of(connector: impl AsRef<str>) -> Result<Self, Error> {
        Ok(Self { connector: ConnectorId::new(connector)?, user: None })
    }

    /// Those of this user, whomever the caller acts for.
    pub fn user(mut self, user: UserId) -> Self {
        self.user = Some(user);
        self
    }
}

endpoint! {
    ListCredentials => Vec<Credential>;
    GET |this, path| path
        .fixed("connectors")
        .segment("connector id", this.connector.as_str())?
        .fixed("credentials");
    |reply| reply.decode_list(&["credentials", "data"]);

    fn acting_user(&self) -> ActingUser<'_> {
        self.user.as_ref().map_or(ActingUser::Caller, ActingUser::Named)
    }
}

/// Lists all credentials of a user, for every connector.
///
/// Two routes are on record. Working clients use the one under `/users`, the platform's newer
/// reference has the one under `/credentials`.
#[derive(Clone, Debug)]
pub struct ListUserCredentials {
    user: UserId,
    route: UserRoute,
}

#[derive(Clone, Copy, Debug)]
enum UserRoute {
    Users,
    Credentials,
}

impl ListUserCredentials {
    /// Those of this user, by `/users/{id}/credentials`.
    pub fn of(user: UserId) -> Self {
        Self { user, route: UserRoute::Users }
    }

    /// Those of this user, by `/credentials/users/{id}`, for a platform that no longer has the other
    /// route.
    pub fn by_credentials_route(user: UserId) -> Self {
        Self { user, route: UserRoute::Credentials }
    }
}

endpoint! {
    ListUserCredentials => Vec<Credential>;
    GET |this, path| match this.route {
        UserRoute::Users => path
            .fixed("users")
            .segment("user id", this.user.as_str())?
            .fixed("credentials"),
        UserRoute::Credentials => {
            path.fixed("credentials/users").segment("user id", this.user.as_str())?
        }
    };
    |reply| reply.decode_list(&["data", "credentials"]);

    fn acting_user(&self) -> ActingUser<'_> {
        ActingUser::Named(&self.user)
    }
}

/// Deletes a credential.
///
/// Two routes are on record. The one by user is in the platform's reference, the one by connector in
/// its own demonstration.
#[derive(Clone, Debug)]
pub struct DeleteCredential {
    owner: Owner,
    credential: CredentialId,
}

#[derive(Clone, Debug)]
enum Owner {
    Connector(ConnectorId),
    User(UserId),
}

impl DeleteCredential {
    /// A credential of the acting user for this connector.
    pub fn of_connector(
        connector: impl AsRef<str>,
        credential: CredentialId,
    ) -> Result<Self, Error> {
        Ok(Self { owner: Owner::Connector(ConnectorId::new(connector)?), credential })
    }

    /// A credential of this user.
    pub fn of_user(user: UserId, credential: CredentialId) -> Self {
        Self { owner: Owner::User(user), credential }
    }
}

endpoint! {
    DeleteCredential => ();
    DELETE |this, path| {
        match &this.owner {
            Owner::Connector(id) => path.fixed("connectors").segment("connector id", id.as_str())?,
            Owner::User(id) => path.fixed("users").segment("user id", id.as_str())?,
        };
        path.fixed("credentials").segment("credential id", this.credential.as_str())?
    };
    |reply| reply.done();

    fn acting_user(&self) -> ActingUser<'_> {
        match &self.owner {
            Owner::Connector(_) => ActingUser::Caller,
            Owner::User(user) => ActingUser::Named(user),
        }
    }
}

/// A stored authorisation, as the platform lists it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Credential {
    /// Its id, which actions are executed with.
    #[serde(rename = "credentialId")]
    pub id: CredentialId,
    /// Its name for people, such as `Ada's Notion`.
    #[serde(default)]
    pub name: Option<String>,
    /// The connector's id and the type of authentication, such as `notion-oauth2`; older ones have
    /// the connector's id alone.
    #[serde(default, rename = "type")]
    pub kind: Option<String>,
    /// When it was made, by RFC 3339, in UTC.
    #[serde(default)]
    pub created_at: Option<String>,
    /// When it was last changed, by RFC 3339, in UTC.
    #[serde(default)]
    pub updated_at: Option<String>,
}

impl Credential {
    /// The connector that it is for, as far as its type tells.
    ///
    /// Lists carry no connector id. Only the ending `-oauth2` is on record, so a type that ends
    /// otherwise is taken for the connector's id as a whole.
    ///
    /// ```
    /// # use alloy_core::credentials::Credential;
    /// let json = r#"{"credentialId": "67a37f29e0aa276e50d7253a", "type": "zohoCRM-oauth2"}"#;
    /// let credential: Credential = serde_json::from_str(json)?;
    /// assert_eq!(credential.connector(), Some("zohoCRM"));
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    pub fn connector(&self) -> Option<&str> {
        let kind = self.kind.as_deref()?;
        Some(kind.strip_suffix("-oauth2").unwrap_or(kind))
    }
}
