//! What can happen to a request.

use std::{fmt, num::NonZeroUsize, time::Duration};

use http::StatusCode;

use super::FaultReply;

/// One thing that goes wrong with one request.
///
/// Executed means that the request is passed on, as if it had reached the platform. What the
/// caller gets to know of a fault as a transport and what happens over a
/// [server](super::Faults::serve):
///
/// | fault | executed | as a transport | over a server |
/// |---|---|---|---|
/// | [`refused`](Self::refused) | no | [`Error::not_sent`] | as `reset_before_execution`: see there |
/// | [`reset_before_execution`](Self::reset_before_execution) | no | [`Error::interrupted`] | the connection is reset |
/// | [`reset_after_execution`](Self::reset_after_execution) | yes | [`Error::interrupted`] | the connection is reset |
/// | [`stall_before_execution`](Self::stall_before_execution) | no | nothing, for ever | nothing, for ever |
/// | [`stall_after_execution`](Self::stall_after_execution) | yes | nothing, for ever | nothing, for ever |
/// | [`trickle`](Self::trickle) | yes | the reply, late | the reply, piece by piece |
/// | [`cut_body`](Self::cut_body) | yes | [`Error::interrupted`] | half of the body, then the end |
/// | [`length_too_short`](Self::length_too_short) | yes | half of the body | `content-length` is half of what follows |
/// | [`length_too_long`](Self::length_too_long) | yes | nothing, for ever | `content-length` is more than ever follows |
/// | [`garbage`](Self::garbage) | yes | [`Error::interrupted`] | what is not HTTP |
/// | [`html`](Self::html) | no under a 2xx and 4xx, yes under a 5xx | a page | a page |
/// | [`status`](Self::status) | no under a 4xx and 529, yes under another 5xx | a failure in JSON | a failure in JSON |
/// | [`duplicate`](Self::duplicate) | twice | the second reply | the second reply |
///
/// [`Error::not_sent`]: alloy_core::Error::not_sent
/// [`Error::interrupted`]: alloy_core::Error::interrupted
#[derive(Clone, Debug)]
pub struct Fault(pub(super) Kind);

#[derive(Clone, Debug)]
pub(super) enum Kind {
    Refused,
    Reset(Executed),
    Stall(Executed),
    Trickle { bytes: NonZeroUsize, every: Duration },
    CutBody,
    LengthTooShort,
    LengthTooLong,
    Garbage,
    Reply(FaultReply),
    Duplicate,
}

/// How often a request is passed on before its fault happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Executed {
    Never,
    Once,
    Twice,
}

impl Fault {
    /// There is no connection: nobody listens.
    ///
    /// A server learns nothing of a connection that is refused, so it cannot refuse the one of a
    /// certain request: it resets that one instead.
    /// [`FaultyServer::refuse_connections`](super::FaultyServer::refuse_connections) closes its
    /// port.
    pub fn refused() -> Self {
        Self(Kind::Refused)
    }

    /// The connection breaks before the platform acts on the request. The caller cannot tell it
    /// from [`reset_after_execution`](Self::reset_after_execution).
    pub fn reset_before_execution() -> Self {
        Self(Kind::Reset(Executed::Never))
    }

    /// The connection breaks in place of the reply.
    pub fn reset_after_execution() -> Self {
        Self(Kind::Reset(Executed::Once))
    }

    /// No reply ever comes, and the platform does not act on the request.
    pub fn stall_before_execution() -> Self {
        Self(Kind::Stall(Executed::Never))
    }

    /// No reply ever comes, although the platform has acted on the request.
    pub fn stall_after_execution() -> Self {
        Self(Kind::Stall(Executed::Once))
    }

    /// The body of the reply comes in pieces of this many bytes (0 counts as 1), each after a wait.
    pub fn trickle(bytes: usize, every: Duration) -> Self {
        let bytes = NonZeroUsize::new(bytes).unwrap_or(NonZeroUsize::MIN);
        Self(Kind::Trickle { bytes, every })
    }

    /// The connection ends in the middle of the reply's body.
    pub fn cut_body() -> Self {
        Self(Kind::CutBody)
    }

    /// The reply says that its body is half as long as it is.
    pub fn length_too_short() -> Self {
        Self(Kind::LengthTooShort)
    }

    /// The reply says that its body is longer than it is, and the connection stays open.
    pub fn length_too_long() -> Self {
        Self(Kind::LengthTooLong)
    }

    /// What comes back is not HTTP.
    pub fn garbage() -> Self {
        Self(Kind::Garbage)
    }

    /// A page of HTML in place of the platform's reply, as a proxy or a load balancer sends it.
    pub fn html(status: StatusCode) -> FaultReply {
        FaultReply::html(status)
    }

    /// The platform's reply with a failing status.
    pub fn status(status: StatusCode) -> FaultReply {
        FaultReply::status(status)
    }

    /// 401: the API key is not accepted, with the body that is on record.
    pub fn unauthorized() -> FaultReply {
        FaultReply::status(StatusCode::UNAUTHORIZED)
            .with_body(r#"{"message": "Invalid Authorization"}"#)
    }

    /// 429: too many requests. See [`FaultReply::with_retry_after`].
    pub fn rate_limited() -> FaultReply {
        FaultReply::status(StatusCode::TOO_MANY_REQUESTS)
    }

    /// 529: too much load on the provider's side, a status that Notion uses.
    pub fn overloaded() -> FaultReply {
        FaultReply::overloaded()
    }

    /// The request reaches the platform twice, as by a proxy that repeats what it should not.
    pub fn duplicate() -> Self {
        Self(Kind::Duplicate)
    }

    /// How often the request is passed on.
    pub(super) fn executed(&self) -> Executed {
        match &self.0 {
            Kind::Refused => Executed::Never,
            Kind::Reset(executed) | Kind::Stall(executed) => *executed,
            Kind::Reply(reply) => reply.executed(),
            Kind::Duplicate => Executed::Twice,
            Kind::Trickle { .. }
            | Kind::CutBody
            | Kind::LengthTooShort
            | Kind::LengthTooLong
            | Kind::Garbage => Executed::Once,
        }
    }
}

impl From<FaultReply> for Fault {
    fn from(reply: FaultReply) -> Self {
        Self(Kind::Reply(reply))
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Kind::Refused => f.write_str("refused"),
            Kind::Reset(executed) => write!(f, "reset {executed}"),
            Kind::Stall(executed) => write!(f, "stall {executed}"),
            Kind::Trickle { bytes, every } => write!(f, "trickle of {bytes} bytes every {every:?}"),
            Kind::CutBody => f.write_str("cut body"),
            Kind::LengthTooShort => f.write_str("content-length too short"),
            Kind::LengthTooLong => f.write_str("content-length too long"),
            Kind::Garbage => f.write_str("garbage"),
            Kind::Reply(reply) => write!(f, "{reply}"),
            Kind::Duplicate => f.write_str("duplicate"),
        }
    }
}

impl fmt::Display for Executed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Never => "before execution",
            Self::Once | Self::Twice => "after execution",
        })
    }
}
