//! Finding the credential that a call needs.

use std::collections::HashSet;

use alloy_core::{
    CredentialId, Error, ErrorKind,
    connectors::{ListConnectors, ListResources},
    credentials::{Credential, ListCredentials},
};
use serde_json::json;

use super::{Client, Connection, near};

const WHOSE: &str = "the acting user, sent as x-alloy-userid, decides whose credentials are seen";

impl Client {
    /// A connection with the one credential that the acting user has for a connector.
    ///
    /// # Errors
    ///
    /// - [`ErrorKind::CredentialNotFound`] when there is none: [`connect`](Self::connect) makes one.
    /// - [`ErrorKind::AmbiguousCredential`] when there are several. The message has their names and
    ///   dates, [`Error::details`] the same as JSON; pick one with [`connection`](Self::connection).
    /// - [`ErrorKind::NotFound`] when there is no such connector, with the names that are near.
    ///
    /// ```no_run
    /// # use alloy_core::{Error, UserId};
    /// # use alloy_transport::Client;
    /// # async fn example(client: Client, ada: UserId) -> Result<(), Error> {
    /// let notion = client.with_user(ada).connection_for("notion").await?;
    /// # Ok(())
    /// # }
    /// ```
    pub async fn connection_for(&self, connector: impl AsRef<str>) -> Result<Connection, Error> {
        let connector = connector.as_ref();
        let name = |error: Error| error.with_name(format!("connection for {connector}"));
        let found = self.credentials_for(connector).await;
        let found = match found {
            Ok(found) => found,
            Err(error) => return Err(self.suggest(error, connector, None).await),
        };
        match &*found {
            [only] => Ok(self.connection(only.id.clone())),
            [] => {
                let missing = match self.user() {
                    Some(user) => format!("user {user} has none for {connector}"),
                    None => format!("the user of the API key has none for {connector}"),
                };
                let error = Error::invalid_request("", missing)
                    .with_kind(ErrorKind::CredentialNotFound)
                    .with_hint("make one with `connect`, or act for its owner with `with_user`");
                Err(self.suggest(name(error), connector, None).await)
            }
            several => {
                let list: Vec<String> = several.iter().map(describe).collect();
                let details: Vec<_> = several
                    .iter()
                    .map(|one| {
                        json!({"credentialId": one.id, "name": one.name, "createdAt": one.created_at})
                    })
                    .collect();
                let message = format!("{} for {connector}: {}", several.len(), list.join("; "));
                Err(name(
                    Error::invalid_request("", message)
                        .with_kind(ErrorKind::AmbiguousCredential)
                        .with_hint("pick one and use `connection`")
                        .with_details(details),
                ))
            }
        }
    }

    /// The acting user's credentials for a connector, each once.
    pub(super) async fn credentials_for(&self, connector: &str) -> Result<Vec<Credential>, Error> {
        let listed = self.call(&ListCredentials::of(connector)?).await;
        listed.map(each_once).map_err(|error| match error.kind() {
            ErrorKind::CredentialNotFound | ErrorKind::Forbidden => error.with_hint(WHOSE),
            _ => error,
        })
    }

    /// The same error, or when it says that something is not there, one that has the near names.
    ///
    /// Asks the platform for what there is, which only a failure costs. When that fails too, the
    /// error stays as it is.
    pub(super) async fn suggest(
        &self,
        error: Error,
        connector: &str,
        action: Option<&str>,
    ) -> Error {
        if !matches!(error.kind(), ErrorKind::NotFound | ErrorKind::CredentialNotFound) {
            return error;
        }
        let Ok(connectors) = self.call(&ListConnectors).await else { return error };
        let ids = || connectors.iter().map(|known| known.id.as_str());
        if !ids().any(|id| id == connector) {
            return unknown(error, "connector", connector, &near::nearest(connector, ids()));
        }
        let Some(action) = action else { return error };
        let Ok(list) = ListResources::of(connector) else { return error };
        let Ok(resources) = self.call(&list).await else { return error };
        let ids = || resources.iter().flat_map(|one| &one.actions).map(|known| known.id.as_str());
        if ids().any(|id| id == action) {
            return error;
        }
        unknown(error, "action", action, &near::nearest(action, ids()))
    }
}

fn unknown(error: Error, what: &str, name: &str, near: &[&str]) -> Error {
    let mut message = format!("there is no {what} `{name}`");
    if !near.is_empty() {
        let near: Vec<String> = near.iter().map(|name| format!("`{name}`")).collect();
        message = format!("{message}, but {}", near.join(", "));
    }
    let hint =
        if near.is_empty() { "the platform lists what there is" } else { "was one of them meant?" };
    error
        .with_kind(ErrorKind::NotFound)
        .with_message(message)
        .with_hint(hint)
        .with_details(json!({"near": near}))
}

/// A list may have a credential twice.
fn each_once(mut credentials: Vec<Credential>) -> Vec<Credential> {
    let mut seen: HashSet<CredentialId> = HashSet::new();
    credentials.retain(|credential| seen.insert(credential.id.clone()));
    credentials
}

fn describe(credential: &Credential) -> String {
    let name = credential.name.as_deref().unwrap_or("without a name");
    let date = credential.created_at.as_deref().unwrap_or("of unknown date");
    format!("{} ({name}, {date})", credential.id)
}
