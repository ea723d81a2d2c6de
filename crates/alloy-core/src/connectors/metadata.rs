//! What a credential of a connector needs.

use serde::Deserialize;
use serde_json::Value;

use super::null_as_default;
use crate::{ConnectorId, Error, credentials::AuthenticationType, endpoint::endpoint};

/// Asks how a user can be connected to a connector: one answer for each type of authentication.
#[derive(Clone, Debug)]
pub struct GetCredentialMetadata {
    connector: ConnectorId,
}

impl GetCredentialMetadata {
    /// Checks the connector's id.
    pub fn of(connector: impl AsRef<str>) -> Result<Self, Error> {
        Ok(Self { connector: ConnectorId::new(connector)? })
    }
}

endpoint! {
    GetCredentialMetadata => Vec<CredentialMetadata>;
    GET |this, path| path
        .fixed("connectors")
        .segment("connector id", this.connector.as_str())?
        .fixed("credentials/metadata");
    |reply| reply.decode_list(&["metadata", "data"]);
}

/// One way to make a credential for a connector.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct CredentialMetadata {
    /// The type of authentication, as creating a credential wants it.
    pub authentication_type: AuthenticationType,
    /// Whether an authentication config of one's own, made in Alloy's dashboard, is required.
    #[serde(default, deserialize_with = "null_as_default")]
    pub auth_config_required: bool,
    /// JSON Schema of the body that creates a credential.
    #[serde(default)]
    pub input_schema: Option<Value>,
    /// An example of that body.
    #[serde(default)]
    pub sample_input: Option<Value>,
}

impl CredentialMetadata {
    /// JSON Schema of what the connector itself asks for: a subdomain, a region, an API key.
    pub fn data_schema(&self) -> Option<&Value> {
        self.input_schema.as_ref()?.get("properties")?.get("data")
    }

    /// The names of what the connector itself asks for and does not do without.
    pub fn required_data(&self) -> impl Iterator<Item = &str> {
        let required = self.data_schema().and_then(|schema| schema.get("required")?.as_array());
        required.into_iter().flatten().filter_map(Value::as_str)
    }

    /// Checks what is to be the `data` of a credential against the schema: an object that has all
    /// that is required, each of the type that the schema says.
    ///
    /// The error names the field, as `data.subdomain`, and never its value.
    pub fn check_data(&self, data: Option<&Value>) -> Result<(), Error> {
        let Some(schema) = self.data_schema() else { return Ok(()) };
        let needs = self.input_schema.as_ref().is_some_and(|schema| names(schema, "data"));
        let empty = Value::Object(serde_json::Map::new());
        match data {
            None if !needs && self.required_data().next().is_none() => Ok(()),
            None => check(schema, &empty, "data"),
            Some(data) => check(schema, data, "data"),
        }
    }
}

/// Whether `schema` requires a property.
fn names(schema: &Value, property: &str) -> bool {
    let required = schema.get("required").and_then(Value::as_array);
    required.is_some_and(|names| names.iter().any(|name| name == property))
}

/// The part of JSON Schema that forms of credentials use: types, required properties, constants and
/// choices. What it does not know passes, and the platform decides.
fn check(schema: &Value, value: &Value, path: &str) -> Result<(), Error> {
    let wrong = |problem: String| Err(Error::invalid_request(path, problem));
    if let Some(kinds) = schema.get("type")
        && !is_of(kinds, value)
    {
        let kinds = kinds.as_str().map_or_else(|| kinds.to_string(), str::to_owned);
        return wrong(format!("must be of the type {kinds}"));
    }
    if schema.get("const").is_some_and(|constant| constant != value) {
        return wrong("is not the one value that is allowed".to_owned());
    }
    if let Some(choices) = schema.get("enum").and_then(Value::as_array)
        && !choices.contains(value)
    {
        let choices: Vec<String> = choices.iter().map(Value::to_string).collect();
        return wrong(format!("must be one of {}", choices.join(", ")));
    }
    let required = schema.get("required").and_then(Value::as_array);
    for name in required.into_iter().flatten().filter_map(Value::as_str) {
        if value.get(name).is_none_or(Value::is_null) {
            let path = format!("{path}.{name}");
            let title = describe(schema, name);
            return Err(Error::invalid_request(path, format!("is required{title}")));
        }
    }
    let properties = schema.get("properties").and_then(Value::as_object);
    for (name, schema) in properties.into_iter().flatten() {
        if let Some(value) = value.get(name).filter(|value| !value.is_null()) {
            check(schema, value, &format!("{path}.{name}"))?;
        }
    }
    Ok(())
}

/// What the schema says a property is, for a person who is to fill it in.
fn describe(schema: &Value, property: &str) -> String {
    let property = schema.get("properties").and_then(|properties| properties.get(property));
    let text = property.and_then(|property| {
        property.get("description").or_else(|| property.get("title"))?.as_str()
    });
    text.map(|text| format!(": {text}")).unwrap_or_default()
}

fn is_of(kinds: &Value, value: &Value) -> bool {
    match kinds {
        Value::Array(kinds) => kinds.iter().any(|kind| is_of(kind, value)),
        Value::String(kind) => match &**kind {
            "object" => value.is_object(),
            "array" => value.is_array(),
            "string" => value.is_string(),
            "boolean" => value.is_boolean(),
            "number" => value.is_number(),
            "integer" => value.is_i64() || value.is_u64(),
            "null" => value.is_null(),
            _ => true,
        },
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn metadata() -> CredentialMetadata {
        serde_json::from_value(json!({
            "authenticationType": "made-up-key",
            "inputSchema": {
                "type": "object",
                "properties": {"data": {
                    "type": "object",
                    "properties": {
                        "subdomain": {"type": "string", "description": "What stands before .example.com"},
                        "port": {"type": ["integer", "null"]},
                        "region": {"enum": ["eu", "us"]},
                        "nested": {"type": "object", "required": ["inner"]}
                    },
                    "required": ["subdomain"]
                }},
                "required": ["userId", "data"]
            }
        }))
        .unwrap()
    }

    #[test]
    fn the_missing_field_is_named() {
        let metadata = metadata();
        assert_eq!(metadata.required_data().collect::<Vec<_>>(), ["subdomain"]);
        for (data, path) in [
            (None, "data.subdomain"),
            (Some(json!({})), "data.subdomain"),
            (Some(json!({"subdomain": null})), "data.subdomain"),
            (Some(json!({"subdomain": 7})), "data.subdomain"),
            (Some(json!("planted")), "data"),
            (Some(json!({"subdomain": "planted", "port": "planted"})), "data.port"),
            (Some(json!({"subdomain": "planted", "region": "planted"})), "data.region"),
            (Some(json!({"subdomain": "planted", "nested": {}})), "data.nested.inner"),
        ] {
            let error = metadata.check_data(data.as_ref()).unwrap_err();
            assert_eq!(error.path(), Some(path), "{data:?}");
            assert!(!format!("{error:?}").contains("planted"), "{error}");
        }
        let error = metadata.check_data(None).unwrap_err();
        assert!(error.message().contains("What stands before"), "{error}");
        metadata.check_data(Some(&json!({"subdomain": "a", "port": null, "other": 1}))).unwrap();
    }

    #[test]
    fn what_is_not_asked_for_is_not_checked() {
        let bare: CredentialMetadata =
            serde_json::from_value(json!({"authenticationType": "oauth2", "new": [1]})).unwrap();
        assert!(!bare.auth_config_required);
        bare.check_data(None).unwrap();
        bare.check_data(Some(&json!({"region": "com"}))).unwrap();
        for odd in [json!(true), json!({"properties": {"data": []}}), json!(null)] {
            let metadata = CredentialMetadata { input_schema: Some(odd), ..bare.clone() };
            metadata.check_data(Some(&json!({}))).unwrap();
        }
    }
}
