//! Who may call the sandbox: its key, its users and their credentials.

use std::{collections::BTreeMap, fmt};

use alloy_core::{ApiKey, ConnectorId, CredentialId, Error, UserId};
use http::HeaderValue;

use super::random::Random;

/// The sandbox's one API key, the user it belongs to, and everyone's credentials.
#[derive(Clone)]
pub(super) struct Account {
    pub(super) api_key: ApiKey,
    pub(super) user: UserId,
    credentials: BTreeMap<CredentialId, Holder>,
}

/// Whose a credential is, and for what.
#[derive(Clone, Debug)]
pub(super) struct Holder {
    pub(super) user: UserId,
    pub(super) connector: String,
}

impl Account {
    /// An account with made-up values, of the form that the platform's own have.
    pub(super) fn made_up(seed: u64) -> Self {
        let mut random = Random::new(seed, "account");
        Self {
            api_key: valid(|| ApiKey::new(format!("sandbox_{}", random.token(13)))),
            user: valid(|| UserId::new(random.hex(24))),
            credentials: BTreeMap::new(),
        }
    }

    /// Gives a user a credential.
    pub(super) fn add(&mut self, user: UserId, connector: &ConnectorId, id: CredentialId) {
        let connector = connector.as_str().to_owned();
        self.credentials.insert(id, Holder { user, connector });
    }

    /// Makes up a credential of the key's user for a connector.
    pub(super) fn make_up_credential(&mut self, seed: u64, connector: &str) -> CredentialId {
        let mut random = Random::new(seed, connector);
        let id = valid(|| CredentialId::new(random.hex(24)));
        let holder = Holder { user: self.user.clone(), connector: connector.to_owned() };
        self.credentials.insert(id.clone(), holder);
        id
    }

    pub(super) fn holder(&self, id: &CredentialId) -> Option<&Holder> {
        self.credentials.get(id)
    }

    /// A credential of the key's user for a connector.
    pub(super) fn credential_for(&self, connector: &str) -> Option<&CredentialId> {
        let mut credentials = self.credentials.iter();
        credentials
            .find(|(_, holder)| holder.connector == connector && holder.user == self.user)
            .map(|(id, _)| id)
    }

    /// Whether the value of an `Authorization` header holds the key. The scheme's case is free.
    pub(super) fn admits(&self, authorization: &HeaderValue) -> bool {
        let expected = self.api_key.authorization();
        match (split(authorization), split(&expected)) {
            (Some((scheme, key)), Some((_, expected))) => {
                scheme.eq_ignore_ascii_case(b"bearer") && key == expected
            }
            _ => false,
        }
    }
}

/// Scheme and key of an `Authorization` header.
fn split(value: &HeaderValue) -> Option<(&[u8], &[u8])> {
    let bytes = value.as_bytes();
    let space = bytes.iter().position(|&byte| byte == b' ')?;
    Some((&bytes[..space], bytes[space..].trim_ascii()))
}

/// Makes up values until one is valid, which the first is.
fn valid<T>(mut make_up: impl FnMut() -> Result<T, Error>) -> T {
    loop {
        if let Ok(value) = make_up() {
            return value;
        }
    }
}

impl fmt::Debug for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Account").field("user", &self.user).finish_non_exhaustive()
    }
}
