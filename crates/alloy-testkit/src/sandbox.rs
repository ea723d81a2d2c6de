//! The platform and a Notion workspace in memory.

mod account;
mod builder;
mod clock;
mod description;
mod kept;
mod notion;
mod people;
mod platform;
pub(crate) mod random;
mod requests;
#[cfg(feature = "server")]
mod server;
mod stand_in;
mod workspace;

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
pub use description::{ActionDescription, Authentication};
pub use notion::VersionHeader;
pub use platform::FailureRelay;
pub use requests::{RequestOutcome, SandboxRequest};
#[cfg(feature = "server")]
pub use server::SandboxServer;
pub use stand_in::{ExecuteCall, StandIn, StandInReply};
pub use workspace::{Contents, Table, Workspace};

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
/// Connectors with their resources, actions and ways to authenticate; users; credentials, by key and
/// by consent in a browser; and executing actions. All keys belong to one organisation: what a key
/// decides is who acts when a request names no user in `x-alloy-userid`.
///
/// | | on record is |
/// |---|---|
/// | `GET /connectors` | the form |
/// | `GET /connectors/{connector}` | that it exists; answered as `{"connector": …}` |
/// | `GET /connectors/{connector}/resources` | the form |
/// | `GET /connectors/{connector}/actions` | little: not in the reference; answered as `{"actions": […]}` |
/// | `GET /connectors/{connector}/actions/{action}` | the form |
/// | `POST /connectors/{connector}/actions/{action}/execute` | the form |
/// | `GET /connectors/{connector}/credentials/metadata` | the form |
/// | `POST /connectors/{connector}/credentials` | the form with OAuth; else `{"credentialId": …}` is a guess |
/// | `GET /connectors/{connector}/credentials` | the form |
/// | `DELETE /connectors/{connector}/credentials/{credential}` | that it exists |
/// | `GET /users/{user}/credentials`, `GET /credentials/users/{user}` | the form |
/// | `DELETE /users/{user}/credentials/{credential}` | the form |
/// | `GET`, `POST /users`, `GET /users/{user}` | the form; a taken username is refused as invalid, a guess |
/// | `PUT`, `DELETE /users/{user}`, `POST /users/batch` | parts of the form |
/// | `GET /users/{user}/token` | the form |
/// | `POST /connectors/files/upload/request`, `GET /connectors/files/list` | the form |
/// | `DELETE /connectors/files/{key}` | the form |
///
/// The key at the top of a list differs: users, and the credentials of a user, are under `data`. The credentials of a connector are those of the acting user, so without `x-alloy-userid` they are
/// those of the key's user.
///
/// Presigned URLs lead to the sandbox as well, which takes a `PUT` of at most 10 MB with the announced
/// `Content-Type` and `Content-MD5` and checks both, and refuses as S3 does.
///
/// What is refused is refused in this order, in the forms that are on record where none is said to
/// be a guess:
///
/// 1. An unknown route, or an `x-api-version` that is none: 404 with the router's HTML page.
/// 2. Another key than [`api_key`](Self::api_key) and those of [users](Self::api_key_of): 401.
/// 3. A body of more than 10 MB: 413. Limit and form are guesses.
/// 4. A body that is no envelope: 400 with the name of the part. Its words are guesses.
/// 5. A credential that does not exist or is another user's: 400, a guess, with the body that is on
///    record. Then an unknown connector: 404, with a body that is a guess. Then a credential that is
///    for another connector.
/// 6. An unknown action: 404, with a body that is a guess.
///
/// A [stand-in](StandIn) that panics makes it answer 500.
///
/// # Many users
///
/// A program with many customers has a user of the platform for each. What one user has, no other
/// can use:
///
/// ```
/// use alloy_core::{DynamicAction, ErrorKind};
/// use alloy_testkit::Sandbox;
/// use alloy_transport::Client;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), alloy_core::Error> {
/// let sandbox = Sandbox::new();
/// let (alice, bob) = (sandbox.user_named("alice"), sandbox.user_named("bob"));
/// let credential = sandbox.connect(&alice, "notion")?;
///
/// let client = Client::builder(sandbox.clone()).api_key(sandbox.api_key()).build()?;
/// let search = DynamicAction::new("notion", "post-search")?;
/// client.with_user(alice).connection(credential.clone()).execute(&search).await?;
/// let refused = client.with_user(bob).connection(credential).execute(&search).await;
/// assert_eq!(refused.unwrap_err().kind(), ErrorKind::CredentialNotFound);
/// # Ok(())
/// # }
/// ```
///
/// # Consent
///
/// The `oauthUrl` of a new OAuth credential leads to a page of the sandbox, on which a browser
/// approves or denies; [`approve`](Self::approve) and [`deny`](Self::deny) do without one. A link is
/// good for one decision within an hour of the sandbox's clock. Both ways end at the `redirectUri`
/// with nothing added to it; for a denial that is a guess.
///
/// How the live service passes on a provider's failing status is not known:
/// [`SandboxBuilder::failure_relay`].
///
/// # Notion
///
/// The workspace answers each request in the version that it names, 2022-06-28 where it names none:
/// a database is a table, or since 2025-09-03 holds data sources, which are. It starts with a few
/// pages and a database with rows. Its index is up to date at once, where Notion's lags.
///
/// Bodies are checked as Notion checks them, by its documents, with its wording where that is on
/// record. Nothing was compared with the live service. Where the documents do not say, it is so:
///
/// - Rows come newest first where no order is asked for; what is empty comes last in any order.
/// - Texts are compared without regard to case. A date is compared by its start, in UTC; weeks
///   start on Sundays.
/// - Columns stand on the first level of a request only, and are none of its levels themselves.
///   Rows stand in tables and columns in column lists, headings hold blocks when they are toggles,
///   and copies of synced blocks show what stands in the original.
/// - `position` is known since 2025-09-03. What is deleted twice is answered as the first time.
/// - The comments of a page are those on the page itself. Nobody resolves a discussion.
/// - No file is sent: uploads in parts or whole stay pending, those from an address are there when
///   they are asked for again. Uploads do not expire, and [`Workspace::file`] has some.
/// - A new database has no view until one is created, no view makes a linked database, and quick
///   filters are kept without being applied.
/// - Markdown is the part that all Markdown shares. Other blocks are told by their ids, and a change
///   keeps the blocks around it. A task has succeeded as soon as it is asked for.
/// - Notes of meetings are made and found, but never written: their recording is not heard.
/// - Formulas are worked out as far as they are made of literals, `prop("…")`, operators and common
///   functions of texts and numbers. All others are `unsupported`, as are rollups per group.
/// - A property that gets another type loses its contents. Options that an update leaves out are
///   gone. A status can be made since 2026-03-11, and its groups go by the order of its options.
/// - Templates of rows are applied at once. The sample has one, and no request makes others.
/// - What stands in something that is in the trash is there too.
#[derive(Clone)]
pub struct Sandbox {
    shared: Arc<Shared>,
}

struct Shared {
    api_key: ApiKey,
    user: UserId,
    notion_credential: CredentialId,
    platform: Mutex<platform::Platform>,
    notion: notion::SharedNotion,
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

    /// How often an action really ran: was passed on to its provider, which answered with success.
    ///
    /// It counts in process and over HTTP alike, and whatever became of the reply on its way back: it
    /// is the book to check retries against. [`Ledger`](crate::Ledger) keeps such a book around any
    /// other transport, call by call.
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

    /// What was asked so far, in order: the newest 10,000 requests, with no more than 64 MiB of
    /// bodies.
    ///
    /// For which actions ran, in order, there is [`assert_executed!`](crate::assert_executed).
    ///
    /// ```
    /// # use alloy_core::DynamicAction;
    /// # use alloy_testkit::Sandbox;
    /// # use alloy_transport::Client;
    /// # use serde_json::json;
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = Sandbox::new();
    /// # let client = Client::builder(sandbox.clone()).api_key(sandbox.api_key()).build()?;
    /// # let notion = client.connection(sandbox.credential_id());
    /// let search = DynamicAction::new("notion", "post-search")?.with_body(json!({"query": "plan"}));
    /// notion.execute(&search).await?;
    ///
    /// let requests = sandbox.requests();
    /// assert_eq!(requests[0].action(), Some("post-search"));
    /// let envelope = requests[0].envelope().ok_or("an action has one")?;
    /// assert_eq!(envelope.body()["query"], "plan");
    /// # Ok(())
    /// # }
    /// ```
    pub fn requests(&self) -> Vec<SandboxRequest> {
        self.platform().requests.to_vec()
    }

    /// Forgets what was asked so far. [`executions`](Self::executions) go on counting.
    pub fn clear_requests(&self) {
        self.platform().requests.clear();
    }

    /// The content of a file that was uploaded, by its `s3Key`.
    ///
    /// ```
    /// # use alloy_testkit::Sandbox;
    /// assert!(Sandbox::new().file("0123456789abcdef01234567_plan.pdf").is_none());
    /// ```
    pub fn file(&self, s3_key: &str) -> Option<Bytes> {
        self.platform().files.get(s3_key).map(|file| file.content.clone())
    }

    /// Answers a request. Any request gets a response, as from a server.
    pub fn answer(&self, request: &Request<Bytes>) -> Response<Bytes> {
        self.platform().answer(request, None)
    }

    fn platform(&self) -> MutexGuard<'_, platform::Platform> {
        // What panicked while it held the lock left no broken platform behind.
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
