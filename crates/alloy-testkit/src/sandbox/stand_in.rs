//! What takes a provider's place behind the platform.

use std::{cell::RefCell, fmt, time::SystemTime};

use alloy_core::{CredentialId, Envelope, UserId};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use serde_json::Value;

use super::{
    clock::Clock,
    description::{ActionDescription, Authentication, readable},
};

/// A connector's provider, played in memory, for [`SandboxBuilder::stand_in`].
///
/// The platform's part is done before: the key, the envelope, and that the credential is one of
/// the acting user for this connector. The stand-in gets the operation and answers as its provider
/// would, failures included. State it keeps in itself.
///
/// ```
/// use alloy_testkit::{ActionDescription, ExecuteCall, Sandbox, StandIn, StandInReply};
/// use http::Method;
/// use serde_json::json;
///
/// struct Slack {
///     channels: Vec<String>,
/// }
///
/// impl StandIn for Slack {
///     fn connector(&self) -> &str {
///         "slack"
///     }
///
///     fn execute(&mut self, call: &ExecuteCall<'_>) -> StandInReply {
///         match call.action() {
///             "chat_postMessage" => {
///                 let channel = call.body()["channel"].as_str().unwrap_or_default();
///                 if self.channels.iter().any(|known| known == channel) {
///                     StandInReply::json(json!({"ok": true, "channel": channel}))
///                 } else {
///                     StandInReply::json(json!({"ok": false, "error": "channel_not_found"}))
///                 }
///             }
///             _ => StandInReply::unknown_action(),
///         }
///     }
///
///     // What follows is for the catalogue and can be left out.
///
///     fn categories(&self) -> Vec<String> {
///         vec!["communication".to_owned()]
///     }
///
///     fn actions(&self) -> Vec<ActionDescription> {
///         let post = ActionDescription::new("chat_postMessage", Method::POST, "/chat.postMessage");
///         vec![post.resource("chat").request_body(json!({
///             "type": "object",
///             "properties": {"channel": {"type": "string"}, "text": {"type": "string"}},
///             "required": ["channel", "text"],
///         }))]
///     }
/// }
///
/// # use alloy_core::DynamicAction;
/// # use alloy_transport::Client;
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let sandbox = Sandbox::builder().stand_in(Slack { channels: vec!["C1".into()] }).build();
/// let client = Client::builder(sandbox.clone()).api_key(sandbox.api_key()).build()?;
/// let slack = client.connection(sandbox.credential_for("slack").ok_or("there is one")?);
///
/// let post = DynamicAction::new("slack", "chat_postMessage")?
///     .with_body(json!({"channel": "C2", "text": "Hello"}));
/// let reply = slack.execute(&post).await?;
/// assert_eq!(reply, json!({"ok": false, "error": "channel_not_found"}));
/// # Ok(())
/// # }
/// ```
///
/// [`SandboxBuilder::stand_in`]: super::SandboxBuilder::stand_in
pub trait StandIn: Send {
    /// The id of the connector whose calls this answers.
    fn connector(&self) -> &str;

    /// Runs one operation. Calls come one at a time. If it panics, the platform answers 500.
    fn execute(&mut self, call: &ExecuteCall<'_>) -> StandInReply;

    /// The name for people. By default it is made from the id.
    fn name(&self) -> String {
        readable(self.connector())
    }

    /// The catalogue's categories that the connector is in, for example `communication`.
    fn categories(&self) -> Vec<String> {
        Vec::new()
    }

    /// The actions that the catalogue lists. What is not listed can be executed nevertheless.
    fn actions(&self) -> Vec<ActionDescription> {
        Vec::new()
    }

    /// The ways to get a credential. By default there is consent in a browser.
    ///
    /// A help desk whose credentials are keys, one for each of its customers' subdomains:
    ///
    /// ```
    /// # use alloy_testkit::{Authentication, ExecuteCall, StandIn, StandInReply};
    /// # use serde_json::json;
    /// # struct HelpDesk;
    /// # impl StandIn for HelpDesk {
    /// #     fn connector(&self) -> &str { "help-desk" }
    /// #     fn execute(&mut self, _: &ExecuteCall<'_>) -> StandInReply {
    /// #         StandInReply::unknown_action()
    /// #     }
    /// fn authentication(&self) -> Vec<Authentication> {
    ///     vec![Authentication::key("apiKey").data(json!({
    ///         "type": "object",
    ///         "properties": {"subdomain": {"type": "string"}, "apiKey": {"type": "string"}},
    ///         "required": ["subdomain", "apiKey"],
    ///     }))]
    /// }
    /// # }
    /// ```
    fn authentication(&self) -> Vec<Authentication> {
        vec![Authentication::oauth2()]
    }
}

/// One operation that a [`StandIn`] is asked to run.
pub struct ExecuteCall<'a> {
    action: &'a str,
    user: &'a UserId,
    envelope: &'a Envelope,
    body: &'a Value,
    clock: &'a RefCell<Clock>,
}

impl<'a> ExecuteCall<'a> {
    pub(super) fn new(
        action: &'a str,
        user: &'a UserId,
        envelope: &'a Envelope,
        body: &'a Value,
        clock: &'a RefCell<Clock>,
    ) -> Self {
        Self { action, user, envelope, body, clock }
    }

    /// The action's id, for example `chat_postMessage`.
    pub fn action(&self) -> &'a str {
        self.action
    }

    /// On whose behalf the call runs.
    pub fn user(&self) -> &'a UserId {
        self.user
    }

    /// The credential that the call uses, which is one of the user for this connector.
    pub fn credential(&self) -> &'a CredentialId {
        &self.envelope.credential_id
    }

    /// The envelope as it was sent.
    pub fn envelope(&self) -> &'a Envelope {
        self.envelope
    }

    /// The provider's request body, `Null` when there is none.
    pub fn body(&self) -> &'a Value {
        self.body
    }

    /// A parameter of the provider's path.
    pub fn path(&self, name: &str) -> Option<&'a Value> {
        self.envelope.path_params.get(name)
    }

    /// A parameter of the provider's query.
    pub fn query(&self, name: &str) -> Option<&'a Value> {
        self.envelope.query_parameters.get(name)
    }

    /// A header for the provider; names are compared without regard to case.
    pub fn header(&self, name: &str) -> Option<&'a str> {
        let mut headers = self.envelope.headers.iter();
        headers.find(|(other, _)| other.eq_ignore_ascii_case(name)).map(|(_, value)| value.as_str())
    }

    /// The sandbox's time. The default clock moves on with each call of this, so that things
    /// written one after the other have times one after the other: ask once for each write.
    pub fn now(&self) -> SystemTime {
        self.clock.borrow_mut().now()
    }
}

impl fmt::Debug for ExecuteCall<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ExecuteCall")
            .field("action", &self.action)
            .field("user", &self.user)
            .field("envelope", &self.envelope)
            .finish_non_exhaustive()
    }
}

/// What a provider answers.
#[derive(Clone, Debug)]
pub struct StandInReply(pub(super) Answered);

#[derive(Clone, Debug)]
pub(super) enum Answered {
    Reply { status: StatusCode, headers: HeaderMap, body: Value },
    UnknownAction,
}

impl StandInReply {
    /// The provider's JSON, with the status 200.
    pub fn json(body: Value) -> Self {
        Self(Answered::Reply { status: StatusCode::OK, headers: HeaderMap::new(), body })
    }

    /// The connector has no such action: the platform answers, not the provider.
    pub fn unknown_action() -> Self {
        Self(Answered::UnknownAction)
    }

    /// The provider's status. How the platform passes a failing one on is a setting of the
    /// sandbox: [`FailureRelay`](super::FailureRelay).
    pub fn with_status(mut self, new: StatusCode) -> Self {
        if let Answered::Reply { status, .. } = &mut self.0 {
            *status = new;
        }
        self
    }

    /// A header of the provider's reply, such as `Retry-After`. Passed on with a failing status.
    pub fn with_header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        if let Answered::Reply { headers, .. } = &mut self.0 {
            headers.insert(name, value);
        }
        self
    }
}
