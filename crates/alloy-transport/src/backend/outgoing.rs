//! What a request must be before a backend sends it.

use std::fmt;

use alloy_core::Error;
use bytes::Bytes;
use http::{
    HeaderMap, HeaderValue, Request, Uri, Version,
    header::{ACCEPT_ENCODING, CONTENT_LENGTH, TRANSFER_ENCODING},
    uri::{Authority, Scheme},
};

use super::{
    options::{Compression, TransportOptions},
    proxies::Hop,
};

/// Where a request goes, for the errors that tell of it. Paths and queries are left out: they may
/// hold what is nobody else's business.
#[derive(Clone, Debug)]
pub(crate) struct Destination {
    scheme: Scheme,
    authority: Authority,
    /// The proxy on the way there.
    hop: Option<Hop>,
}

impl Destination {
    /// Whether a proxy is on the way.
    pub(crate) fn is_behind_proxy(&self) -> bool {
        self.hop.is_some()
    }

    pub(crate) fn of(uri: &Uri) -> Result<Self, Error> {
        let wrong = |problem| Err(Error::invalid_request("url", problem));
        let (Some(scheme), Some(authority)) = (uri.scheme(), uri.authority()) else {
            return wrong("it lacks a scheme or a host");
        };
        if *scheme != Scheme::HTTPS && *scheme != Scheme::HTTP {
            return wrong("it is neither https nor http");
        }
        if !is_host_and_port(authority) {
            return wrong("its host and port must be just that");
        }
        Ok(Self { scheme: scheme.clone(), authority: authority.clone(), hop: None })
    }
}

/// Whether there is nothing more: a user, a password, or a port that is no number up to 65535,
/// which would be read as none.
fn is_host_and_port(authority: &Authority) -> bool {
    let text = authority.as_str();
    // Names are gone through once, which is quicker than looking for each part of them.
    let is_named = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.');
    match text.as_bytes().iter().position(|byte| !is_named(byte)) {
        None => return !text.is_empty(),
        Some(colon) if colon > 0 && text.as_bytes()[colon] == b':' => {
            return text[colon + 1..].parse::<u16>().is_ok();
        }
        Some(_) => {}
    }
    let port = authority.port().map_or(0, |port| 1 + port.as_str().len());
    !authority.host().is_empty() && text.len() == authority.host().len() + port
}

impl fmt::Display for Destination {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}", self.scheme, self.authority)?;
        match &self.hop {
            Some(hop) => write!(f, " through the proxy {hop}"),
            None => Ok(()),
        }
    }
}

/// What is kept of a request while its reply is waited for.
#[derive(Debug)]
pub(crate) struct Sent {
    pub(crate) destination: Destination,
    /// What the backend offered in the caller's place, so that the caller need not know of it.
    pub(crate) offered: Compression,
}

/// Refuses what cannot be sent, and takes away what is the backend's own to say: the version of
/// HTTP and the length of the body.
///
/// A length that a caller set wrongly would let one request read as two.
pub(crate) fn prepare(
    request: &mut Request<Bytes>,
    options: &TransportOptions,
) -> Result<Sent, Error> {
    let mut destination = Destination::of(request.uri())?;
    destination.hop = options.proxies.hop(request.uri());
    let (length, limit) = (request.body().len(), options.request_body_limit);
    if length > limit {
        let problem =
            format!("it has {length} bytes, more than the transport's limit of {limit} bytes");
        return Err(Error::invalid_request("body", problem));
    }
    if tokio::runtime::Handle::try_current().is_err() {
        return Err(Error::configuration("this transport works inside of a Tokio runtime only"));
    }
    *request.version_mut() = Version::default();
    // Which is rare, and looking is quicker than removing what is not there.
    if request.headers().keys().any(|name| *name == CONTENT_LENGTH || *name == TRANSFER_ENCODING) {
        request.headers_mut().remove(CONTENT_LENGTH);
        request.headers_mut().remove(TRANSFER_ENCODING);
    }
    Ok(Sent { destination, offered: offer(options.compression, request.headers_mut()) })
}

/// Asks for compression, unless the caller did so and will do the rest too.
fn offer(compression: Compression, headers: &mut HeaderMap) -> Compression {
    match compression.name() {
        Some(name) if !headers.contains_key(ACCEPT_ENCODING) => {
            headers.insert(ACCEPT_ENCODING, HeaderValue::from_static(name));
            compression
        }
        _ => Compression::None,
    }
}

#[cfg(test)]
mod tests {
    use alloy_core::ErrorKind;

    use super::*;

    #[test]
    fn errors_name_the_host_and_no_more() {
        let uri = Uri::from_static("https://a.example:8443/users/0123?token=secret");
        assert_eq!(Destination::of(&uri).unwrap().to_string(), "https://a.example:8443");
        let uri = Uri::from_static("http://[::1]/");
        assert_eq!(Destination::of(&uri).unwrap().to_string(), "http://[::1]");
        for uri in [
            "http://[::1]:80/",
            "http://a_b.example:65535/",
            "http://a~b.example/",
            "http://1.2.3.4:0/",
        ] {
            assert!(Destination::of(&uri.parse().unwrap()).is_ok(), "{uri}");
        }
    }

    #[test]
    fn what_cannot_be_sent_is_refused() {
        for uri in [
            "/path",
            "a.example",
            "ftp://a.example/",
            "https://user@a.example/",
            "https://user:password@a.example:80/",
            "http://a.example:99999/",
            "http://a.example:/",
            "http://a.example:80:80/",
            "http://a.example:80@b.example/",
            "http://[::1]:99999/",
            "http://user@[::1]/",
            "http://:80/",
        ] {
            let Ok(uri) = uri.parse() else { continue };
            assert_eq!(
                Destination::of(&uri).unwrap_err().kind(),
                ErrorKind::InvalidRequest,
                "{uri}"
            );
        }
    }

    #[test]
    fn without_a_runtime_nothing_panics() {
        let mut request = Request::post("https://a.example").body(Bytes::new()).unwrap();
        let error = prepare(&mut request, &TransportOptions::new()).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Configuration);
    }

    #[tokio::test]
    async fn the_length_of_the_body_is_not_the_callers_to_say() {
        let mut request = Request::post("https://a.example")
            .version(Version::HTTP_2)
            .header(CONTENT_LENGTH, "1")
            .header(TRANSFER_ENCODING, "chunked")
            .header("x-kept", "1")
            .body(Bytes::from_static(b"{}"))
            .unwrap();
        let options = TransportOptions::new().compression(Compression::None);
        prepare(&mut request, &options).unwrap();
        assert_eq!(request.version(), Version::HTTP_11);
        assert_eq!(request.headers().len(), 1);
    }
}
