//! One credential of one user, to call actions with.

use std::{borrow::Cow, fmt, sync::Arc, time::Duration};

use alloy_core::{Action, ActionIds, Call, CredentialId, Error, Header, Paginated, UserId};

use super::{Client, Items, Options, Pages};
use crate::RetryPolicy;

/// Calls actions with one credential, on behalf of one user.
///
/// Made by [`Client::connection`]; cloning is two reference counts. Options of a call are a
/// connection that differs in one thing:
///
/// ```no_run
/// # use alloy_core::{DynamicAction, Error};
/// # use alloy_transport::Connection;
/// # use std::time::Duration;
/// # async fn example(slack: Connection, report: DynamicAction) -> Result<(), Error> {
/// let output = slack.with_timeout(Duration::from_secs(5)).execute(&report).await?;
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Connection {
    client: Client,
    options: Arc<Options>,
}

impl Connection {
    pub(super) fn new(client: Client, options: Options) -> Self {
        Self { client, options: Arc::new(options) }
    }

    /// Executes an action and decodes its output.
    ///
    /// Failures are tried again as far as the [`RetryPolicy`] allows, which for a write means that
    /// it surely did not happen. Dropping the future cancels the call; a write may then have happened
    /// or not.
    ///
    /// # Errors
    ///
    /// An [`Error`] whose [`kind`](Error::kind) says what went wrong, whose
    /// [`layer`](Error::layer) says who failed, and whose [`outcome`](Error::outcome) says whether
    /// the operation took effect.
    pub async fn execute<A: Action + ?Sized>(&self, action: &A) -> Result<A::Output, Error> {
        let Options { credential, headers, action_ids, call } = &*self.options;
        let shared = &self.client.shared;
        let mut with = Call::new(credential)
            .with_headers(headers)
            .with_action_ids(action_ids)
            .with_connection_headers(&shared.headers);
        if let Some(user) = self.user() {
            with = with.with_user(user);
        }
        self.client.send(&shared.platform.execute(action, with), None, Some(credential), call).await
    }

    /// The pages of a listing, from the one that `first` asks for.
    pub fn pages<A: Paginated + Unpin + 'static>(&self, first: A) -> Pages<A> {
        Pages::new(self.clone(), first)
    }

    /// The items of a listing, across its pages. Lazy: a page is asked for when its first item is.
    ///
    /// ```no_run
    /// # use alloy_core::{Error, Paginated};
    /// # use alloy_transport::Connection;
    /// # async fn example<A: Paginated + Unpin + 'static>(notion: Connection, search: A) -> Result<(), Error> {
    /// let mut found = notion.items(search);
    /// while let Some(item) = found.next().await {
    ///     let item = item?;
    ///     // …
    /// }
    /// # Ok(())
    /// # }
    /// ```
    pub fn items<A: Paginated + Unpin + 'static>(&self, first: A) -> Items<A> {
        Items::new(self.pages(first))
    }

    /// The credential that this connection uses.
    pub fn credential(&self) -> &CredentialId {
        &self.options.credential
    }

    /// The user that this connection acts for; `None` is the user that the API key belongs to.
    pub fn user(&self) -> Option<&UserId> {
        self.client.user()
    }

    /// The client behind this connection.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// The same connection with another limit for a whole call. With a limit of zero, what is left
    /// of a deadline that has passed, nothing is sent.
    pub fn with_timeout(&self, timeout: Duration) -> Self {
        self.with(|options| options.call.timeouts.total = timeout)
    }

    /// The same connection with another limit for one attempt.
    pub fn with_attempt_timeout(&self, timeout: Duration) -> Self {
        self.with(|options| options.call.timeouts.attempt = timeout)
    }

    /// The same connection with other retries, for example [`RetryPolicy::never`].
    pub fn with_retries(&self, policy: RetryPolicy) -> Self {
        self.with(|options| options.call.retries = policy)
    }

    /// The same connection acting for another user.
    pub fn with_user(&self, user: UserId) -> Self {
        Self { client: self.client.with_user(user), options: self.options.clone() }
    }

    /// The same connection with one more header for the provider. It wins over the action's own
    /// header of that name, and over the client's and the connector's.
    pub fn with_header(&self, header: Header) -> Self {
        self.with(|options| {
            options.headers.set(header);
        })
    }

    /// The same connection without a header that the action, the client or the connector sets.
    pub fn without_header(&self, name: impl Into<Cow<'static, str>>) -> Self {
        self.with(|options| {
            options.headers.remove(name);
        })
    }

    /// The same connection, with other ids for actions than their own. See [`ActionIds`].
    pub fn with_action_ids(&self, ids: ActionIds) -> Self {
        self.with(|options| options.action_ids = ids)
    }

    fn with(&self, change: impl FnOnce(&mut Options)) -> Self {
        let mut options = (*self.options).clone();
        change(&mut options);
        Self::new(self.client.clone(), options)
    }
}

impl fmt::Debug for Connection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Connection")
            .field("credential", &self.options.credential)
            .field("user", &self.client.user())
            .field("headers", &self.options.headers)
            .field("timeouts", &self.options.call.timeouts)
            .finish_non_exhaustive()
    }
}
