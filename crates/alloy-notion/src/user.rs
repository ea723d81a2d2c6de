//! People, bots and groups.

use compact_str::CompactString;

use crate::{
    GroupId, UserId, WorkspaceId,
    wire::{by_object, object, union},
};

object! {
    /// A person or a bot.
    ///
    /// Often only its id is known ([`is_partial`](Self::is_partial)): who made a page is given so,
    /// and whoever has left the workspace, and every user when the integration may not read users.
    pub struct User as "user" {
        /// Its id.
        id: UserId,
        /// Its name.
        name: Option<CompactString>,
        /// The URL of its picture.
        avatar_url: Option<CompactString>,
        ..kind: Option<UserKind>,
    }
}

union! {
    /// Whether a user is a person or a bot.
    pub enum UserKind {
        /// A person.
        "person" => Person(Person),
        /// A bot, which is how an integration acts.
        "bot" => Bot(Box<Bot>),
    }
}

object! {
    /// What is known of a person besides the name.
    pub struct Person {
        /// The email address, if the integration may see it.
        email: Option<CompactString>,
        /// Whether the address is known to be the person's own.
        email_verified: Option<bool>,
    }
}

object! {
    /// What is known of a bot besides the name: nothing, unless it is the integration's own.
    pub struct Bot {
        /// Whose bot it is.
        owner: Option<BotOwner>,
        /// The name of its workspace.
        workspace_name: Option<CompactString>,
        /// The id of its workspace.
        workspace_id: Option<WorkspaceId>,
        /// What the workspace allows.
        workspace_limits: Option<WorkspaceLimits>,
    }
}

object! {
    /// Whose bot it is.
    pub struct BotOwner {
        ..kind: BotOwnerKind,
    }
}

union! {
    /// Whose bot it is.
    pub enum BotOwnerKind {
        /// The user's who has authorised the integration.
        "user" => User(Box<User>),
        /// The workspace's. The flag is always set.
        "workspace" => Workspace(bool),
    }
}

object! {
    /// What a workspace allows.
    pub struct WorkspaceLimits {
        /// How large an uploaded file may be, in bytes.
        max_file_upload_size_in_bytes: Option<u64>,
    }
}

object! {
    /// A group of users.
    pub struct Group as "group" {
        /// Its id.
        id: GroupId,
        /// Its name.
        name: Option<CompactString>,
    }
}

by_object! {
    /// Somebody in a people property.
    pub enum UserOrGroup {
        /// A user.
        User(User),
        /// A group of users.
        Group(Group),
    }
}

impl User {
    /// Whether nothing but the id is known.
    pub fn is_partial(&self) -> bool {
        self.kind.is_none() && !self.has("name") && !self.has("avatar_url")
    }

    /// The email address of a person, if the integration may see it.
    pub fn email(&self) -> Option<&str> {
        match &self.kind {
            Some(UserKind::Person(person)) => person.email.as_deref(),
            _ => None,
        }
    }

    /// Whether it is a bot. `false` as well when it is not known.
    pub fn is_bot(&self) -> bool {
        matches!(self.kind, Some(UserKind::Bot(_)))
    }
}

impl UserOrGroup {
    /// The user, if it is one.
    pub fn as_user(&self) -> Option<&User> {
        match self {
            Self::User(user) => Some(user),
            _ => None,
        }
    }

    /// The group, if it is one.
    pub fn as_group(&self) -> Option<&Group> {
        match self {
            Self::Group(group) => Some(group),
            _ => None,
        }
    }

    /// The name, if it is known.
    pub fn name(&self) -> Option<&str> {
        match self {
            Self::User(user) => user.name.as_deref(),
            Self::Group(group) => group.name.as_deref(),
            Self::Other(_) => None,
        }
    }
}
