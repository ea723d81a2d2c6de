//! Actions made of other actions: another output for the same operation.

use crate::{Action, Context, EnvelopeWriter, Error, Headers, Operation, Reply};

/// An action whose output goes through a function. Made by [`Action::map`].
#[derive(Clone, Copy, Debug)]
pub struct Map<A, F> {
    action: A,
    f: F,
}

impl<A, F> Map<A, F> {
    pub(super) fn new(action: A, f: F) -> Self {
        Self { action, f }
    }
}

/// An action whose output is the reply as it came. Made by [`Action::raw`].
#[derive(Clone, Copy, Debug)]
pub struct Raw<A> {
    action: A,
}

impl<A> Raw<A> {
    pub(super) fn new(action: A) -> Self {
        Self { action }
    }
}

/// What an adapter leaves as it is: all but the output and its decoding.
macro_rules! request_of_inner {
    () => {
        fn operation(&self) -> Operation<'_> {
            self.action.operation()
        }

        fn headers(&self) -> Result<Headers, Error> {
            self.action.headers()
        }

        fn validate(&self, context: &Context<'_>) -> Result<(), Error> {
            self.action.validate(context)
        }

        fn encode(&self, envelope: &mut EnvelopeWriter<'_>) -> Result<(), Error> {
            self.action.encode(envelope)
        }

        fn size_hint(&self) -> usize {
            self.action.size_hint()
        }
    };
}

impl<A, F, T> Action for Map<A, F>
where
    A: Action,
    F: Fn(A::Output) -> T + Send + Sync,
    T: Send + 'static,
{
    type Output = T;

    request_of_inner!();

    fn decode(&self, reply: Reply) -> Result<T, Error> {
        self.action.decode(reply).map(&self.f)
    }
}

impl<A: Action> Action for Raw<A> {
    type Output = Reply;

    request_of_inner!();

    fn decode(&self, reply: Reply) -> Result<Reply, Error> {
        Ok(reply)
    }
}
