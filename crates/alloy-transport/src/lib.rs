//! Calls actions of Alloy's Connectivity API over swappable HTTP backends.
#![cfg_attr(docsrs, feature(doc_cfg))]

mod timer;
mod transport;

#[cfg(feature = "tokio")]
pub use timer::TokioTimer;
pub use timer::{Sleep, Timer};
pub use transport::Transport;
