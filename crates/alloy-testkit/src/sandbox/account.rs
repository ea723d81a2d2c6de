//! Who may call the sandbox: its keys, its users and their credentials.

mod credential;
mod user;

use std::{collections::BTreeMap, fmt};

use alloy_core::{ApiKey, Error, UserId};
use http::HeaderValue;

use super::random::Random;
pub(super) use credential::{Credential, CredentialStore};
pub(super) use user::{NewUser, User, UserStore, is_object_id};

/// One customer of the platform: all keys see all users.
#[derive(Clone)]
pub(super) struct Account {
    seed: u64,
    /// The sandbox's own key and the user it belongs to.
    pub(super) api_key: ApiKey,
    pub(super) user: UserId,
    /// Keys of other users, made up when they are asked for.
    further_keys: BTreeMap<UserId, ApiKey>,
    pub(super) users: UserStore,
    pub(super) credentials: CredentialStore,
}

impl Account {
    /// An account with made-up values, of the form that the platform's own have, in place of what
    /// is not given.
    pub(super) fn new(seed: u64, api_key: Option<ApiKey>, user: Option<UserId>) -> Self {
        let mut random = Random::new(seed, "account");
        let made_up_key = made_up_key(&mut random);
        let made_up_user = valid(|| UserId::new(random.hex(24)));
        let user = user.unwrap_or(made_up_user);
        let mut users = UserStore::new(Random::new(seed, "users"));
        users.insert(user.clone(), NewUser::named("sandbox", "Sandbox User"));
        Self {
            seed,
            api_key: api_key.unwrap_or(made_up_key),
            user,
            further_keys: BTreeMap::new(),
            users,
            credentials: CredentialStore::new(seed),
        }
    }

    /// The key of a user: the sandbox's own, or one that is made up the first time.
    pub(super) fn key_of(&mut self, user: &UserId) -> ApiKey {
        if *user == self.user {
            return self.api_key.clone();
        }
        let seed = self.seed;
        let make_up = || made_up_key(&mut Random::new(seed, &format!("key of {user}")));
        self.further_keys.entry(user.clone()).or_insert_with(make_up).clone()
    }

    /// The user whose key the value of an `Authorization` header holds. The scheme's case is free.
    pub(super) fn user_by_key(&self, authorization: &HeaderValue) -> Option<&UserId> {
        let own = (&self.user, &self.api_key);
        let mut keys = std::iter::once(own).chain(&self.further_keys);
        keys.find(|(_, key)| holds(authorization, key)).map(|(user, _)| user)
    }

    /// Forgets a user and what is theirs. Keys stay: the documents do not say that they end.
    pub(super) fn remove_user(&mut self, user: &UserId) {
        self.users.remove(user);
        self.credentials.remove_all_of(user);
    }
}

fn holds(authorization: &HeaderValue, key: &ApiKey) -> bool {
    match (split(authorization), split(&key.authorization())) {
        (Some((scheme, key)), Some((_, expected))) => {
            scheme.eq_ignore_ascii_case(b"bearer") && key == expected
        }
        _ => false,
    }
}

/// Scheme and key of an `Authorization` header.
fn split(value: &HeaderValue) -> Option<(&[u8], &[u8])> {
    let bytes = value.as_bytes();
    let space = bytes.iter().position(|&byte| byte == b' ')?;
    Some((&bytes[..space], bytes[space..].trim_ascii()))
}

fn made_up_key(random: &mut Random) -> ApiKey {
    valid(|| ApiKey::new(format!("sandbox_{}", random.token(13))))
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
