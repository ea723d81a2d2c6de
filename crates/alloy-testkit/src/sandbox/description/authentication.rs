//! Ways to authenticate as the catalogue describes them.

use alloy_core::UserId;
use serde_json::{Map, Value, json};

/// A way to get a credential for a connector, for
/// [`StandIn::authentication`](crate::StandIn::authentication).
///
/// ```
/// use alloy_testkit::Authentication;
/// use serde_json::json;
///
/// let in_a_browser = Authentication::oauth2();
/// let by_key = Authentication::key("apiKey").data(json!({
///     "type": "object",
///     "properties": {"subdomain": {"type": "string"}, "apiKey": {"type": "string"}},
///     "required": ["subdomain", "apiKey"],
/// }));
/// ```
#[derive(Clone, Debug)]
pub struct Authentication {
    /// As it is called on the wire.
    name: String,
    is_oauth2: bool,
    data: Option<Value>,
    auth_config: bool,
}

const OAUTH2: &str = "oauth2";

impl Authentication {
    /// Consent in a browser. The credential is made when the user approves.
    pub fn oauth2() -> Self {
        Self { name: OAUTH2.to_owned(), is_oauth2: true, data: None, auth_config: false }
    }

    /// Secrets that are given under [`data`](Self::data). The credential is made at once.
    ///
    /// The names that the live service has for such types are not on record, so the stand-in
    /// chooses one.
    pub fn key(authentication_type: impl Into<String>) -> Self {
        Self { name: authentication_type.into(), is_oauth2: false, data: None, auth_config: false }
    }

    /// The JSON Schema of what the user has to give under `data`. The sandbox checks that what is
    /// `required` is there and that properties of type `string` are texts.
    pub fn data(mut self, schema: Value) -> Self {
        self.data = Some(schema);
        self
    }

    /// An `authConfigId` must be given, for an OAuth application of one's own.
    pub fn auth_config_required(mut self) -> Self {
        self.auth_config = true;
        self
    }

    pub(in crate::sandbox) fn authentication_type(&self) -> &str {
        &self.name
    }

    pub(in crate::sandbox) fn is_oauth2(&self) -> bool {
        self.is_oauth2
    }

    pub(in crate::sandbox) fn needs_auth_config(&self) -> bool {
        self.auth_config
    }

    pub(in crate::sandbox) fn data_schema(&self) -> Option<&Value> {
        self.data.as_ref()
    }

    /// The entry of the catalogue, with a sample input for a user.
    pub(in crate::sandbox) fn metadata(&self, user: &UserId) -> Value {
        let mut properties = json!({
            "userId": {"type": "string", "description": "User ID of the credential"},
            "authenticationType": {
                "type": "string",
                "description": "Type of authentication method of the connector",
                "const": self.name,
            },
        });
        let mut required = vec!["userId", "authenticationType"];
        let mut sample = json!({"userId": user, "authenticationType": self.name});
        if self.is_oauth2 {
            properties["redirectUri"] = json!({
                "type": "string",
                "format": "uri",
                "description": "Redirect URI for OAuth authentication",
            });
            required.push("redirectUri");
            sample["redirectUri"] = json!("https://example.com");
        }
        if self.auth_config {
            properties["authConfigId"] = json!({"type": "string"});
            required.push("authConfigId");
            sample["authConfigId"] = json!("0123456789abcdef01234567");
        }
        if let Some(data) = &self.data {
            properties["data"] = data.clone();
            required.push("data");
            let named = data["properties"].as_object().into_iter().flatten();
            let sampled: Map<_, _> =
                named.map(|(name, _)| (name.clone(), json!("string"))).collect();
            sample["data"] = Value::Object(sampled);
        }
        json!({
            "authenticationType": self.name,
            "authConfigRequired": self.auth_config,
            "inputSchema": {"type": "object", "properties": properties, "required": required},
            "sampleInput": sample,
        })
    }
}
