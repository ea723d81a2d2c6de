//! What both backends can be told.

use std::{fmt, time::Duration};

use alloy_core::Error;

use super::proxies::Proxies;

/// Options of [`HyperTransport`](crate::HyperTransport) and
/// [`ReqwestTransport`](crate::ReqwestTransport), with the same meaning in both.
///
/// # Examples
///
/// ```
/// use std::time::Duration;
///
/// use alloy_transport::TransportOptions;
///
/// let options = TransportOptions::new()
///     .connect_timeout(Duration::from_secs(3))
///     .body_limit(64 * 1024 * 1024);
/// ```
#[derive(Clone)]
#[must_use]
pub struct TransportOptions {
    pub(crate) connect_timeout: Duration,
    pub(crate) body_limit: usize,
    pub(crate) request_body_limit: usize,
    pub(crate) compression: Compression,
    pub(crate) http_versions: HttpVersions,
    pub(crate) ping_interval: Duration,
    pub(crate) pool_idle_timeout: Duration,
    pub(crate) pool_max_idle_per_host: usize,
    pub(crate) proxies: Proxies,
    pub(crate) roots: Vec<Root>,
}

/// Which versions of HTTP are spoken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum HttpVersions {
    /// HTTP/2 where the server agrees to it in the TLS handshake (by ALPN), HTTP/1.1 otherwise and
    /// without TLS.
    #[default]
    Negotiate,
    /// HTTP/1.1 alone.
    Http1,
    /// HTTP/2 alone, without TLS too (by prior knowledge).
    Http2,
}

/// How replies may be compressed on their way.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Compression {
    /// Not at all: nothing is asked for and nothing is decompressed.
    #[cfg_attr(not(feature = "gzip"), default)]
    None,
    /// With gzip, where the server likes to. A request with an `accept-encoding` of its own gets
    /// its reply as it came.
    #[cfg(feature = "gzip")]
    #[cfg_attr(docsrs, doc(cfg(feature = "gzip")))]
    #[default]
    Gzip,
}

impl Compression {
    /// What it is called in the fields of HTTP.
    pub(crate) const fn name(self) -> Option<&'static str> {
        match self {
            Self::None => None,
            #[cfg(feature = "gzip")]
            Self::Gzip => Some("gzip"),
        }
    }
}

/// A certificate authority to trust besides the built-in ones.
#[derive(Clone)]
pub(crate) enum Root {
    Pem(Vec<u8>),
    Der(Vec<u8>),
}

/// Longer than any connection lives, and short enough to be added to any clock, which hyper does
/// without looking.
const LONGEST: Duration = Duration::from_secs(10 * 365 * 24 * 3600);

impl TransportOptions {
    /// The defaults, which the setters name.
    pub fn new() -> Self {
        Self {
            connect_timeout: Duration::from_secs(10),
            body_limit: 10 * 1024 * 1024,
            request_body_limit: 100 * 1024 * 1024,
            compression: Compression::default(),
            http_versions: HttpVersions::default(),
            ping_interval: Duration::from_secs(10),
            pool_idle_timeout: Duration::from_secs(50),
            pool_max_idle_per_host: usize::MAX,
            proxies: Proxies::from_env(),
            roots: Vec::new(),
        }
    }

    /// How long a new connection may take, from resolving the name to the end of the TLS
    /// handshake; 10 seconds by default.
    ///
    /// Longer gives [`ErrorKind::ConnectTimeout`](alloy_core::ErrorKind::ConnectTimeout). Where a
    /// name has several addresses, each gets its share, so that one dead address does not use up
    /// all of it.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self
    }

    /// How large the body of a reply may be, in bytes; 10 MiB by default.
    ///
    /// A larger one gives [`ErrorKind::BodyTooLarge`](alloy_core::ErrorKind::BodyTooLarge): at once
    /// where the reply's head says its length, else as soon as the limit is passed. A compressed
    /// body counts as what comes out of it. While a body is read, it takes at most about twice this
    /// much memory.
    pub fn body_limit(mut self, bytes: usize) -> Self {
        self.body_limit = bytes;
        self
    }

    /// How large the body of a request may be, in bytes; 100 MiB by default, for files.
    ///
    /// A larger one is not sent and gives
    /// [`ErrorKind::InvalidRequest`](alloy_core::ErrorKind::InvalidRequest). The platform's own
    /// limit is not published; Notion takes 500 kB.
    pub fn request_body_limit(mut self, bytes: usize) -> Self {
        self.request_body_limit = bytes;
        self
    }

    /// How replies may be compressed; with gzip by default where the feature `gzip` is on.
    pub fn compression(mut self, compression: Compression) -> Self {
        self.compression = compression;
        self
    }

    /// Which versions of HTTP are spoken; [`HttpVersions::Negotiate`] by default.
    pub fn http_versions(mut self, versions: HttpVersions) -> Self {
        self.http_versions = versions;
        self
    }

    /// After how much silence an HTTP/2 connection is asked whether it is alive while calls wait
    /// on it, and how long it has to answer; 10 seconds by default.
    ///
    /// Without it, calls on a connection that vanished silently would each wait for their own
    /// timeout. They fail as [`ErrorKind::Interrupted`](alloy_core::ErrorKind::Interrupted) after
    /// twice this time, and later calls connect anew. HTTP/1.1 does not need it: there a call that
    /// times out takes its connection with it. It cannot be zero.
    pub fn ping_interval(mut self, interval: Duration) -> Self {
        self.ping_interval = interval.min(LONGEST);
        self
    }

    /// How long an unused connection is kept for the next call; 50 seconds by default.
    ///
    /// The default is below the 60 seconds after which common load balancers close it from their
    /// side.
    pub fn pool_idle_timeout(mut self, timeout: Duration) -> Self {
        self.pool_idle_timeout = timeout.min(LONGEST);
        self
    }

    /// How many unused connections are kept for a host; no limit by default. Zero makes a
    /// connection for each call.
    pub fn pool_max_idle_per_host(mut self, connections: usize) -> Self {
        self.pool_max_idle_per_host = connections;
        self
    }

    /// Which requests go through a proxy; those that the environment says by default.
    pub fn proxies(mut self, proxies: Proxies) -> Self {
        self.proxies = proxies;
        self
    }

    /// Trusts these certificate authorities too, in PEM: one or more certificates, for example
    /// those of a company's proxy or of a test server.
    ///
    /// The built-in ones are Mozilla's, as the `webpki-roots` crate has them. What is not a
    /// certificate gives [`ErrorKind::Configuration`](alloy_core::ErrorKind::Configuration) when
    /// the transport is made.
    pub fn root_certificate_pem(mut self, certificates: impl Into<Vec<u8>>) -> Self {
        self.roots.push(Root::Pem(certificates.into()));
        self
    }

    /// Trusts this certificate authority too, in DER. See
    /// [`root_certificate_pem`](Self::root_certificate_pem).
    pub fn root_certificate_der(mut self, certificate: impl Into<Vec<u8>>) -> Self {
        self.roots.push(Root::Der(certificate.into()));
        self
    }

    /// Finds what cannot work, and looks at the environment. Certificates are found out where they
    /// are read.
    pub(crate) fn settled(mut self) -> Result<Self, Error> {
        if self.ping_interval.is_zero() {
            return Err(Error::configuration("the transport's ping interval is zero"));
        }
        self.proxies = self.proxies.settled()?;
        Ok(self)
    }
}

impl Default for TransportOptions {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for TransportOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TransportOptions")
            .field("connect_timeout", &self.connect_timeout)
            .field("body_limit", &self.body_limit)
            .field("request_body_limit", &self.request_body_limit)
            .field("compression", &self.compression)
            .field("http_versions", &self.http_versions)
            .field("ping_interval", &self.ping_interval)
            .field("pool_idle_timeout", &self.pool_idle_timeout)
            .field("pool_max_idle_per_host", &self.pool_max_idle_per_host)
            .field("proxies", &self.proxies)
            .field("root_certificates", &self.roots.len())
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;

    #[test]
    fn the_longest_times_can_be_added_to_the_clock() {
        let options = TransportOptions::new();
        let options = options.ping_interval(Duration::MAX).pool_idle_timeout(Duration::MAX);
        for time in [options.ping_interval, options.pool_idle_timeout] {
            assert!(Instant::now().checked_add(time).is_some());
        }
    }

    #[test]
    fn certificates_are_not_shown() {
        let options = TransportOptions::new().root_certificate_pem("of my company");
        let shown = format!("{options:?}");
        assert!(shown.contains("root_certificates: 1") && !shown.contains("company"), "{shown}");
    }
}
