//! Connecting an account of a user: by consent in a browser, or by keys.

mod consent;
mod flows;
#[cfg(feature = "loopback")]
mod loopback;
mod state;

use std::{fmt, time::Duration};

use alloy_core::{
    Error, ErrorKind, UserId,
    connectors::{CredentialMetadata, GetCredentialMetadata},
    credentials::{AuthConfigId, AuthenticationType, CreateCredential, NewCredential},
};
use serde_json::Value;

use super::{Client, Connection};

pub use consent::Consent;
pub(super) use flows::Flows;

/// How long the platform's URL for a consent is good, as far as its one sample on record tells.
const URL_LIFETIME: Duration = Duration::from_secs(60 * 60);
/// Long enough for a person who has to look for a password.
const PATIENCE: Duration = Duration::from_secs(10 * 60);

/// How to connect an account. Made by [`Client::connect`].
pub struct Connect {
    client: Client,
    connector: String,
    redirect: Redirect,
    authentication: Option<AuthenticationType>,
    auth_config: Option<AuthConfigId>,
    data: Option<Value>,
    timeout: Duration,
}

/// Where the browser ends up.
#[derive(Clone, Debug)]
enum Redirect {
    Nowhere,
    To(String),
    #[cfg(feature = "loopback")]
    Loopback,
}

impl Client {
    /// Connects an account of the acting user to a connector.
    ///
    /// With OAuth a person consents in a browser:
    ///
    /// ```no_run
    /// # use alloy_core::{Error, UserId};
    /// # use alloy_transport::Client;
    /// # async fn example(client: Client, ada: UserId) -> Result<(), Error> {
    /// let consent = client
    ///     .with_user(ada)
    ///     .connect("notion")
    ///     .redirect_to("https://app.example.com/connected/{state}")
    ///     .start()
    ///     .await?;
    /// println!("open {}", consent.url().expose());
    /// let notion = consent.wait().await?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// With keys it is done at once:
    ///
    /// ```no_run
    /// # use alloy_core::{Error, UserId};
    /// # use alloy_transport::Client;
    /// # use serde_json::json;
    /// # async fn example(client: Client, ada: UserId, key: String) -> Result<(), Error> {
    /// let shippo = client.with_user(ada).connect("shippo").data(json!({"apiKey": key})).create().await?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn connect(&self, connector: impl AsRef<str>) -> Connect {
        Connect {
            client: self.clone(),
            connector: connector.as_ref().to_owned(),
            redirect: Redirect::Nowhere,
            authentication: None,
            auth_config: None,
            data: None,
            timeout: PATIENCE,
        }
    }
}

impl Connect {
    /// Where the browser ends up after consent: a page of one's own.
    ///
    /// `{state}` in it is replaced by a text that no other flow has; without it, `state=…` is added to
    /// the query. The page hands the URL that it was asked for to [`Consent::redirected`].
    pub fn redirect_to(mut self, uri: impl Into<String>) -> Self {
        self.redirect = Redirect::To(uri.into());
        self
    }

    /// Lets the browser end up at a page of this program, on a free port of 127.0.0.1, which
    /// [`Consent::wait`] serves. For command-line programs, in a tokio runtime with I/O:
    /// [`start`](Self::start) fails in any other.
    #[cfg(feature = "loopback")]
    #[cfg_attr(docsrs, doc(cfg(feature = "loopback")))]
    pub fn on_loopback(mut self) -> Self {
        self.redirect = Redirect::Loopback;
        self
    }

    /// The type of authentication, where a connector has several that would do.
    pub fn authentication(mut self, authentication_type: AuthenticationType) -> Self {
        self.authentication = Some(authentication_type);
        self
    }

    /// An authentication config of one's own, made in Alloy's dashboard.
    pub fn auth_config(mut self, id: AuthConfigId) -> Self {
        self.auth_config = Some(id);
        self
    }

    /// What the connector itself asks for: a subdomain, a region, an API key.
    pub fn data(mut self, data: impl Into<Value>) -> Self {
        self.data = Some(data.into());
        self
    }

    /// How long [`Consent::wait`] waits, counted from [`start`](Self::start); ten minutes by
    /// default, and an hour at the most, when the URL has expired.
    pub fn with_timeout(mut self, timeout: Duration) -> Self {
        self.timeout = timeout.min(URL_LIFETIME);
        self
    }

    /// Starts the OAuth flow and gives the URL that a person has to open.
    ///
    /// # Errors
    ///
    /// Before anything is made: [`ErrorKind::Configuration`] without an acting user or a place to
    /// redirect to, [`ErrorKind::InvalidRequest`] with the name of what the connector asks for and
    /// did not get, or when it has no OAuth, [`ErrorKind::NotFound`] for an unknown connector.
    pub async fn start(self) -> Result<Consent, Error> {
        let user = self.user()?;
        let wanted = self.authentication.clone().unwrap_or_else(AuthenticationType::oauth2);
        let authentication = self.check(|offered| offered.authentication_type == wanted).await?;
        let known = self.client.credentials_for(&self.connector).await?;
        let state = state::fresh();
        let (redirect, landing) = consent::redirect(&self.redirect, &state)?;
        let create = self.creation(user.clone(), authentication)?.redirect_uri(redirect);
        match self.client.call(&create).await? {
            NewCredential::Consent(url) => {
                let flow = self.client.shared.flows.begin(user, self.connector);
                let known = known.into_iter().map(|credential| credential.id).collect();
                Ok(Consent::new(self.client, flow, url, state, known, landing, self.timeout))
            }
            _ => Err(self.named(Error::malformed("the platform gave no URL to consent at"))),
        }
    }

    /// Makes a credential out of keys, at once.
    ///
    /// # Errors
    ///
    /// As [`start`](Self::start); also [`ErrorKind::InvalidRequest`] when the connector has several
    /// types of authentication by keys and none was picked.
    pub async fn create(self) -> Result<Connection, Error> {
        let user = self.user()?;
        let wanted = self.authentication.clone();
        let authentication = self
            .check(|offered| match &wanted {
                Some(wanted) => offered.authentication_type == *wanted,
                None => !offered.authentication_type.is_oauth2(),
            })
            .await?;
        let known = self.client.credentials_for(&self.connector).await?;
        let create = self.creation(user, authentication)?;
        let id = match self.client.call(&create).await? {
            NewCredential::Created(id) => id,
            NewCredential::Consent(_) => {
                return Err(self.named(
                    Error::malformed("the connector wants a consent in a browser")
                        .with_hint("use `start`"),
                ));
            }
            _ => {
                let now = self.client.credentials_for(&self.connector).await?;
                let new = now.into_iter().filter(|one| known.iter().all(|old| old.id != one.id));
                let newest = new.max_by(|a, b| a.created_at.cmp(&b.created_at));
                let newest = newest.ok_or_else(|| {
                    self.named(Error::malformed("the platform lists no new credential"))
                })?;
                newest.id
            }
        };
        Ok(self.client.connection(id))
    }

    fn user(&self) -> Result<UserId, Error> {
        self.client.user().cloned().ok_or_else(|| {
            self.named(
                Error::configuration("a credential belongs to a user, and the client has none")
                    .with_hint("use `with_user`"),
            )
        })
    }

    /// The one way to authenticate that is wanted and offered, with its input checked.
    async fn check(
        &self,
        wanted: impl Fn(&CredentialMetadata) -> bool,
    ) -> Result<AuthenticationType, Error> {
        let offered = match self.client.call(&GetCredentialMetadata::of(&self.connector)?).await {
            Ok(offered) => offered,
            Err(error) => return Err(self.client.suggest(error, &self.connector, None).await),
        };
        let mut fitting = offered.iter().filter(|offered| wanted(offered));
        let refuse = |problem: &str, hint: &'static str| {
            let types: Vec<&str> =
                offered.iter().map(|offered| offered.authentication_type.as_str()).collect();
            let problem = format!("{problem}: the connector has {}", types.join(", "));
            let error = Error::invalid_request("authenticationType", problem);
            Err(self.named(error.with_hint(hint)))
        };
        let way = match (fitting.next(), fitting.next()) {
            (Some(way), None) => way,
            (None, _) => {
                let hint = "`start` is for `oauth2`, `create` for all others";
                return refuse("is not offered", hint);
            }
            (Some(_), Some(_)) => return refuse("has to be picked", "use `authentication`"),
        };
        if way.auth_config_required && self.auth_config.is_none() {
            let problem = "is required: make an authentication config in Alloy's dashboard";
            return Err(self.named(Error::invalid_request("authConfigId", problem)));
        }
        way.check_data(self.data.as_ref()).map_err(|error| self.named(error))?;
        Ok(way.authentication_type.clone())
    }

    fn creation(
        &self,
        user: UserId,
        authentication: AuthenticationType,
    ) -> Result<CreateCredential, Error> {
        let mut create = CreateCredential::new(&self.connector, user, authentication)?;
        if let Some(config) = &self.auth_config {
            create = create.auth_config(config.clone());
        }
        if let Some(data) = &self.data {
            create = create.data(data.clone());
        }
        Ok(create)
    }

    fn named(&self, error: Error) -> Error {
        error.with_name(name(&self.connector))
    }
}

/// What errors call a flow.
fn name(connector: &str) -> String {
    format!("connecting {connector}")
}

/// Whether a later look at the list may go better.
fn is_passing(error: &Error) -> bool {
    matches!(
        error.kind(),
        ErrorKind::Resolve
            | ErrorKind::Connect
            | ErrorKind::ConnectTimeout
            | ErrorKind::AttemptTimeout
            | ErrorKind::DeadlineExceeded
            | ErrorKind::Interrupted
            | ErrorKind::RateLimited
            | ErrorKind::Overloaded
            | ErrorKind::Unavailable
    )
}

impl fmt::Debug for Connect {
    /// The data may be keys and is left out.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Connect")
            .field("connector", &self.connector)
            .field("user", &self.client.user())
            .field("redirect", &self.redirect)
            .field("timeout", &self.timeout)
            .finish_non_exhaustive()
    }
}
