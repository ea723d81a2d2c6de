//! Where the platform is, and whether a key may be sent there.

use std::{fmt, net::IpAddr};

use http::{Uri, uri};

use crate::{Error, PathWriter, id};

/// The address of the platform: scheme, host, port and an optional path before its routes.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct BaseUrl {
    scheme: uri::Scheme,
    authority: uri::Authority,
    /// Without a trailing slash.
    path: String,
}

impl BaseUrl {
    /// Production, by the platform's documents.
    pub(crate) const PRODUCTION: &str = "https://production.runalloy.com";

    pub(crate) fn parse(text: &str) -> Result<Self, Error> {
        let wrong = |problem: &str| {
            Err(Error::configuration(format!(
                "the base URL {problem}; an example is {}",
                Self::PRODUCTION
            )))
        };
        let uri: Uri = match text.parse() {
            Ok(uri) => uri,
            Err(_) => return wrong("is not a URL"),
        };
        let (Some(scheme), Some(authority)) = (uri.scheme(), uri.authority()) else {
            return wrong("lacks a scheme or a host");
        };
        if *scheme != uri::Scheme::HTTPS && *scheme != uri::Scheme::HTTP {
            return wrong("is neither https nor http");
        }
        if authority.as_str().contains('@') {
            return wrong("must not contain a user name or password");
        }
        if authority
            .as_str()
            .rsplit_once(':')
            .is_some_and(|(_, port)| !port.ends_with(']') && authority.port_u16().is_none())
        {
            return wrong("has no valid port");
        }
        if id::has_dot_segment(uri.path()) {
            return wrong("must not have `.` or `..` path segments");
        }
        if uri.query().is_some() || text.contains('#') {
            return wrong("must not have a query or a fragment");
        }
        Ok(Self {
            scheme: scheme.clone(),
            authority: authority.clone(),
            path: uri.path().trim_end_matches('/').to_owned(),
        })
    }

    /// Whether a key may travel there: over TLS, to this machine, or to a host allowed by name.
    pub(crate) fn check_secrecy(&self, allowed_host: Option<&str>) -> Result<(), Error> {
        let host = self.authority.host();
        let allowed = allowed_host.is_some_and(|allowed| allowed.eq_ignore_ascii_case(host));
        if self.scheme == uri::Scheme::HTTPS || is_loopback(host) || allowed {
            return Ok(());
        }
        Err(Error::configuration(format!(
            "the base URL would send the API key to {host} over plain HTTP"
        ))
        .with_hint("use https, or name the host with `allow_plain_http_to`"))
    }

    /// The start of a path on the platform.
    pub(crate) fn path(&self) -> PathWriter {
        PathWriter::new(&self.path)
    }

    /// Whether nothing but that start is written.
    pub(crate) fn is_start(&self, path: &PathWriter) -> bool {
        path.is(&self.path)
    }

    /// The address of something on the platform. Scheme and host are shared, not copied.
    pub(crate) fn join(&self, mut path: PathWriter) -> Result<Uri, Error> {
        if let Some(known) = path.take_known() {
            return Ok(known);
        }
        let not_a_url =
            |error: http::Error| Error::invalid_request("url", "not a URL").with_source(error);
        let path = path.into_path().map_err(|error| not_a_url(error.into()))?;
        let mut parts = uri::Parts::default();
        parts.scheme = Some(self.scheme.clone());
        parts.authority = Some(self.authority.clone());
        parts.path_and_query = Some(path);
        Uri::from_parts(parts).map_err(|error| not_a_url(error.into()))
    }
}

impl fmt::Debug for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}{}", self.scheme, self.authority, self.path)
    }
}

fn is_loopback(host: &str) -> bool {
    let address = host.trim_start_matches('[').trim_end_matches(']');
    host.eq_ignore_ascii_case("localhost")
        || address.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, allowed: Option<&str>) -> Result<(), Error> {
        BaseUrl::parse(text)?.check_secrecy(allowed)
    }

    #[test]
    fn keys_go_only_where_nobody_listens() {
        for good in [
            BaseUrl::PRODUCTION,
            "http://127.0.0.1:4000",
            "http://127.8.9.1",
            "http://[::1]:80/",
            "http://LOCALHOST:1/prefix",
        ] {
            check(good, None).unwrap();
        }
        for bad in [
            "http://production.runalloy.com",
            "http://10.0.0.1",
            "http://127.0.0.1.evil.com",
            "http://localhost.evil.com",
        ] {
            let error = check(bad, None).unwrap_err().to_string();
            assert!(error.contains("allow_plain_http_to"), "{error}");
        }
        check("http://gateway.internal:8080", Some("gateway.internal")).unwrap();
        assert!(check("http://other.internal", Some("gateway.internal")).is_err());
    }

    #[test]
    fn what_is_no_base_url() {
        for bad in [
            "",
            "production.runalloy.com",
            "ftp://a",
            "https://u:p@a",
            "https://a/?q",
            "https://a:99999",
            "https://a:",
            "https://a/x/../y",
            "https://a/#f",
            "https://",
            "http://a b",
            "/x",
        ] {
            assert!(BaseUrl::parse(bad).is_err(), "{bad}");
        }
    }
}
