//! One operation of a connector: the trait that every typed and untyped action implements.

mod adapters;
mod ids;

use std::{fmt, sync::Arc};

use http::Method;

use crate::{Connector, Context, EnvelopeWriter, Error, Headers, Reply};

pub use adapters::{Map, Raw};
pub use ids::ActionIds;

/// Whether an operation may be repeated when it is unknown if it ran.
///
/// The platform turns every operation into a `POST`, so HTTP cannot say; the action does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Effect {
    /// Changes nothing: repeat at will.
    Read,
    /// Changes something, and running it twice leaves the same as running it once.
    Idempotent,
    /// Running it twice does it twice. The cautious assumption where nothing else is known.
    #[default]
    Write,
}

impl Effect {
    /// What HTTP says of a method (RFC 9110, section 9.2), for operations that keep to it.
    pub fn of_method(method: &Method) -> Self {
        match *method {
            Method::GET | Method::HEAD | Method::OPTIONS => Self::Read,
            Method::PUT | Method::DELETE => Self::Idempotent,
            _ => Self::Write,
        }
    }
}

/// Which operation an action is: its connector, its id there and its effect.
#[derive(Clone, Copy)]
pub struct Operation<'a> {
    connector: &'a dyn Connector,
    id: &'a str,
    effect: Effect,
}

impl<'a> Operation<'a> {
    /// Names an operation. No allocation, and no check yet: ids are checked when a URL is made.
    pub fn new(connector: &'a dyn Connector, id: &'a str, effect: Effect) -> Self {
        Self { connector, id, effect }
    }

    /// The service that the operation belongs to.
    pub fn connector(&self) -> &'a dyn Connector {
        self.connector
    }

    /// The action id at that connector.
    pub fn id(&self) -> &'a str {
        self.id
    }

    /// Whether it may be repeated.
    pub fn effect(&self) -> Effect {
        self.effect
    }

    /// The same operation, with another value speaking for its connector.
    pub fn with_connector(self, connector: &'a dyn Connector) -> Self {
        Self { connector, ..self }
    }
}

impl fmt::Display for Operation<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.connector.id(), self.id)
    }
}

impl fmt::Debug for Operation<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Operation({self}, {:?})", self.effect)
    }
}

/// One operation of a connector, with its input as `self` and its output as a type.
///
/// Most implementations are derived (see [`derive@crate::Action`]); by hand it is four methods:
///
/// ```
/// use alloy_core::{Action, Connector, Effect, EnvelopeWriter, Error, Operation, Reply};
/// use serde::Deserialize;
///
/// struct Clock;
/// impl Connector for Clock {
///     fn id(&self) -> &str {
///         "clock"
///     }
/// }
///
/// struct TimeIn<'a> {
///     city: &'a str,
/// }
///
/// #[derive(Deserialize)]
/// struct Time {
///     hour: u8,
/// }
///
/// impl Action for TimeIn<'_> {
///     type Output = Time;
///
///     fn operation(&self) -> Operation<'_> {
///         Operation::new(&Clock, "getTime", Effect::Read)
///     }
///
///     fn encode(&self, envelope: &mut EnvelopeWriter<'_>) -> Result<(), Error> {
///         envelope.path("city", self.city)
///     }
///
///     fn decode(&self, reply: Reply) -> Result<Time, Error> {
///         reply.decode()
///     }
/// }
/// ```
///
/// The trait is usable as `dyn Action<Output = T>`; `&A`, `Box<A>` and `Arc<A>` are actions too.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an action",
    label = "this is no `Action`",
    note = "derive it: `#[derive(Action)] #[action(connector = …, id = \"…\", output = …)]`",
    note = "an action is executed by reference: `connection.execute(&action)`"
)]
pub trait Action: Send + Sync {
    /// What a successful call gives.
    type Output: Send + 'static;

    /// Which operation this is.
    fn operation(&self) -> Operation<'_>;

    /// Headers for the provider that this action brings itself.
    fn headers(&self) -> Result<Headers, Error> {
        Ok(Headers::new())
    }

    /// Checks the provider's limits before anything is sent.
    ///
    /// Errors name the offending field: [`Error::invalid_request`].
    fn validate(&self, context: &Context<'_>) -> Result<(), Error> {
        let _ = context;
        Ok(())
    }

    /// Writes the action's body, path and query parameters.
    fn encode(&self, envelope: &mut EnvelopeWriter<'_>) -> Result<(), Error>;

    /// Reads the provider's part of a successful reply.
    fn decode(&self, reply: Reply) -> Result<Self::Output, Error>;

    /// About how many bytes the envelope will have, so that one allocation holds it.
    fn size_hint(&self) -> usize {
        320
    }

    /// The same operation with its output turned into something else.
    fn map<F, T>(self, f: F) -> Map<Self, F>
    where
        Self: Sized,
        F: Fn(Self::Output) -> T + Send + Sync,
        T: Send + 'static,
    {
        Map::new(self, f)
    }

    /// The same operation with the reply itself as its output, undecoded.
    fn raw(self) -> Raw<Self>
    where
        Self: Sized,
    {
        Raw::new(self)
    }

    /// The action as a trait object, for collections of different actions with one output.
    fn boxed<'a>(self) -> BoxAction<'a, Self::Output>
    where
        Self: Sized + 'a,
    {
        Box::new(self)
    }
}

/// An action of which only the output is known.
pub type BoxAction<'a, T> = Box<dyn Action<Output = T> + 'a>;

/// Forwards every method to what a pointer points at.
macro_rules! action_through_pointer {
    ($($pointer:ty),*) => {$(
        impl<A: Action + ?Sized> Action for $pointer {
            type Output = A::Output;

            fn operation(&self) -> Operation<'_> {
                (**self).operation()
            }

            fn headers(&self) -> Result<Headers, Error> {
                (**self).headers()
            }

            fn validate(&self, context: &Context<'_>) -> Result<(), Error> {
                (**self).validate(context)
            }

            fn encode(&self, envelope: &mut EnvelopeWriter<'_>) -> Result<(), Error> {
                (**self).encode(envelope)
            }

            fn decode(&self, reply: Reply) -> Result<Self::Output, Error> {
                (**self).decode(reply)
            }

            fn size_hint(&self) -> usize {
                (**self).size_hint()
            }
        }
    )*};
}

action_through_pointer!(&A, Box<A>, Arc<A>);
