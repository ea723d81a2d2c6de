//! Actions as the catalogue describes them.

use http::Method;
use serde_json::{Map, Value, json};

use super::readable;

/// An action's schema, for [`StandIn::actions`](crate::StandIn::actions).
///
/// Parameters of the path are read off the path itself.
///
/// ```
/// use alloy_testkit::ActionDescription;
/// use http::Method;
/// use serde_json::json;
///
/// let post = ActionDescription::new("chat_postMessage", Method::POST, "/chat.postMessage")
///     .name("Post")
///     .description("Posts a message into a channel.")
///     .resource("messages")
///     .request_body(json!({
///         "type": "object",
///         "required": ["channel", "text"],
///         "properties": {"channel": {"type": "string"}, "text": {"type": "string"}},
///     }))
///     .sample_success_response(json!({"ok": true, "channel": "C1"}));
/// ```
#[derive(Clone, Debug)]
pub struct ActionDescription {
    id: String,
    method: Method,
    path: String,
    name: String,
    description: String,
    resource: String,
    parameters: Vec<Value>,
    request_body: Option<Value>,
    sample: Option<Value>,
}

impl ActionDescription {
    /// An action with its id, and the method and path of the provider's endpoint. In the path,
    /// segments such as `{page_id}` are parameters.
    pub fn new(id: impl Into<String>, method: Method, path: impl Into<String>) -> Self {
        let (id, path) = (id.into(), path.into());
        let in_braces =
            path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
        let parameters = in_braces
            .map(|name| parameter("path", name, &json!({"type": "string"}), true))
            .collect();
        Self {
            name: readable(&id),
            description: String::new(),
            resource: "actions".to_owned(),
            parameters,
            request_body: None,
            sample: None,
            id,
            method,
            path,
        }
    }

    /// The name for people. By default it is made from the id.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = name.into();
        self
    }

    /// A sentence on what the action does.
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.description = description.into();
        self
    }

    /// The resource under which the catalogue lists the action, by default `actions`.
    pub fn resource(mut self, resource: impl Into<String>) -> Self {
        self.resource = resource.into();
        self
    }

    /// A parameter of the query that may be left out, with its JSON Schema.
    #[expect(clippy::needless_pass_by_value, reason = "schemas are written where they are given")]
    pub fn query(mut self, name: &str, schema: Value) -> Self {
        self.parameters.push(parameter("query", name, &schema, false));
        self
    }

    /// A parameter of the query that must be there, with its JSON Schema.
    #[expect(clippy::needless_pass_by_value, reason = "schemas are written where they are given")]
    pub fn required_query(mut self, name: &str, schema: Value) -> Self {
        self.parameters.push(parameter("query", name, &schema, true));
        self
    }

    /// A header for the provider that may be left out: a text.
    pub fn header(mut self, name: &str) -> Self {
        self.parameters.push(parameter("header", name, &json!({"type": "string"}), false));
        self
    }

    /// The JSON Schema of the provider's request body.
    pub fn request_body(mut self, schema: Value) -> Self {
        self.request_body = Some(schema);
        self
    }

    /// What the provider answers, for example.
    pub fn sample_success_response(mut self, sample: Value) -> Self {
        self.sample = Some(sample);
        self
    }

    pub(in crate::sandbox) fn id(&self) -> &str {
        &self.id
    }

    pub(in crate::sandbox) fn resource_name(&self) -> &str {
        &self.resource
    }

    /// The action as resources list it.
    pub(in crate::sandbox) fn summary(&self) -> Value {
        json!({"id": self.id, "name": self.name, "description": self.description})
    }

    /// The action in full. The platform writes the schema of the body itself under `requestBody`.
    pub(in crate::sandbox) fn schema(&self) -> Value {
        let mut schema = Map::from_iter([
            ("id".to_owned(), json!(self.id)),
            ("displayName".to_owned(), json!(self.name)),
            ("description".to_owned(), json!(self.description)),
            ("httpMethod".to_owned(), json!(self.method.as_str().to_lowercase())),
            ("path".to_owned(), json!(self.path)),
            ("parameters".to_owned(), json!(self.parameters)),
        ]);
        for (key, value) in
            [("requestBody", &self.request_body), ("sampleSuccessResponse", &self.sample)]
        {
            if let Some(value) = value {
                schema.insert(key.to_owned(), value.clone());
            }
        }
        Value::Object(schema)
    }
}

fn parameter(place: &str, name: &str, schema: &Value, required: bool) -> Value {
    json!({"name": name, "in": place, "required": required, "schema": schema})
}
