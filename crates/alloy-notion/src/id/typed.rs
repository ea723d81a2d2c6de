//! One type for the id of each kind of thing, so that they cannot be mixed up.

use std::{fmt, str::FromStr};

use alloy_core::Error;
use serde::{Serialize, Serializer};

use super::{Id, url::UrlIds};
use crate::wire::{Fit, Json, Slot, Wire, deserialize_by_wire};

/// Declares ids: `UuidId, "what it is"` is made from a UUID, `text TextId, "…"` from any text.
macro_rules! ids {
    ($($(#[$doc:meta])* $(@$any:ident)? $name:ident, $what:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub struct $name(Id);

        impl $name {
            /// The id without its kind.
            pub fn as_id(&self) -> &Id {
                &self.0
            }
        }

        ids!(@parse $($any)? $name, $what);

        impl FromStr for $name {
            type Err = Error;

            fn from_str(text: &str) -> Result<Self, Error> {
                Self::new(text)
            }
        }

        impl TryFrom<&str> for $name {
            type Error = Error;

            fn try_from(text: &str) -> Result<Self, Error> {
                Self::new(text)
            }
        }

        impl TryFrom<String> for $name {
            type Error = Error;

            fn try_from(text: String) -> Result<Self, Error> {
                Self::new(text)
            }
        }

        impl From<Id> for $name {
            fn from(id: Id) -> Self {
                Self(id)
            }
        }

        impl From<$name> for Id {
            fn from(id: $name) -> Self {
                id.0
            }
        }

        impl From<&$name> for $name {
            fn from(id: &$name) -> Self {
                id.clone()
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.with_text(|text| write!(f, concat!(stringify!($name), "({:?})"), text))
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                self.0.serialize(serializer)
            }
        }

        impl Wire for $name {
            const REQUIRED: bool = Id::REQUIRED;
            const EXPECTED: &'static str = Id::EXPECTED;

            fn absent() -> Self {
                Self(Id::absent())
            }

            fn is_absent(&self) -> bool {
                self.0.is_absent()
            }
        }

        impl Slot for $name {
            fn reset(&mut self) {
                self.0.reset();
            }

            fn read(&mut self, json: &mut Json<'_>) -> Fit {
                self.0.read(json)
            }
        }

        deserialize_by_wire!($name);
    )*};
    (@parse $name:ident, $what:literal) => {
        impl $name {
            #[doc = concat!("Takes a UUID, with or without dashes, as the id of ", $what, ".")]
            pub fn new(text: impl AsRef<str>) -> Result<Self, Error> {
                text.as_ref()
                    .parse()
                    .map(Self)
                    .map_err(|error: Error| error.with_path(concat!("id of ", $what)))
            }
        }
    };
    (@parse text $name:ident, $what:literal) => {
        impl $name {
            #[doc = concat!("Takes any text that is not empty as the id of ", $what, ".")]
            pub fn new(text: impl AsRef<str>) -> Result<Self, Error> {
                match text.as_ref() {
                    "" => Err(Error::invalid_request(concat!("id of ", $what), "must not be empty")),
                    text => Ok(Self(Id::of_text(text))),
                }
            }
        }
    };
}

ids! {
    /// The id of a page.
    PageId, "a page";
    /// The id of a database.
    DatabaseId, "a database";
    /// The id of a data source, a table of a database since version 2025-09-03.
    DataSourceId, "a data source";
    /// The id of a block. Pages and databases are blocks too.
    BlockId, "a block";
    /// The id of a user, person or bot.
    UserId, "a user";
    /// The id of a group of users.
    GroupId, "a group";
    /// The id of a workspace.
    WorkspaceId, "a workspace";
    /// The id of an integration's bot.
    BotId, "a bot";
    /// The id of an agent.
    AgentId, "an agent";
    /// The id of a comment.
    CommentId, "a comment";
    /// The id of the thread that a comment is part of.
    DiscussionId, "a discussion";
    /// The id of a file upload.
    FileUploadId, "a file upload";
    /// The id of a workspace's own emoji.
    CustomEmojiId, "a custom emoji";
    /// The id of a view of a database.
    ViewId, "a view";
    /// The id of a running query of a view.
    ViewQueryId, "a view query";
    /// The id of a task that Notion runs in the background.
    @text AsyncTaskId, "an async task";
    /// The id of an option or of a group of options: a UUID or a short text.
    @text OptionId, "an option";
}

impl PageId {
    /// The page that a URL of Notion shows: the one that is peeked at, or else that of the path.
    ///
    /// ```
    /// use alloy_notion::PageId;
    /// let id = PageId::from_url("https://www.notion.so/team/Roadmap-598337872cf94fdf8782e53db20768a5")?;
    /// assert_eq!(id, PageId::new("59833787-2cf9-4fdf-8782-e53db20768a5")?);
    /// # Ok::<(), alloy_core::Error>(())
    /// ```
    pub fn from_url(url: &str) -> Result<Self, Error> {
        let ids = UrlIds::new(url);
        found(ids.in_query("p").or_else(|| ids.in_path()))
    }
}

impl DatabaseId {
    /// The database that a URL of Notion shows: that of the path.
    pub fn from_url(url: &str) -> Result<Self, Error> {
        found(UrlIds::new(url).in_path())
    }
}

impl ViewId {
    /// The view of a database that a URL of Notion shows: the parameter `v`.
    pub fn from_url(url: &str) -> Result<Self, Error> {
        found(UrlIds::new(url).in_query("v"))
    }
}

impl BlockId {
    /// The block that a URL of Notion leads to: the one behind `#`.
    ///
    /// The URL of a page without one is an error; see [`PageId::from_url`].
    pub fn from_url(url: &str) -> Result<Self, Error> {
        found(UrlIds::new(url).in_fragment())
    }
}

fn found<T: From<Id>>(id: Option<Id>) -> Result<T, Error> {
    id.map(T::from).ok_or_else(|| Error::invalid_request("url", "has no id of the kind asked for"))
}

impl From<PageId> for BlockId {
    fn from(page: PageId) -> Self {
        Self(page.0)
    }
}

impl From<&PageId> for BlockId {
    fn from(page: &PageId) -> Self {
        Self(page.0.clone())
    }
}

impl From<DatabaseId> for BlockId {
    fn from(database: DatabaseId) -> Self {
        Self(database.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_error_names_the_kind_of_thing() {
        let error = PageId::new("roadmap").unwrap_err();
        assert_eq!(error.to_string(), "invalid request: id of a page: is not a UUID");
        assert!(OptionId::new("]:<c").is_ok());
        assert!(OptionId::new("").is_err());
    }

    #[test]
    fn urls_hold_ids() {
        const A: &str = "598337872cf94fdf8782e53db20768a5";
        const B: &str = "0a0a0a0a0b0b4c0c8d0d0e0e0e0e0e0e";
        let urls = [
            format!("https://www.notion.so/{A}"),
            format!("https://www.notion.so/team/A-plan-{A}?pvs=4#{B}"),
            format!("https://team.notion.site/{A}/"),
            format!("https://www.notion.so/team/{B}?v={B}&p={A}&pm=s"),
            "https://www.notion.so/59833787-2cf9-4fdf-8782-e53db20768a5".to_owned(),
            "notion.so/Caf\u{e9}-598337872CF94FDF8782E53DB20768A5".to_owned(),
            A.to_owned(),
        ];
        for url in urls {
            assert_eq!(PageId::from_url(&url).unwrap(), PageId::new(A).unwrap(), "{url}");
        }
        let url = format!("https://www.notion.so/team/{A}?v={B}#block-{B}");
        assert_eq!(DatabaseId::from_url(&url).unwrap().as_id(), PageId::new(A).unwrap().as_id());
        assert_eq!(ViewId::from_url(&url).unwrap().as_id(), PageId::new(B).unwrap().as_id());
        assert_eq!(BlockId::from_url(&url).unwrap().as_id(), PageId::new(B).unwrap().as_id());
        for url in
            ["", "https://www.notion.so/team", "https://example.com/#", "é", &format!("x{A}")]
        {
            assert!(PageId::from_url(url).is_err() && BlockId::from_url(url).is_err(), "{url}");
        }
    }

    #[test]
    fn a_page_is_a_block() {
        let page = PageId::new("598337872cf94fdf8782e53db20768a5").unwrap();
        let block = BlockId::from(&page);
        assert_eq!(block.as_id(), page.as_id());
        assert_eq!(format!("{block:?}"), r#"BlockId("598337872cf94fdf8782e53db20768a5")"#);
    }
}
