//! The people and tenants on whose behalf actions run.
//!
//! ```
//! use alloy_core::{ApiKey, Platform, users::CreateUser};
//! use http::Response;
//!
//! let platform = Platform::builder().api_key(ApiKey::new("made-up-key-of-a-test")?).build()?;
//! let create = CreateUser::new("ada@example.com").full_name("Ada");
//! let request = platform.endpoint_request(&create, None)?;
//! assert_eq!(request.body(), r#"{"username":"ada@example.com","fullName":"Ada"}"#);
//!
//! let ada = platform.endpoint_output(
//!     &create,
//!     Response::new(r#"{"userId": "68fe36549000cce448466858"}"#.into()),
//! )?;
//! assert_eq!(ada.as_str(), "68fe36549000cce448466858");
//! # Ok::<(), alloy_core::Error>(())
//! ```
//!
//! With a client it is one call: `client.call(&CreateUser::new("ada@example.com")).await?`.
//!
//! None of these operations acts for somebody, so none sends `x-alloy-userid`. Their forms are those
//! of the platform's reference and its own SDKs; none was verified against the live service.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::{
    Error, UserId,
    endpoint::{endpoint, json},
    secret::secret,
};

/// A user to be made.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct NewUser {
    username: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    full_name: Option<String>,
}

impl NewUser {
    /// A user of this name, which no other user has and which never changes.
    pub fn new(username: impl Into<String>) -> Self {
        Self { username: username.into(), full_name: None }
    }

    /// The user's name for people.
    pub fn full_name(mut self, full_name: impl Into<String>) -> Self {
        self.full_name = Some(full_name.into());
        self
    }

    fn check(&self) -> Result<(), Error> {
        if self.username.trim().is_empty() {
            return Err(Error::invalid_request("username", "must not be empty"));
        }
        Ok(())
    }
}

/// Creates a user and gives its id.
///
/// A name that is taken is refused; [`GetUser::by_username`] finds who has it. The form of that
/// refusal is on no record. Not repeated when it is unknown whether it ran.
#[derive(Clone, Debug)]
pub struct CreateUser {
    user: NewUser,
}

impl CreateUser {
    /// A user of this name, which no other user has and which never changes.
    pub fn new(username: impl Into<String>) -> Self {
        Self { user: NewUser::new(username) }
    }

    /// The user's name for people.
    pub fn full_name(self, full_name: impl Into<String>) -> Self {
        Self { user: self.user.full_name(full_name) }
    }
}

endpoint! {
    CreateUser => UserId, for Nobody;
    POST |_this, path| path.fixed("users");
    |reply| reply.decode_under::<Identified>(&["user", "data"]).map(|user| user.user_id);

    fn body(&self) -> Result<bytes::Bytes, Error> {
        self.user.check()?;
        json(&self.user)
    }
}

/// Creates up to [`MAX`](Self::MAX) users at once.
///
/// The reply says nothing about the single users; list them afterwards. Not repeated when it is
/// unknown whether it ran.
#[derive(Clone, Debug, Serialize)]
pub struct CreateUsers {
    users: Vec<NewUser>,
}

impl CreateUsers {
    /// How many users one call can create.
    pub const MAX: usize = 1_000;

    /// Checks that there are 1 to 1,000 users, and that no two have one name.
    pub fn new(users: impl IntoIterator<Item = NewUser>) -> Result<Self, Error> {
        let users: Vec<NewUser> = users.into_iter().collect();
        if users.is_empty() || users.len() > Self::MAX {
            let problem = format!("{} users, where 1 to {} can be", users.len(), Self::MAX);
            return Err(Error::invalid_request("users", problem));
        }
        let mut names = BTreeSet::new();
        for (at, user) in users.iter().enumerate() {
            user.check().map_err(|error| error.within(&format!("users[{at}]")))?;
            if !names.insert(user.username.as_str()) {
                let path = format!("users[{at}].username");
                return Err(Error::invalid_request(path, "stands there twice"));
            }
        }
        Ok(Self { users })
    }
}

endpoint! {
    CreateUsers => CreatedUsers, for Nobody;
    POST |_this, path| path.fixed("users/batch");
    |reply| reply.done().and_then(|()| Ok(reply.decode::<Option<CreatedUsers>>()?.unwrap_or_default()));

    fn body(&self) -> Result<bytes::Bytes, Error> {
        json(self)
    }
}

/// What the platform says of a batch of users.
#[derive(Clone, Debug, Default, Deserialize)]
#[non_exhaustive]
pub struct CreatedUsers {
    /// A sentence for people.
    #[serde(default)]
    pub message: Option<String>,
}

/// Retrieves a user.
#[derive(Clone, Debug)]
pub struct GetUser {
    id_or_name: String,
}

impl GetUser {
    /// By the platform's id.
    pub fn by_id(id: &UserId) -> Self {
        Self { id_or_name: id.as_str().to_owned() }
    }

    /// By the name that the user was created with.
    pub fn by_username(username: impl Into<String>) -> Self {
        Self { id_or_name: username.into() }
    }
}

endpoint! {
    GetUser => User, for Nobody;
    GET |this, path| path.fixed("users").segment("user id or username", &this.id_or_name)?;
    |reply| reply.decode_under(&["user", "data"]);
}

/// Lists all users, on one page.
#[derive(Clone, Debug, Default)]
pub struct ListUsers {
    parent_workflow: Option<String>,
}

impl ListUsers {
    /// All users.
    pub fn new() -> Self {
        Self::default()
    }

    /// Only users of this workflow, sent as `parentWorkflowId`.
    pub fn parent_workflow(mut self, id: impl Into<String>) -> Self {
        self.parent_workflow = Some(id.into());
        self
    }
}

endpoint! {
    ListUsers => Vec<User>, for Nobody;
    GET |this, path| {
        path.fixed("users");
        if let Some(workflow) = &this.parent_workflow {
            path.query("parentWorkflowId", workflow);
        }
    };
    |reply| reply.decode_list(&["data", "users"]);
}

/// Changes a user. The name that it was created with cannot be changed.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct UpdateUser {
    #[serde(skip)]
    user: UserId,
    full_name: String,
}

impl UpdateUser {
    /// Gives the user another name for people.
    pub fn full_name(user: UserId, full_name: impl Into<String>) -> Self {
        Self { user, full_name: full_name.into() }
    }
}

endpoint! {
    UpdateUser => (), for Nobody;
    PUT |this, path| path.fixed("users").segment("user id", this.user.as_str())?;
    |reply| reply.done();

    fn body(&self) -> Result<bytes::Bytes, Error> {
        json(self)
    }
}

/// Deletes a user and all that belongs to it. What becomes of its credentials is not documented.
#[derive(Clone, Debug)]
pub struct DeleteUser {
    user: UserId,
}

impl DeleteUser {
    /// Deletes this user.
    pub fn new(user: UserId) -> Self {
        Self { user }
    }
}

endpoint! {
    DeleteUser => (), for Nobody;
    DELETE |this, path| path.fixed("users").segment("user id", this.user.as_str())?;
    |reply| reply.done();
}

/// Asks for a token with which a front end acts as one user.
#[derive(Clone, Debug)]
pub struct GetUserToken {
    user: UserId,
}

impl GetUserToken {
    /// A token of this user.
    pub fn of(user: UserId) -> Self {
        Self { user }
    }
}

endpoint! {
    GetUserToken => UserToken, for Nobody;
    GET |this, path| path.fixed("users").segment("user id", this.user.as_str())?.fixed("token");
    |reply| reply.decode_under::<Tokened>(&["data"]).map(|reply| reply.token);
}

/// A user.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct User {
    /// The platform's id.
    pub user_id: UserId,
    /// The name that it was created with. Lists leave it out for some.
    #[serde(default)]
    pub username: Option<String>,
    /// Its name for people.
    #[serde(default)]
    pub full_name: Option<String>,
}

secret! {
    /// A JSON Web Token with which a front end acts as one user.
    UserToken
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Identified {
    user_id: UserId,
}

#[derive(Deserialize)]
struct Tokened {
    token: UserToken,
}
