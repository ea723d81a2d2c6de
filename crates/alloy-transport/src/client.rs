//! Joins actions to a transport, and owns what neither knows: how long to wait, and for whom.

mod builder;
mod connection;
mod deadline;
mod pages;

use std::{fmt, sync::Arc, time::Duration};

use alloy_core::{Action, Call, CredentialId, Error, ErrorKind, Headers, Platform, UserId};
use bytes::Bytes;
use http::{Request, Response};

use crate::{Timer, Transport};

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
    timeouts: Timeouts,
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
            timeouts: self.shared.timeouts,
        };
        Connection::new(self.clone(), options)
    }

    async fn execute<A: Action + ?Sized>(
        &self,
        action: &A,
        options: &Options,
    ) -> Result<A::Output, Error> {
        let platform = &self.shared.platform;
        let mut call = Call::new(&options.credential)
            .with_headers(&options.headers)
            .with_connection_headers(&self.shared.headers);
        if let Some(user) = &options.user {
            call = call.with_user(user);
        }
        let request = platform.request(action, &call)?;
        let answered = match self.send(request, options.timeouts).await {
            Ok(response) => platform.output(action, response),
            Err(error) => Err(error.with_operation(action.operation())),
        };
        answered.map_err(|error| error.with_attempts(1))
    }

    /// One attempt, bounded by the shorter of the two timeouts.
    async fn send(
        &self,
        request: Request<Bytes>,
        timeouts: Timeouts,
    ) -> Result<Response<Bytes>, Error> {
        let (kind, limit) = if timeouts.attempt < timeouts.total {
            (ErrorKind::AttemptTimeout, timeouts.attempt)
        } else {
            (ErrorKind::DeadlineExceeded, timeouts.total)
        };
        let sending = self.shared.transport.send(request);
        let running_out = self.shared.timer.sleep(limit);
        match deadline::first(sending, running_out).await {
            Some(result) => result,
            None => Err(Error::timeout(kind, limit)),
        }
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("platform", &self.shared.platform)
            .field("user", &self.shared.user)
            .field("timeouts", &self.shared.timeouts)
            .finish_non_exhaustive()
    }
}
