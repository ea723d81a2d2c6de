//! Asking for users.

use alloy_core::{Action, Cursor};

use crate::{List, Notion, User, UserId, page_size::PageSize, paging::paged};

/// Retrieves the bot that the integration acts as.
///
/// It needs no capability, so it is a good test of whether a connection works.
///
/// ```
/// use alloy_core::{CredentialId, Envelope};
/// use alloy_notion::GetSelf;
/// let envelope = Envelope::of(&GetSelf, &CredentialId::new("credential")?)?;
/// assert!(envelope.path_params.is_empty());
/// # Ok::<(), alloy_core::Error>(())
/// ```
///
/// The action `get-self`. It changes nothing.
#[derive(Action, Clone, Copy, Debug, Default, PartialEq, Eq)]
#[action(connector = Notion, id = "get-self", effect = read, output = User)]
#[must_use = "an action does nothing until it is executed"]
pub struct GetSelf;

/// Retrieves a user.
///
/// The integration needs the capability to read users, without which Notion refuses. A user who is
/// no member of the workspace is not found.
///
/// ```
/// use alloy_notion::{GetUser, UserId};
/// let action = GetUser::new(UserId::new("59833787-2cf9-4fdf-8782-e53db20768a5")?);
/// # Ok::<(), alloy_core::Error>(())
/// ```
///
/// The action `get-user`. It changes nothing.
#[derive(Action, Clone, Debug, PartialEq, Eq)]
#[action(connector = Notion, id = "get-user", effect = read, output = User)]
#[must_use = "an action does nothing until it is executed"]
pub struct GetUser {
    #[action(path)]
    user_id: UserId,
}

impl GetUser {
    /// The user of that id.
    pub fn new(user: impl Into<UserId>) -> Self {
        Self { user_id: user.into() }
    }
}

/// Lists the people and bots of the workspace, but not its guests.
///
/// The integration needs the capability to read users.
///
/// ```
/// use alloy_notion::ListUsers;
/// let first_ten = ListUsers::new().page_size(10);
/// ```
///
/// The action `get-users`. It changes nothing.
#[derive(Action, Clone, Debug, Default, PartialEq)]
#[action(connector = Notion, id = "get-users", effect = read, output = List<User>)]
#[action(validate = Self::check_page_size)]
#[must_use = "an action does nothing until it is executed"]
pub struct ListUsers {
    #[action(query)]
    start_cursor: Option<Cursor>,
    #[action(query)]
    page_size: Option<PageSize>,
}

impl ListUsers {
    /// All users, page by page.
    pub fn new() -> Self {
        Self::default()
    }
}

paged!(ListUsers);
