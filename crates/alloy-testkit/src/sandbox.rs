//! The platform and a Notion workspace in memory.

mod account;
mod builder;
mod clock;
mod notion;
mod platform;
pub(crate) mod random;
#[cfg(feature = "server")]
mod server;
mod stand_in;

use std::{
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use alloy_core::{ApiKey, CredentialId, Error, UserId};
use alloy_transport::Transport;
use async_trait::async_trait;
use bytes::Bytes;
use http::{Request, Response};

pub use builder::SandboxBuilder;
pub use notion::VersionHeader;
pub use platform::FailureRelay;
#[cfg(feature = "server")]
pub use server::SandboxServer;
pub use stand_in::{ExecuteCall, StandIn, StandInReply};

/// Alloy's platform with a Notion workspace behind it, in memory.
///
/// It answers HTTP requests as the platform's documents say, errors included, and keeps state: what
/// is created is found afterwards. Call it in process, as it is a [`Transport`], or over real HTTP
/// with [`serve`](Self::serve). Clones share their state.
///
/// Ids and times come from a seed and a clock of its own, so the same calls get the same replies,
/// byte for byte.
///
/// ```
/// use alloy_core::DynamicAction;
/// use alloy_testkit::Sandbox;
/// use alloy_transport::Client;
/// use serde_json::json;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), alloy_core::Error> {
/// let sandbox = Sandbox::new();
/// let client = Client::builder(sandbox.clone()).api_key(sandbox.api_key()).build()?;
/// let notion = client.connection(sandbox.credential_id());
///
/// let search = DynamicAction::new("notion", "post-search")?
///     .with_body(json!({"query": "roadmap"}));
/// let found = notion.execute(&search).await?;
/// assert_eq!(found["results"][0]["object"], "page");
/// # Ok(())
/// # }
/// ```
///
/// # Platform
///
/// There is one endpoint so far, `POST /connectors/{connector}/actions/{action}/execute`. What is
/// refused is refused in this order, in the forms that are on record where none is said to be a
/// guess:
///
/// 1. An unknown route, or an `x-api-version` that is none: 404 with the router's HTML page.
/// 2. Another key than [`api_key`](Self::api_key): 401.
/// 3. A body of more than 10 MB: 413. Limit and form are guesses.
/// 4. A body that is no envelope: 400 with the name of the part. Its words are guesses.
/// 5. A credential that does not exist or is another user's: 400, a guess, with the body that is on
///    record. Then an unknown connector: 404, with a body that is a guess. Then a credential that is
///    for another connector.
/// 6. An unknown action: 404, with a body that is a guess.
///
/// How the live service passes on a provider's failing status is not known:
/// [`SandboxBuilder::failure_relay`].
///
/// # Notion
///
/// The workspace speaks Notion's version 2022-06-28 and knows the actions `post-search`,
/// `post-page`, `retrieve-a-page` and `get-block-children`. It starts with a few pages and a
/// database with rows. Its index is up to date at once, where Notion's lags.
///
/// Bodies are checked as Notion checks them, by its documents, with its wording where that is on
/// record. Nothing was compared with the live service.
#[derive(Clone)]
pub struct Sandbox {
    shared: Arc<Shared>,
}

struct Shared {
    api_key: ApiKey,
    user: UserId,
    notion_credential: CredentialId,
    platform: Mutex<platform::Platform>,
}

impl Sandbox {
    /// A sandbox with a sample workspace and the default settings.
    pub fn new() -> Self {
        Self::builder().build()
    }

    /// Settings for a sandbox.
    pub fn builder() -> SandboxBuilder {
        SandboxBuilder::new()
    }

    /// The one key that the sandbox accepts. Made up, and good for nothing elsewhere.
    pub fn api_key(&self) -> ApiKey {
        self.shared.api_key.clone()
    }

    /// The user that the key belongs to, whose credentials count when a request names no user.
    pub fn user_id(&self) -> UserId {
        self.shared.user.clone()
    }

    /// That user's credential for Notion.
    pub fn credential_id(&self) -> CredentialId {
        self.shared.notion_credential.clone()
    }

    /// A credential of that user for any connector: there is one for each
    /// [stand-in](SandboxBuilder::stand_in).
    pub fn credential_for(&self, connector: &str) -> Option<CredentialId> {
        self.platform().account.credential_for(connector).cloned()
    }

    /// How often an action really ran: was passed on to its provider, which answered with success.
    ///
    /// ```
    /// # use alloy_testkit::Sandbox;
    /// let sandbox = Sandbox::new();
    /// assert_eq!(sandbox.executions("notion", "post-page"), 0);
    /// ```
    pub fn executions(&self, connector: &str, action: &str) -> usize {
        let key = (connector.to_owned(), action.to_owned());
        self.platform().executions.get(&key).copied().unwrap_or_default()
    }

    /// Answers a request. Any request gets a response, as from a server.
    pub fn answer(&self, request: &Request<Bytes>) -> Response<Bytes> {
        self.platform().answer(request)
    }

    fn platform(&self) -> MutexGuard<'_, platform::Platform> {
        // A stand-in that panicked leaves a lock behind, not a broken platform.
        self.shared.platform.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Default for Sandbox {
    fn default() -> Self {
        Self::new()
    }
}

#[async_trait]
impl Transport for Sandbox {
    async fn send(&self, request: Request<Bytes>) -> Result<Response<Bytes>, Error> {
        Ok(self.answer(&request))
    }
}

impl fmt::Debug for Sandbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sandbox").field("user", &self.shared.user).finish_non_exhaustive()
    }
}
