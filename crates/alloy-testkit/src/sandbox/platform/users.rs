//! `/users`: the people on whose behalf actions run.
//!
//! Not on record, and decided here: a name that is taken, or a `username` that an update would
//! change, is refused as an invalid body; a batch is created whole or not at all; deleting a user
//! deletes the user's credentials and files.

use std::collections::BTreeSet;

use serde_json::{Map, Value, json};

use super::{
    Answer, Platform, Received, Refusal,
    received::{granted, optional_text, required_text},
};
use crate::sandbox::account::{NewUser, User, is_object_id};

/// The most users of one batch.
const BATCH_LIMIT: usize = 1000;

/// `POST /users`
pub(super) fn create(platform: &mut Platform, received: &Received<'_>) -> Answer {
    let new = platform.new_user(&received.object()?)?;
    let id = platform.account.users.add(new);
    granted(&json!({"userId": id}))
}

/// `POST /users/batch`
pub(super) fn create_many(platform: &mut Platform, received: &Received<'_>) -> Answer {
    let body = received.object()?;
    let Some(Value::Array(users)) = body.get("users") else {
        return Err(Refusal::invalid("users", "must be an array"));
    };
    if users.len() > BATCH_LIMIT {
        return Err(Refusal::invalid("users", "must have at most 1000 elements"));
    }
    let mut names = BTreeSet::new();
    let mut all = Vec::with_capacity(users.len());
    for user in users {
        let Value::Object(user) = user else {
            return Err(Refusal::invalid("users", "must be an array of objects"));
        };
        let new = platform.new_user(user)?;
        if !names.insert(new.username.clone()) {
            return Err(taken());
        }
        all.push(new);
    }
    let count = all.len();
    for new in all {
        platform.account.users.add(new);
    }
    granted(&json!({"message": format!("{count} users created")}))
}

/// `GET /users`
pub(super) fn list(platform: &mut Platform, _: &Received<'_>) -> Answer {
    let users = platform.account.users.in_order();
    let users: Vec<_> = users.into_iter().map(User::to_json).collect();
    granted(&json!({"data": users}))
}

/// `GET /users/{user}`, where a username also serves.
pub(super) fn get(platform: &mut Platform, received: &Received<'_>) -> Answer {
    let given = received.parameter("user");
    let users = &platform.account.users;
    let user = users.get(given).or_else(|| users.by_username(given));
    granted(&user.ok_or_else(not_found)?.to_json())
}

/// `PUT /users/{user}`
pub(super) fn update(platform: &mut Platform, received: &Received<'_>) -> Answer {
    let id = platform.user(received.parameter("user"))?.id.clone();
    let body = received.object()?;
    let full_name = optional_text(&body, "fullName")?;
    let username = optional_text(&body, "username")?;
    let user = platform.account.users.get_mut(id.as_str()).ok_or_else(not_found)?;
    if username.is_some_and(|name| user.username.as_deref() != Some(name)) {
        return Err(Refusal::invalid("username", "cannot be changed"));
    }
    if let Some(full_name) = full_name {
        user.full_name = Some(full_name.to_owned());
    }
    granted(&user.to_json())
}

/// `DELETE /users/{user}`
pub(super) fn delete(platform: &mut Platform, received: &Received<'_>) -> Answer {
    let id = platform.user(received.parameter("user"))?.id.clone();
    platform.account.remove_user(&id);
    platform.files.retain(|_, file| file.user != id);
    granted(&json!({"success": true}))
}

/// `GET /users/{user}/token`
pub(super) fn token(platform: &mut Platform, received: &Received<'_>) -> Answer {
    let id = platform.user(received.parameter("user"))?.id.clone();
    granted(&json!({"token": platform.token(&id)}))
}

impl Platform {
    /// The user of an id.
    pub(super) fn user(&self, id: &str) -> Result<&User, Refusal> {
        match self.account.users.get(id) {
            Some(user) => Ok(user),
            None if is_object_id(id) => Err(not_found()),
            None => Err(Refusal::invalid("userId", "must be a valid ID")),
        }
    }

    /// What a body says of a user that is to be.
    fn new_user(&self, body: &Map<String, Value>) -> Result<NewUser, Refusal> {
        let username = required_text(body, "username")?;
        let full_name = optional_text(body, "fullName")?;
        if self.account.users.by_username(username).is_some() {
            return Err(taken());
        }
        Ok(NewUser { username: Some(username.to_owned()), full_name: full_name.map(str::to_owned) })
    }
}

fn taken() -> Refusal {
    Refusal::invalid("username", "must be unique")
}

fn not_found() -> Refusal {
    Refusal::NotFound("User not found".to_owned())
}
