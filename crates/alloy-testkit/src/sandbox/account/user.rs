//! Users of the account.

use std::collections::BTreeMap;

use alloy_core::UserId;
use serde_json::{Map, Value, json};

use super::valid;
use crate::sandbox::random::Random;

/// The users, in the order in which they came.
#[derive(Clone, Debug)]
pub(in crate::sandbox) struct UserStore {
    random: Random,
    users: BTreeMap<UserId, User>,
    /// How many there ever were.
    count: u64,
}

#[derive(Clone, Debug)]
pub(in crate::sandbox) struct User {
    pub(in crate::sandbox) id: UserId,
    /// Unique. Those that come with a credential only have none.
    pub(in crate::sandbox) username: Option<String>,
    pub(in crate::sandbox) full_name: Option<String>,
    number: u64,
}

/// A user before it has an id.
#[derive(Clone, Debug, Default)]
pub(in crate::sandbox) struct NewUser {
    pub(in crate::sandbox) username: Option<String>,
    pub(in crate::sandbox) full_name: Option<String>,
}

impl NewUser {
    pub(in crate::sandbox) fn named(username: &str, full_name: &str) -> Self {
        Self { username: Some(username.to_owned()), full_name: Some(full_name.to_owned()) }
    }
}

impl UserStore {
    pub(super) fn new(random: Random) -> Self {
        Self { random, users: BTreeMap::new(), count: 0 }
    }

    /// Adds a user with a made-up id.
    pub(in crate::sandbox) fn add(&mut self, new: NewUser) -> UserId {
        let id = valid(|| UserId::new(self.random.hex(24)));
        self.insert(id.clone(), new);
        id
    }

    /// Adds a user of a given id, unless there is one.
    pub(in crate::sandbox) fn insert(&mut self, id: UserId, new: NewUser) {
        self.count += 1;
        let NewUser { username, full_name } = new;
        let user = User { id: id.clone(), username, full_name, number: self.count };
        self.users.entry(id).or_insert(user);
    }

    pub(in crate::sandbox) fn get(&self, id: &str) -> Option<&User> {
        self.users.get(id)
    }

    pub(in crate::sandbox) fn get_mut(&mut self, id: &str) -> Option<&mut User> {
        self.users.get_mut(id)
    }

    pub(in crate::sandbox) fn by_username(&self, username: &str) -> Option<&User> {
        self.users.values().find(|user| user.username.as_deref() == Some(username))
    }

    /// All users, the oldest first.
    pub(in crate::sandbox) fn in_order(&self) -> Vec<&User> {
        let mut users: Vec<_> = self.users.values().collect();
        users.sort_by_key(|user| user.number);
        users
    }

    pub(super) fn remove(&mut self, id: &UserId) {
        self.users.remove(id);
    }
}

impl User {
    /// The user as the platform shows it. A name that is not known is left out.
    pub(in crate::sandbox) fn to_json(&self) -> Value {
        let mut object = Map::from_iter([("userId".to_owned(), json!(self.id))]);
        for (key, value) in [("fullName", &self.full_name), ("username", &self.username)] {
            if let Some(value) = value {
                object.insert(key.to_owned(), json!(value));
            }
        }
        Value::Object(object)
    }

    /// What to call the user.
    pub(in crate::sandbox) fn display_name(&self) -> &str {
        self.full_name.as_deref().or(self.username.as_deref()).unwrap_or("User")
    }
}

/// Whether a text has the form of the platform's ids: 24 hexadecimal digits.
pub(in crate::sandbox) fn is_object_id(text: &str) -> bool {
    text.len() == 24 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}
