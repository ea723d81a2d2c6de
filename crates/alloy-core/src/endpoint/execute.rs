//! The endpoint that runs an action.

use std::fmt;

use bytes::Bytes;
use http::Method;

use super::{ActingUser, Endpoint, PathWriter};
use crate::{Action, Call, Connector, Effect, Error, Platform, Reply, ReplyShape};

/// Executing an action with a credential, as an endpoint. Made by [`Platform::execute`].
pub struct Execute<'a, A: ?Sized> {
    platform: &'a Platform,
    action: &'a A,
    call: Call<'a>,
}

impl<'a, A: Action + ?Sized> Execute<'a, A> {
    pub(crate) fn new(platform: &'a Platform, action: &'a A, call: Call<'a>) -> Self {
        Self { platform, action, call }
    }
}

impl<A: Action + ?Sized> Endpoint for Execute<'_, A> {
    type Output = A::Output;

    fn method(&self) -> Method {
        Method::POST
    }

    fn path(&self, path: &mut PathWriter) -> Result<(), Error> {
        let operation = self.action.operation();
        let connector = operation.connector().id();
        let action = self.platform.action_id(connector, operation.id(), &self.call);
        self.platform.path_of(connector, action, path, |path| {
            path.fixed("connectors").segment("connector id", connector)?;
            path.fixed("actions").segment("action id", action)?.fixed("execute");
            Ok(())
        })
    }

    fn body(&self) -> Result<Bytes, Error> {
        self.platform.write(self.action, &self.call).map(Bytes::from)
    }

    fn effect(&self) -> Effect {
        self.action.operation().effect()
    }

    fn acting_user(&self) -> ActingUser<'_> {
        self.call.user().map_or(ActingUser::Nobody, ActingUser::Named)
    }

    fn decode(&self, reply: Reply) -> Result<A::Output, Error> {
        self.action.decode(reply)
    }

    fn connector(&self) -> Option<&dyn Connector> {
        Some(self.platform.known(self.action.operation()).connector())
    }

    fn reply_shape(&self) -> ReplyShape {
        self.platform.reply_shape()
    }

    fn name(&self) -> String {
        self.action.operation().to_string()
    }
}

impl<A: ?Sized> Clone for Execute<'_, A> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<A: ?Sized> Copy for Execute<'_, A> {}

impl<A: Action + ?Sized> fmt::Debug for Execute<'_, A> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Execute({})", self.action.operation())
    }
}
