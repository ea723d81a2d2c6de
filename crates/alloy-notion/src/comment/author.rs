//! Under which name a comment is written.

use serde::Serialize;

/// Under which name a new comment is shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct CommentAuthor(Author);

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
enum Author {
    Integration,
    User,
    Custom { custom: Name },
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Name {
    name: String,
}

impl CommentAuthor {
    /// The integration's name, which is also what leaving it out means.
    pub fn integration() -> Self {
        Self(Author::Integration)
    }

    /// The name of the user who has authorised the integration.
    pub fn user() -> Self {
        Self(Author::User)
    }

    /// A name of its own.
    pub fn custom(name: impl Into<String>) -> Self {
        Self(Author::Custom { custom: Name { name: name.into() } })
    }

    /// About how many bytes it has as JSON.
    pub(super) fn size(&self) -> usize {
        48 + match &self.0 {
            Author::Integration | Author::User => 0,
            Author::Custom { custom } => custom.name.len(),
        }
    }
}
