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
//! # Calling actions
//!
//! `alloy-transport` sends actions over HTTP. With an HTTP stack of one's own, [`Platform`] makes
//! the requests and reads the responses.
#![cfg_attr(docsrs, feature(doc_cfg))]

mod action;
mod api_key;
mod base_url;
mod connector;
mod dynamic;
mod envelope;
mod error;
mod header;
mod id;
mod pagination;
mod platform;
mod reply;

pub use action::{Action, BoxAction, Effect, Map, Operation, Raw};
pub use api_key::ApiKey;
pub use connector::{Connector, ProviderError};
pub use dynamic::DynamicAction;
pub use envelope::{Envelope, EnvelopeWriter, HeaderField};
pub use error::{Error, ErrorKind, Layer, Outcome, RetryAfter};
pub use header::{Context, Header, Headers};
pub use id::{ActionId, ConnectorId, CredentialId, UserId};
pub use pagination::{Cursor, Listing, Next, Paginated};
pub use platform::{Call, Platform, PlatformBuilder};
pub use reply::{Field, Reply, ReplyShape};

/// Derives [`trait@Action`] for a struct; see the crate's front page for an example.
#[cfg(feature = "derive")]
pub use alloy_derive::Action;

/// What the derive's expansion refers to. Not part of the API.
#[doc(hidden)]
pub mod __private {
    pub use serde;
}
