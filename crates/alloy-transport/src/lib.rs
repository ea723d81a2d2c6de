//! Calls actions of Alloy's Connectivity API over swappable HTTP backends.
#![cfg_attr(docsrs, feature(doc_cfg))]

mod transport;

pub use transport::Transport;
