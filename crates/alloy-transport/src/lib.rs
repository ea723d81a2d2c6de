//! Calls actions of Alloy's Connectivity API over swappable HTTP backends.
#![cfg_attr(docsrs, feature(doc_cfg))]

mod client;
mod timer;
mod transport;

pub use client::{Client, ClientBuilder, Connection, Items, Pages};
#[cfg(feature = "tokio")]
pub use timer::TokioTimer;
pub use timer::{Sleep, Timer};
pub use transport::Transport;
