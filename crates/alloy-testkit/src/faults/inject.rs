//! Makes a fault happen: what is passed on, and what a caller in the same process gets.

use std::{fmt, future, io};

use alloy_core::Error;
use alloy_transport::{Timer, Transport};
use bytes::Bytes;
use http::{Request, Response};

use super::{
    Fault,
    fault::{Executed, Kind},
};

/// Passes the request on as often as the fault says; the reply is the last one's.
pub(super) async fn execute(
    inner: &dyn Transport,
    request: Request<Bytes>,
    fault: &Fault,
) -> Result<Response<Bytes>, Error> {
    match fault.executed() {
        Executed::Never => Ok(Response::default()),
        Executed::Once => inner.send(request).await,
        Executed::Twice => {
            // What the first one gives, a failure too, is what nobody gets to see.
            drop(inner.send(request.clone()).await);
            inner.send(request).await
        }
    }
}

/// What a transport gives its caller, when this is what came back.
pub(super) async fn as_transport(
    fault: Fault,
    mut response: Response<Bytes>,
    timer: &dyn Timer,
) -> Result<Response<Bytes>, Error> {
    match fault.0 {
        Kind::Refused => {
            Err(Error::not_sent(Injected("no connection", io::ErrorKind::ConnectionRefused)))
        }
        Kind::Reset(_) => {
            Err(interrupted("the connection was reset", io::ErrorKind::ConnectionReset))
        }
        Kind::CutBody => {
            Err(interrupted("the body ended before its end", io::ErrorKind::UnexpectedEof))
        }
        Kind::Garbage => Err(interrupted("what came is not HTTP", io::ErrorKind::InvalidData)),
        Kind::Stall(_) | Kind::LengthTooLong => future::pending().await,
        Kind::Trickle { bytes, every } => {
            for _ in 0..response.body().len().div_ceil(bytes.get()) {
                timer.sleep(every).await;
            }
            Ok(response)
        }
        Kind::LengthTooShort => {
            let half = response.body().len() / 2;
            response.body_mut().truncate(half);
            Ok(response)
        }
        Kind::Reply(reply) => Ok(reply.response(timer.system_time())),
        Kind::Duplicate => Ok(response),
    }
}

fn interrupted(what: &'static str, kind: io::ErrorKind) -> Error {
    Error::interrupted(Injected(what, kind))
}

/// The cause of an injected failure, which says that it is one.
#[derive(Debug)]
struct Injected(&'static str, io::ErrorKind);

impl fmt::Display for Injected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(what, kind) = self;
        write!(f, "{what} ({kind}, injected)")
    }
}

impl std::error::Error for Injected {}
