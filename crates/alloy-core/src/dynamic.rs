//! An operation of which nothing is known at compile time.

use std::{collections::BTreeMap, sync::Arc};

use serde_json::Value;

use crate::{
    Action, ActionId, Connector, ConnectorId, Effect, EnvelopeWriter, Error, Header, Headers,
    Operation, Reply,
};

/// Any action of any connector, put together at run time, with JSON for its parts and its output.
///
/// Its effect is [`Effect::Write`] unless [`with_effect`](Self::with_effect) knows better. Behind a
/// client that has a connector of that id registered, it gets that connector's headers and error
/// reading.
///
/// ```
/// use alloy_core::{DynamicAction, Effect};
/// use serde_json::json;
///
/// let action = DynamicAction::new("hubspot", "createContact")?
///     .with_body(json!({"properties": {"email": "person@example.com"}}));
/// let list = DynamicAction::new("slack", "users_list")?
///     .with_effect(Effect::Read)
///     .with_query("limit", 50);
/// # Ok::<(), alloy_core::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct DynamicAction {
    connector: NamedConnector,
    action: ActionId,
    effect: Effect,
    body: Option<Arc<Value>>,
    path: BTreeMap<String, String>,
    query: BTreeMap<String, Value>,
    headers: Headers,
}

/// A connector of which only the id is known.
#[derive(Clone, Debug)]
struct NamedConnector(ConnectorId);

impl Connector for NamedConnector {
    fn id(&self) -> &str {
        self.0.as_str()
    }
}

impl DynamicAction {
    /// An action by its ids, without parameters.
    pub fn new(connector: impl AsRef<str>, action: impl AsRef<str>) -> Result<Self, Error> {
        Ok(Self {
            connector: NamedConnector(ConnectorId::new(connector)?),
            action: ActionId::new(action)?,
            effect: Effect::default(),
            body: None,
            path: BTreeMap::new(),
            query: BTreeMap::new(),
            headers: Headers::new(),
        })
    }

    /// Whether the action may be repeated.
    pub fn with_effect(mut self, effect: Effect) -> Self {
        self.effect = effect;
        self
    }

    /// The provider's request body.
    pub fn with_body(mut self, body: impl Into<Value>) -> Self {
        self.body = Some(Arc::new(body.into()));
        self
    }

    /// A parameter of the provider's path: a text as it is, anything else as its JSON.
    ///
    /// ```
    /// # use alloy_core::{CredentialId, DynamicAction, Envelope};
    /// # use serde_json::json;
    /// let page = json!({"id": "plans", "version": 7});
    /// let action = DynamicAction::new("wiki", "getVersion")?
    ///     .with_path("page", page["id"].clone())
    ///     .with_path("version", page["version"].clone());
    /// let envelope = Envelope::of(&action, &CredentialId::new("credential")?)?;
    /// assert_eq!(envelope.path_params["page"], "plans");
    /// assert_eq!(envelope.path_params["version"], "7");
    /// # Ok::<(), alloy_core::Error>(())
    /// ```
    pub fn with_path(mut self, name: impl Into<String>, value: impl Into<Value>) -> Self {
        let text = match value.into() {
            Value::String(text) => text,
            other => other.to_string(),
        };
        self.path.insert(name.into(), text);
        self
    }

    /// A parameter of the provider's query.
    pub fn with_query(mut self, name: impl Into<String>, value: impl Into<Value>) -> Self {
        self.query.insert(name.into(), value.into());
        self
    }

    /// A header for the provider.
    pub fn with_header(mut self, header: Header) -> Self {
        self.headers.set(header);
        self
    }

    /// The connector's id.
    pub fn connector_id(&self) -> &ConnectorId {
        &self.connector.0
    }

    /// The action's id.
    pub fn action_id(&self) -> &ActionId {
        &self.action
    }
}

/// The parts, for checking them.
#[cfg(feature = "schema")]
impl DynamicAction {
    pub(crate) fn body(&self) -> Option<&Value> {
        self.body.as_deref()
    }

    pub(crate) fn path_parameters(&self) -> &BTreeMap<String, String> {
        &self.path
    }

    pub(crate) fn query_parameters(&self) -> &BTreeMap<String, Value> {
        &self.query
    }
}

impl Action for DynamicAction {
    type Output = Value;

    fn operation(&self) -> Operation<'_> {
        Operation::new(&self.connector, self.action.as_str(), self.effect)
    }

    fn headers(&self) -> Result<Headers, Error> {
        Ok(self.headers.clone())
    }

    fn encode(&self, envelope: &mut EnvelopeWriter<'_>) -> Result<(), Error> {
        if let Some(body) = &self.body {
            envelope.body(&**body)?;
        }
        for (name, value) in &self.path {
            envelope.path(name, value)?;
        }
        for (name, value) in &self.query {
            envelope.query(name, value)?;
        }
        Ok(())
    }

    fn decode(&self, reply: Reply) -> Result<Value, Error> {
        reply.decode()
    }
}
