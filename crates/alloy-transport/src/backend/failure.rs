//! What a backend's failure means: whether the request was sent, and what stood in the way.
//!
//! Both backends stand on hyper-util's client, so both fail with its errors somewhere among the
//! causes. What is not recognised there counts as sent.

use std::{error::Error as StdError, fmt, io, iter, time::Duration};

use alloy_core::{Error, ErrorKind};
use hyper_util::client::legacy;
use rustls::{CertificateError, pki_types::InvalidDnsNameError};

use super::{outgoing::Destination, resolver::Unresolved};

pub(crate) type BoxError = Box<dyn StdError + Send + Sync>;

/// The error of a request that got no head of a response.
pub(crate) fn without_response(
    cause: impl Into<BoxError>,
    destination: &Destination,
    connect_timeout: Duration,
) -> Error {
    let source = Failure { destination: destination.clone(), cause: cause.into() };
    match obstacle(&*source.cause, destination) {
        Obstacle::Unknown => Error::interrupted(source),
        Obstacle::Head => head_too_large(source),
        Obstacle::Connection => Error::not_sent(source),
        Obstacle::Tunnel(hint) => Error::not_sent(source).with_hint(hint),
        Obstacle::Name => Error::not_sent(source).with_kind(ErrorKind::Resolve),
        Obstacle::Time => {
            Error::timeout(ErrorKind::ConnectTimeout, connect_timeout).with_source(source)
        }
        Obstacle::Tls(hint) => {
            let error = Error::not_sent(source).with_kind(ErrorKind::Tls);
            hint.into_iter().fold(error, Error::with_hint)
        }
    }
}

/// The error of a response whose head has more than is read of one. It probably ran.
pub(crate) fn head_too_large(cause: impl Into<BoxError>) -> Error {
    Error::interrupted(cause)
        .with_kind(ErrorKind::BodyTooLarge)
        .with_hint("its head has too many fields or bytes")
}

/// The error of a response whose body broke off.
pub(crate) fn within_body(cause: impl Into<BoxError>, destination: &Destination) -> Error {
    Error::interrupted(Failure { destination: destination.clone(), cause: cause.into() })
}

/// What stood in the way of a request. All but `Unknown` and `Head` say that it was not sent, or
/// surely not acted on.
enum Obstacle {
    Name,
    Time,
    Tls(Option<&'static str>),
    Tunnel(&'static str),
    Connection,
    Head,
    Unknown,
}

fn obstacle(cause: &(dyn StdError + 'static), destination: &Destination) -> Obstacle {
    if find::<ConnectTimedOut>(cause).is_some() {
        return Obstacle::Time;
    }
    let Some(client) = find::<legacy::Error>(cause) else { return Obstacle::Unknown };
    // Only an error of an established connection says which one it was.
    if client.connect_info().is_some() && !client.is_connect() {
        let refused = find::<h2::Error>(client).is_some_and(is_refusal);
        if find::<hyper::Error>(client).is_some_and(is_about_the_size_of_a_head) {
            return Obstacle::Head;
        }
        return if is_unwritten(client) || refused {
            Obstacle::Connection
        } else {
            Obstacle::Unknown
        };
    }
    if find::<Unresolved>(client).is_some() || find::<InvalidDnsNameError>(client).is_some() {
        Obstacle::Name
    } else if let Some(error) = find::<rustls::Error>(client) {
        Obstacle::Tls(hint(error))
    } else if find_where(client, |error: &io::Error| error.kind() == io::ErrorKind::TimedOut) {
        Obstacle::Time
    } else if let (true, Some(hint)) = (destination.is_behind_proxy(), tunnel_hint(client)) {
        Obstacle::Tunnel(hint)
    } else {
        Obstacle::Connection
    }
}

/// What to do about a proxy that does not let through. hyper-util keeps the type of its error to
/// itself, so its text is looked at.
fn tunnel_hint(client: &legacy::Error) -> Option<&'static str> {
    causes(client).find_map(|error| match error.to_string().strip_prefix("tunnel error: ")? {
        "proxy authorization required" => {
            Some("the proxy wants a user and a password, which go into its URL")
        }
        "unsuccessful" | "proxy response headers too long" | "unexpected end of file" => Some(
            "the proxy does not let through to this host; `NO_PROXY` and the transport's options \
             can leave the proxy out",
        ),
        _ => None,
    })
}

/// Whether hyper gave the request back before writing any of it, because the pooled connection had
/// closed meanwhile.
fn is_unwritten(client: &legacy::Error) -> bool {
    let below = client.source().and_then(|error| error.downcast_ref::<hyper::Error>());
    below.is_some_and(hyper::Error::is_canceled)
}

/// Whether hyper read as much of a head as it reads. Clients have only its text to tell that by.
fn is_about_the_size_of_a_head(error: &hyper::Error) -> bool {
    error.is_parse() && error.to_string().contains("head is too large")
}

/// Whether the server says that it did not and will not act on the request: it refused the stream
/// (RFC 9113, 8.7), or left gracefully naming an earlier stream as its last (6.8).
fn is_refusal(error: &h2::Error) -> bool {
    let kind_fits = match error.reason() {
        Some(h2::Reason::REFUSED_STREAM) => error.is_reset(),
        Some(h2::Reason::NO_ERROR) => error.is_go_away(),
        _ => false,
    };
    kind_fits && error.is_remote()
}

fn hint(error: &rustls::Error) -> Option<&'static str> {
    match error {
        rustls::Error::InvalidCertificate(problem) => Some(match problem {
            CertificateError::UnknownIssuer => {
                "the certificate's issuer is not trusted; a private one can be added to the \
                 transport's options"
            }
            CertificateError::Expired | CertificateError::ExpiredContext { .. } => {
                "the certificate has expired: its owner must renew it, or the clock of this machine \
                 is wrong"
            }
            CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
                "the certificate is not valid yet; check the clock of this machine"
            }
            CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
                "the certificate is for another host name; check the host in the base URL"
            }
            CertificateError::Revoked => "the certificate was revoked; its owner must replace it",
            _ => "the certificate is not valid; its owner must replace it",
        }),
        rustls::Error::InvalidMessage(_) => Some("what listens there may not speak TLS"),
        rustls::Error::AlertReceived(_) => Some("the server refused the handshake"),
        _ => None,
    }
}

/// The first of this type among an error and its causes.
fn find<'a, E: StdError + 'static>(error: &'a (dyn StdError + 'static)) -> Option<&'a E> {
    causes(error).find_map(|error| error.downcast_ref())
}

fn find_where<E: StdError + 'static>(
    error: &(dyn StdError + 'static),
    fits: impl Fn(&E) -> bool,
) -> bool {
    causes(error).any(|error| error.downcast_ref().is_some_and(&fits))
}

/// An error and its causes. An `io::Error` passes its own cause over as `source`, so it is asked
/// for it by name.
fn causes<'a>(
    error: &'a (dyn StdError + 'static),
) -> impl Iterator<Item = &'a (dyn StdError + 'static)> {
    iter::successors(Some(error), |&error| match error.downcast_ref::<io::Error>() {
        Some(error) => error.get_ref().map(|inner| inner as _),
        None => error.source(),
    })
}

/// Marks the end of the time for connecting among the causes of an error.
#[derive(Debug)]
pub(crate) struct ConnectTimedOut(pub(crate) Option<BoxError>);

impl fmt::Display for ConnectTimedOut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the time for connecting is over")
    }
}

impl StdError for ConnectTimedOut {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.0.as_deref().map(|cause| cause as _)
    }
}

/// Says with whom the trouble is, before its cause.
#[derive(Debug)]
struct Failure {
    destination: Destination,
    cause: BoxError,
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "talking to {} failed", self.destination)
    }
}

impl StdError for Failure {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        Some(&*self.cause)
    }
}

#[cfg(test)]
mod tests {
    use alloy_core::Outcome;

    use super::*;

    #[test]
    fn what_is_not_recognised_counts_as_sent() {
        let destination = Destination::of(&"http://a.example/".parse().unwrap()).unwrap();
        let error = without_response("whatever", &destination, Duration::ZERO);
        assert_eq!((error.kind(), error.outcome()), (ErrorKind::Interrupted, Outcome::Unknown));
    }

    #[test]
    fn causes_are_found_behind_io_errors() {
        let wrapped = io::Error::other(io::Error::other(rustls::Error::DecryptError));
        assert!(find::<rustls::Error>(&wrapped).is_some());
        assert!(find::<hyper::Error>(&wrapped).is_none());
    }
}
