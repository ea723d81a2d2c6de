//! Actions of Alloy's Connectivity API as values: what to send and how to read what came back.
//!
//! This crate does no I/O and needs no runtime. A *connector* ([`Connector`]) is a third-party
//! service on the platform, an *action* ([`Action`]) one of its operations with typed input and
//! output. An action is written into an *envelope* ([`EnvelopeWriter`]), the JSON that the
//! platform's `execute` takes, and its output is decoded from a [`Reply`].
//!
//! # Writing a connector
//!
//! A unit struct, and a struct with a derive for each operation:
//!
//! ```
//! use alloy_core::{Action, Connector};
//! use serde::Deserialize;
//!
//! pub struct HubSpot;
//!
//! impl Connector for HubSpot {
//!     fn id(&self) -> &str {
//!         "hubspot"
//!     }
//! }
//!
//! /// Retrieves one contact.
//! #[derive(Action)]
//! #[action(connector = HubSpot, id = "getContact", effect = read, output = Contact)]
//! pub struct GetContact {
//!     #[action(path = "contactId")]
//!     pub id: String,
//!     #[action(query)]
//!     pub archived: Option<bool>,
//! }
//!
//! #[derive(Deserialize)]
//! pub struct Contact {
//!     pub id: String,
//! }
//! ```
//!
//! The guide `docs/writing-a-connector.md` of the repository goes on from here: errors, pages, tests.
//!
//! # What else the platform does
//!
//! Executing an action is one [`Endpoint`]. The others are in [`connectors`], [`users`],
//! [`credentials`] and [`files`], and what is missing can be written.
//!
//! # Calling actions
//!
//! `alloy-transport` sends actions over HTTP. With an HTTP stack of one's own, [`Platform`] makes
//! the requests and reads the responses.
#![cfg_attr(docsrs, feature(doc_cfg))]

mod action;
mod api_key;
mod base_url;
mod connector;
pub mod connectors;
pub mod credentials;
mod dynamic;
mod endpoint;
mod envelope;
mod error;
pub mod files;
mod header;
mod id;
mod pacing;
mod pagination;
mod platform;
mod reply;
mod secret;
pub mod users;

pub use action::{Action, ActionIds, BoxAction, Effect, Map, Operation, Raw};
pub use api_key::ApiKey;
pub use connector::{Connector, ProviderError};
pub use dynamic::DynamicAction;
pub use endpoint::{ActingUser, Endpoint, Execute, PathWriter};
pub use envelope::{Envelope, EnvelopeWriter, HeaderField};
pub use error::{Error, ErrorKind, Layer, Outcome, RetryAfter};
pub use header::{Context, Header, Headers};
pub use id::{ActionId, ConnectorId, CredentialId, UserId};
pub use pacing::Pacing;
pub use pagination::{Cursor, Listing, Next, Paginated};
pub use platform::{Call, Platform, PlatformBuilder, Validation};
pub use reply::{Field, Reply, ReplyShape};

/// Derives [`trait@Action`] for a struct with named fields, or with none.
///
/// Each field goes into one part of the request; a field without an attribute is one of the body's.
/// No field has to be public, and the struct may have parameters.
///
/// ```
/// use alloy_core::{Action, Connector, Context, CredentialId, Envelope, Error};
/// use serde::Deserialize;
///
/// struct Library;
///
/// impl Connector for Library {
///     fn id(&self) -> &str {
///         "library"
///     }
/// }
///
/// /// Changes the entry of a book.
/// #[derive(Action)]
/// #[action(connector = Library, id = "patch-book", effect = idempotent, output = Book)]
/// #[action(validate = Self::check, size_hint = 200 + self.title.len())]
/// #[serde(rename_all = "camelCase")]
/// struct PatchBook<'a> {
///     #[action(path)]
///     book_id: u64,
///     #[action(query = "fields")]
///     shown: Vec<&'a str>,
///     #[action(header = "Library-Branch")]
///     branch: Option<&'a str>,
///     #[action(skip)]
///     longest_title: usize,
///     title: &'a str,
///     page_count: Option<u32>,
///     #[action(null)]
///     lent_to: Option<&'a str>,
/// }
///
/// impl PatchBook<'_> {
///     fn check(&self, _: &Context<'_>) -> Result<(), Error> {
///         if self.title.len() > self.longest_title {
///             return Err(Error::invalid_request("title", "is too long"));
///         }
///         Ok(())
///     }
/// }
///
/// #[derive(Deserialize)]
/// struct Book {
///     title: String,
/// }
///
/// let action = PatchBook {
///     book_id: 7,
///     shown: vec!["title"],
///     branch: Some("north"),
///     longest_title: 100,
///     title: "Emma",
///     page_count: None,
///     lent_to: None,
/// };
/// let envelope = Envelope::of(&action, &CredentialId::new("credential")?)?;
/// assert_eq!(envelope.path_params["bookId"], "7");
/// assert_eq!(envelope.query_parameters["fields"][0], "title");
/// assert_eq!(envelope.headers["Library-Branch"], "north");
/// assert_eq!(envelope.body().to_string(), r#"{"lentTo":null,"title":"Emma"}"#);
/// # Ok::<(), Error>(())
/// ```
///
/// # On the struct: `#[action(…)]`
///
/// `connector`, `id` and `output` are required. Several attributes are read as one.
///
/// | key | value |
/// |---|---|
/// | `connector = Notion` | The [`Connector`]: a unit struct, a constant, a static, or an expression that is constant. |
/// | `id = "retrieve-a-page"` | The action's id at the connector, which is what an [`ActionId`] can be. |
/// | `effect = read` | `read`, `idempotent` or `write`, the variants of [`Effect`]; `write` if not given. Where it depends on the fields, the path of a function: `fn(&Self) -> Effect`, as in `Self::effect`. |
/// | `output = Page` | The type of the output. It is decoded by [`Reply::decode`], so it is `DeserializeOwned`, unless `decode` is given. `serde::de::IgnoredAny` accepts whatever comes. |
/// | `decode = path` | A function that decodes instead: `fn(Reply) -> Result<Output, Error>`. |
/// | `validate = path` | [`Action::validate`]: `fn(&Self, &Context<'_>) -> Result<(), Error>`. |
/// | `body = path` | A function that makes the body: `fn(&Self, &Context<'_>) -> impl Serialize`. For bodies that depend on a header, such as a version. Fields without an attribute are then just its input. |
/// | `size_hint = expression` | [`Action::size_hint`], in bytes; it may use `self`. |
/// | `crate = path` | Where this crate is found, `::alloy_core` if not given. With or without quotes. |
///
/// # On a field: `#[action(…)]`
///
/// | key | the field |
/// |---|---|
/// | `path`, `path = "name"` | is a parameter of the path, by [`Display`](std::fmt::Display). It cannot be an `Option`. `#[serde(skip)]` beside it is for a `Serialize` that the struct has as well. |
/// | `query`, `query = "name"` | is a parameter of the query, by `Serialize`. A `None` and an empty `Vec` are left out. |
/// | `header = "Name"` | is a header for the provider, by `Display`. A `None` is left out, so that a weaker layer's header holds (see [`Context`]). |
/// | `body` | is the body, all of it, by `Serialize`. |
/// | `skip` | is in no part. |
/// | `rename = "name"` | beside `path` or `query`, the same as their value. |
/// | `null` | is in the body, and its `None` is sent as `null`. |
/// | `cursor` | takes the [`Cursor`] of the next page, beside `query`, `header`, or as a field of the body: see [below](#pages). |
///
/// Without `path = "name"`, parameters of the path and the query have the name that serde would
/// give the field: by its own `#[serde(rename = "…")]` or the struct's `rename_all`.
///
/// # The body
///
/// The fields of the body are serialised by serde, with the `#[serde(…)]` attributes on them and on
/// the struct: `rename_all`, `rename`, `flatten`, `serialize_with`, `skip_serializing_if`, `bound`
/// and the others. `Serialize` need not be derived for the struct; when it is, it is left alone.
/// An action without such fields has no body, and an empty one is not sent.
///
/// A field whose type is written `Option<…>` is left out when it is `None`. With `#[action(null)]`
/// it is sent as `null`, and a `skip_serializing_if` of its own decides by itself. To tell absent,
/// null and value apart, use `Option<Option<…>>`: `Some(None)` is sent as `null`.
///
/// Serde has no say in the other parts. Two of its attributes hold there too, the `rename` above and
/// `skip_serializing_if` beside `query` or `header`; what would go unheeded is refused.
///
/// Whether a type is an `Option` or a `Vec` is told by how it is written: an alias of one is not.
///
/// # Pages
///
/// With `#[action(cursor)]` on one field, [`Paginated`] is implemented as well: `set_cursor` puts
/// the cursor into the field. Its type is written `Option<…>`, of a [`Cursor`], a `String`, or
/// whatever else is `From<Cursor>`. The output is a [`Listing`].
///
/// ```
/// # use alloy_core::{Action, Connector, Cursor, Envelope, Listing, Next, Paginated};
/// # struct Library;
/// # impl Connector for Library {
/// #     fn id(&self) -> &str {
/// #         "library"
/// #     }
/// # }
/// # #[derive(serde::Deserialize)]
/// # struct Shelf {
/// #     titles: Vec<String>,
/// #     next: Option<Cursor>,
/// # }
/// # impl Listing for Shelf {
/// #     type Item = String;
/// #     fn next(&self) -> Next {
/// #         Next::after(self.next.clone())
/// #     }
/// #     fn into_items(self) -> Vec<String> {
/// #         self.titles
/// #     }
/// # }
/// #[derive(Action)]
/// #[action(connector = Library, id = "list-books", effect = read, output = Shelf)]
/// struct ListBooks {
///     #[action(query, cursor)]
///     after: Option<Cursor>,
/// }
///
/// let mut action = ListBooks { after: None };
/// action.set_cursor(Cursor::new("shelf-2"));
/// # let credential = alloy_core::CredentialId::new("credential")?;
/// assert_eq!(Envelope::of(&action, &credential)?.query_parameters["after"], "shelf-2");
/// # Ok::<(), alloy_core::Error>(())
/// ```
///
/// # Parameters of the struct
///
/// The implementation asks for `Display` or `Serialize` of each field whose type names a type
/// parameter, as the field's part needs it, and for `Send` and `Sync` of the struct. The one of
/// [`Paginated`] also asks for [`Listing`] of such an output, and `From<Cursor>` for such a field.
#[cfg(feature = "derive")]
pub use alloy_derive::Action;

/// What the derive's expansion refers to. Not part of the API.
#[doc(hidden)]
pub mod __private {
    pub use serde;
}
