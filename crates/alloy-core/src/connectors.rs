//! What the platform has: connectors, their resources and actions, and what a credential needs.
//!
//! ```
//! use alloy_core::{ApiKey, Platform, connectors::ListResources};
//! use http::Response;
//!
//! let platform = Platform::builder().api_key(ApiKey::new("made-up-key-of-a-test")?).build()?;
//! let list = ListResources::of("hubspot")?;
//! assert_eq!(platform.endpoint_request(&list, None)?.uri().path(), "/connectors/hubspot/resources");
//!
//! let response = Response::new(
//!     r#"{"resources": [{"name": "contacts", "actions": [{"id": "listContacts"}]}]}"#.into(),
//! );
//! let resources = platform.endpoint_output(&list, response)?;
//! assert_eq!(resources[0].actions[0].id.as_str(), "listContacts");
//! # Ok::<(), alloy_core::Error>(())
//! ```
//!
//! With a client it is one call: `client.call(&ListResources::of("hubspot")?).await?`.
//!
//! The routes and replies are those of the platform's reference and of working clients; the one of
//! [`GetConnector`] is named there once, and its reply is on no record. None was verified against
//! the live service.

mod metadata;
mod schema;

use serde::{Deserialize, Deserializer};

use crate::{ActionId, ConnectorId, Error, endpoint::endpoint};

pub use metadata::{CredentialMetadata, GetCredentialMetadata};
pub use schema::{ActionSchema, GetAction, Parameter, ParameterPlace};

/// Lists all connectors of the platform. There are over a thousand, on one page.
#[derive(Clone, Copy, Debug, Default)]
pub struct ListConnectors;

endpoint! {
    ListConnectors => Vec<ConnectorInfo>;
    GET |_this, path| path.fixed("connectors");
    |reply| reply.decode_list(&["connectors", "data"]);
}

/// Retrieves what the platform says of one connector.
///
/// The form of its reply is on no record; it is read as an item of [`ListConnectors`], bare or under
/// `connector` or `data`.
#[derive(Clone, Debug)]
pub struct GetConnector {
    connector: ConnectorId,
}

impl GetConnector {
    /// Checks the connector's id.
    pub fn new(connector: impl AsRef<str>) -> Result<Self, Error> {
        Ok(Self { connector: ConnectorId::new(connector)? })
    }
}

endpoint! {
    GetConnector => ConnectorInfo;
    GET |this, path| path.fixed("connectors").segment("connector id", this.connector.as_str())?;
    |reply| reply.decode_under(&["connector", "data"]);
}

/// Lists the resources of a connector, each with its actions.
#[derive(Clone, Debug)]
pub struct ListResources {
    connector: ConnectorId,
}

impl ListResources {
    /// Checks the connector's id.
    pub fn of(connector: impl AsRef<str>) -> Result<Self, Error> {
        Ok(Self { connector: ConnectorId::new(connector)? })
    }
}

endpoint! {
    ListResources => Vec<Resource>;
    GET |this, path| path
        .fixed("connectors")
        .segment("connector id", this.connector.as_str())?
        .fixed("resources");
    |reply| reply.decode_list(&["resources", "data"]);
}

/// A connector as the platform lists it.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct ConnectorInfo {
    /// Its id, which actions and credentials are asked for by.
    pub id: ConnectorId,
    /// Its name for people, such as `HubSpot`; empty when there is none.
    #[serde(default, deserialize_with = "null_as_default")]
    pub name: String,
    /// The URL of its icon.
    #[serde(default)]
    pub icon: Option<String>,
    /// The platform's groups, such as `input`.
    #[serde(default, deserialize_with = "one_or_many")]
    pub group: Vec<String>,
    /// What it is for, such as `crm`.
    #[serde(default, deserialize_with = "one_or_many")]
    pub category: Vec<String>,
}

/// A kind of thing that a connector's actions are about, such as contacts.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Resource {
    /// Its name on the platform.
    pub name: String,
    /// Its name for people, where that is another.
    #[serde(default)]
    pub display_name: Option<String>,
    /// What it is.
    #[serde(default)]
    pub description: Option<String>,
    /// What can be done with it.
    #[serde(default, deserialize_with = "null_as_default")]
    pub actions: Vec<ActionInfo>,
}

/// An action as a resource lists it; [`GetAction`] tells more.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ActionInfo {
    /// Its id, by which it is executed.
    pub id: ActionId,
    /// Its name for people; lists have it as `name` or as `displayName`.
    #[serde(default)]
    pub name: Option<String>,
    /// Its name for people, where the list has it so.
    #[serde(default)]
    pub display_name: Option<String>,
    /// What it does.
    #[serde(default)]
    pub description: Option<String>,
    /// The method of the provider's own operation, in lower case.
    #[serde(default)]
    pub http_method: Option<String>,
}

/// What is `null` where the platform has nothing to say.
pub(crate) fn null_as_default<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de> + Default,
{
    Ok(Option::deserialize(deserializer)?.unwrap_or_default())
}

/// A list of texts, which some editions have as one text.
fn one_or_many<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Texts {
        One(String),
        Many(Vec<String>),
        None,
    }

    Ok(match Texts::deserialize(deserializer)? {
        Texts::One(text) => vec![text],
        Texts::Many(texts) => texts,
        Texts::None => Vec::new(),
    })
}
