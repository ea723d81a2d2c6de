//! Calls actions of Alloy's Connectivity API over swappable HTTP backends.
//!
//! A [`Client`] joins actions, which `alloy-core` defines, to a [`Transport`], which moves HTTP
//! requests and responses. [`HyperTransport`] and [`ReqwestTransport`] are transports behind features;
//! tests and other stacks bring their own.
//!
//! ```no_run
//! use alloy_core::{ApiKey, CredentialId, DynamicAction, Effect, Error};
//! use alloy_transport::Client;
//!
//! # #[cfg(feature = "hyper")]
//! async fn contacts(credential: CredentialId) -> Result<(), Error> {
//!     let client = Client::builder(alloy_transport::HyperTransport::new()?)
//!         .api_key(ApiKey::from_env()?)
//!         .build()?;
//!     let hubspot = client.connection(credential);
//!     let list = DynamicAction::new("hubspot", "listContacts")?.with_effect(Effect::Read);
//!     println!("{}", hubspot.execute(&list).await?);
//!     Ok(())
//! }
//! ```
//!
//! # What the client adds
//!
//! - **Who calls.** A [`Connection`] is one credential of one user. A program with many tenants
//!   shares one client and its pool.
//! - **Limits.** An attempt may take 30 s and a call 60 s. Reading stops at 10 MiB.
//! - **Retries.** What surely did not happen is tried again; what may have happened only if the
//!   action may run twice. The table is with [`RetryPolicy`]. A [`RetryBudget`] keeps an outage from
//!   becoming a storm.
//! - **Pacing.** Each credential is asked as fast as its connector says the provider likes, in the
//!   order of the calls, and no faster after being told to wait. See [`Limiter`].
//! - **Accounts.** [`Client::connect`] connects an account of a user, [`Client::connection_for`] finds
//!   the credential afterwards, and [`Client::call`] is for every other operation of the platform.
//! - **Batches.** [`Connection::execute_all`] executes many actions, a bounded number at once.
//! - **Listings.** [`Connection::items`] and [`Connection::pages`] go through a listing lazily.
//!
//! # Features
//!
//! | feature | brings |
//! |---|---|
//! | `hyper` (default) | [`HyperTransport`]: hyper-util's pooled client |
//! | `reqwest` | [`ReqwestTransport`] |
//! | `gzip` | replies travel compressed, in both backends; limits count what comes out |
//! | `tower` | [`TowerTransport`] and [`TransportService`]: tower's services as transports and back |
//! | `files` | `Client::upload` |
//! | `loopback` | `Connect::on_loopback` |
//! | `schema` | checks of actions against the platform's schemas |
//! | `tracing` (default) | a span for each call, with events for attempts, waits and retries |
//! | `metrics` | `Metrics`, which is told of each attempt, wait and call |
//! | `tokio` | [`TokioTimer`], the default clock; both backends turn it on |
//!
//! Both backends go through the proxy that the environment names (see `Proxies`). They use rustls
//! with the ring provider and Mozilla's root certificates, set up for themselves alone: nothing is
//! installed for the process.
#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(any(feature = "hyper", feature = "reqwest"))]
mod backend;
mod client;
#[cfg(feature = "hyper")]
mod hyper;
mod limiter;
#[cfg(feature = "metrics")]
#[cfg_attr(docsrs, doc(cfg(feature = "metrics")))]
pub mod metrics;
#[cfg(feature = "reqwest")]
mod reqwest;
mod retry;
mod timer;
#[cfg(feature = "tower")]
mod tower;
mod transport;

#[cfg(any(feature = "hyper", feature = "reqwest"))]
#[cfg_attr(docsrs, doc(cfg(any(feature = "hyper", feature = "reqwest"))))]
pub use backend::options::{Compression, HttpVersions, TransportOptions};
#[cfg(any(feature = "hyper", feature = "reqwest"))]
#[cfg_attr(docsrs, doc(cfg(any(feature = "hyper", feature = "reqwest"))))]
pub use backend::proxies::Proxies;
#[cfg(feature = "files")]
#[cfg_attr(docsrs, doc(cfg(feature = "files")))]
pub use client::Upload;
pub use client::{
    Batch, Client, ClientBuilder, Connect, Connection, Consent, Finished, Items, Pages, Progress,
};
#[cfg(feature = "hyper")]
#[cfg_attr(docsrs, doc(cfg(feature = "hyper")))]
pub use hyper::HyperTransport;
pub use limiter::{Limiter, LimiterStatus};
#[cfg(feature = "metrics")]
#[cfg_attr(docsrs, doc(cfg(feature = "metrics")))]
#[doc(no_inline)]
pub use metrics::Metrics;
#[cfg(feature = "reqwest")]
#[cfg_attr(docsrs, doc(cfg(feature = "reqwest")))]
pub use reqwest::ReqwestTransport;
pub use retry::{Backoff, ByEffect, Classifier, RetryBudget, RetryPolicy, Verdict};
#[cfg(feature = "tokio")]
pub use timer::TokioTimer;
pub use timer::{Sleep, Timer};
#[cfg(feature = "tower")]
#[cfg_attr(docsrs, doc(cfg(feature = "tower")))]
pub use tower::{TowerTransport, TransportService};
pub use transport::Transport;
