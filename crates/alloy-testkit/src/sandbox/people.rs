//! The sandbox's users: their keys, their credentials and their consent.

use alloy_core::{ApiKey, CredentialId, Error, UserId};

use super::{Authentication, Sandbox, account::NewUser};

/// Users, and what they connect.
impl Sandbox {
    /// A credential of that user for any connector: there is one for each
    /// [stand-in](super::SandboxBuilder::stand_in).
    pub fn credential_for(&self, connector: &str) -> Option<CredentialId> {
        let platform = self.platform();
        let credentials = platform.account.credentials.of(&self.shared.user, Some(connector));
        credentials.first().map(|(id, _)| (*id).clone())
    }

    /// The user of that name, made when it is first asked for.
    ///
    /// ```
    /// # use alloy_testkit::Sandbox;
    /// let sandbox = Sandbox::new();
    /// let alice = sandbox.user_named("alice");
    /// assert_eq!(sandbox.user_named("alice"), alice);
    /// ```
    pub fn user_named(&self, username: &str) -> UserId {
        let mut platform = self.platform();
        let users = &mut platform.account.users;
        match users.by_username(username) {
            Some(user) => user.id.clone(),
            None => users.add(NewUser::named(username, username)),
        }
    }

    /// A key of a user's own: requests with it are that user's when they name nobody. Each call
    /// for one user gives the same key.
    ///
    /// ```
    /// # use alloy_testkit::Sandbox;
    /// # use alloy_transport::Client;
    /// # fn main() -> Result<(), alloy_core::Error> {
    /// let sandbox = Sandbox::new();
    /// let bob = sandbox.user_named("bob");
    /// let bobs_client =
    ///     Client::builder(sandbox.clone()).api_key(sandbox.api_key_of(&bob)).build()?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn api_key_of(&self, user: &UserId) -> ApiKey {
        self.platform().account.key_of(user)
    }

    /// A new credential of a user for a connector, as if the user had given consent.
    ///
    /// Fails when the sandbox has no such user or connector.
    ///
    /// ```
    /// # use alloy_testkit::Sandbox;
    /// # fn main() -> Result<(), alloy_core::Error> {
    /// let sandbox = Sandbox::new();
    /// let alice = sandbox.user_named("alice");
    /// let credential = sandbox.connect(&alice, "notion")?;
    /// # Ok(())
    /// # }
    /// ```
    pub fn connect(&self, user: &UserId, connector: &str) -> Result<CredentialId, Error> {
        let mut platform = self.platform();
        if platform.account.users.get(user.as_str()).is_none() {
            return Err(Error::invalid_request("user", "the sandbox has no such user"));
        }
        let Some(stand_in) = platform.stand_ins.get(connector) else {
            return Err(Error::invalid_request("connector", "the sandbox has no such connector"));
        };
        let ways = stand_in.authentication();
        let way = ways.first().map_or("oauth2", Authentication::authentication_type);
        Ok(platform.connect(user, connector, way))
    }

    /// Approves on a consent page without a browser, by the `oauthUrl` that leads to it.
    ///
    /// Fails when the link was used before, has expired or is none. The error does not show it.
    ///
    /// ```
    /// # use alloy_testkit::Sandbox;
    /// # fn main() -> Result<(), alloy_core::Error> {
    /// # let sandbox = Sandbox::new();
    /// # let body = serde_json::json!({
    /// #     "userId": sandbox.user_id(),
    /// #     "authenticationType": "oauth2",
    /// #     "redirectUri": "https://app.example.com/done",
    /// # });
    /// # let request = http::Request::post("/connectors/notion/credentials")
    /// #     .header("x-api-version", "2025-09")
    /// #     .header("authorization", sandbox.api_key().authorization())
    /// #     .body(body.to_string().into())
    /// #     .unwrap();
    /// # let reply: serde_json::Value =
    /// #     serde_json::from_slice(sandbox.answer(&request).body()).unwrap();
    /// # let oauth_url = reply["oauthUrl"].as_str().unwrap();
    /// // … with the URL that `POST /connectors/notion/credentials` answered:
    /// let credential = sandbox.approve(oauth_url)?;
    /// assert!(sandbox.approve(oauth_url).is_err());
    /// # Ok(())
    /// # }
    /// ```
    pub fn approve(&self, oauth_url: &str) -> Result<CredentialId, Error> {
        let decided = self.platform().decide_on(oauth_url, true);
        let credential = decided.and_then(|made| made.ok_or("not approved"));
        credential.map_err(|problem| Error::invalid_request("OAuth URL", problem))
    }

    /// Denies on a consent page, as [`approve`](Self::approve) approves. No credential is made.
    pub fn deny(&self, oauth_url: &str) -> Result<(), Error> {
        let decided = self.platform().decide_on(oauth_url, false);
        decided.map(drop).map_err(|problem| Error::invalid_request("OAuth URL", problem))
    }
}
