//! What the backends share, so that both behave alike.

pub(crate) mod failure;
pub(crate) mod incoming;
pub(crate) mod options;
pub(crate) mod outgoing;
pub(crate) mod proxies;
pub(crate) mod resolver;
pub(crate) mod tls;
