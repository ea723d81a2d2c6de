//! Joins actions to a transport, and owns what neither knows: how long to wait, and for whom.

mod attempts;
mod builder;
mod connection;
mod deadline;
mod pages;

use std::{fmt, sync::Arc, time::Duration};

use alloy_core::{ActionIds, CredentialId, Headers, Platform, UserId};

use crate::{RetryBudget, RetryPolicy, Timer, Transport};

pub use builder::ClientBuilder;
pub use connection::Connection;
pub use pages::{Items, Pages};

/// A client of the platform: settings and a transport, shared by all of its clones.
///
/// Make one and keep it: its transport holds the connection pool. What a call needs besides, a
/// credential and the user it belongs to, is a [`Connection`].
///
/// ```no_run
/// use alloy_core::{ApiKey, CredentialId, DynamicAction, UserId};
/// use alloy_transport::Client;
/// # #[cfg(feature = "hyper")]
/// # async fn example() -> Result<(), alloy_core::Error> {
/// use alloy_transport::HyperTransport;
///
/// let client = Client::builder(HyperTransport::new()?)
///     .api_key(ApiKey::from_env()?)
///     .user(UserId::new("68fe36549000cce448466858")?)
///     .build()?;
/// let slack = client.connection(CredentialId::new("507f1f77bcf86cd799439011")?);
///
/// let users = slack.execute(&DynamicAction::new("slack", "users_list")?).await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Client {
    shared: Arc<Shared>,
}

struct Shared {
    platform: Platform,
    transport: Arc<dyn Transport>,
    timer: Arc<dyn Timer>,
    user: Option<UserId>,
    headers: Headers,
    timeouts: Timeouts,
    retries: RetryPolicy,
    budget: RetryBudget,
}

/// How long a call may take.
#[derive(Clone, Copy, Debug)]
struct Timeouts {
    /// One attempt, from sending to the last byte of the reply.
    attempt: Duration,
    /// The whole call.
    total: Duration,
}

/// What one call needs besides the action.
#[derive(Clone)]
struct Options {
    credential: CredentialId,
    user: Option<UserId>,
    headers: Headers,
    action_ids: ActionIds,
    timeouts: Timeouts,
    retries: RetryPolicy,
}

impl Client {
    /// Settings for a client that sends through `transport`: any [`Transport`], `Arc<dyn
    /// Transport>` included.
    pub fn builder(transport: impl Transport + 'static) -> ClientBuilder {
        ClientBuilder::new(Arc::new(transport))
    }

    /// A credential to call actions with, on behalf of the client's user. Cheap.
    pub fn connection(&self, credential: CredentialId) -> Connection {
        let options = Options {
            credential,
            user: self.shared.user.clone(),
            headers: Headers::new(),
            action_ids: ActionIds::new(),
            timeouts: self.shared.timeouts,
            retries: self.shared.retries.clone(),
        };
        Connection::new(self.clone(), options)
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("platform", &self.shared.platform)
            .field("user", &self.shared.user)
            .field("timeouts", &self.shared.timeouts)
            .field("retries", &self.shared.retries)
            .field("budget", &self.shared.budget)
            .finish_non_exhaustive()
    }
}
