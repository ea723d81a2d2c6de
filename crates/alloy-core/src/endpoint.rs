//! Any HTTP operation of the platform: what to send, and how to read what came back.

mod execute;
mod path;

use std::sync::Arc;

use bytes::Bytes;
use http::Method;

use crate::{Connector, Effect, Error, Reply, ReplyShape, UserId};

pub use execute::Execute;
pub use path::PathWriter;

/// One HTTP operation of the platform, with its input as `self` and its output as a type.
///
/// Executing an action is one ([`Execute`]); listing connectors or creating a user are others. What
/// this crate has no type for is written by hand, and sent like the rest:
///
/// ```
/// use alloy_core::{ApiKey, ConnectorId, Endpoint, Error, PathWriter, Platform, Reply};
/// use http::{Method, Response};
///
/// /// What the platform knows about one connector.
/// struct GetConnector {
///     id: ConnectorId,
/// }
///
/// impl Endpoint for GetConnector {
///     type Output = serde_json::Value;
///
///     fn method(&self) -> Method {
///         Method::GET
///     }
///
///     fn path(&self, path: &mut PathWriter) -> Result<(), Error> {
///         path.fixed("connectors").segment("connector id", self.id.as_str())?;
///         Ok(())
///     }
///
///     fn decode(&self, reply: Reply) -> Result<Self::Output, Error> {
///         reply.decode()
///     }
/// }
///
/// let platform = Platform::builder().api_key(ApiKey::new("made-up-key-of-a-test")?).build()?;
/// let get = GetConnector { id: ConnectorId::new("notion")? };
/// let request = platform.endpoint_request(&get, None)?;
/// assert_eq!(request.uri().path(), "/connectors/notion");
///
/// // … sent by whatever means …
/// let response = Response::new(r#"{"id": "notion"}"#.into());
/// assert_eq!(platform.endpoint_output(&get, response)?["id"], "notion");
/// # Ok::<(), Error>(())
/// ```
///
/// The trait is usable as `dyn Endpoint<Output = T>`; `&E`, `Box<E>` and `Arc<E>` are endpoints too.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an endpoint",
    label = "this is no `Endpoint`",
    note = "an action is executed by a connection: `connection.execute(&action)`",
    note = "an endpoint is called by a client: `client.call(&endpoint)`"
)]
pub trait Endpoint: Send + Sync {
    /// What a successful call gives.
    type Output: Send + 'static;

    /// The method of the request.
    fn method(&self) -> Method;

    /// Writes the path below the base URL, and the query.
    fn path(&self, path: &mut PathWriter) -> Result<(), Error>;

    /// The JSON of the request's body; none when empty.
    ///
    /// The place for checks as well: an error here means that nothing is sent.
    fn body(&self) -> Result<Bytes, Error> {
        Ok(Bytes::new())
    }

    /// Whether it may be repeated. By default what HTTP says of the method.
    fn effect(&self) -> Effect {
        Effect::of_method(&self.method())
    }

    /// Whom the request acts for. By default whomever the caller does.
    fn acting_user(&self) -> ActingUser<'_> {
        ActingUser::Caller
    }

    /// Reads a reply that nobody claims as a failure.
    fn decode(&self, reply: Reply) -> Result<Self::Output, Error>;

    /// The connector whose provider answers through the platform, if one does.
    fn connector(&self) -> Option<&dyn Connector> {
        None
    }

    /// How the reply is wrapped.
    fn reply_shape(&self) -> ReplyShape {
        ReplyShape::Detect
    }

    /// What was sent and must not come back in an error, although the platform may quote it.
    fn secrets(&self) -> Vec<&str> {
        Vec::new()
    }

    /// What errors call this operation, by default its method and path.
    fn name(&self) -> String {
        let mut path = PathWriter::new("");
        match self.path(&mut path) {
            Ok(()) => format!("{} {}", self.method(), path.without_query()),
            Err(_) => self.method().to_string(),
        }
    }
}

/// Whom a request acts for: the user in its `x-alloy-userid`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ActingUser<'a> {
    /// Whomever the caller acts for; without one, the user that the API key belongs to.
    #[default]
    Caller,
    /// This user, whomever the caller acts for.
    Named(&'a UserId),
    /// Nobody in particular: the header is not sent.
    Nobody,
}

/// Forwards every method to what a pointer points at.
macro_rules! endpoint_through_pointer {
    ($($pointer:ty),*) => {$(
        impl<E: Endpoint + ?Sized> Endpoint for $pointer {
            type Output = E::Output;

            fn method(&self) -> Method {
                (**self).method()
            }

            fn path(&self, path: &mut PathWriter) -> Result<(), Error> {
                (**self).path(path)
            }

            fn body(&self) -> Result<Bytes, Error> {
                (**self).body()
            }

            fn effect(&self) -> Effect {
                (**self).effect()
            }

            fn acting_user(&self) -> ActingUser<'_> {
                (**self).acting_user()
            }

            fn decode(&self, reply: Reply) -> Result<Self::Output, Error> {
                (**self).decode(reply)
            }

            fn connector(&self) -> Option<&dyn Connector> {
                (**self).connector()
            }

            fn reply_shape(&self) -> ReplyShape {
                (**self).reply_shape()
            }

            fn secrets(&self) -> Vec<&str> {
                (**self).secrets()
            }

            fn name(&self) -> String {
                (**self).name()
            }
        }
    )*};
}

endpoint_through_pointer!(&E, Box<E>, Arc<E>);

/// Implements [`Endpoint`]: `Type => Output, for Whom; METHOD |this, path| …; |reply| …;`.
///
/// `for Whom` is a variant of [`ActingUser`], the caller unless given. Further methods of the trait
/// follow as they are.
macro_rules! endpoint {
    (
        $endpoint:ident => $output:ty $(, for $whom:ident)?;
        $method:ident |$this:ident, $path:ident| $write:expr;
        |$reply:ident| $decode:expr;
        $($more:tt)*
    ) => {
        impl $crate::Endpoint for $endpoint {
            type Output = $output;

            fn method(&self) -> http::Method {
                http::Method::$method
            }

            fn path(&self, $path: &mut $crate::PathWriter) -> Result<(), $crate::Error> {
                let $this = self;
                $write;
                Ok(())
            }

            $(fn acting_user(&self) -> $crate::ActingUser<'_> {
                $crate::ActingUser::$whom
            })?

            fn decode(&self, $reply: $crate::Reply) -> Result<$output, $crate::Error> {
                $decode
            }

            $($more)*
        }
    };
}

pub(crate) use endpoint;

/// A body, as JSON.
pub(crate) fn json<T: serde::Serialize>(body: &T) -> Result<Bytes, Error> {
    serde_json::to_vec(body).map(Bytes::from).map_err(|source| {
        Error::invalid_request("body", "cannot be written as JSON").with_source(source)
    })
}
