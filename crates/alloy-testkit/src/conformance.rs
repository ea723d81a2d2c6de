//! Checks every action of a connector at once.

mod encoding;
mod repeated_keys;
mod replies;
mod report;
mod schema;
mod table;

use std::{any::type_name, collections::BTreeMap, fmt, sync::Arc};

use alloy_core::{
    Action, ActionId, ApiKey, BoxAction, Connector, ConnectorId, Effect, Error, ErrorKind, Header,
    Headers, Platform, connectors::ActionSchema,
};
use http::StatusCode;
use replies::Failure;
use serde::Deserialize;
use serde_json::Value;
use table::Table;

pub use report::{ConformanceReport, Rule, Violation};

/// Checks all actions of a connector against what an action promises, in one call of a test.
///
/// It takes one value of each action, the connector's table of operations, and as much as there is
/// of the provider's side: action schemas, sample replies, error bodies. All that is broken is
/// reported together; the rules are those of [`Rule`].
///
/// ```
/// use alloy_core::{Action, Connector, Effect, ErrorKind, Field, ProviderError, Reply};
/// use alloy_testkit::Conformance;
/// use serde_json::json;
///
/// struct Slack;
///
/// impl Connector for Slack {
///     fn id(&self) -> &str {
///         "slack"
///     }
///
///     fn classify(&self, reply: &Reply) -> Option<ProviderError> {
///         (reply.field("ok")? == false).then(|| ProviderError::new(ErrorKind::Rejected))
///     }
/// }
///
/// #[derive(Debug, Action)]
/// #[action(connector = Slack, id = "users_info", effect = read, output = serde_json::Value)]
/// struct UserInfo {
///     #[action(query)]
///     user: String,
/// }
///
/// Conformance::of(Slack)
///     .operation("users_info", [Effect::Read])
///     .value(UserInfo { user: "U1".to_owned() })
///     .schema_json(json!({"action": {
///         "id": "users_info",
///         "httpMethod": "get",
///         "path": "/users.info",
///         "parameters": [{"name": "user", "in": "query", "required": true}],
///         "sampleSuccessResponse": {"ok": true, "user": {"id": "U1"}},
///     }}))
///     .failure(200, json!({"ok": false, "error": "user_not_found"}), ErrorKind::Rejected)
///     .check()
///     .assert();
/// ```
#[must_use = "nothing is checked before `check`"]
pub struct Conformance {
    connector: Arc<dyn Connector>,
    table: Table,
    values: Vec<Sample>,
    schemas: BTreeMap<String, ActionSchema>,
    /// What is wrong with schemas that are none.
    unreadable: Vec<String>,
    replies: Vec<(String, Value)>,
    failures: Vec<Failure>,
}

/// One value of an action.
struct Sample {
    /// The name of its type.
    name: &'static str,
    action: BoxAction<'static, ()>,
    debug: String,
    headers: Headers,
}

impl Sample {
    fn operation_id(&self) -> &str {
        self.action.operation().id()
    }
}

impl Conformance {
    /// Checks the actions of this connector.
    pub fn of(connector: impl Connector + 'static) -> Self {
        Self {
            connector: Arc::new(connector),
            table: Table::default(),
            values: Vec::new(),
            schemas: BTreeMap::new(),
            unreadable: Vec::new(),
            replies: Vec::new(),
            failures: Vec::new(),
        }
    }

    /// An operation that the connector has, with the effects that its values may have.
    pub fn operation(
        mut self,
        action_id: impl Into<String>,
        effects: impl IntoIterator<Item = Effect>,
    ) -> Self {
        self.table.add(action_id.into(), effects);
        self
    }

    /// The operations of a Markdown table: those of the columns `Action id` and `Effect`, whose
    /// cells hold `read`, `idempotent` and `write`, several of them with commas between.
    ///
    /// ```
    /// # use alloy_testkit::Conformance;
    /// # struct Slack;
    /// # impl alloy_core::Connector for Slack {
    /// #     fn id(&self) -> &str {
    /// #         "slack"
    /// #     }
    /// # }
    /// let conformance = Conformance::of(Slack).operations_in(
    ///     "| Action | Action id          | Effect |
    ///      |--------|--------------------|--------|
    ///      | Post   | `chat_postMessage` | write  |",
    /// );
    /// ```
    pub fn operations_in(mut self, markdown: &str) -> Self {
        self.table.read(markdown);
        self
    }

    /// One value of an action; more than one where they differ in effect or in their parts.
    pub fn value<A: Action + fmt::Debug + 'static>(self, action: A) -> Self {
        self.value_with_headers(action, [])
    }

    /// A value that is only valid with other headers than the connector's own, such as a version.
    pub fn value_with_headers<A: Action + fmt::Debug + 'static>(
        mut self,
        action: A,
        headers: impl IntoIterator<Item = Header>,
    ) -> Self {
        let name = type_name::<A>().split('<').next().unwrap_or_default();
        self.values.push(Sample {
            name: name.rsplit("::").next().unwrap_or(name),
            debug: format!("{action:?} {action:#?}"),
            action: action.map(drop).boxed(),
            headers: headers.into_iter().collect(),
        });
        self
    }

    /// A value of which only the name of its type is known, for lists of different actions. What its
    /// `Debug` shows is not checked.
    ///
    /// ```
    /// use alloy_core::{Action, DynamicAction};
    /// use alloy_testkit::Conformance;
    /// # struct Slack;
    /// # impl alloy_core::Connector for Slack {
    /// #     fn id(&self) -> &str {
    /// #         "slack"
    /// #     }
    /// # }
    /// # fn main() -> Result<(), alloy_core::Error> {
    /// let list = DynamicAction::new("slack", "users_list")?.map(drop).boxed();
    /// let conformance = Conformance::of(Slack).boxed_value("ListUsers", list, []);
    /// # Ok(())
    /// # }
    /// ```
    pub fn boxed_value(
        mut self,
        name: &'static str,
        action: BoxAction<'static, ()>,
        headers: impl IntoIterator<Item = Header>,
    ) -> Self {
        let headers = headers.into_iter().collect();
        self.values.push(Sample { name, debug: String::new(), action, headers });
        self
    }

    /// The schema of an action, such as a client gets it with
    /// [`GetAction`](alloy_core::connectors::GetAction).
    pub fn schema(mut self, schema: ActionSchema) -> Self {
        self.schemas.insert(schema.id.as_str().to_owned(), schema);
        self
    }

    /// The same, in the JSON of the platform's reply, with `{"action": …}` around it or not.
    pub fn schema_json(mut self, mut schema: Value) -> Self {
        if schema["action"].is_object() {
            schema = schema["action"].take();
        }
        match ActionSchema::deserialize(&schema) {
            Ok(schema) => self.schema(schema),
            Err(error) => {
                self.unreadable.push(format!("{error}, in the schema of {}", schema["id"]));
                self
            }
        }
    }

    /// A reply that the provider gives to an action: it must decode.
    pub fn reply(mut self, action_id: impl Into<String>, reply: Value) -> Self {
        self.replies.push((action_id.into(), reply));
        self
    }

    /// A failure of the provider, and the kind of error that it must become.
    ///
    /// It is tried bare and in the platform's wrapper, as it is not known which the platform sends.
    pub fn failure(mut self, status: u16, body: Value, kind: ErrorKind) -> Self {
        self.failures.push(Failure { status, body, kind });
        self
    }

    /// Checks all of it.
    pub fn check(&self) -> ConformanceReport {
        let mut report = ConformanceReport::new(self.connector.id());
        match platform(self.connector.clone()) {
            Ok(platform) => self.check_with(&platform, &mut report),
            Err(error) => report.add(Rule::Ids, None, error.to_string()),
        }
        report
    }

    fn check_with(&self, platform: &Platform, report: &mut ConformanceReport) {
        if let Err(error) = ConnectorId::new(self.connector.id()) {
            report.add(Rule::Ids, None, error.to_string());
        }
        self.table.check(&self.values, report);
        for sample in &self.values {
            let operation = sample.action.operation();
            let id = Some(sample);
            if operation.connector().id() != self.connector.id() {
                let other = operation.connector().id();
                report.add(Rule::Ids, id, format!("it is an action of the connector `{other}`"));
            }
            if let Err(error) = ActionId::new(operation.id()) {
                report.add(Rule::Ids, id, error.to_string());
            }
            let envelope = encoding::check(platform, &*self.connector, sample, report);
            if let Some(schema) = self.schemas.get(operation.id()) {
                schema::check(schema, sample, envelope.as_ref(), report);
                if let Some(reply) = &schema.sample_success_response {
                    replies::check_output(platform, sample, reply, report);
                }
            }
            for (_, reply) in self.replies.iter().filter(|(id, _)| id == operation.id()) {
                replies::check_output(platform, sample, reply, report);
            }
        }
        for problem in &self.unreadable {
            report.add(Rule::Table, None, problem.clone());
        }
        let has_value = |id: &str| self.values.iter().any(|sample| sample.operation_id() == id);
        let expected = self.schemas.keys().chain(self.replies.iter().map(|(id, _)| id));
        for id in expected.filter(|id| !has_value(id)) {
            report.add(
                Rule::Table,
                None,
                format!("there is a schema or a reply, and no value, of `{id}`"),
            );
        }
        for failure in &self.failures {
            replies::check_failure(platform, &*self.connector, failure, report);
        }
    }
}

/// A platform that nothing is sent to. It knows the connector, for values that are dynamic.
fn platform(connector: Arc<dyn Connector>) -> Result<Platform, Error> {
    let key = ApiKey::new("made-up-key-of-a-test")?;
    Platform::builder().api_key(key).connector(connector).build()
}

impl fmt::Debug for Conformance {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Conformance")
            .field("connector", &self.connector.id())
            .field("values", &self.values.len())
            .field("schemas", &self.schemas.len())
            .field("failures", &self.failures.len())
            .finish_non_exhaustive()
    }
}
