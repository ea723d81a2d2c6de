//! What one action takes and gives, as the platform describes it.

#[cfg(feature = "schema")]
mod check;
mod input;

use http::Method;
use serde::Deserialize;
use serde_json::Value;

use super::null_as_default;
use crate::{ActionId, ConnectorId, Effect, Error, endpoint::endpoint};

/// Asks for the schema of one action.
#[derive(Clone, Debug)]
pub struct GetAction {
    connector: ConnectorId,
    action: ActionId,
}

impl GetAction {
    /// Checks the ids.
    pub fn new(connector: impl AsRef<str>, action: impl AsRef<str>) -> Result<Self, Error> {
        Ok(Self { connector: ConnectorId::new(connector)?, action: ActionId::new(action)? })
    }
}

endpoint! {
    GetAction => ActionSchema;
    GET |this, path| path
        .fixed("connectors")
        .segment("connector id", this.connector.as_str())?
        .fixed("actions")
        .segment("action id", this.action.as_str())?;
    |reply| reply.decode_under(&["action", "data"]);
}

/// What an action takes and gives.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct ActionSchema {
    /// The action's id.
    pub id: ActionId,
    /// Its name for people.
    #[serde(default, alias = "name")]
    pub display_name: Option<String>,
    /// What it does.
    #[serde(default)]
    pub description: Option<String>,
    /// The method of the provider's own operation, in lower case.
    #[serde(default)]
    pub http_method: Option<String>,
    /// The provider's path, with its parameters in braces.
    #[serde(default)]
    pub path: Option<String>,
    /// What goes elsewhere than into the body.
    #[serde(default, deserialize_with = "null_as_default")]
    pub parameters: Vec<Parameter>,
    /// JSON Schema of the body.
    #[serde(default)]
    pub request_body: Option<Value>,
    /// An example of what the provider answers.
    #[serde(default)]
    pub sample_success_response: Option<Value>,
}

/// Something that an action takes beside its body.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct Parameter {
    /// Its name, as it is sent.
    pub name: String,
    /// Where it is sent.
    #[serde(rename = "in")]
    pub place: ParameterPlace,
    /// What it is.
    #[serde(default)]
    pub description: Option<String>,
    /// Whether the action needs it. A required header may be one that the platform fills in from the
    /// credential.
    #[serde(default, deserialize_with = "null_as_default")]
    pub required: bool,
    /// JSON Schema of its value.
    #[serde(default)]
    pub schema: Option<Value>,
}

/// Where a parameter is sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum ParameterPlace {
    /// In the provider's path.
    Path,
    /// In the provider's query.
    Query,
    /// As a header for the provider.
    Header,
    /// Somewhere that this SDK has no part for, such as a cookie.
    #[serde(other)]
    Other,
}

impl ActionSchema {
    /// Whether the action may be repeated, by the method of the provider's operation.
    ///
    /// Providers have reads that are a `POST`, such as searches. They count as writes here.
    pub fn effect(&self) -> Effect {
        let method = self.http_method.as_deref().map(str::to_ascii_uppercase);
        let method = method.and_then(|method| Method::from_bytes(method.as_bytes()).ok());
        method.map_or(Effect::Write, |method| Effect::of_method(&method))
    }
}
