//! Operations that answer page by page.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::Action;

/// Where a listing goes on: an opaque text that the provider gave.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Cursor(String);

impl Cursor {
    /// Takes a cursor as the provider wrote it.
    pub fn new(cursor: impl Into<String>) -> Self {
        Self(cursor.into())
    }

    /// The provider's text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<String> for Cursor {
    fn from(cursor: String) -> Self {
        Self(cursor)
    }
}

impl From<&str> for Cursor {
    fn from(cursor: &str) -> Self {
        Self(cursor.to_owned())
    }
}

impl From<Cursor> for String {
    fn from(cursor: Cursor) -> Self {
        cursor.0
    }
}

/// What comes after a page of a listing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// Another page.
    Cursor(Cursor),
    /// Nothing: this was the last page.
    End,
    /// Nothing, although there is more: the provider stopped, for this reason.
    Incomplete(String),
}

impl Next {
    /// What providers with an optional cursor mean: another page, or the end.
    pub fn after(cursor: Option<impl Into<Cursor>>) -> Self {
        cursor.map_or(Self::End, |cursor| Self::Cursor(cursor.into()))
    }
}

/// The output of an operation that answers page by page: one page.
///
/// A page need not be list-shaped; it only has to say what is in it and what comes next.
pub trait Listing {
    /// What is listed.
    type Item: Send + 'static;

    /// What comes after this page.
    fn next(&self) -> Next;

    /// What is on this page, in the provider's order.
    fn into_items(self) -> Vec<Self::Item>;
}

/// An action that can be asked for its next page.
///
/// Derived with `#[action(cursor)]` on the field that the cursor goes into. `alloy-transport` makes
/// streams of it: `connection.items(action)` and `connection.pages(action)`.
///
/// ```
/// use alloy_core::{Action, Connector, Cursor, Listing, Next};
/// use serde::Deserialize;
///
/// struct HubSpot;
/// impl Connector for HubSpot {
///     fn id(&self) -> &str {
///         "hubspot"
///     }
/// }
///
/// #[derive(Action)]
/// #[action(connector = HubSpot, id = "listContacts", effect = read, output = Contacts)]
/// struct ListContacts {
///     #[action(query, cursor)]
///     after: Option<Cursor>,
/// }
///
/// #[derive(Deserialize)]
/// struct Contacts {
///     results: Vec<Contact>,
///     paging: Option<Paging>,
/// }
///
/// #[derive(Deserialize)]
/// struct Contact {
///     id: String,
/// }
///
/// #[derive(Deserialize)]
/// struct Paging {
///     after: Option<String>,
/// }
///
/// impl Listing for Contacts {
///     type Item = Contact;
///
///     fn next(&self) -> Next {
///         Next::after(self.paging.as_ref().and_then(|paging| paging.after.clone()))
///     }
///
///     fn into_items(self) -> Vec<Contact> {
///         self.results
///     }
/// }
/// ```
pub trait Paginated: Action<Output: Listing> {
    /// Makes this action the one of the page at `cursor`.
    fn set_cursor(&mut self, cursor: Cursor);
}
