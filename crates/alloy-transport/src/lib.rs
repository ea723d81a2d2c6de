//! Calls actions of Alloy's Connectivity API over swappable HTTP backends.
#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(any(feature = "hyper", feature = "reqwest"))]
mod backend;
mod client;
#[cfg(feature = "hyper")]
mod hyper;
#[cfg(feature = "reqwest")]
mod reqwest;
mod retry;
mod timer;
mod transport;

#[cfg(any(feature = "hyper", feature = "reqwest"))]
#[cfg_attr(docsrs, doc(cfg(any(feature = "hyper", feature = "reqwest"))))]
pub use backend::options::{HttpVersions, TransportOptions};
pub use client::{Client, ClientBuilder, Connection, Items, Pages};
#[cfg(feature = "hyper")]
#[cfg_attr(docsrs, doc(cfg(feature = "hyper")))]
pub use hyper::HyperTransport;
#[cfg(feature = "reqwest")]
#[cfg_attr(docsrs, doc(cfg(feature = "reqwest")))]
pub use reqwest::ReqwestTransport;
pub use retry::{Backoff, ByEffect, Classifier, RetryBudget, RetryPolicy, Verdict};
#[cfg(feature = "tokio")]
pub use timer::TokioTimer;
pub use timer::{Sleep, Timer};
pub use transport::Transport;
