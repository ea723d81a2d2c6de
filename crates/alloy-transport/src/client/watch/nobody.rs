//! Nobody watches: neither the feature `tracing` nor `metrics` is on.
#![expect(clippy::unused_self, reason = "the same methods as what watches has")]

use std::{marker::PhantomData, time::Duration};

use alloy_core::Error;
use bytes::Bytes;
use http::{Request, Response};

use super::{Shared, exchange::Exchange};

pub(super) struct Watch<'a>(PhantomData<&'a Shared>);

pub(super) struct Attempt;

impl<'a> Watch<'a> {
    pub(super) fn begin(_: &(dyn Exchange + '_), _: &'a Shared) -> Self {
        Self(PhantomData)
    }

    pub(super) fn within<F: Future>(&self, work: F) -> F {
        work
    }

    pub(super) fn turn<F: Future>(&self, turn: F) -> F {
        turn
    }

    pub(super) fn attempt(&self, _: u32, _: &Request<Bytes>) -> Attempt {
        Attempt
    }

    pub(super) fn retry(&self, _: Duration, _: &Error) {}

    pub(super) fn end(&mut self, _: &Result<(), Error>) {}
}

impl Attempt {
    pub(super) fn answered(&self, _: &Response<Bytes>) {}

    pub(super) fn end(self, _: Option<&Error>) {}
}
