//! People to be written.

use serde::{Serialize, Serializer, ser::SerializeMap};

use crate::{GroupId, UserId};

/// A member of a `people` property: a user or a group. A plain user id is a user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonInput(Person);

#[derive(Clone, Debug, PartialEq, Eq)]
enum Person {
    User(UserId),
    Group(GroupId),
}

impl PersonInput {
    /// A person or a bot.
    pub fn user(id: impl Into<UserId>) -> Self {
        Self(Person::User(id.into()))
    }

    /// A group of people.
    pub fn group(id: impl Into<GroupId>) -> Self {
        Self(Person::Group(id.into()))
    }
}

impl From<UserId> for PersonInput {
    fn from(id: UserId) -> Self {
        Self::user(id)
    }
}

impl From<GroupId> for PersonInput {
    fn from(id: GroupId) -> Self {
        Self::group(id)
    }
}

impl Serialize for PersonInput {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(None)?;
        match &self.0 {
            Person::User(id) => {
                object.serialize_entry("object", "user")?;
                object.serialize_entry("id", id)?;
            }
            Person::Group(id) => {
                object.serialize_entry("object", "group")?;
                object.serialize_entry("id", id)?;
            }
        }
        object.end()
    }
}
