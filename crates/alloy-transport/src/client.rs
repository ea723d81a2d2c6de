//! Joins actions to a transport, and owns what neither knows: how long to wait, and for whom.

mod attempts;
mod batch;
mod builder;
mod connect;
mod connection;
mod credentials;
mod deadline;
mod exchange;
mod in_flight;
mod near;
mod pages;
mod schemas;
mod signal;
#[cfg(feature = "files")]
mod uploads;
#[cfg_attr(not(any(feature = "tracing", feature = "metrics")), path = "client/watch/nobody.rs")]
mod watch;

use std::{fmt, sync::Arc, time::Duration};

use alloy_core::{ActionIds, CredentialId, Endpoint, Error, Headers, Platform, UserId};

use crate::{Limiter, RetryBudget, RetryPolicy, Timer, Transport};

pub use batch::{Batch, Finished, Progress};
pub use builder::ClientBuilder;
pub use connect::{Connect, Consent};
pub use connection::Connection;
pub use pages::{Items, Pages};
#[cfg(feature = "files")]
pub use uploads::Upload;

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
    user: Option<UserId>,
}

struct Shared {
    platform: Platform,
    transport: Arc<dyn Transport>,
    timer: Arc<dyn Timer>,
    headers: Headers,
    calls: CallOptions,
    budget: RetryBudget,
    flows: connect::Flows,
    limiter: Limiter,
    schemas: schemas::Schemas,
    #[cfg(feature = "metrics")]
    metrics: Option<Arc<dyn crate::Metrics>>,
}

/// How long a call may take.
#[derive(Clone, Copy, Debug)]
struct Timeouts {
    /// One attempt, from sending to the last byte of the reply.
    attempt: Duration,
    /// The whole call.
    total: Duration,
}

/// How long a call may take, and how often it is tried.
#[derive(Clone)]
struct CallOptions {
    timeouts: Timeouts,
    retries: RetryPolicy,
}

/// What an action's call needs besides the action and the user.
#[derive(Clone)]
struct Options {
    credential: CredentialId,
    headers: Headers,
    action_ids: ActionIds,
    call: CallOptions,
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
            headers: Headers::new(),
            action_ids: ActionIds::new(),
            call: self.shared.calls.clone(),
        };
        Connection::new(self.clone(), options)
    }

    /// Calls an endpoint of the platform.
    ///
    /// Failures are tried again as [`Connection::execute`] does. Dropping the future cancels the
    /// call; what changes something may then have happened or not.
    pub async fn call<E: Endpoint + ?Sized>(&self, endpoint: &E) -> Result<E::Output, Error> {
        self.send(endpoint, self.user(), None, &self.shared.calls).await
    }

    /// The same client acting for another user: the same settings and the same pool. Cheap.
    ///
    /// A server that serves many tenants makes one client, and one of these for each request.
    pub fn with_user(&self, user: UserId) -> Self {
        Self { shared: self.shared.clone(), user: Some(user) }
    }

    /// The user that this client acts for; `None` is the user that the API key belongs to.
    pub fn user(&self) -> Option<&UserId> {
        self.user.as_ref()
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("platform", &self.shared.platform)
            .field("user", &self.user)
            .field("timeouts", &self.shared.calls.timeouts)
            .field("retries", &self.shared.calls.retries)
            .field("budget", &self.shared.budget)
            .field("limiter", &self.shared.limiter)
            .finish_non_exhaustive()
    }
}
